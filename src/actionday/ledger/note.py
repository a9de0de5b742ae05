"""Signed checkpoints: the state of a log as a few lines of text that anyone can verify.

Sources: C2SP signed-note and tlog-checkpoint, with Ed25519 and the key's name equal to the origin.
"""

import base64
import os
import re
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

ED25519 = b"\x01"
"""The byte that C2SP signed-note assigns to Ed25519 signatures."""

BODY = re.compile(r"([^\n]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n")
SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)\n")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A verified state of the log `origin`: how many entries, and the root (32 bytes)."""

    origin: str
    size: int
    root: bytes


def load_or_make_key(path: Path) -> Ed25519PrivateKey:
    """Return the signing key in this PEM file; if there is none, make one that only we can read.

    Of two processes that make it at once, both return the one that came first. Raises ValueError
    if the file holds no Ed25519 key.
    """
    if not path.exists():
        _make_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")
    return key


def _make_key(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with tempfile.NamedTemporaryFile(dir=path.parent) as file:  # made with mode 0600
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
        try:
            os.link(file.name, path)  # all of it or nothing, and never over another key
        except FileExistsError:
            return


def verifier_key(origin: str, key: Ed25519PrivateKey) -> str:
    """Return the public half as C2SP writes it: `ORIGIN+HASH+BASE64`."""
    public = _public_bytes(key)
    encoded = base64.b64encode(ED25519 + public).decode()
    return f"{origin}+{_key_id(origin, public).hex()}+{encoded}"


def sign(origin: str, size: int, root: bytes, key: Ed25519PrivateKey) -> str:
    """Return the signed checkpoint of a log with `size` entries and this root (32 bytes).

    Raises ValueError for an origin that cannot name a key: empty, or with white space or a plus.
    """
    body = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    return f"{body}\n{signature_line(origin, body, key)}"


def signature_line(name: str, text: str, key: Ed25519PrivateKey) -> str:
    """Return the line that signs `text` under this key name. Raises ValueError for a bad name."""
    if not name.isprintable() or not re.fullmatch(r"[^\s+]+", name):
        raise ValueError(f"{name!r} cannot name a key: no white space, no plus")
    signature = _key_id(name, _public_bytes(key)) + key.sign(text.encode())
    return f"— {name} {base64.b64encode(signature).decode()}\n"


def verify(text: str, verifier: str) -> Checkpoint:
    """Return what the checkpoint says, if the key with this verifier string has signed it.

    Signatures of other keys (witnesses) are ignored. Raises ValueError otherwise.
    """
    parts = BODY.fullmatch(signed_text(text, verifier))
    if parts is None:
        raise ValueError("the note is no checkpoint: origin, size and root, a line each")
    return Checkpoint(parts[1], int(parts[2]), base64.b64decode(parts[3]))


def signed_text(note: str, verifier: str) -> str:
    """Return the text of a signed note, if the key with this verifier string has signed it.

    Source: C2SP signed-note. Raises ValueError otherwise.
    """
    name, key_id, public = _parse_verifier(verifier)
    text, blank, lines = note.rpartition("\n\n")
    text += "\n"
    if not blank or not re.fullmatch(f"({SIGNATURE.pattern})+", lines):
        raise ValueError("not a signed note: text, an empty line, signature lines")
    signatures = [base64.b64decode(blob) for who, blob in SIGNATURE.findall(lines) if who == name]
    ours = [each[4:] for each in signatures if each[:4] == key_id]
    if not ours:
        raise ValueError(f"the note is not signed by {verifier}")
    try:
        for signature in ours:
            public.verify(signature, text.encode())
    except InvalidSignature:
        raise ValueError(f"a signature by {name} does not fit the note") from None
    return text


def _parse_verifier(verifier: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """Return name, key id and public key of a verifier string. Raises ValueError."""
    name, _, rest = verifier.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = base64.b64decode(encoded, validate=True)
    if raw[:1] != ED25519 or len(raw) != 33 or _key_id(name, raw[1:]).hex() != key_id:
        raise ValueError(f"{verifier!r} is no Ed25519 verifier key")
    return name, _key_id(name, raw[1:]), Ed25519PublicKey.from_public_bytes(raw[1:])


def _public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]
