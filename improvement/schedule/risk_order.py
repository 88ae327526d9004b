"""Whether runs with limited people, nothing drawn, end when the dates with limited people do: their rules differ."""

from dataclasses import replace
from datetime import date

from improvement.errors import Issue, advice
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.cpm import passes
from improvement.schedule.crews import attainable
from improvement.schedule.dispatch import dates_of, latest_first
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.monte_carlo_limited import simulate_limited
from improvement.schedule.network import PlanNetwork
from improvement.schedule.samples import Dice


def other_order(found: PlanNetwork, ahead: Forward, dice: Dice, who: Staff) -> tuple[Issue, ...]:
    """Advice runs-in-list-order where these runs, with every length as expected, end on another day than the first
    answer of `limited`, which takes first what must be finished first.
    """
    calm = replace(dice, drawn=(), events=())
    run = simulate_limited(ahead, calm, 1, [range(len(found.nodes))], who)
    try:
        finish = _finish(found, who)
    except OutsideCalendar:
        return ()
    ends = date.fromordinal(int(run.ends[0].dates[0]))
    facts = {"runs": str(ends), "dates": str(finish)}
    return () if ends == finish else (advice("runs-in-list-order", **facts),)


def _finish(found: PlanNetwork, who: Staff) -> date:
    early, back = passes(found.nodes, found.links, found.calendar, found.start, found.data_date)
    made = latest_first(early, back, attainable(who, found.nodes, found.calendar))
    return max(dates_of(made, i)[1] for i in range(len(found.nodes)))
