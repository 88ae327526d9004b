"""What comparisons within and between sources found: expectation and tolerance, rivals, staff against customers."""

from dataclasses import dataclass
from typing import Literal

from improvement.assessment.beside import Beside, Twin
from improvement.errors import Issue
from improvement.statistics.results import Estimate
from improvement.statistics.servqual import States
from improvement.statistics.value_map import ValueMap

WeightKind = Literal["stated", "derived", "equal"]


@dataclass(frozen=True, slots=True)
class StateScore:
    """One attribute: shares of people who got less than they expect (by more than `band` points), as much, or more."""

    attribute: str
    item: str
    band: float
    shares: States


@dataclass(frozen=True, slots=True)
class ZoneScore:
    """One attribute against what is adequate and what is desired; shares of people below, within, above the zone.

    `adequacy`: received - adequate, `superiority`: received - desired, scale points, paired t, positive is good.
    `odd`: people left out of the shares because they call more adequate than desired.
    """

    attribute: str
    item: str
    adequate: float
    desired: float
    received: float
    adequacy: Estimate
    superiority: Estimate
    shares: States
    odd: int


@dataclass(frozen=True, slots=True)
class ValuePart:
    """The map of one kind of customers, `value` of the segment item; None where there are too few answers for one."""

    item: str
    value: str
    n: int
    map: ValueMap | None


@dataclass(frozen=True, slots=True)
class RivalValue:
    """Our place on the value map against one rival.

    `weights` per attribute, of quality and of price, sum to 1; from what customers call important (stated), from the
    drivers (derived), or half for quality and half for price in equal parts. `parts` use the same weights of
    attributes. `weighted`: the map with weighted answers.
    """

    map: ValueMap
    weights: tuple[tuple[str, float], ...]
    kind: WeightKind
    price: tuple[str, ...]
    parts: tuple[ValuePart, ...] = ()
    weighted: ValueMap | None = None


@dataclass(frozen=True, slots=True)
class ValueBeside:
    """Perceived value (benefits less costs, scale points) of us and a rival, ours - theirs, and benefits per cost.

    `difference` is paired where the same people rated both, else Welch. A ratio is None where the mean cost is 0.
    """

    one: Estimate
    other: Estimate
    difference: Estimate
    one_ratio: float | None
    other_ratio: float | None
    weighted: Twin | None = None

    @property
    def reversed(self) -> bool:
        """True where benefits less costs and benefits per cost disagree about who is better; False without a ratio."""
        if self.one_ratio is None or self.other_ratio is None:
            return False
        return self.difference.estimate * (self.one_ratio - self.other_ratio) < 0


@dataclass(frozen=True, slots=True)
class RivalScores:
    """We and one rival, attribute by attribute (one: us, other: the rival), the farthest behind first.

    `source` rated the rival; it is our own where the same people rated both.
    """

    rival: str
    source: str
    attributes: tuple[Beside, ...]
    value: RivalValue | None = None
    perceived: ValueBeside | None = None
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """What staff think of the service (one) beside what customers say (other), what staff overrate most first."""

    source: str
    spots: tuple[Beside, ...]
    warnings: tuple[Issue, ...] = ()
