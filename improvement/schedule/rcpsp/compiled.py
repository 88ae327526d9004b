"""The compiler of the inner loops, where there is one: with numba they run some hundred times quicker."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from improvement.schedule.rcpsp.compiled_cache import fresh

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
        kept = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # nowhere to keep it
        kept = None
    found: Callable[P, R] = kept if kept and fresh(kept.stats.cache_path) else numba.njit(nogil=True)(function)
    return found
