"""Who there is to do the work, and who meets a need."""

from collections.abc import Mapping

from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.model.values import skill_of

People = Mapping[str, Person]
NOBODY: People = FrozenMap()


def everybody(plan: Plan, shared: People = NOBODY) -> People:
    """Persons and teams by id: those of the plan, and for the other ids those that programmes share."""
    return {**shared, **plan.programme.people}


def holders(need: str, people: People) -> Mapping[str, Person]:
    """Who can meet a need: the person or team it names, or all who hold the level of skill; empty for an unknown id."""
    if skill := skill_of(need):
        return {id: person for id, person in people.items() if person.skills.get(skill[0], 0) >= skill[1]}
    return {need: people[need]} if need in people else {}


def availability(need: str, people: People) -> float:
    """Share of working time of one person who meets a need: the mean over the group; 1 where nobody is known."""
    group = list(holders(need, people).values())
    heads = sum(person.count for person in group)
    return sum(person.count * person.availability for person in group) / heads if heads else 1.0
