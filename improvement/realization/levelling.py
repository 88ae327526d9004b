"""Shared people levelled across programmes: the programmes by priority, each with what those before it leave."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.realization.levelling_bound import lower_bound
from improvement.realization.levelling_check import held_back, remaining, side_by_side
from improvement.realization.levelling_part import Part
from improvement.realization.levelling_pass import Ledger, Placing
from improvement.realization.levelling_results import Levelled, LevelledProgramme, Moved, Wait
from improvement.realization.shared_days import SharedTime, booked_people
from improvement.schedule.dates import PlanSchedule, schedule
from improvement.schedule.staff import People

Plans = Mapping[str, tuple[Plan, PlanSchedule]]
SEED = 1
ORDERS = 16
"""Orders of work that are tried where the first one is later than the bound."""
_SPREAD = 0.25


def levelled(plans: Plans, shared: People, seed: int = SEED) -> Levelled:
    """The unlimited dates of `plans` moved so that nobody shared has more work than time on any day.

    Programmes come by priority (those without one after the others, by start, then id). Each begins its work as soon as
    links and what the programmes before it have booked allow: a serial schedule (Kelley 1963) in the order of latest
    finishes, then in random orders near it (equal seeds give equal dates); the earliest finish is taken. Started work,
    training sessions and days of must_start and must_finish stay and are booked first, whoever they belong to: what
    would push them or miss a latest day does not wait, nor does what asks of somebody for more than there is. Work does
    not pause, and shares of a day count, not heads: what is found holds as unlimited dates with some `not_before`.
    Only people who are needed by name. Warnings: what is left after the data dates (level-stays, level-bound,
    level-too-much, level-away, level-nobody, level-days-off), counted again from these dates. Errors as for
    dates.schedule.
    """
    parts = [Part(id, *plans[id], shared) for id in _order(plans) if booked_people(plans[id][0], shared)]
    time = SharedTime({each.id: each.plan for each in parts}, shared)
    ledger = Ledger(time)
    for each in parts:
        each.settle(ledger)
    found = [_placed(each, time, ledger, seed) for each in parts]
    before = {each.id: plans[each.id] for each in parts}
    after = before | {each.id: each.kept for each in found}
    programmes = tuple(_told(part, each) for part, each in zip(parts, found, strict=True))
    return Levelled(
        programmes=programmes,
        people=side_by_side(before, after, shared),
        plans=FrozenMap({each.id: after[each.id][0] for each in programmes if each.not_before}),
        warnings=remaining(after, shared, {(each.id, work) for each in found for work in each.stuck}),
    )


def _order(plans: Plans) -> list[str]:
    def rank(id: str) -> tuple[bool, int, date, str]:
        programme = plans[id][0].programme
        return programme.priority is None, programme.priority or 0, programme.starts, id

    return sorted(plans, key=rank)


@dataclass(frozen=True, slots=True)
class _Found:
    """A programme placed: its plan and dates as they would be kept, the finish if it were alone, the lower bound."""

    id: str
    kept: tuple[Plan, PlanSchedule]
    alone: date
    bound: date
    not_before: Mapping[str, date]
    waits: Mapping[str, tuple[Wait, ...]]
    stuck: frozenset[str]


def _placed(part: Part, time: SharedTime, ledger: Ledger, seed: int) -> _Found:
    own = Ledger(time)
    part.settle(own)
    alone = _best(part, own, lower_bound(part, own), seed)
    bound = lower_bound(part, ledger)
    made = _best(part, ledger, bound, seed)
    not_before = {part.net.nodes[i].id: day for i, day in sorted(made.held.items())}
    plan = held_back(part.plan, not_before)
    dates = schedule(plan, plan.programme.data_date, part.shared) if not_before else part.dates
    nodes = part.net.nodes
    return _Found(
        id=part.id,
        kept=(plan, dates),
        # what fits beside the others fits alone as well
        alone=min(_finish(alone), dates.finish),
        bound=min(bound, dates.finish),
        not_before=FrozenMap(not_before),
        waits={nodes[i].id: tuple(Wait(who, *work) for who, work in each) for i, each in made.waits.items()},
        stuck=frozenset(nodes[i].id for i in made.stuck),
    )


def _best(part: Part, ledger: Ledger, bound: date, seed: int) -> Placing:
    """The best of several orders, booked; the first where it is as early as the bound."""
    best = [float(each) for each in part.latest]
    made = part.place(ledger, best)
    worth = _worth(made)
    if worth[:2] <= (0, bound):
        return made
    for keys in _orders(part, seed):
        tried = _worth(part.place(ledger, keys))
        if tried < worth:
            best, worth = keys, tried
        if worth[:2] <= (0, bound):
            break
    return part.place(ledger, best)


def _orders(part: Part, seed: int) -> Iterator[list[float]]:
    early = part.sides[0]
    lengths = np.array(early.lengths, float)
    latest = np.array(part.latest, float)
    yield (latest - lengths).tolist()
    # dice of its own for each programme: others do not change what it gets
    dice = np.random.default_rng((seed, zlib.crc32(part.id.encode())))
    span = max(float(np.ptp(latest)), float(lengths.max(initial=0)))
    for _ in range(ORDERS):
        yield (latest + dice.uniform(0, _SPREAD * span, len(latest))).tolist()


def _worth(made: Placing) -> tuple[int, date, int]:
    """The smaller the better: what is stuck, the finish, all finishes."""
    return len(made.stuck), _finish(made), sum(each.last.toordinal() for each in made.spells.values())


def _finish(made: Placing) -> date:
    return max((each.last for each in made.spells.values()), default=made.start)


def _told(part: Part, found: _Found) -> LevelledProgramme:
    moved = (_moved(part, found, id) for id in part.dates.activities)
    return LevelledProgramme(
        id=part.id,
        priority=part.plan.programme.priority,
        planned=part.dates.finish,
        alone=found.alone,
        finish=found.kept[1].finish,
        bound=found.bound,
        moved=tuple(sorted((each for each in moved if each.before != each.after), key=lambda each: each.after)),
        not_before=found.not_before,
    )


def _moved(part: Part, found: _Found, id: str) -> Moved:
    before, after = part.dates.activities[id], found.kept[1].activities[id]
    return Moved(
        id=id,
        before=(before.early_start, before.early_finish),
        after=(after.early_start, after.early_finish),
        days=part.found.calendar.count(before.early_start, after.early_start),
        waits=found.waits.get(id, ()),
    )
