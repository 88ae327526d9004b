"""What others changed since a page was drawn, a line a change: who, what, and the value that stands there now."""

from collections.abc import Sequence
from datetime import datetime

from improvement.model.change import Logged
from improvement.model.plan import Plan
from improvement.view.field_names import field_name
from improvement.view.history import last_change
from improvement.view.language import _, ngettext
from improvement.view.value_words import field_value

MOST_NEWS = 5
LONGEST_VALUE = 80


def news_lines(plan: Plan, found: Sequence[Logged], now: datetime, *, values: bool) -> tuple[str, ...]:
    """The newest five of these changes, the newest first; the others are counted. Without `values` only who and what.

    In a room full of people a page is drawn anew in turn: until then its lines hold what is new.
    """
    newest = tuple(_line(plan, each, now, values=values) for each in reversed(found[-MOST_NEWS:]))
    more = len(found) - MOST_NEWS
    if more <= 0:
        return newest
    return (*newest, ngettext("and {n} change before it", "and {n} changes before", more).format(n=more))


def _line(plan: Plan, found: Logged, now: datetime, *, values: bool) -> str:
    told = last_change(plan, found, now)
    if not values or len(found.edits) != 1 or found.edits[0].op != "set":
        return told
    edit = found.edits[0]
    value = field_value(plan, edit.path, edit.new)
    short = value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
    return _("{change} · {field}: {value}").format(change=told, field=field_name(edit.path), value=short)
