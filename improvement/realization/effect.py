"""What a change of the plan does to its dates, its promises and its milestones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from improvement.model.plan import Plan
from improvement.realization.progress import Progress, days_after, promises_at_risk
from improvement.schedule.network import plan_calendar


@dataclass(frozen=True, slots=True)
class Effect:
    """`finish` of all and by how many working days it moves (negative: earlier).

    `moved`: the finish of each work before and after, where it moves; `endangered`, `relieved`: promises that late or
    blocked work serves only after, only before; `still`: those that it serves before and after, if some of it moves;
    `missed`: milestones missed only after.
    """

    finish: date
    days: int
    moved: Mapping[str, tuple[date, date]]
    endangered: tuple[str, ...]
    relieved: tuple[str, ...]
    still: tuple[str, ...]
    missed: tuple[str, ...]


def effect(plan: Plan, before: Progress, changed: Plan, after: Progress) -> Effect:
    """From one plan and its progress to another; work that only one of them has is left out of `moved`."""
    risk, new_risk = promises_at_risk(plan, before), promises_at_risk(changed, after)
    both = [id for id in after.works if id in before.works]
    ends = {id: (before.works[id].finish, after.works[id].finish) for id in both}
    moved = {id: (old, new) for id, (old, new) in ends.items() if old != new}
    missed = {id for id, each in before.milestones.items() if each.status == "missed"}
    return Effect(
        finish=after.finish,
        days=days_after(before.finish, after.finish, plan_calendar(plan.programme)),
        moved=moved,
        endangered=tuple(id for id in new_risk if id not in risk),
        relieved=tuple(id for id in risk if id not in new_risk),
        still=tuple(id for id, works in new_risk.items() if id in risk and any(work in moved for work in works)),
        missed=tuple(id for id, each in after.milestones.items() if each.status == "missed" and id not in missed),
    )
