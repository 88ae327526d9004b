"""What an assessment found: scores per source, each with its range, and the candidates for findings."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from improvement.assessment.comparison_results import BlindSpots, RivalScores, StateScore, ZoneScore
from improvement.assessment.instruments import InstrumentScore
from improvement.assessment.kano import KanoScore
from improvement.assessment.keypads import KeypadScore
from improvement.assessment.stated import StatedImportance
from improvement.assessment.survey_size import SurveySize
from improvement.assessment.wave_results import WaveChange
from improvement.assessment.weighting import Weighting
from improvement.errors import Issue
from improvement.model.base import FrozenMap
from improvement.model.mapping import Bridge, Item
from improvement.statistics.drivers import DriverResult
from improvement.statistics.importance_performance import Quadrant
from improvement.statistics.intervals import NpsResult
from improvement.statistics.loyalty import LoyaltyClass
from improvement.statistics.nested import NestedTest
from improvement.statistics.results import Estimate
from improvement.statistics.weighted import WeightEffect


@dataclass(frozen=True, slots=True)
class RecommendScore:
    """Net promoter score -1..1 of one item; the weighted one (linearised SE) where the source has a weight."""

    item: str
    score: NpsResult
    weighted: Estimate | None = None
    weighted_se: float | None = None

    @property
    def nps_points(self) -> float:
        """The score as people quote it, -100..100."""
        return 100 * self.score.estimate


@dataclass(frozen=True, slots=True)
class ItemScore:
    """Mean in scale points and share of the two best answers of one rated item, unweighted and weighted."""

    item: str
    meaning: Item
    mean: Estimate
    top2: Estimate
    weighted_mean: Estimate | None = None
    weighted_top2: Estimate | None = None

    @property
    def span(self) -> float:
        """Length of the scale in points."""
        scale = self.meaning.scale
        return scale.high - scale.low if scale else 1.0

    @property
    def performance(self) -> float:
        """The mean as a share of the way from the worst answer (0) to the best (1)."""
        scale = self.meaning.scale
        risen = (self.mean.estimate - scale.low) / self.span if scale else 0.0
        return 1.0 - risen if scale and scale.good == "low" else risen


@dataclass(frozen=True, slots=True)
class GapScore:
    """One attribute: perception - expectation of the same people (negative = shortfall), scale points, paired t.

    `expectation` and `perception` are means over the complete pairs. With good = low the sign is turned, so that a
    shortfall is negative always.
    """

    attribute: str
    expectation_item: str
    perception_item: str
    expectation: float
    perception: float
    gap: Estimate
    weighted: Estimate | None = None


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One item on the priority map: derived importance (share of R²), performance 0..1, and where that puts it.

    `chance` is the share of bootstrap draws in the same quadrant; `priority` the distance above the diagonal with
    importance as a share of the largest.
    """

    item: str
    importance: float
    performance: float
    quadrant: Quadrant
    chance: float
    priority: float


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """Scores of one value of a segment item; `segment` is the plan's segment where the mapping names it.

    With fewer than 30 people the scores are withheld (None).
    """

    item: str
    value: str
    segment: str | None
    n: int
    recommend: NpsResult | None = None
    overall: Estimate | None = None
    weighted_recommend: Estimate | None = None
    weighted_overall: Estimate | None = None

    @property
    def withheld(self) -> bool:
        """True where too few people answered."""
        return self.recommend is None and self.overall is None


