"""Can this standard be promised? The verdict on a target from the cases behind it."""

import math
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from improvement.commitment.case_times import CaseTimes
from improvement.commitment.rates import judge_rate
from improvement.commitment.saying import said_up
from improvement.commitment.steadiness import steadiness
from improvement.commitment.verdicts import Feasibility
from improvement.errors import Issue, advice
from improvement.model.commitment import Target
from improvement.model.values import Duration, Rate
from improvement.statistics.promise import Judgement, Verdict
from improvement.statistics.promise import judge as judge_times
from improvement.statistics.survival import TimesTable


def judge(cases: CaseTimes, target: Target | None) -> Feasibility:
    """The verdict on a target from cases that were read before.

    Safe, plausible, over-promise, not enough cases: see statistics.promise (times and shares) and commitment.rates.
    No verdict, with `reason`: no cases or no target to judge; a target that does not fit the measure; hours promised on
    data that know only days; or a safe record of a process that is slipping (one of its latest three months lies below
    the usual range). The last rule stops only *safe*: trouble must not make an over-promise look open. Any other
    signal on the monthly chart is a warning.
    """
    place = ("commitment", "standards", cases.standard)
    empty = Feasibility(cases.standard, cases.promise, "no-verdict", cases.data_date, target)
    if cases.cases:
        known = cases.cases
        empty = replace(empty, since=cases.since, until=known.until, segments=known.segments, warnings=known.warnings)
    reason = cases.reason or _misfit(cases, target, (*place, "target"))
    if reason or target is None:
        return replace(empty, reason=reason)
    found = _judge_rate(empty, cases, target.at_most) if target.at_most else _judge_share(empty, cases, target)
    return _with_pace(_with_steadiness(found, cases, place))


def _misfit(cases: CaseTimes, target: Target | None, place: tuple[str, ...]) -> Issue | None:
    if target is None:
        return advice("no-target", place)
    if (cases.met is None) != (target.within is not None):
        return advice("target-unlike-cases", place, kind="time" if cases.met is None else "share")
    if target.within and target.within.unit == "h" and cases.cases and not cases.cases.has_clock:
        return advice("finer-than-the-clock", place, time=str(target.within))
    return None


def _judge_share(empty: Feasibility, cases: CaseTimes, target: Target) -> Feasibility:
    """Times and shares alike: a case that meets its code is done at once, the others never in time."""
    table, hours = _table(cases, target.within), _hours(cases, target.within)
    found = judge_times(table, hours, target.share or 0.0)
    young = advice("too-young-to-tell", ("commitment", "standards", cases.standard, "target"), n=found.open_young)
    told = {"hours": hours, **_times_told(table, found, target.within, cases)} if target.within else {}
    return replace(
        empty,
        verdict=found.verdict.value,
        n=found.n - found.open_young,
        kept=found.kept,
        late=found.late,
        open_late=found.open_late,
        open_young=found.open_young,
        share=found.share,
        lower=found.lower,
        target_share=found.target,
        safe_share=found.safe_share,
        cases_needed=found.cases_needed,
        more_cases=found.cases_missing if found.verdict is Verdict.NOT_ENOUGH_CASES else found.more_to_prove,
        **told,
        warnings=empty.warnings if found.followed or not found.n else (*empty.warnings, young),
    )


def _table(cases: CaseTimes, within: Duration | None) -> TimesTable:
    found = cases.met if within is None else cases.elapsed if within.elapsed else cases.working
    assert found is not None
    return found


def _hours(cases: CaseTimes, within: Duration | None) -> float:
    return within.hours(cases.hours_a_day) if within else 0.0


def _times_told(table: TimesTable, found: Judgement, within: Duration, cases: CaseTimes) -> dict[str, Any]:
    def said(hours: float | None) -> Duration | None:
        unit: Literal["d", "h"] = "h" if within.unit == "h" else "d"
        whole = not (cases.cases and cases.cases.has_clock)
        return None if hours is None else said_up(hours, unit, within.elapsed, cases.hours_a_day, whole=whole)

    return {
        "shortest_safe": said(found.shortest_safe),
        "shortest_plausible": said(found.shortest_plausible),
        "safe_hours": found.shortest_safe,
        "plausible_hours": found.shortest_plausible,
        "table": table,
    }


def _judge_rate(empty: Feasibility, cases: CaseTimes, promised: Rate) -> Feasibility:
    assert cases.cases is not None
    events, n = int(cases.cases.done.sum()), len(cases.cases.done)
    found = judge_rate(events, n, promised)
    return replace(
        empty,
        verdict=found.verdict.value,
        n=n,
        kept=n - events,
        late=events,
        share=1 - events / n if n else None,
        lower=None if found.upper is None else max(0.0, 1 - found.upper),
        target_share=1 - promised.events / promised.per,
        cases_needed=found.cases_needed,
        more_cases=found.more_cases,
        events=events,
        rate=events / n if n else None,
        rate_upper=found.upper,
        safe_rate=found.safe,
    )


def _with_steadiness(found: Feasibility, cases: CaseTimes, place: tuple[str, ...]) -> Feasibility:
    observed, target = cases.cases, found.target
    if observed is None or target is None or bool(np.isnat(observed.received).any()):
        return found
    months = observed.received.astype("datetime64[M]").astype(np.int64)
    hit, due = observed.outcomes(target, cases.hours_a_day)
    steady = steadiness(months, hit, due)
    found = replace(found, steady=steady, warnings=(*found.warnings, *steady.warnings))
    if found.verdict != "safe" or not steady.slipping:
        return found
    return replace(found, verdict="no-verdict", reason=advice("not-stable", place))


def _with_pace(found: Feasibility) -> Feasibility:
    """Weeks until the missing cases have come, at the rate of the window."""
    seen = found.n + found.open_young
    if not found.more_cases or not seen or found.since is None or found.until is None:
        return found
    length = max(1.0, ((found.until - found.since).days + 1) / 7)
    return replace(found, weeks=math.ceil(found.more_cases * length / seen))
