"""A small day whose every figure was worked out by hand, and the files that tell of it."""

import copy
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from actionday.ledger import tree
from actionday.ledger.canonical import encode
from actionday.ledger.entry import Field, line, seal, time_text
from actionday.ledger.note import sign, verifier_key

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ORIGIN = "actionday.test/harbour-2026"
KEY = Ed25519PrivateKey.from_private_bytes(b"harbour key for tests, 32 bytes!")
FACTS = {
    "slug": "harbour-2026",
    "title": "Harbour day: été",
    "coordinator": "HQ",
    "initiators": ["AA", "HQ"],
    "units": ["AA", "BB", "HQ"],
    "platforms": ["agora", "plaza"],
    "terms": [{"platform": "plaza", "sha256": "ab" * 32}],
}


def subject(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:32]


class Scenario:
    """Entries as a test tells them; `at` is in seconds after the start."""

    def __init__(self, facts: Mapping[str, Any] = FACTS) -> None:
        self.leaves: list[dict[str, Any]] = []
        self.fields: list[dict[str, Field]] = []
        self.at = 0.0
        self._salts = 0
        self.tell("day.opened", "day", day=facts)

    def tell(self, event: str, about: str, at: float | None = None, **fields: Any) -> None:
        self.at = self.at + 1 if at is None else at
        stored, commit = seal(fields, self._salt)
        leaf = {"index": len(self.leaves), "event": event, "subject": subject(about)}
        time = time_text(START + timedelta(seconds=self.at))
        self.leaves.append(leaf | {"time": time, "commit": commit})
        self.fields.append(dict(stored))

    def _salt(self) -> bytes:
        self._salts += 1
        return sha256(b"salt %d" % self._salts).digest()[:16]

    def found(self, item: str, at: float | None = None, **fields: Any) -> None:
        given = {"status": "new", "unit": "AA", "kind": "video", "language": None}
        private = {"url": f"https://plaza.test/{item}/é", "found_by": 7}
        self.tell(
            "item.submitted", item, at, **given | {"platform": "plaza"} | fields, private=private
        )

    def assessed(self, item: str, *verdicts: str, exemption: str | None = None) -> None:
        for seat, verdict in zip(("first", "second", "third"), verdicts, strict=False):
            given = {"seat": seat, "verdict": verdict, "exemption": exemption}
            self.tell("assessment.made", item, **given, private={"reason": "in words"})

    def settled(self, item: str, verdict: str = "referred", **fields: Any) -> None:
        given = {"exemption": None, "ground": ["solicits"], "ideology": "other"}
        self.tell("item.settled", item, verdict=verdict, **given | fields)

    def sent(self, item: str, at: float, packet: str, platform: str = "plaza") -> None:
        self.tell("referral.sent", item, at, packet=packet, platform=platform)

    def decided(self, item: str, outcome: str, at: float | None = None) -> None:
        self.tell("decision.made", item, at, outcome=outcome)

    def lines(self, without: Callable[[str, Field], bool] = lambda *_: False) -> list[bytes]:
        """The lines of the export that withholds each field for which `without` is true."""
        return [
            line(leaf, fields, [name for name, field in fields.items() if without(name, field)])
            for leaf, fields in zip(self.leaves, self.fields, strict=True)
        ]


def write(folder: Path, lines: list[bytes], report: dict[str, Any]) -> Path:
    """Write the export, its checkpoint signed over just these lines."""
    folder.mkdir(exist_ok=True)
    leaves = [tree.leaf_hash(encode(json.loads(each)["leaf"])) for each in lines]
    root = tree.root(leaves)
    note = sign(ORIGIN, len(leaves), root, KEY)
    ledger = {"size": len(leaves), "root": root.hex(), "checkpoint": note}
    (folder / "ledger.jsonl").write_bytes(b"".join(lines))
    (folder / "checkpoint").write_text(note)
    (folder / "checkpoint.key").write_text(f"{verifier_key(ORIGIN, KEY)}\n")
    (folder / "report.json").write_text(json.dumps(report | {"ledger": ledger}))
    return folder


