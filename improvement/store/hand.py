"""The import of a hand save: what a person wrote into the file and what the app wrote meanwhile, in one text.

Nothing is lost: every value that either side wrote is in the merged text, or in the list of clashes.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from improvement.errors import Issue, Severity, issue
from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.store.document import Document, read_document
from improvement.store.edits import CannotEdit
from improvement.store.merge import difference
from improvement.store.nearest import nearest
from improvement.store.segments import DEPTH
from improvement.store.source import read_source
from improvement.store.weave import woven

VANISHED_LIMIT = 0.3
"""A file without more than this share of the activities is held back: it may be half a file."""

_ACTIVITIES: Path = ("realization", "activities")


@dataclass(frozen=True, slots=True)
class Imported:
    """The merged text, and where both sides wrote: path, `old` the file's value, which stays, `new` the app's."""

    document: Document
    clashes: tuple[Edit, ...]


def gutted(before: PlanForm, after: PlanForm) -> Issue | None:
    """An error where more than 30 % of the activities vanished, renamed ones included.

    To be asked about the merged data: what a stale file never had has not vanished from it.
    """
    then, now = lookup(before, _ACTIVITIES), lookup(after, _ACTIVITIES)
    known = set(then) if isinstance(then, dict) else set()
    gone = known - set(now if isinstance(now, dict) else ())
    if len(gone) <= VANISHED_LIMIT * len(known):
        return None
    return issue("gutted-file", Severity.ERROR, _ACTIVITIES, count=len(gone), of=len(known))


def imported(app: Document, file: Document, known: Iterable[str], saved: Container[str] = ()) -> Imported:
    """Merge a hand save into the app's text. Both must be without errors; the merged text may break a rule of plans.

    `known`: texts that the file had, and earlier hand saves as they came, the newest first (`nearest` finds the one
    that this save was made from); `saved`: those earlier hand saves, which are no edit when they are saved again.
    What only one side changed is taken, its very bytes where its lines can stand as they are. Where both changed a
    field, or where it is not certain who changed it, the file's value stays and the app's is a clash.
    """
    app_text = _with_line_ends(app.text, file.text)
    if app_text != app.text:
        known = (_with_line_ends(each, file.text) for each in known)
    texts = nearest(app_text, file.text, known, saved)
    bases = [app if each == app_text else file if each == file.text else read_document(each) for each in texts]
    clashes: list[Edit] = []
    wanted = _merged([each.data for each in bases], app.data, file.data, (), clashes)

    text = woven(texts, app_text, file.text, _is_one_entry)
    for start in (text, file.text):
        merged = _led_to(file, start, wanted)
        if merged:
            return Imported(merged, tuple(clashes))
    return _one_by_one(file, wanted, clashes)


def _is_one_entry(path: Path, segment: str) -> bool:
    read = read_source(segment, prefix=path[:-1])
    there = lookup(read.data, path[:-1])
    return not read.issues and isinstance(there, dict) and set(there) <= {path[-1]}


def _with_line_ends(text: str, like: str) -> str:
    if ("\r\n" in text) == ("\r\n" in like):
        return text
    return text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")


def _merged(bases: list[PlanForm], app: PlanForm, file: PlanForm, path: Path, clashes: list[Edit]) -> PlanForm:
    """The data of both sides' changes since the base, field by field; with several bases, by what all of them say."""
    if app == file or all(each == app for each in bases):
        return file
    if all(each == file for each in bases):
        return app
    maps = [each for each in (app, file) if isinstance(each, dict)]
    # above the entries a map is only the place where they stand; an entry that one side removed is a value as a whole
    if len(maps) == 2 or (len(maps) == 1 and None in (app, file) and len(path) < DEPTH):
        ours, theirs, *before = (each if isinstance(each, dict) else {} for each in (file, app, *bases))
        fields = {
            key: _merged([each.get(key) for each in before], theirs.get(key), ours.get(key), (*path, key), clashes)
            for key in dict.fromkeys([*ours, *theirs])
        }
        return {key: value for key, value in fields.items() if value is not None} or None
    clashes.append(Edit("set", path, file, app))
    return file


def _led_to(file: Document, text: str | None, wanted: PlanForm) -> Document | None:
    """A text read and edited until it holds the wanted data; None where that cannot be."""
    if text is None:
        return None
    start = file if text == file.text else replace(read_document(text, file.name), has_mark=file.has_mark)
    if any(each.severity is Severity.ERROR for each in start.issues):
        return None
    try:
        merged = start.edited(_steps(start.data, wanted))
    except CannotEdit:
        return None
    return merged if merged.data == wanted else None


def _steps(data: PlanForm, wanted: PlanForm) -> list[Edit]:
    """The edits that lead to the wanted data; what goes, goes last, so that no section is empty in between."""
    return sorted(difference(data, wanted), key=lambda each: each.new is None)


def _one_by_one(file: Document, wanted: PlanForm, clashes: list[Edit]) -> Imported:
    """What can be edited in the file as it is written; the rest of what the app wrote is a clash."""
    for edit in _steps(file.data, wanted):
        try:
            file = file.edited([edit])
        except CannotEdit:
            clashes.append(edit)
    return Imported(file, tuple(clashes))
