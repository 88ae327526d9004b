"""The history of a plan in words: who changed what, when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from improvement.model.change import Edit, Kind, Logged, Path
from improvement.model.plan import Plan
from improvement.view.field_names import field_words
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.report import edit_json

MINUTES_AN_HOUR, HOURS_A_DAY = 60, 24
MOST_FIELDS = 3
VOTES, VOTERS = ("assessment", "votes"), ("assessment", "voters")


def change_json(found: Logged) -> dict[str, Any]:
    """One change for machines."""
    return {
        "number": found.number,
        "kind": found.kind,
        "who": found.who,
        "when": found.when.isoformat(),
        "why": found.why,
        "edits": [edit_json(each) for each in found.edits],
        "undone": found.undone,
        "clashes": [edit_json(each) for each in found.clashes],
    }


def log_lines(found: Iterable[Logged]) -> Iterator[str]:
    """One line a change, the oldest first; what was taken back is marked."""
    for each in found:
        paths = ", ".join(".".join(edit.path) for edit in each.edits)
        mark = f" ({_('taken back')})" if each.undone else ""
        when = f"{each.when:%Y-%m-%d %H:%M}"
        if each.clashes:
            count = len(each.clashes)
            told = ngettext("{n} clash with the app", "{n} clashes with the app", count).format(n=count)
            mark += f" ({told}: {', '.join('.'.join(edit.path) for edit in each.clashes)})"
        yield f"{each.number:>4}  {when}  {author(each)}: {_verb(each.kind)} {paths}{mark}".rstrip()


def fsck_line(count: int) -> str:
    """What `fsck` found when all is well."""
    return ngettext("{n} change, every text fits its hash", "{n} changes, every text fits its hash", count).format(
        n=count
    )


def last_change(plan: Plan, found: Logged, now: datetime) -> str:
    """The newest change in one line: Ana Ruiz changed “One day, one name” 2 min ago."""
    told = _("{who} changed {what} {ago}") if found.kind != "undo" else _("{who} took back a change of {what} {ago}")
    return told.format(who=author(found), what=what_changed(plan, found), ago=ago(found.when, now))


def fields_words(plan: Plan, paths: Sequence[Path]) -> str:
    """Fields with their objects: owner of “A”, estimate of “B” and 2 more. Needs at least one."""
    named = list(dict.fromkeys(field_words(plan, path) for path in paths))
    told, more = ", ".join(named[:MOST_FIELDS]), len(named) - MOST_FIELDS
    if more <= 0:
        return told
    return ngettext("{fields} and {n} more", "{fields} and {n} more", more).format(fields=told, n=more)


def structure_words(added: int, removed: int) -> str:
    """What waits for a refresh: 3 new, 1 removed; another order where both are nought."""
    new = ngettext("{n} new", "{n} new", added).format(n=added) if added else ""
    gone = ngettext("{n} removed", "{n} removed", removed).format(n=removed) if removed else ""
    return ", ".join(each for each in (new, gone) if each) or _("another order")


def apart(first: datetime, second: datetime) -> str:
    """The time between two changes: 40 s apart, 3 min apart, 2 h apart, 5 days apart."""
    seconds = int(abs((second - first).total_seconds()))
    if seconds < 100:
        return _("{n} s apart").format(n=seconds)
    minutes = round(seconds / 60)
    if minutes < 100:
        return _("{n} min apart").format(n=minutes)
    hours = round(seconds / 3600)
    if hours < 48:
        return _("{n} h apart").format(n=hours)
    days = round(seconds / 86_400)
    return ngettext("{n} day apart", "{n} days apart", days).format(n=days)


def ago(when: datetime, now: datetime) -> str:
    """How long ago, as people say it; from a week on the date."""
    minutes = int((now - when).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < MINUTES_AN_HOUR:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    hours = minutes // MINUTES_AN_HOUR
    if hours < HOURS_A_DAY:
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    days = hours // HOURS_A_DAY
    if days < 7:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return _("on {date}").format(date=day(when.date()))


def author(found: Logged) -> str:
    """Under which name a change stands in the journal."""
    return _("Somebody in an editor") if found.kind == "hand" else found.who


def _verb(kind: Kind) -> str:
    return {"change": _("changed"), "hand": _("changed the file"), "undo": _("took back")}[kind]


def what_changed(plan: Plan, found: Logged) -> str:
    """The objects of a change by name: “One day, one name” and 2 more."""
    if not found.edits:
        return _("the file")
    first, more = _object(plan, found.edits[0]), len({_place(each.path) for each in found.edits}) - 1
    if not more:
        return first
    return ngettext("{first} and {n} more", "{first} and {n} more", more).format(first=first, n=more)


def _place(path: Path) -> Path:
    """An object of the plan; how many voted belongs to their votes."""
    return (*VOTES, *path[2:3]) if path[:2] == VOTERS else path[:3]


def _object(plan: Plan, edit: Edit) -> str:
    if _place(edit.path)[:2] == VOTES:
        return _("the votes")
    title = object_title(plan, edit.path) if edit.path[0] != "programme" else ""
    return f"“{title}”" if title else _("the charter") if edit.path[0] == "programme" else ".".join(edit.path)