def harbour() -> Scenario:
    """Eleven items, a to l without e, which is a short link to a."""
    day = Scenario()
    day.found("a", 60, language="ar")
    day.found("a", 70, unit="BB", status="known", language="ar")
    day.tell("item.captured", "a", kind="video", language="fr", private={"files": []})
    day.found("b", 120.5, unit="BB", kind="image")
    day.found("c", kind="text")
    day.found("d", unit="BB")
    day.found("e")
    day.tell("item.merged", "e", into=subject("a"))
    day.found("f", 300)
    day.found("g", 400, unit="BB")
    day.found("h", 500)
    day.found("i", platform=None)
    for item, at in (("j", 600), ("k", 700), ("l", 800)):
        day.found(item, at, unit="BB")
    day.tell("item.uncaptured", "l", private={"why": "gone"})
    day.tell("item.fingerprinted", "a", kind="audio", private={"fingerprints": []})
    for item, family in zip("abcdfghjkl", "1234567890", strict=True):
        day.tell("item.matched", item, family=subject(f"family {family}"))
    day.tell("family.merged", "family 2", into=subject("family 11"))
    day.tell("family.merged", "family 1", into=subject("family 11"))
    day.tell("family.split", "b", family=subject("family 12"))
    day.tell("family.joined", "l", family=subject("family 11"))
    day.tell("family.joined", "l", family=subject("family 9"))  # undone, and put to k
    judge(day)
    answer(day)
    day.tell("day.closed", "day", 200_000, private={"member": 1})
    day.tell("field.erased", "a", 200_001.25, private={"field": "private", "why": "asked"})
    return day


def judge(day: Scenario) -> None:
    day.assessed("b", "refer", "do_not_refer", "refer")
    day.assessed("a", "refer", "refer")
    day.assessed("c", "do_not_refer", "unsure", exemption="art")
    day.assessed("d", "escalate", "refer")
    day.assessed("f", "refer")
    day.assessed("g", "refer", "do_not_refer")
    day.assessed("h", "refer", "refer")
    day.settled("a", "undecided", ideology="jihadist")
    day.settled("a", ground=["incites", "threatens"], ideology="jihadist")
    day.settled("b", ground=["incites"], ideology="right_wing")
    day.settled("c", "not_referred", exemption="art", ground=[], ideology="none")
    day.settled("d", "undecided", ground=[])
    for item in "fghijkl":
        day.settled(item)


def answer(day: Scenario) -> None:
    day.sent("a", 3660, "p1")
    day.sent("b", 3660, "p1")
    for item in "ab":
        day.tell("referral.acknowledged", item)
    day.sent("f", 400, "p2")
    day.sent("g", 399, "p2")
    day.sent("h", 90_000.0015, "p3")
    day.sent("j", 700, "p3", "agora")
    day.sent("k", 800, "p3")
    day.sent("l", 900, "p3")
    day.decided("a", "no_action", 7260)
    day.decided("a", "removed_terms")
    day.decided("b", "not_found", 100_000)
    day.decided("h", "removed_law", 176_400.0015)
    day.decided("j", "no_action", 650)
    day.decided("k", "insufficient", 900)
    day.decided("l", "already_removed", 1000)
    day.tell("referral.withdrawn", "f")
    day.tell("referral.withdrawn", "h")
    for item, observation in (
        ("a", "live"),
        ("a", "gone"),
        ("c", "gone"),
        ("g", "live"),
        ("h", "blocked"),
    ):
        day.tell("availability.checked", item, observation=observation)
    day.tell("complaint.filed", "h")
    day.tell("complaint.decided", "h", outcome="upheld")
    day.tell("complaint.decided", "h", outcome="reinstated")


def row(*counts: int) -> dict[str, int]:
    names = "assessed referred sent upheld rejected unknown withdrawn complaints reinstated"
    return dict(zip(names.split(), counts, strict=True))


A = row(1, 1, 1, 1, 0, 0, 0, 0, 0)
B = row(1, 1, 1, 0, 0, 1, 0, 0, 0)
H = row(1, 1, 1, 1, 0, 0, 1, 1, 1)
J = row(1, 1, 1, 0, 1, 0, 0, 0, 0)
SETTLED_ONLY = row(1, 0, 0, 0, 0, 0, 0, 0, 0)
AS_OF = "2026-03-04T15:33:21.250000Z"

FIGURES = {
    "submissions": 13,  # a twice, b to l
    "items": 11,  # e is a
    "duplicates": 2,
    "families": 9,  # 1 and 2 are one but b is out of it, l is in k's, i has none
    "assessed": 11,
    "referred": 9,
    "not_referred": 1,  # c
    "undecided": 1,  # d
    "exempt": 1,
    "escalated": 1,  # d
    "sent": 8,  # a b f g h j k l
    "packets": 3,
    "acknowledged": 2,
    "decided": 6,
    "upheld": 2,  # a h
    "rejected": 1,  # j
    "unknown": 5,
    "unanswered": 1,  # g
    "not_locatable": 1,  # b
    "insufficient": 1,  # k
    "already_gone": 1,  # l
    "withdrawn_undecided": 1,  # f
    "seen_gone": 1,  # a
    "withdrawn": 2,  # f h
    "complaints": 1,
    "reinstated": 1,
}

