"""What a type's values look like, and how other software calls the types."""

import hashlib
import re
from gettext import gettext as _

from .entry import BadRow

SEARCHED = frozenset({"pdq", "vpdq"})
"""Types whose values are 256-bit codes, found by likeness."""

HEX_DIGITS = {"pdq": 64, "vpdq": 64, "md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}
"""Types whose values are hex, with as many digits. Other types' values are any text."""

ALIASES = {
    "hash_pdq": "pdq", "hash_md5": "md5", "hash_sha1": "sha1", "hash_sha256": "sha256",
    "sha-1": "sha1", "sha-256": "sha256", "sha-512": "sha512", "video_md5": "md5",
    "video_sha256": "sha256",
}  # fmt: skip
"""Names of ThreatExchange and STIX; `tx` knows MD5 and SHA-256 of videos only."""

OF_NOTHING = frozenset(hashlib.new(name, b"").hexdigest() for name in ("md5", "sha1", "sha256"))
"""Hashes of the empty file, which some software writes where it has none."""

VALUE_CHARS = 20_000
LOST_ZEROS = 8
_HEX = {digits: re.compile(f"[0-9a-fA-F]{{{digits}}}", re.ASCII) for digits in (32, 40, 64, 128)}
_ANY_HEX = re.compile(r"[0-9a-fA-F]+", re.ASCII)
_TYPE = re.compile(r"[a-z][a-z0-9_-]{0,19}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def type_of(text: str) -> str:
    """Return the type in our words; BadRow where it is none."""
    if text in HEX_DIGITS:
        return text
    name = text.strip().lower()
    name = ALIASES.get(name, name)
    if not _TYPE.fullmatch(name):
        raise BadRow(_("'%(type)s' is no type") % {"type": text.strip()[:40]})
    return name


def value_of(kind: str, text: str) -> str:
    """Return the value as it is kept (hex in lower case); BadRow says what is wrong with it."""
    value = text.strip()
    digits = HEX_DIGITS.get(kind)
    if digits is not None and _HEX[digits].fullmatch(value):
        value = value.lower()
        if value in OF_NOTHING:
            raise BadRow(_("this is the %(type)s of an empty file") % {"type": kind})
        return value
    if not value:
        raise BadRow(_("the value is empty"))
    if digits is not None:
        raise BadRow(_what_is_wrong(kind, value, digits))
    return text_of(value, VALUE_CHARS, _("the value"))


def _what_is_wrong(kind: str, value: str, digits: int) -> str:
    facts = {"type": kind, "digits": digits, "given": len(value)}
    if not _ANY_HEX.fullmatch(value):
        return _("the value of a %(type)s is %(digits)d hex digits") % facts
    if digits - LOST_ZEROS <= len(value) < digits:
        return (
            _("%(given)d hex digits where a %(type)s has %(digits)d: were leading zeros lost?")
            % facts
        )
    return _("%(given)d hex digits where a %(type)s has %(digits)d") % facts


def text_of(text: str, most: int, name: str) -> str:
    """Return a text that can be kept; BadRow where it is too long or has control characters."""
    if len(text) > most:
        raise BadRow(_("%(name)s has more than %(most)d characters") % {"name": name, "most": most})
    if _CONTROL.search(text):
        raise BadRow(_("%(name)s has control characters, or is not UTF-8") % {"name": name})
    return text
