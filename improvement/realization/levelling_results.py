"""What levelling shared people across programmes gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.realization.shared_days import ROUNDING


@dataclass(frozen=True, slots=True)
class Wait:
    """For whom work waits, and on behalf of which work of which programme; both empty where the person is away."""

    who: str
    programme: str
    work: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One activity, training or milestone that moves: days (first, last) before and after, inclusive.

    `days`: working days of its programme by which it begins later; `waits` is empty where it only follows other work.
    """

    id: str
    before: tuple[date, date]
    after: tuple[date, date]
    days: int
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class LevelledProgramme:
    """One programme, last days inclusive.

    `planned`: the finish by the unlimited dates; `alone`: if it had all shared people for itself; `finish`: levelled;
    `bound`: beside the programmes before it none is earlier. `not_before`: the days that keep the levelled dates.
    """

    id: str
    priority: int | None
    planned: date
    alone: date
    finish: date
    bound: date
    moved: tuple[Moved, ...]
    not_before: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class LevelledDay:
    """Person-days of a shared person or team on one day: there, booked before, booked after."""

    day: date
    capacity: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class SharedLoad:
    """A shared person or team on every day on which they are booked before or after, in order."""

    who: str
    days: tuple[LevelledDay, ...]

    @property
    def over_before(self) -> int:
        """Days on which more is asked than there is time for, as planned."""
        return sum(each.before > each.capacity + ROUNDING for each in self.days)

    @property
    def over_after(self) -> int:
        """The same with levelled dates."""
        return sum(each.after > each.capacity + ROUNDING for each in self.days)

    @property
    def most_before(self) -> float | None:
        """The highest share of a day that is booked as planned; None where they are never there."""
        return max((each.before / each.capacity for each in self.days if each.capacity), default=None)

    @property
    def most_after(self) -> float | None:
        """The same with levelled dates."""
        return max((each.after / each.capacity for each in self.days if each.capacity), default=None)


@dataclass(frozen=True, slots=True)
class Levelled:
    """The programmes that book shared people by priority, these people, and what could not be levelled.

    `plans`: the programmes that move, as they would be kept.
    """

    programmes: tuple[LevelledProgramme, ...]
    people: tuple[SharedLoad, ...]
    plans: Mapping[str, Plan]
    warnings: tuple[Issue, ...] = ()

    @property
    def moving(self) -> tuple[LevelledProgramme, ...]:
        """The programmes in which work has to wait."""
        return tuple(each for each in self.programmes if each.not_before)

    @property
    def days_over(self) -> tuple[int, int]:
        """Days of shared people with more work than time, before and after."""
        return sum(each.over_before for each in self.people), sum(each.over_after for each in self.people)
