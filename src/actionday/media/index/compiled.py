"""Compiles kernels for the processor at hand, on their first use, and keeps them on disk."""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

njit: Any = numba.njit


def compiled(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Compile a kernel, and keep the result; it runs without holding other threads up."""
    try:
        kept = njit(kernel, cache=True, nogil=True)
        # numba looks at the date of the kernel's own file only, and would go on with old code when
        # a part in another file has changed.
        kept._cache._cache_file._source_stamp = _sources()
        return kept  # type: ignore[no-any-return]
    except (RuntimeError, AttributeError):
        # No folder for the compiled code can be written, or numba keeps it in another way.
        return njit(kernel, nogil=True)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _sources() -> str:
    """Return a digest of all files of this folder."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def part(function: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Compile a function that only kernels call; it becomes part of them."""
    return njit(function)  # type: ignore[no-any-return]
