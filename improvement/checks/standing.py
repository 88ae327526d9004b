"""Where a programme stands and why it needs the manager; each reason is an issue with facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from improvement.checks.facts import Facts
from improvement.errors import Issue, advice
from improvement.model.plan import Plan
from improvement.realization.load import WeekLoad
from improvement.realization.progress import Progress

STALE_DAYS = 31
# the earlier a reason stands here, the more it needs the manager
URGENCY = (
    "need-mend-file",
    "need-missed",
    "need-over-promise",
    "need-overdue",
    "need-late",
    "need-overbooked",
    "need-stale",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One programme in a row; `plan` is None for a file that was never readable, `progress` where there is no work.

    `kept`: public promises kept in every finished period, of `public`; `at_risk`: promises that late work serves.
    """

    id: str
    plan: Plan | None
    stage: str
    progress: Progress | None
    at_risk: tuple[str, ...]
    kept: int
    public: int
    waivers: int
    reasons: tuple[Issue, ...]

    @property
    def data_date(self) -> date | None:
        """The day up to which progress is complete."""
        return self.plan.programme.data_date if self.plan else None

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        """Sorts the neediest first: worst reason, number of reasons, working days late."""
        worst = min((URGENCY.index(each.id) for each in self.reasons), default=len(URGENCY))
        late = self.progress.days_late if self.progress else 0
        return worst, -len(self.reasons), -late, self.id


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All programmes, the neediest first, and the weeks in which somebody is booked beyond their time."""

    programmes: tuple[Standing, ...]
    overbooked: tuple[WeekLoad, ...]

    @property
    def needing(self) -> int:
        """How many programmes need the manager."""
        return sum(bool(each.reasons) for each in self.programmes)


def reasons(
    plan: Plan, facts: Facts, done: Progress | None, over: tuple[WeekLoad, ...], mistakes: int, today: date
) -> tuple[Issue, ...]:
    """Why this programme needs the manager, the most urgent first; `over`: its overbooked weeks."""
    found = (*_file(mistakes), *_promises(plan, facts), *_work(done), *_people(over), *_age(plan, today))
    return tuple(found)


def _file(mistakes: int) -> Iterator[Issue]:
    if mistakes:
        yield advice("need-mend-file", n=mistakes)


def _promises(plan: Plan, facts: Facts) -> Iterator[Issue]:
    missed = [id for id, each in facts.kept.items() if each.kept < each.periods]
    if missed:
        yield advice("need-missed", ("commitment", "promises", missed[0]), n=len(missed))
    over = [id for id in plan.commitment.promises if facts.verdicts.get(id) == "over-promise"]
    if over:
        yield advice("need-over-promise", ("commitment", "promises", over[0]), n=len(over))


def _work(done: Progress | None) -> Iterator[Issue]:
    if done and done.overdue:
        yield advice("need-overdue", n=len(done.overdue))
    if done and done.days_late > 0:
        yield advice("need-late", days=done.days_late)


def _people(over: tuple[WeekLoad, ...]) -> Iterator[Issue]:
    if over:
        worst = max(over, key=lambda each: each.share or 0)
        yield advice("need-overbooked", who=worst.who, percent=round(100 * (worst.share or 0)), week=worst.week)


def _age(plan: Plan, today: date) -> Iterator[Issue]:
    known_until = plan.programme.data_date
    if known_until and (age := (today - known_until).days) > STALE_DAYS:
        yield advice("need-stale", days=age)
