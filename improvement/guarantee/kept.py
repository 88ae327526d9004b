"""Was a promise kept? Counted month by month since customers were told; all cases are recorded: no estimate."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from narwhals.typing import IntoFrame

from improvement.cases.observed import observe
from improvement.errors import Issue, advice
from improvement.guarantee.series import Point, obstacle, points_of
from improvement.model.commitment import Promise, Standard, Target
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar

State = Literal["kept", "missed", "no-data", "running"]
KeptWord = Literal["kept", "missed", "not-proven-yet", "not-public"]
SHOWN = 12
REACHED = 1e-12


@dataclass(frozen=True, slots=True)
class Month:
    """One month of receipt: `hits` of `n` cases in time (meeting the code; with a target `at_most`, showing the event).

    `running`: the month is not over, or one of its cases is open and not yet late.
    """

    start: date
    n: int
    hits: int
    share: float | None
    state: State


@dataclass(frozen=True, slots=True)
class Kept:
    """The last 12 months of a promise, oldest first; `kept` and `missed` count those that are judged.

    The word is missed as soon as one shown month was missed, kept if at least one was judged and none missed.
    `reason` says why no month can be judged.
    """

    promise: str
    verdict: KeptWord
    target: Target | None = None
    public_since: date | None = None
    months: tuple[Month, ...] = ()
    kept: int = 0
    missed: int = 0
    reason: Issue | None = None
    warnings: tuple[Issue, ...] = ()


def kept(
    plan: Plan,
    promise_id: str,
    mapping: Mapping | None,
    table: IntoFrame | None,
    calendar: WorkCalendar,
    data_date: date,
) -> Kept:
    """Cases of the promise's segments received since it is public, up to the data date or the last day of collection.

    A month is kept if its share of cases is at least the target's (at most, for a rate). Of the first month, only the
    days since the promise is public count. `mapping` and `table`: see `observe`. KeyError for an unknown promise.
    """
    promise = plan.commitment.promises[promise_id]
    standard = plan.commitment.standards.get(promise.standard, Standard())
    found = Kept(promise_id, "not-public", standard.target, promise.public_since)
    if promise.public_since is None or promise.public_since > data_date:
        return found
    found = replace(found, verdict="not-proven-yet")
    reason = _missing(plan, promise, standard)
    if reason or standard.measure is None or standard.target is None:
        return replace(found, reason=reason)
    measure = plan.guarantee.measures[standard.measure]
    wanted = promise.segments or standard.segments
    cases = observe(plan, standard.measure, mapping, table, calendar, data_date, wanted)
    reason = cases.reason or obstacle(measure, standard.measure, cases, standard.target)
    if reason:
        return replace(found, reason=reason)
    hours = plan.programme.calendar.hours.length
    cases = cases.since(promise.public_since)
    points = points_of(cases, measure, "month", standard.target, hours, promise.public_since)
    months = [_month(each, standard.target) for each in points[-SHOWN:]]
    return _counted(replace(found, months=tuple(months), warnings=cases.warnings))


def _missing(plan: Plan, promise: Promise, standard: Standard) -> Issue | None:
    place = ("commitment", "standards", promise.standard)
    measure = plan.guarantee.measures.get(standard.measure or "")
    if measure is None:
        return advice("no-measure", place)
    if standard.target is None:
        return advice("no-target", place)
    if measure.kind not in {"time", "share"}:
        return advice("measure-of-another-kind", place, measure=standard.measure or "", kind=measure.kind)
    if (measure.kind == "time") != (standard.target.within is not None):
        return advice("target-unlike-cases", place, kind=measure.kind)
    return None


def _month(point: Point, target: Target) -> Month:
    share = point.value
    state: State = "no-data"
    if point.running:
        state = "running"
    elif share is not None:
        state = "kept" if _reached(share, target) else "missed"
    return Month(point.start, point.n, point.hits or 0, share, state)


def _reached(share: float, target: Target) -> bool:
    if target.at_most:
        return share <= target.at_most.events / target.at_most.per + REACHED
    return share >= (target.share or 0.0) - REACHED


def _counted(found: Kept) -> Kept:
    held = sum(each.state == "kept" for each in found.months)
    missed = sum(each.state == "missed" for each in found.months)
    word: KeptWord = "missed" if missed else "kept" if held else "not-proven-yet"
    return replace(found, verdict=word, kept=held, missed=missed)
