"""Only the key that is published signs the tree, and it signs just this one."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from actionday.ledger.note import sign, signature_line, verifier_key

from .conftest import Verify
from .scenario import KEY, ORIGIN, Scenario

OTHER = Ed25519PrivateKey.from_private_bytes(b"another key for tests, 32 bytes!")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))

    return run


def resign(
    key: Ed25519PrivateKey, size: int = 88, spoil: int = 0, origin: str = ORIGIN
) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        path = folder / "checkpoint"
        root = bytearray(base64.b64decode(path.read_text().split("\n")[2]))
        root[0] ^= spoil
        path.write_text(sign(origin, size, bytes(root), key))

    return run


def other_signature(folder: Path) -> None:
    """Our name and key hash before the signature of another key."""
    path = folder / "checkpoint"
    head, _blank, line = path.read_text().rpartition("— ")
    name, blob = line.split()
    forged = base64.b64decode(blob)[:4] + OTHER.sign(head[:-1].encode())
    path.write_text(f"{head}— {name} {base64.b64encode(forged).decode()}\n")


def loose_base64(folder: Path) -> None:
    """The same bytes in base64 whose unused bits are not zero."""
    path = folder / "checkpoint"
    head, letter = path.read_text()[:-3], path.read_text()[-3]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    assert path.read_text().endswith("=\n")
    path.write_text(f"{head}{letters[letters.index(letter) + 1]}=\n")


def witness(folder: Path) -> None:
    path = folder / "checkpoint"
    body = path.read_text().partition("\n\n")[0] + "\n"
    path.write_text(path.read_text() + signature_line("witness.test", body, OTHER))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (resign(OTHER), "checkpoint: it bears no signature that fits"),
        (other_signature, "checkpoint: it bears no signature that fits"),
        (edit("checkpoint", "\n88\n", "\n89\n"), "checkpoint: it bears no signature that fits"),
        (edit("checkpoint", "harbour", "harbor"), "checkpoint: it bears no signature that fits"),
        (edit("checkpoint", "\n88\n", "\n088\n"), "checkpoint: no signed note"),
        (edit("checkpoint", "\n\n", "\nextension\n\n"), "checkpoint: no signed note"),
        (loose_base64, "is not exact base64"),
        (resign(KEY, size=87), "checkpoint: it signs 87 entries"),
        (resign(KEY, spoil=1), "checkpoint: it signs 88 entries, root "),
        (resign(KEY, origin="elsewhere.test/harbour"), "checkpoint: it bears no signature"),
        (edit("checkpoint.key", "harbour", "harbor"), "no Ed25519 key with its own hash"),
        (edit("checkpoint.key", "+", " "), "checkpoint.key is not NAME+HASH+BASE64"),
        (witness, "ledger.checkpoint: claimed "),
    ],
)
def test_a_checkpoint_that_does_not_fit_is_an_error(
    spoil: Callable[[Path], None], error: str, day: Scenario, verified: Verify
) -> None:
    status, told = verified(day.lines(), spoil=spoil)
    assert status == 1
    assert error in told


def test_a_whole_forgery_shows_by_its_key(day: Scenario, verified: Verify) -> None:
    """Who signs everything anew can only be told by the key, so the key is printed."""

    def spoil(folder: Path) -> None:
        resign(OTHER)(folder)
        (folder / "checkpoint.key").write_text(verifier_key(ORIGIN, OTHER))

    told = verified(day.lines(), spoil=spoil)[1]
    assert f"signed by {verifier_key(ORIGIN, OTHER)} (compare it" in told
    assert f"signed by {verifier_key(ORIGIN, KEY)} (compare it" in verified(day.lines())[1]
