"""The robustness of texts: paragraphs, edited, and how often each kind of digest finds them again.

The paragraphs are those of the descriptions that installed packages bring along: they are real
prose, and there on every machine.
"""

import re
from collections.abc import Callable
from importlib.metadata import distributions
from itertools import combinations
from random import Random

from actionday.commands.benches.rows import Measured, Row
from actionday.media.text import hash_text_alike, normalise, tlsh_of
from actionday.media.thresholds import TEXT_RADIUS, TLSH_DISTANCE
from actionday.media.tlsh import distance

SHORTEST, LONGEST = 60, 1000
PROSE = 0.9
"""Share of a paragraph that is letters and spaces: no tables, no code."""

LENIENT = 100
"""A far more lenient TLSH distance than the field's, to show what it would bring."""


def paragraphs(number: int) -> list[str]:
    """Return paragraphs in a fixed random order; fewer where fewer are installed."""
    found = {
        text
        for package in distributions()
        for part in re.split(r"\n\s*\n", str(package.metadata.json.get("description", "")))
        if SHORTEST <= len(text := normalise(part)) <= LONGEST and is_prose(text)
    }
    return Random(1).sample(sorted(found), min(number, len(found)))  # noqa: S311


def is_prose(text: str) -> bool:
    """Say whether a text is nearly all letters and spaces."""
    return sum(sign.isalpha() or sign == " " for sign in text) >= PROSE * len(text)


def replaced(share: float) -> Callable[[str, Random], str]:
    """Replace so many of the words, one at least, by others of the same text spelled backwards."""

    def edit(text: str, random: Random) -> str:
        words = text.split()
        for place in random.sample(range(len(words)), max(1, round(len(words) * share))):
            words[place] = random.choice(words)[::-1]
        return " ".join(words)

    return edit


def framed(text: str, random: Random) -> str:
    """Put words before and after."""
    return f"please share this before they take it down again {text} #fools #march"


TEXT_EDITS: dict[str, Callable[[str, Random], str]] = {
    "one word": replaced(0),
    "5 % of the words": replaced(0.05),
    "10 % of the words": replaced(0.10),
    "20 % of the words": replaced(0.20),
    "words before and after": framed,
}


def bits(one: str, other: str) -> int:
    """Count the bits in which two MinHashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


Digest = Callable[[str], str | None]
Distance = Callable[[str, str], int]
KINDS: dict[str, tuple[Digest, Distance, int]] = {
    f"minhash {TEXT_RADIUS}": (hash_text_alike, bits, TEXT_RADIUS),
    f"tlsh {TLSH_DISTANCE}": (tlsh_of, distance, TLSH_DISTANCE),
    f"tlsh {LENIENT}": (tlsh_of, distance, LENIENT),
}
"""Name -> the digest, how far two of them are apart, and at most how far if the texts are alike."""


def of_texts(number: int) -> list[Row]:
    """Return the recall of every edit and digest, and how often strangers were taken for alike."""
    texts = paragraphs(number)
    return [each for kind in KINDS for each in of_digest(kind, texts)]


def of_digest(kind: str, texts: list[str]) -> list[Row]:
    """Return the rows of one digest; a text without a digest is not found."""
    digest, apart, most = KINDS[kind]
    known, lines = [digest(text) for text in texts], []
    for edit, change in TEXT_EDITS.items():
        random = Random(edit)  # noqa: S311
        copies = [digest(change(text, random)) for text in texts]
        pairs = [(one, two) for one, two in zip(known, copies, strict=True) if one and two]
        hits = sum(apart(*pair) <= most for pair in pairs)
        lines.append(line(edit, len(texts), f"recall {kind}", hits / len(texts)))
    strangers = list(combinations([each for each in known if each], 2))
    false = sum(apart(*pair) <= most for pair in strangers) / max(1, len(strangers))
    return [*lines, line("strangers", len(strangers), f"in a million {kind}", false * 1e6)]


def line(case: str, n: int, unit: str, figure: float) -> Row:
    """Return one row."""
    return Measured("robustness", case, n, "paragraphs", unit).row(figure)
