"""Who works on a plan, as single people: the staff of runs in which people are limited."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from improvement.model.realization import Training, Work
from improvement.schedule.calendar import WorkCalendar, days_of
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.people_days import person_days
from improvement.schedule.precedence import Node
from improvement.schedule.staff import People, holders


def staff(works: Mapping[str, Work], nodes: Sequence[Node], people: People, calendar: WorkCalendar) -> Staff:
    """One person for every head that `needs` can ask for; done work needs nobody, owners are not counted.

    A need is met by the heads of the person or team that it names, or of all who hold a level of skill. On the days of
    appointed work (training sessions) its people do nothing else. Availability is in the estimates, not in here; what
    people do for other programmes is not seen.
    """
    needs = {node.id: works[node.id].needs for node in nodes if node.id in works and not node.done}
    wanted: Counter[str] = Counter()
    for each in needs.values():
        wanted.update(each)
    place = {need: crew for crew, need in enumerate(wanted)}
    who = {need: tuple(holders(need, people)) for need in wanted}
    of_each: Counter[str] = Counter()
    for need, ids in who.items():
        of_each.update(dict.fromkeys(ids, wanted[need]))
    units: dict[str, range] = {}
    days: list[WorkCalendar] = []
    for id, most in of_each.items():
        heads = min(people[id].count, most)
        units[id] = range(len(days), len(days) + heads)
        days += [person_days(people[id], calendar)] * heads
    crews = [[unit for id in who[need] for unit in units[id]] for need in wanted]
    asked = [[(place[need], heads) for need, heads in needs.get(node.id, {}).items()] for node in nodes]
    for node, crew_heads in zip(nodes, asked, strict=True):
        if node.fixed:
            busy = frozenset(_appointed(node, works.get(node.id)))
            for unit in (unit for crew, heads in crew_heads for unit in crews[crew][:heads]):
                days[unit] = replace(days[unit], closed=days[unit].closed | busy)
    names = [id for id, heads in units.items() for _ in heads]
    return Staff(days, crews, [[] if node.fixed else each for node, each in zip(nodes, asked, strict=True)], names)


def _appointed(node: Node, work: Work | None) -> Iterable[date]:
    if isinstance(work, Training) and work.sessions:
        return (each.date for each in work.sessions.values())
    return days_of(node.fixed_start, node.fixed_finish) if node.fixed_start and node.fixed_finish else ()
