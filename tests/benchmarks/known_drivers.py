"""Surveys whose drivers are known, and how well the shares that the Assessment page shows find them again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from improvement.assessment.results import SourceScores
from improvement.assessment.scores import source_scores
from improvement.model.mapping import Item, Mapping, Scale
from improvement.statistics.results import FloatArray
from improvement.statistics.shapley import johnson_weights

ANSWERS, CORRELATION, TRUE_FIRST, SHOWN_FIRST = 300, 0.7, 3, 4
MIDDLE, LOW, HIGH = 3.5, 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Design:
    """The true slopes of the standardised items, every two of them correlated 0.7, and the R² of the whole.

    `rounded`: answers are whole numbers from 1 to 5, as people give them; else they are as exact as drawn.
    """

    name: str
    slopes: tuple[float, ...]
    r2: float = 0.6
    rounded: bool = False

    @property
    def correlation(self) -> FloatArray:
        """The items' correlations (p, p)."""
        p = len(self.slopes)
        return np.where(np.eye(p) > 0, 1.0, CORRELATION)

    @property
    def shares(self) -> FloatArray:
        """The true shares of R² (p,)."""
        slopes, spread = np.array(self.slopes), self._spread
        raw = johnson_weights(self.correlation, self.correlation @ slopes / spread)
        return np.asarray(raw / raw.sum(), dtype=np.float64)

    @property
    def _spread(self) -> float:
        """Standard deviation of the outcome."""
        slopes = np.array(self.slopes)
        return float(np.sqrt(slopes @ self.correlation @ slopes / self.r2))

    def drawn(self, seed: int) -> pd.DataFrame:
        """300 answers to the items and, last, to overall satisfaction."""
        rng = np.random.default_rng(seed)
        p = len(self.slopes)
        x = rng.normal(size=(ANSWERS, p)) @ np.linalg.cholesky(self.correlation).T
        noise = self._spread * np.sqrt(1 - self.r2)
        y = x @ np.array(self.slopes) + noise * rng.normal(size=ANSWERS)
        answers = MIDDLE + np.column_stack([x, y / self._spread])
        shown = np.clip(np.round(answers), LOW, HIGH) if self.rounded else answers
        return pd.DataFrame(shown, columns=[*items(p), "overall"])


CLEAR = Design("three drivers, seven items that only go along", (0.5, 0.4, 0.3, *[0.0] * 7))
EQUAL = Design("three drivers that weigh the same", (0.4, 0.4, 0.4, *[0.0] * 7))
DESIGNS = (
    CLEAR,
    EQUAL,
    Design("the three drivers, answers in whole numbers from 1 to 5", CLEAR.slopes, rounded=True),
    Design("harder: the seven weigh a tenth of the first", (0.5, 0.4, 0.3, *[0.05] * 7)),
    Design("hardest: the same in whole numbers", (0.5, 0.4, 0.3, *[0.05] * 7), rounded=True),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One data set: whether the true first three are within the first four shown, and what is said of pairs.

    `by_slopes`: the same four by least squares, the best that any method could use. `equal_tied`: every pair that
    truly weighs the same shares a place; `wrong`: pairs put apart in the wrong order or though they are equal;
    `apart`: the share of the pairs that truly differ which are put apart rightly.
    """

    within: bool
    by_slopes: bool
    equal_tied: bool
    wrong: int
    apart: float


def items(p: int) -> list[str]:
    """Names of the items."""
    return [f"q{i + 1}" for i in range(p)]


def assessed(table: pd.DataFrame, seed: int) -> SourceScores:
    """What the page computes from the table."""
    scale = Scale(id="five-point", low=LOW, high=HIGH)
    meaning = {name: Item(column=name, role="driver", scale=scale) for name in table.columns[:-1]}
    meaning["overall"] = Item(column="overall", role="overall", scale=scale)
    return source_scores("survey", Mapping(items=meaning), table, np.random.default_rng(seed))


def found(design: Design, seed: int) -> Found:
    """One seeded data set of a design through the product."""
    table = design.drawn(seed)
    scores = assessed(table, seed)
    assert scores.drivers is not None
    shown = sorted(scores.drivers.drivers, key=lambda each: -each.share)
    names = items(len(design.slopes))
    true = {names[i] for i in np.argsort(-design.shares, kind="stable")[:TRUE_FIRST]}
    slopes = np.linalg.lstsq(np.column_stack([np.ones(len(table)), table[names]]), table["overall"])[0][1:]
    best = {names[i] for i in np.argsort(-slopes)[:SHOWN_FIRST]}
    places = {each.item: (each.place_from, each.place_to) for each in shown}
    share = dict(zip(names, design.shares, strict=True))
    pairs = [(a, b) for a in names for b in names if a < b]
    equal = [pair for pair in pairs if abs(share[pair[0]] - share[pair[1]]) < 1e-9]
    ordered = [(a, b) if share[a] > share[b] else (b, a) for a, b in set(pairs) - set(equal)]
    parted = sum(_above(places, a, b) for a, b in ordered)
    mistaken = sum(_above(places, b, a) for a, b in ordered)
    told = sum(_above(places, a, b) or _above(places, b, a) for a, b in equal)
    return Found(
        within=true <= {each.item for each in shown[:SHOWN_FIRST]},
        by_slopes=true <= best,
        equal_tied=told == 0,
        wrong=mistaken + told,
        apart=parted / len(ordered),
    )


def _above(places: dict[str, tuple[int | None, int | None]], a: str, b: str) -> bool:
    """True where every place of `a` is better than every place of `b`."""
    worst, best = places[a][1], places[b][0]
    return worst is not None and best is not None and worst < best


def share_of(flags: Sequence[bool]) -> float:
    """How many of the flags are set, 0..1."""
    return sum(flags) / len(flags)