EXPECTED: dict[str, Any] = {
    "day": FACTS
    | {"opened": "2026-03-02T08:00:01.000000Z", "closed": "2026-03-04T15:33:20.000000Z"}
    | {"as_of": AS_OF, "version": 1, "supersedes": None},
    "figures": FIGURES,
    "by": {
        "unit": {"AA": row(5, 4, 3, 2, 0, 1, 2, 1, 1), "BB": row(6, 5, 5, 0, 1, 4, 0, 0, 0)},
        "ideology": {
            "jihadist": A,
            "right_wing": B,
            "none": SETTLED_ONLY,
            "other": row(8, 7, 6, 1, 1, 4, 2, 1, 1),
        },
        "kind": {"video": row(9, 8, 7, 2, 1, 4, 2, 1, 1), "image": B, "text": SETTLED_ONLY},
        "language": {"fr": A, "none": row(10, 8, 7, 1, 1, 5, 2, 1, 1)},
        "ground": {
            "incites": row(2, 2, 2, 1, 0, 1, 0, 0, 0),
            "threatens": A,
            "none": row(2, 0, 0, 0, 0, 0, 0, 0, 0),
            "solicits": row(7, 7, 6, 1, 1, 4, 2, 1, 1),
        },
        "outcome": {
            "removed_terms": A,
            "removed_law": H,
            "no_action": J,
            "not_found": B,
            "insufficient": B,
            "already_removed": B,
            "none": row(5, 3, 2, 0, 0, 2, 1, 0, 0),
        },
        "platform": {
            "plaza": row(9, 7, 7, 2, 0, 5, 2, 1, 1),
            "agora": J,
            "none": row(1, 1, 0, 0, 0, 0, 0, 0, 0),
        },
    },
    "seen": {"removed_terms": {"gone": 1}, "removed_law": {"blocked": 1}, "none": {"live": 1}},
    "times": {
        # a 3600, b 3539.5, f 100, g 0 (its clock was set back), h 89500.001, j k l 100
        "find_to_referral_s": {
            "n": 8,
            "n_open": 1,
            "median": 100,
            "p90": 89500.001,
            "within_24h": 7,
        },
        # a 3600, b 96340, h 86400, j 0, k 100, l 100
        "referral_to_decision_s": {
            "n": 6,
            "n_open": 1,
            "median": 100,
            "p90": 96340,
            "within_24h": 5,
        },
    },
    # votes: a h refer refer; b g refer not; d not refer; c not not; 1 - 3*11/(7*5)
    "agreement": {
        "n": 6,
        "alpha": 0.0571,
        "low": None,
        "high": None,
        "table": {"refer_refer": 2, "refer_not": 2, "not_refer": 1, "not_not": 1},
    },
    "rates": [
        {"name": name, "numerator": part, "denominator": whole, "as_of": AS_OF}
        for name, part, whole in (
            ("referred_of_assessed", 9, 11),
            ("exempt_of_not_referred", 1, 1),
            ("decided_of_sent", 6, 8),
            ("upheld_of_sent", 2, 8),
            ("rejected_of_sent", 1, 8),
            ("unknown_of_sent", 5, 8),
            ("seen_gone_of_upheld", 1, 2),
            ("withdrawn_of_sent", 2, 8),
            ("reinstated_of_complaints", 1, 1),
        )
    ],
    "definitions": {name: f"What {name} means." for name in FIGURES},
}


def expected() -> dict[str, Any]:
    """A copy of what report.json has to say, with the interval of the six votes."""
    report = copy.deepcopy(EXPECTED)
    low, high = interval(["rr", "rr", "rn", "rn", "nr", "nn"])
    report["agreement"] |= {"low": low, "high": high}
    return report


def interval(votes: list[str]) -> tuple[float, float]:
    """The bootstrap interval, by Krippendorff's definition rather than by the page's formula."""
    x, drawn = 1, []
    for _resample in range(1000):
        sample = []
        for _draw in votes:
            x = (6364136223846793005 * x + 1442695040888963407) % 2**64
            sample.append(votes[(x >> 33) % len(votes)])
        drawn.append(krippendorff(sample))
    drawn.sort()
    return round(drawn[24], 4), round(drawn[974], 4)


def krippendorff(pairs: list[str]) -> float:
    """1 - observed / expected disagreement over all pairable values."""
    values = "".join(pairs)
    observed = sum(one != other for one, other in pairs) / len(pairs)
    differing = 2 * values.count("r") * values.count("n")
    chance = differing / (len(values) * (len(values) - 1))
    return 1 - observed / chance if chance else 1.0
