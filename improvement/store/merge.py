"""Three-way merge of plan texts by field: what only one side changed is taken, a clash keeps mine and is listed."""

from collections.abc import Iterator
from dataclasses import dataclass

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.store.source import Source
from improvement.store.splice import spliced


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and the edits of theirs that clash with mine."""

    source: Source
    clashes: tuple[Edit, ...]


def merge(base: Source, mine: Source, theirs: Source) -> Merged:
    """Their changes since the base, spliced into my text; comments and layout of my text stay.

    A field that both changed alike is no clash. An entry removed by one side and changed by the other is one.
    """
    edits: list[Edit] = []
    clashing: list[Edit] = []
    for edit in difference(base.data, theirs.data):
        now = lookup(mine.data, edit.path)
        if now == edit.new:
            continue
        (edits if now == edit.old else clashing).append(edit)
    # what is removed goes last, so that the text is never without any section in between
    edits.sort(key=lambda each: each.new is None)
    return Merged(spliced(mine, edits), tuple(clashing))


def difference(before: PlanForm, after: PlanForm, path: Path = ()) -> Iterator[Edit]:
    """The edits that lead from one plan to another: fields one by one, entries added or removed as a whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(each for each in after if each not in before)]:
            yield from difference(before.get(key), after.get(key), (*path, key))
    elif before != after:
        yield Edit("set", path, before, after)
