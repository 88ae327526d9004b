"""What is drawn for a plan: durations of its work, and what may go wrong."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from improvement.model.plan import Plan
from improvement.model.programme import Correlation, Programme
from improvement.model.realization import Activity, Work
from improvement.model.risks import Impact, Risk
from improvement.schedule.axis import TICKS
from improvement.schedule.forward import Forward
from improvement.schedule.network import estimate_points
from improvement.schedule.pert import Reading, expected
from improvement.schedule.samples import Blow, Dice, Drawn, Event, Floats, Spread, Ticks


def dice_of(plan: Plan, works: Mapping[str, Work], ahead: Forward, seed: int) -> Dice:
    """The dice of a plan's network; `ahead`: its forward pass with the expected durations.

    Three points are read as programme.estimates says; of started work what remains varies in proportion. Settled work
    is not drawn. Works of one owner (or department) share their luck where programme.correlation says so.
    """
    programme, nodes = plan.programme, ahead.net.nodes
    open_ = {node.id: i for i, node in enumerate(nodes) if not node.fixed and node.id in works}
    drawn = [
        Drawn(i, id, _ticks(spread, programme.estimates), _group(works[id], programme.correlation))
        for id, i in open_.items()
        if (spread := spread_of(works[id], programme, ahead.lengths[i] / TICKS))
    ]
    hours = programme.calendar.hours.length
    events = [
        Event(id, risk.probability, _blows(risk, open_, programme.estimates, hours))
        for id, risk in plan.realization.risks.items()
    ]
    rho = programme.correlation.strength if programme.correlation else 0.0
    return Dice(np.array(ahead.lengths, np.int64), drawn, events, seed, rho)


def spread_of(work: Work, programme: Programme, days: float) -> Spread | None:
    """The three points of unfinished work that is expected to take so many (more) days; None without a spread."""
    points = estimate_points(work, programme)
    if points is None or points[0] == points[2]:
        return None
    mean = expected(*points, programme.estimates)
    return Spread(*points, scale=days / mean)


@lru_cache(maxsize=1024)
def _ticks(spread: Spread, how: Reading) -> Ticks:
    exact = np.rint(spread.quantiles(how) * TICKS)
    small = exact[-1] < np.iinfo(np.int32).max
    table: Ticks = exact.astype(np.int32) if small else exact.astype(np.int64)
    table.flags.writeable = False
    return table


def _group(work: Work, correlation: Correlation | None) -> str:
    if correlation is None:
        return ""
    if correlation.by == "owner":
        return work.owner or ""
    return (work.department if isinstance(work, Activity) else None) or ""


def _blows(risk: Risk, open_: Mapping[str, int], how: Reading, hours: float) -> tuple[Blow, ...]:
    hit = [(open_[id], impact) for id, impact in risk.impact.items() if id in open_]
    # work is first stretched, then what is added comes on top
    return tuple(
        Blow(i, not impact.factor, _sizes(impact, how, hours)) for i, impact in sorted(hit, key=lambda each: each[0])
    )


def _sizes(impact: Impact, how: Reading, hours: float) -> Floats:
    sizes = Spread(*impact.points(hours)).quantiles(how)
    return sizes if impact.factor else sizes * TICKS