@dataclass(frozen=True, slots=True)
class CaseScore:
    """Hours by the clock (not working hours) from start to stop, open cases censored (Kaplan-Meier).

    A quantile that too few cases have reached is None. `slow` is the share not done within twice the median.
    """

    case: str
    start: str
    stop: str
    n: int
    open: int
    median_hours: float | None
    p90_hours: float | None
    slow: float
    has_clock: bool
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceScores:
    """Everything that one source says. `outcome` is the item that drivers explain.

    `gap_score`: mean of the attributes' gaps, scale points; `weighting`: how answers are weighted;
    `weights`: what the weights of the recommendation cost,
    without one those of overall satisfaction or of the first rated item; `size`: what so many answers can tell;
    `loyalty_index`: 0..100; `rival_gaps`: per item how far the best rival is ahead, as a share of the scale's length;
    `engine`: what computed on the table.
    """

    source: str
    n: int
    wave: str
    mode: str
    engine: str = "pandas"
    collected: date | None = None
    recommend: RecommendScore | None = None
    items: FrozenMap[str, ItemScore] = field(default_factory=FrozenMap)
    overall: str | None = None
    outcome: str | None = None
    drivers: DriverResult | None = None
    gaps: tuple[GapScore, ...] = ()
    gap_score: float | None = None
    states: tuple[StateScore, ...] = ()
    zones: tuple[ZoneScore, ...] = ()
    weighted_gap_score: float | None = None
    bridges: FrozenMap[str, Bridge] = field(default_factory=FrozenMap)
    weighting: Weighting | None = None
    weights: WeightEffect | None = None
    size: SurveySize | None = None
    map: tuple[MapPoint, ...] = ()
    stated: tuple[StatedImportance, ...] = ()
    kano: tuple[KanoScore, ...] = ()
    gap_test: NestedTest | None = None
    rival_gaps: FrozenMap[str, float] = field(default_factory=FrozenMap)
    rivals: tuple[RivalScores, ...] = ()
    blind_spots: tuple[BlindSpots, ...] = ()
    segments: tuple[SegmentScore, ...] = ()
    loyalty: tuple[tuple[LoyaltyClass, Estimate], ...] = ()
    loyalty_index: Estimate | None = None
    weighted_loyalty: tuple[tuple[LoyaltyClass, Estimate], ...] = ()
    weighted_loyalty_index: Estimate | None = None
    instruments: tuple[InstrumentScore, ...] = ()
    keypads: tuple[KeypadScore, ...] = ()
    cases: tuple[CaseScore, ...] = ()
    warnings: tuple[Issue, ...] = ()


class Confidence(StrEnum):
    """How far the data carry a candidate: the range excludes chance, does not, or there are too few answers."""

    CLEAR = "clear"
    NOT_PROVEN = "not-proven"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a candidate is ranked by, each 0..1 but money, None where the data cannot tell.

    `shortfall`: of the scale's length; `driver_share`: of R²; `reach`: of the customers or cases; `stated`: how
    important customers call it, from the scale's low end to its high end; `rival_gap`: the best rival's lead, of the
    scale's length, 0 where nobody is ahead. `contact_cost` is money: contacts x the handling cost of one.
    """

    shortfall: float | None
    driver_share: float | None
    reach: float
    stated: float | None = None
    rival_gap: float | None = None
    contact_cost: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement about the service that may become a finding; `statement` is worded like any other issue.

    `evidence` are references SOURCE/ITEM; `score` 0..1 with the criteria's default weights; `in_top3` the share of
    random weights that put it among the first three; `place_from`..`place_to` the places that 95 % of the weights
    leave open, None where ranks are withheld.
    """

    id: str
    statement: Issue
    evidence: tuple[str, ...]
    criteria: Criteria
    confidence: Confidence
    n: int
    segments: tuple[str, ...] = ()
    factor: str | None = None
    score: float = 0.0
    in_top3: float = 0.0
    place_from: int | None = None
    place_to: int | None = None
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessed:
    """Scores per source, the candidates with the highest score first, and what changed between rounds.

    `weights`: what each criterion weighs in the candidates' score, sum 1; a criterion that no data fill is absent.
    `own`: a team gave the weights.
    """

    sources: FrozenMap[str, SourceScores]
    candidates: tuple[Candidate, ...]
    weights: FrozenMap[str, float] = field(default_factory=FrozenMap)
    own: bool = False
    waves: tuple[WaveChange, ...] = ()
    warnings: tuple[Issue, ...] = ()
