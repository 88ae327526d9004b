"""The compiler of the inner loops, where there is one: with numba they run some hundred times quicker."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

try:
    import numba
except ImportError:  # the same loops run as they are
    numba = None  # type: ignore[assignment]  # says that there is none

COMPILES = numba is not None
"""Whether the loops are compiled here."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled when it is first called, and kept on disk; unchanged without numba.

    Compiled loops let other threads run.
    """
    if numba is None:
        return function
    try:
        found: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # nowhere to keep it
        found = numba.njit(nogil=True)(function)
    return found
