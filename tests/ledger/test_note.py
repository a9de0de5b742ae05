"""A checkpoint is the note of C2SP, and only the key that signed it makes it hold."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from actionday.ledger.note import (
    Checkpoint,
    load_or_make_key,
    sign,
    signature_line,
    signed_text,
    verifier_key,
    verify,
)

ORIGIN = "actionday.test/harbour"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ROOT = bytes(range(100, 132))

# The example of the format's first implementation, golang.org/x/mod/sumdb/note.
GO_KEY = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
    "RZb6KE6RyyBwJnAM=\n"
)


def test_it_signs_as_the_first_implementation_does() -> None:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(GO_KEY)[1:])
    assert verifier_key("PeterNeumann", key) == GO_VERIFIER
    assert signature_line("PeterNeumann", GO_TEXT, key) == GO_LINE
    assert signed_text(f"{GO_TEXT}\n{GO_LINE}", GO_VERIFIER) == GO_TEXT


def test_a_checkpoint_says_what_was_signed() -> None:
    text = sign(ORIGIN, 20, ROOT, KEY)
    assert text.splitlines()[:4] == [ORIGIN, "20", base64.b64encode(ROOT).decode(), ""]
    assert verify(text, verifier_key(ORIGIN, KEY)) == Checkpoint(ORIGIN, 20, ROOT)


def test_witnesses_may_sign_too() -> None:
    text = sign(ORIGIN, 20, ROOT, KEY)
    body = text.partition("\n\n")[0] + "\n"
    text += signature_line("witness.test", body, Ed25519PrivateKey.generate())
    assert verify(text, verifier_key(ORIGIN, KEY)).size == 20


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n20\n", "\n21\n"),
        ("\n20\n", "\n020\n"),
        ("actionday.test/harbour\n", "actionday.test/harbor\n"),
        ("\n\n— ", "\n— "),
        ("— actionday", "- actionday"),
        ("=\n\n", "=\nmore\n\n"),
    ],
)
def test_a_changed_checkpoint_does_not_hold(old: str, new: str) -> None:
    text = sign(ORIGIN, 20, ROOT, KEY).replace(old, new)
    with pytest.raises(ValueError, match=r"note|signature"):
        verify(text, verifier_key(ORIGIN, KEY))


def test_another_key_of_the_same_name_does_not_hold() -> None:
    text = sign(ORIGIN, 20, ROOT, Ed25519PrivateKey.generate())
    with pytest.raises(ValueError, match="not signed by"):
        verify(text, verifier_key(ORIGIN, KEY))


def test_a_signed_note_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(ValueError, match="no checkpoint"):
        verify(f"{GO_TEXT}\n{GO_LINE}", GO_VERIFIER)


@pytest.mark.parametrize(
    "verifier", ["", "name", "name+00000000+AAAA", GO_VERIFIER.replace("c7", "c8"), "a+b+é"]
)
def test_what_is_no_verifier_key_is_refused(verifier: str) -> None:
    with pytest.raises(ValueError, match=r"verifier key|ASCII|base64"):
        verify(sign(ORIGIN, 20, ROOT, KEY), verifier)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "a\x00b"])
def test_an_origin_has_to_be_able_to_name_a_key(origin: str) -> None:
    with pytest.raises(ValueError, match="cannot name a key"):
        sign(origin, 1, ROOT, KEY)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pem"
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(load_or_make_key, [path] * 8))
    assert len({key.private_bytes_raw() for key in keys}) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pem"
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(ValueError, match="no Ed25519 key"):
        load_or_make_key(path)
