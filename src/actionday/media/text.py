"""Makes texts comparable that look alike, and fingerprints them."""

import codecs
import hashlib
import re
import unicodedata
from gettext import gettext as _

from actionday.media.examination import Fingerprint
from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.minhash import minhash
from actionday.media.tlsh import digest
from actionday.media.unreadable import UnreadableMedia

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""The characters of Unicode's property Default_Ignorable_Code_Point: they take no place."""


def decode(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """Decode UTF-8, or UTF-16 with its mark; UnreadableMedia where it is neither or too long."""
    if len(data) > limits.text_bytes:
        raise UnreadableMedia(
            _("the text is longer than %(bytes)d bytes") % {"bytes": limits.text_bytes}
        )
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableMedia(_("the text is not valid UTF-8 or UTF-16")) from error


def normalise(text: str) -> str:
    """Fold what a reader does not see: width, ligatures, case, white space, invisible characters.

    This is Unicode's toNFKC_Casefold (chapter 3.13), with every run of white space made one space.
    """
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold()
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", folded)).split())


def hash_text(text: str) -> str:
    """Return the SHA-256 (64 hex digits) of the normalised text; UnreadableMedia if none is left.

    All texts without a visible character would share one hash and match each other.
    """
    visible = normalise(text)
    if not visible:
        raise UnreadableMedia(_("the text has no visible character"))
    return hashlib.sha256(visible.encode("utf-8", "surrogatepass")).hexdigest()


def hash_text_alike(text: str) -> str | None:
    """Return the MinHash (64 hex digits) of the normalised text; None where it is too short.

    Two texts are alike at a distance of at most `thresholds.TEXT_RADIUS` bits.
    """
    return minhash(normalise(text))


def tlsh_of(text: str) -> str | None:
    """Return the TLSH digest of the normalised text, for exchange with those who use it.

    None where the text has less than `tlsh.SHORTEST` bytes of UTF-8, or repeats itself so much that
    half of the digest's buckets stay empty. Compare with `tlsh.distance`.
    """
    return digest(normalise(text).encode("utf-8", "surrogatepass"))


def fingerprint_text(text: str) -> tuple[Fingerprint, ...]:
    """Return a text's MinHash and TLSH, where it is long enough, and its exact digest.

    UnreadableMedia if it has no visible character.
    """
    values = {"minhash": hash_text_alike(text), "tlsh": tlsh_of(text), "sha256": hash_text(text)}
    return tuple(Fingerprint(kind, value) for kind, value in values.items() if value)
