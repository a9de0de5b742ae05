"""Compiles kernels for the processor at hand, on their first use."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba

njit: Any = numba.njit

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def compiled(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Compile a kernel, and keep the result on disk; it runs without holding other threads up."""
    try:
        return njit(kernel, cache=True, nogil=True)  # type: ignore[no-any-return]
    except RuntimeError:  # No folder for the compiled code can be written: compile each time.
        return njit(kernel, nogil=True)  # type: ignore[no-any-return]


def part(function: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Compile a function that only kernels call; it becomes part of them."""
    return njit(function)  # type: ignore[no-any-return]
