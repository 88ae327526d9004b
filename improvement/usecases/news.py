"""What others changed between two states of a plan: values of entries that stand in both, and entries come or gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from improvement.model.change import Path, PlanForm
from improvement.store.merge import difference

# an entry is assessment.findings.ID; the days below realization.training.ID are entries too
ENTRY, DAYS = 3, ("sessions",)


@dataclass(frozen=True, slots=True)
class News:
    """Paths of changed values, and of entries that were added or removed; whether entries stand in another order."""

    values: tuple[Path, ...]
    added: tuple[Path, ...]
    removed: tuple[Path, ...]
    reordered: bool = False


def news(before: PlanForm, after: PlanForm) -> News:
    """What is new in `after`; an entry is a map below an id, everything else is a value."""
    values: list[Path] = []
    added: list[Path] = []
    removed: list[Path] = []
    for edit in difference(before, after):
        come, gone = tuple(_entries(edit.path, edit.new)), tuple(_entries(edit.path, edit.old))
        if come and edit.old is None:
            added += come
        elif gone and edit.new is None:
            removed += gone
        else:
            values.append(edit.path)
    other = {*added, *removed}
    return News(tuple(values), tuple(added), tuple(removed), _order(before, other) != _order(after, other))


def entries(data: PlanForm) -> tuple[Path, ...]:
    """The path of every entry of a plan, in the order of the plan."""
    return tuple(_entries((), data))


def _entries(path: Path, value: PlanForm) -> Iterator[Path]:
    """The entries that a value at this path is or holds."""
    if not isinstance(value, dict):
        return
    if len(path) == ENTRY or (path[ENTRY:-1] == DAYS):
        yield path
    if path[ENTRY:] in ((), DAYS):
        for key, each in value.items():
            yield from _entries((*path, key), each)


def _order(data: PlanForm, but: set[Path]) -> list[Path]:
    return [each for each in entries(data) if each not in but]
