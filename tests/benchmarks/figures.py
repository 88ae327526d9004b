"""How a benchmark tells a figure: what was measured, beside its goal and the word that judges it."""

from collections.abc import Callable, Sequence
from time import perf_counter, process_time

WIDTH = 58


def told(what: str, value: float, unit: str = "", at_most: float | None = None, at_least: float | None = None) -> bool:
    """Print one figure; False where it misses its goal."""
    goal = f"<= {at_most:g}" if at_most is not None else f">= {at_least:g}" if at_least is not None else ""
    reached = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    word = "" if not goal else "reached" if reached else "MISSED"
    shown = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"
    print(f"  {what:<{WIDTH}} {shown + ' ' + unit:>14}   {goal:>8}   {word}".rstrip(), flush=True)
    return reached


def percentile(waits: Sequence[float], share: float) -> float:
    """The wait that this share of all waits stays below, in the unit of the waits; 0 where there are none."""
    ordered = sorted(waits)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def cpu_ms(work: Callable[[], object], runs: int = 5) -> float:
    """The best of some runs, in milliseconds of processor time."""
    return 1000 * min(_timed(work, process_time) for _ in range(runs))


def wall_ms(work: Callable[[], object], runs: int = 5) -> list[float]:
    """Every run, in milliseconds of the clock."""
    return [1000 * _timed(work, perf_counter) for _ in range(runs)]


def _timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start
