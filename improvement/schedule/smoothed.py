"""The dates of a plan with the same finish and the people's load as even as floats allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from improvement.errors import KeptError, Severity, issue
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.schedule.axis import TICKS
from improvement.schedule.backward import Backward
from improvement.schedule.cpm import passes
from improvement.schedule.dispatch import begins, dates_of, in_order
from improvement.schedule.forward import Forward
from improvement.schedule.limited_project import Image
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.network import plan_network
from improvement.schedule.rcpsp.project import Project, constant
from improvement.schedule.rcpsp.smooth import smooth, squares
from improvement.schedule.risk_people import staff
from improvement.schedule.staff import NOBODY, People, everybody

MOST_SMOOTHED = 2_000
"""So much open work takes seconds, and more its square."""


@dataclass(frozen=True, slots=True)
class SmoothedSchedule:
    """First and last day of everything by id; `finish` is that of the unlimited dates.

    `before`, `after`: squared heads at work, summed over needs and working days, at the earliest dates and at these.
    """

    activities: Mapping[str, tuple[date, date]]
    finish: date
    before: float
    after: float


def smoothed(plan: Plan, data_date: date | None = None, shared: People = NOBODY) -> SmoothedSchedule:
    """Work moved within its total float so that people's load is more even; nobody's limit is looked at.

    Burgess & Killebrew: `rcpsp.smooth`. Started and settled work stays; errors as for dates.schedule, and
    smoothing-left-out where more work is open than MOST_SMOOTHED.
    """
    found = plan_network(plan, data_date, shared)
    count = sum(not node.fixed for node in found.nodes)
    if count > MOST_SMOOTHED:
        facts = {"count": count, "limit": MOST_SMOOTHED}
        raise KeptError(issue("smoothing-left-out", Severity.ERROR, **facts))
    early, back = passes(found.nodes, found.links, found.calendar, found.start, found.data_date)
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    who = staff(works, found.nodes, everybody(plan, shared), found.calendar)
    image = Image(early, in_order(early, [0.0] * len(found.nodes), who))
    project = _loads(image, who)
    starts = smooth(project, project.release) if project.count else project.release
    made = Held(early.net, early.axis, early.start, early.data_start, floors=_floors(image, starts.tolist(), back))
    day = image.ticks / TICKS
    dates = {node.id: dates_of(made, i) for i, node in enumerate(found.nodes)}
    return SmoothedSchedule(
        activities=FrozenMap(dates),
        finish=max((finish for _, finish in dates.values()), default=found.start),
        before=squares(project, project.release) * day,
        after=squares(project, starts) * day,
    )


def _loads(image: Image, who: Staff) -> Project:
    """The image with the heads of every need and as many of them as can be asked for."""
    demands = np.zeros((len(image.moving), len(who.crews)), np.int64)
    for row, i in zip(demands, image.moving, strict=True):
        for crew, heads in who.needs[i]:
            row[crew] += heads
    started = [image.early.net.nodes[i].started for i in image.moving]
    release = image.project.release
    fixed = np.where(started, release, -1)
    return replace(image.project, demands=demands, capacity=constant(demands.sum(axis=0).tolist()), fixed=fixed)


def _floors(image: Image, starts: Sequence[int], back: Backward) -> dict[int, int]:
    """Where moved work begins: not after its latest start, whatever was rounded; what needs nobody just follows."""
    early, floors = image.early, {}
    for i, start, soonest in zip(image.moving, starts, image.project.release.tolist(), strict=True):
        if start > soonest and image.first.staff.needs[i]:
            latest = early.own_axis(i).opening(back.late[i] - early.lengths[i])
            floors[i] = min(image.opening(start), latest)
    return floors


@dataclass(slots=True)
class Held(Forward):
    """The forward pass with work held back to calendar positions."""

    floors: Mapping[int, int] = field(kw_only=True)

    def _run(self) -> None:
        for i in self.net.order:
            self._special(i, self.net.nodes[i])
            if self.floors.get(i, 0) > begins(self, i):
                self._hold(i, self.floors[i])

    def _hold(self, i: int, moment: int) -> None:
        own = self.own_axis(i)
        position = own.to_work(moment)
        if i in self.exact:
            self._place(i, own.opening(position), own.closing(position + self.lengths[i]), own)
        else:
            self.starts[i], self.finishes[i] = position, position + self.lengths[i]
