"""A programme as customers may see it: nobody of the staff by name.

Names are taken out where a programme is read, before anything is computed or written, so that no page or command needs
to know. A person becomes their role, or "somebody of us"; a team keeps its name, because it names nobody. A full name
inside a text that somebody wrote becomes the role too; a first name alone, or a nickname, cannot be told from a word.
The headings of evidence count as such texts, and so do the ids that were made of them.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from improvement.model.base import FrozenMap, plain
from improvement.model.change import Edit, Logged, PlanForm, lookup
from improvement.model.ids import id_from
from improvement.model.mapping import Bridge, Item
from improvement.model.mapping import Mapping as Meaning
from improvement.model.plan import Plan, SharedPeople
from improvement.model.programme import Person
from improvement.model.scenario import Scenario, patched
from improvement.model.snapshot import Snapshot
from improvement.model.validation import validate
from improvement.model.values import ID_LENGTH, ID_PATTERN
from improvement.view.language import _

PEOPLE = ("programme", "people")
MEASURES = ("guarantee", "measures")
ITEMS_OF_MEASURE = ("start", "stop", "item", "date")
# scripts that part words by spaces: there a name inside a longer word is another word
LETTER = "[A-Za-z\u00c0-\u024f\u0400-\u04ff]"


def without_names(snapshot: Snapshot, shared: SharedPeople) -> Snapshot:
    """The same programme without names and accounts of persons, its mistakes untold (they quote what was typed)."""
    if snapshot.plan is None:
        return Snapshot(snapshot.id, snapshot.revision, None, None, ())
    people = snapshot.plan.programme.people
    names = _Names((*people.values(), *shared.people.values()))
    data = _told(snapshot.data, names)
    _hide_items(data, names)
    entries = lookup(data, PEOPLE)
    if isinstance(entries, dict):
        for id, entry in entries.items():
            if isinstance(entry, dict):
                kept = {key: value for key, value in entry.items() if key != "account"}
                entries[id] = {**kept, "name": shown_name(people[id])}
    plan, _issues = validate(Plan, data)
    return Snapshot(snapshot.id, snapshot.revision, plan, data, ())


def _hide_items(data: PlanForm, names: "_Names") -> None:
    """Measures name items of evidence by id: by the same one as the mapping for customers."""
    measures = lookup(data, MEASURES)
    for measure in measures.values() if isinstance(measures, dict) else ():
        for key in ITEMS_OF_MEASURE:
            if isinstance(measure, dict) and isinstance(id := measure.get(key), str):
                measure[key] = names.hidden_id(id)


def mapping_without_names(found: Meaning, people: Iterable[Person]) -> tuple[Meaning, dict[str, str]]:
    """The same meaning of a file without names in headings, questions and ids; and the items that have another id."""
    names = _Names(people)
    ids = {id: names.hidden_id(id) for id in found.items}
    items = {ids[id]: _item(each, names) for id, each in found.items.items()}
    bridges = {
        names.hidden_id(id): Bridge(old=names.hidden(each.old), new=names.hidden(each.new))
        for id, each in found.bridges.items()
    }
    cases = {
        id: each.model_copy(update={"start": names.hidden_id(each.start), "stop": names.hidden_id(each.stop)})
        for id, each in found.cases.items()
    }
    changed = {
        "items": FrozenMap(items),
        "population": FrozenMap({names.hidden_id(id): each for id, each in found.population.items()}),
        "bridges": FrozenMap(bridges),
        "cases": FrozenMap(cases),
    }
    return found.model_copy(update=changed), {old: new for old, new in ids.items() if old != new}


def _item(item: Item, names: "_Names") -> Item:
    told = {
        "column": names.hidden(item.column),
        "text": item.text and names.hidden(item.text),
        "of": item.of and names.hidden_id(item.of),
    }
    return item.model_copy(update=told)


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
        self._shown = {spelled(each.name): shown_name(each) for each in people if each.count == 1}
        # a longer name first: it may begin with a shorter one
        longest = sorted(self._shown, key=len, reverse=True)
        names = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest)
        self._found = re.compile(f"(?<!{LETTER})(?:{names})(?!{LETTER})" if names else "(?!)", re.IGNORECASE)
        ids = "|".join(sorted(filter(None, map(id_from, longest)), key=len, reverse=True))
        self._found_in_id = re.compile(f"(?<![a-z0-9])(?:{ids})(?![a-z0-9])" if ids else "(?!)")

    def hidden(self, text: str) -> str:
        """A text with roles for names; what has the shape of an id stays, because others refer to it.

        A reference SOURCE/ITEM keeps its source and names the item as the mapping for customers does.
        """
        if re.fullmatch(ID_PATTERN, text):
            return text
        if re.fullmatch(f"{ID_PATTERN}/{ID_PATTERN}", text):
            source, _slash, item = text.partition("/")
            return f"{source}/{self.hidden_id(item)}"
        return self._found.sub(self._role, text)

    def hidden_id(self, id: str) -> str:
        """The id of an item with a number for each name in it, which parts two persons who have one role."""
        return self._found_in_id.sub(lambda found: f"person-{zlib.crc32(found[0].encode()):08x}", id)[:ID_LENGTH]

    def _role(self, found: re.Match[str]) -> str:
        return self._shown.get(spelled(found[0]), _("somebody of us"))


def spelled(name: str) -> str:
    """A name without regard to capitals and spaces."""
    return " ".join(name.casefold().split())


def _told(value: PlanForm, names: _Names) -> PlanForm:
    if isinstance(value, dict):
        return {key: _told(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, names) for each in value]
    return names.hidden(value) if value else value
