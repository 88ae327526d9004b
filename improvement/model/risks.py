"""What may go wrong with the work: its probability, and what it does to which activities."""

from dataclasses import dataclass
from itertools import pairwise

from improvement.model.base import FrozenMap, Model, Points
from improvement.model.values import Duration, Id, Percent, Text, match, write_number

_POINT = r"\d{1,5}(\.\d{1,2})?[dwh]|x[1-9]\d{0,2}(\.\d{1,2})?"


@dataclass(frozen=True, slots=True)
class Impact(Points):
    """What an event does to one piece of work, as one value or three points in rising order: time added, or a factor.

    `low`, `likely`, `high`: all durations (on the work's own clock), or all factors from 1.
    """

    KIND, EXAMPLE, PATTERN = "impact", "5d, [2d, 5d, 10d] or x1.5", f"^({_POINT})$"

    low: Duration | float
    likely: Duration | float
    high: Duration | float

    @classmethod
    def parse(cls, value: object) -> "Impact":
        """Read `5d`, `[2d, 5d, 10d]`, `x1.5` or `[x1.1, x1.5, x2]`; ValueError for anything else."""
        points = [_point(text) for text in cls.texts(value)]
        if len({type(point) for point in points}) > 1 or any(_size(a) > _size(b) for a, b in pairwise(points)):
            raise ValueError(value)
        return cls(*points)

    @property
    def factor(self) -> bool:
        """Whether it multiplies instead of adding."""
        return isinstance(self.likely, float)

    def points(self, hours_a_day: float) -> tuple[float, float, float]:
        """Days added, or factors, in rising order."""
        each = (point if isinstance(point, float) else point.days(hours_a_day) for point in self._three)
        # hours and days may change places where a working day is shorter or longer than eight hours
        low, likely, high = sorted(each)
        return low, likely, high

    @property
    def _three(self) -> tuple[Duration | float, Duration | float, Duration | float]:
        return self.low, self.likely, self.high

    def plan_form(self) -> str | list[str]:
        """As it stands in the plan file."""
        return self.form([f"x{write_number(each)}" if isinstance(each, float) else str(each) for each in self._three])


def _point(text: str) -> Duration | float:
    match(_POINT, text)
    return float(text[1:]) if text.startswith("x") else Duration.parse(text)


def _size(point: Duration | float) -> float:
    return point if isinstance(point, float) else point.hours(8)


class Risk(Model):
    """Something that may happen and then makes work take longer."""

    title: Text
    """What may happen."""
    probability: Percent
    """How likely it is to happen before the work is done."""
    impact: FrozenMap[Id, Impact] = FrozenMap()
    """What it does to which activities and training: time added, or a factor such as x1.5."""
    owner: Id | None = None
    """Who watches it."""
    response: Text | None = None
    """What is done about it."""
