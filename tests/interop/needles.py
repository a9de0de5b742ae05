"""A list of invented fingerprints, some withdrawn, and queries that lie at known distances."""

import hashlib
from collections.abc import Iterable, Iterator

from actionday.media.listfile import ListEntry

DISTANCES = (0, 1, 16, 30, 31, 32, 33, 60)


def value(number: int) -> str:
    return hashlib.sha256(f"needle {number}".encode()).hexdigest()


def entries(count: int) -> list[ListEntry]:
    """Return pictures and frames; every fifth is withdrawn."""
    return [
        ListEntry("vpdq" if n % 3 == 0 else "pdq", value(n), f"entry {n}", withdrawn=n % 5 == 0)
        for n in range(count)
    ]


def away(hex_value: str, bits: int) -> str:
    """Return a value at a distance of `bits`, its flipped bits spread out."""
    mask = sum(1 << (n * 251 % 256) for n in range(bits))
    return f"{int(hex_value, 16) ^ mask:064x}"


def queries(count: int) -> Iterator[str]:
    for n in range(count):
        yield from (away(value(n), bits) for bits in DISTANCES)


Match = tuple[str, str, int]


def by_looking_at_all(known: Iterable[ListEntry], asked: Iterable[str], radius: int) -> set[Match]:
    """Return every (query, valid entry, distance), by comparing each with each."""
    valid = {each.value for each in known if not each.withdrawn}
    near = ((q, v, (int(q, 16) ^ int(v, 16)).bit_count()) for q in asked for v in valid)
    return {match for match in near if match[2] <= radius}
