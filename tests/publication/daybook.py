"""Writes ledgers by hand, as docs/reference/ledger.md says, for tests of what is made of them."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

START = datetime(2023, 9, 28, 7, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key for tests").digest())
DAY = {
    "slug": "glorification-2023",
    "title": "Glorification of past attacks",
    "coordinator": "EUIRU",
    "initiators": ["ES", "EUIRU"],
    "units": ["ES", "EUIRU", "FR"],
    "platforms": ["shortclips"],
    "terms": [{"platform": "shortclips", "sha256": "ab" * 32}],
}


def canonical(value: Any) -> bytes:
    """RFC 8785 for what ledgers hold: no floats, ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def subject(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


class Daybook:
    """Collects lines; `at` is a time in seconds after the start, which else goes on by itself."""

    def __init__(self, **day: Any) -> None:
        self.lines: list[dict[str, Any]] = []
        self.seconds = 0.0
        self.tell("day.opened", "day", day=DAY | day)

    def tell(self, event: str, about: str, at: float | None = None, **fields: Any) -> None:
        self.seconds = self.seconds + 1 if at is None else at
        time = (START + timedelta(seconds=self.seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        sealed, digests = {}, {}
        for name, value in fields.items():
            salt = hashlib.sha256(f"{len(self.lines)} {name}".encode()).digest()[:16]
            sealed[name] = {"salt": salt.hex(), "value": value}
            digests[name] = hashlib.sha256(salt + canonical(value)).hexdigest()
        leaf = {
            "index": len(self.lines),
            "time": time,
            "event": event,
            "subject": subject(about),
            "commit": hashlib.sha256(canonical(digests)).hexdigest(),
        }
        self.lines.append({"leaf": leaf, "fields": sealed})

    def found(self, item: str, at: float | None = None, **facets: Any) -> None:
        given = {"unit": "ES", "kind": "video", "language": "es", "platform": "shortclips"} | facets
        self.tell("item.submitted", item, at, **({"status": "new"} | given))

    def settled(self, item: str, verdict: str = "referred", **facets: Any) -> None:
        given = {"exemption": None, "ground": ["incites"], "ideology": "jihadist"} | facets
        self.tell("item.settled", item, verdict=verdict, **given)

    def sent(self, item: str, at: float | None = None, packet: str = "01") -> None:
        self.tell("referral.sent", item, at, packet=packet, platform="shortclips")

    def decided(self, item: str, outcome: str = "removed_terms", at: float | None = None) -> None:
        self.tell("decision.made", item, at, outcome=outcome)

    def checkpoint(self) -> str:
        """The signed note over all lines."""
        return signed(self.lines)


def signed(lines: list[dict[str, Any]]) -> str:
    leaves = [hashlib.sha256(b"\0" + canonical(line["leaf"])).digest() for line in lines]
    text = f"actionday.test/day\n{len(leaves)}\n{base64.b64encode(_root(leaves)).decode()}\n"
    blob = hashlib.sha256(b"actionday.test/day\n\x01" + _public()).digest()[:4]
    note = base64.b64encode(blob + KEY.sign(text.encode())).decode()
    return f"{text}\n— actionday.test/day {note}\n"


def verifier_key() -> str:
    digest = hashlib.sha256(b"actionday.test/day\n\x01" + _public()).hexdigest()[:8]
    key = base64.b64encode(b"\x01" + _public()).decode()
    return f"actionday.test/day+{digest}+{key}"


def _public() -> bytes:
    return KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _root(hashes: list[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _root(hashes[:split]) + _root(hashes[split:])).digest()
