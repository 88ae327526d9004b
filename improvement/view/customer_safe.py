"""A programme as customers may see it: nobody of the staff by name.

Names are taken out where a programme is read, before anything is computed or written, so that no page or command needs
to know. A person becomes their role, or "somebody of us"; a team keeps its name, because it names nobody. A full name
inside a text that somebody wrote becomes the role too; a first name alone, or a nickname, cannot be told from a word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from improvement.model.base import FrozenMap, plain
from improvement.model.change import Edit, Logged, PlanForm, lookup
from improvement.model.plan import Plan, SharedPeople
from improvement.model.programme import Person
from improvement.model.scenario import Scenario, patched
from improvement.model.snapshot import Snapshot
from improvement.model.validation import validate
from improvement.model.values import ID_PATTERN
from improvement.view.language import _

PEOPLE = ("programme", "people")
# scripts that part words by spaces: there a name inside a longer word is another word
LETTER = "[A-Za-z\u00c0-\u024f\u0400-\u04ff]"


def without_names(snapshot: Snapshot, shared: SharedPeople) -> Snapshot:
    """The same programme without names and accounts of persons, its mistakes untold (they quote what was typed)."""
    if snapshot.plan is None:
        return Snapshot(snapshot.id, snapshot.revision, None, None, ())
    people = snapshot.plan.programme.people
    data = _told(snapshot.data, _Names((*people.values(), *shared.people.values())))
    entries = lookup(data, PEOPLE)
    if isinstance(entries, dict):
        for id, entry in entries.items():
            if isinstance(entry, dict):
                kept = {key: value for key, value in entry.items() if key != "account"}
                entries[id] = {**kept, "name": shown_name(people[id])}
    plan, _issues = validate(Plan, data)
    return Snapshot(snapshot.id, snapshot.revision, plan, data, ())


def people_without_names(shared: SharedPeople) -> SharedPeople:
    """The persons that programmes share, each by their role."""
    hidden = {
        id: each.model_copy(update={"name": shown_name(each), "account": None}) for id, each in shared.people.items()
    }
    return SharedPeople(people=FrozenMap(hidden))


def scenario_without_names(found: Scenario, people: Mapping[str, Person]) -> Scenario:
    """The same scenario without names and accounts of persons, those of whom only it knows too."""
    entries = lookup(found.tree, PEOPLE)
    written = {id: each for id, each in entries.items() if isinstance(each, dict)} if isinstance(entries, dict) else {}
    own = {id: validate(Person, patched(plain(people.get(id, {})), each))[0] for id, each in written.items()}
    known = [*people.values(), *(each for each in own.values() if each)]
    tree = patched(_told(found.tree, _Names(known)), {})
    shown = lookup(tree, PEOPLE)
    for id, entry in shown.items() if isinstance(shown, dict) else ():
        if isinstance(entry, dict):
            person = own.get(id)
            entry.pop("account", None)
            if "name" in entry:
                entry["name"] = shown_name(person) if person else _("somebody of us")
    return Scenario(found.id, _Names(known).hidden(found.title), found.builds_on, tree)


def log_without_names(found: Iterable[Logged]) -> tuple[Logged, ...]:
    """What was changed when; neither by whom, nor from what to what, nor at which person."""
    nobody = _("somebody of us")
    return tuple(
        replace(each, who=nobody, why="", edits=_places(each.edits), clashes=_places(each.clashes)) for each in found
    )


def shown_name(person: Person) -> str:
    """How a person or team is named to customers."""
    return person.name if person.count > 1 else person.role or _("somebody of us")


def _places(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(map(_place, edits))


def _place(edit: Edit) -> Edit:
    return Edit(edit.op, PEOPLE if edit.path[:2] == PEOPLE else edit.path[:3])


class _Names:
    """The full names of persons, to be found in texts."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._shown = {_spelled(each.name): shown_name(each) for each in people if each.count == 1}
        # a longer name first: it may begin with a shorter one
        longest = sorted(self._shown, key=len, reverse=True)
        names = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest)
        self._found = re.compile(f"(?<!{LETTER})(?:{names})(?!{LETTER})" if names else "(?!)", re.IGNORECASE)

    def hidden(self, text: str) -> str:
        """A text with roles for names; what has the shape of an id stays, because others refer to it."""
        return text if re.fullmatch(ID_PATTERN, text) else self._found.sub(self._role, text)

    def _role(self, found: re.Match[str]) -> str:
        return self._shown.get(_spelled(found[0]), _("somebody of us"))


def _spelled(name: str) -> str:
    """A name without regard to capitals and spaces."""
    return " ".join(name.casefold().split())


def _told(value: PlanForm, names: _Names) -> PlanForm:
    if isinstance(value, dict):
        return {key: _told(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, names) for each in value]
    return names.hidden(value) if value else value
