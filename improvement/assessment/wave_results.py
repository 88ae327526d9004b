"""What changed between two rounds of a survey."""

from dataclasses import dataclass

from improvement.errors import Issue
from improvement.statistics.differences import MixShift
from improvement.statistics.results import Estimate


@dataclass(frozen=True, slots=True)
class ItemChange:
    """The later round minus the earlier: share of the two best answers (Newcombe) and mean (Welch) of one item.

    `p` of the share, `adjusted_p` among everything compared (Benjamini-Hochberg). `changed`: the interval excludes 0,
    the share moved by the least relevant change or more, and adjusted p <= 0.05. Weighted where both rounds are.
    `bridged`: the earlier share carried over into the later form of the question, which has no mean to compare then.
    """

    item: str
    share: Estimate
    mean: Estimate | None
    p: float
    adjusted_p: float
    changed: bool
    bridged: Estimate | None = None


@dataclass(frozen=True, slots=True)
class RecommendChange:
    """The same for a net promoter score, -2..2; the least relevant change counts double, as the score's scale does."""

    score: Estimate
    p: float
    adjusted_p: float
    changed: bool
    bridged: Estimate | None = None


@dataclass(frozen=True, slots=True)
class MixChange:
    """How far the mean on the whole moved because other kinds of customers answered, scale points."""

    item: str
    shift: MixShift


@dataclass(frozen=True, slots=True)
class WaveChange:
    """Everything compared between two rounds; items that may not be compared stand in the warnings."""

    first: str
    second: str
    least_relevant: float
    items: tuple[ItemChange, ...] = ()
    recommend: RecommendChange | None = None
    mix: tuple[MixChange, ...] = ()
    warnings: tuple[Issue, ...] = ()
