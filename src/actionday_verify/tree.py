"""The root of the tree, leaf by leaf (RFC 6962), and the signed checkpoint (C2SP)."""

import base64
import re
from gettext import gettext as _
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NOTE = re.compile(r"([^\n]+\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/=]+)\n)\n((?:— [^\s+]+ [^\s]+\n)+)")
KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+(\S+)\n?")


class Tree:
    """Takes the bytes of one leaf after the other; keeps one hash for each bit of `size`."""

    def __init__(self) -> None:
        self.size = 0
        self._complete: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the next leaf; two complete subtrees of one size become one."""
        node, rest = sha256(b"\x00" + leaf).digest(), self.size
        while rest % 2:
            node, rest = sha256(b"\x01" + self._complete.pop() + node).digest(), rest // 2
        self._complete.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far (32 bytes)."""
        *others, root = self._complete or [sha256().digest()]
        for left in reversed(others):
            root = sha256(b"\x01" + left + root).digest()
        return root


def checkpoint(text: str, key: str) -> tuple[int, bytes]:
    """Return size and root of the checkpoint; raise ValueError unless the key signed just that."""
    note, parts = NOTE.fullmatch(text), KEY.fullmatch(key)
    if note is None or parts is None:
        raise ValueError(_("no signed note, or checkpoint.key is not NAME+HASH+BASE64"))
    public = _decode(parts[3])
    key_id = sha256(f"{parts[1]}\n".encode() + public).digest()[:4]
    if len(public) != 33 or public[0] != 1 or key_id.hex() != parts[2]:
        raise ValueError(_("checkpoint.key is no Ed25519 key with its own hash"))
    lines = [line.split(" ") for line in note[4].splitlines()]
    signatures = [_decode(blob) for _dash, name, blob in lines if name == parts[1]]
    ours = [each[4:] for each in signatures if each[:4] == key_id]
    try:
        for signature in ours or [b""]:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature, note[1].encode())
    except InvalidSignature:
        raise ValueError(_("it bears no signature that fits checkpoint.key")) from None
    return int(note[2]), _decode(note[3])


def _decode(text: str) -> bytes:
    if base64.b64encode(raw := base64.b64decode(text, validate=True)).decode() != text:
        raise ValueError(_("%(text)r is not exact base64") % {"text": text})
    return raw
