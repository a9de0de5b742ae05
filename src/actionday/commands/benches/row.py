"""One figure in the form that all benches share."""

from typing import Any


def row(  # noqa: PLR0913, PLR0917  (the keys of a line are fixed)
    bench: str,
    case: str,
    n: int,
    data: str,
    unit: str,
    ours: float,
    peer: str | None = None,
    theirs: float | None = None,
    ratio: float | None = None,
) -> dict[str, Any]:
    """Return one line; `ratio` says how many times better ours is than the peer's."""
    return {
        "bench": bench,
        "case": case,
        "n": n,
        "data": data,
        "unit": unit,
        "ours": round(ours, 4),
        "peer": peer,
        "theirs": None if theirs is None else round(theirs, 4),
        "ratio": None if ratio is None else round(ratio, 3),
    }
