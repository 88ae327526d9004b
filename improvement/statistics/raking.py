"""Weights that make answers match known shares of the customers: post-stratification and raking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

ROUNDS = 500
CLOSE = 1e-9
# margins that contradict each other drive factors apart without end
TOO_FAR = 1e100
Margin = Mapping[str, float]
Cells = Mapping[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Raked:
    """The weight of a cell is the product of the factor of its part in every margin.

    `off` is the largest difference that is left between a wanted and a reached share of one part, 0..1; `met` says that
    it is below 1e-9. `rounds` is how often all margins were gone through; one margin needs one (post-stratification).
    """

    factors: tuple[Mapping[str, float], ...]
    rounds: int
    off: float

    @property
    def met(self) -> bool:
        """Whether every margin is reached."""
        return self.off <= CLOSE


def rake(cells: Cells, margins: Sequence[Margin], rounds: int = ROUNDS) -> Raked:
    """Iterative proportional fitting of cell sums to margins: every margin in turn is scaled until all are reached.

    `cells`: sum of (starting) weights per combination of parts, one part per margin, >= 0. `margins`: part -> wanted
    sum, >= 0, all margins with the same total; a margin names every part of the cells. A part that is wanted and has no
    answers is a ValueError (see `empty_parts`). Margins that contradict each other end with `met` False. Own code:
    scipy and statsmodels have none. Deming & Stephan 1940, Ann. Math. Stat. 11:427-444.
    """
    if any(empty_parts(cells, margins)):
        raise ValueError("a part that is wanted has no answers")
    places = [{part: at for at, part in enumerate(margin)} for margin in margins]
    codes = np.array([[places[m][part] for m, part in enumerate(key)] for key in cells], dtype=np.intp)
    start = np.fromiter(cells.values(), float, len(cells))
    wanted = [np.fromiter(margin.values(), float, len(margin)) for margin in margins]
    factors = [np.ones(len(margin)) for margin in margins]
    sums, done, off = start.copy(), 0, np.inf
    while done < rounds and off > CLOSE and max(float(each.max()) for each in factors) < TOO_FAR:
        done += 1
        for m, target in enumerate(wanted):
            now = np.bincount(codes[:, m], sums, len(target))
            scale = np.divide(target, now, out=np.zeros_like(target), where=now > 0)
            factors[m] *= scale
            sums *= scale[codes[:, m]]
        reached = [np.bincount(codes[:, m], sums, len(target)) for m, target in enumerate(wanted)]
        off = max(float(np.abs(a - b).max() / b.sum()) for a, b in zip(reached, wanted, strict=True))
    named = (dict(zip(margin, map(float, f), strict=True)) for margin, f in zip(margins, factors, strict=True))
    return Raked(tuple(named), done, off)


def empty_parts(cells: Cells, margins: Sequence[Margin]) -> tuple[tuple[str, ...], ...]:
    """Per margin the parts that are wanted and have no answers, or only answers with weight 0."""
    return tuple(
        tuple(part for part, want in margin.items() if want > 0 and part not in _filled(cells, m))
        for m, margin in enumerate(margins)
    )


def _filled(cells: Cells, margin: int) -> set[str]:
    return {key[margin] for key, total in cells.items() if total > 0}
