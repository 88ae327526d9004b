"""A commit of a programme in words: who changed what since the last one, and the history as rows of a table."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from improvement.model.change import Logged
from improvement.model.plan import Plan
from improvement.view.history import ago, author, what_changed
from improvement.view.language import _, ngettext

MOST_LINES = 60
MOST_NAMES = 3


def version_message(plan: Plan, plan_id: str, found: Sequence[Logged], emails: Mapping[str, str], own: str) -> str:
    """The message of a commit; `own` words of the person stand in place of the subject, `emails` are by name.

    People with an address are co-authors, so that git counts them; all are named in the lines about their changes.
    """
    who = list(dict.fromkeys(_line(author(each)) for each in found if each.kind != "hand"))
    lines = [f"- {_line(author(each))}: {_line(what_changed(plan, each))}{_why(each)}" for each in found]
    more = len(lines) - MOST_LINES
    shown = lines[:MOST_LINES] + ([_("… and {n} more").format(n=more)] if more > 0 else [])
    trailers = [f"Co-authored-by: {name} <{address}>" for name in who if (address := _address(emails.get(name, "")))]
    parts = (own.strip() or _subject(plan_id, len(found), who), "\n".join(shown), "\n".join(trailers))
    return "\n\n".join(part for part in parts if part) + "\n"


def version_line(name: str, message: str) -> str:
    """A commit that was made: its short name and its first line."""
    return _("committed {name}: {subject}").format(name=name, subject=message.partition("\n")[0])


def _subject(plan_id: str, count: int, who: Sequence[str]) -> str:
    if not count:
        return _("{plan}: state of today").format(plan=plan_id)
    told = ngettext("{plan}: {n} change", "{plan}: {n} changes", count).format(plan=plan_id, n=count)
    if not who or len(who) > MOST_NAMES:
        return told
    return _("{changes} by {names}").format(changes=told, names=", ".join(who))


def _why(each: Logged) -> str:
    mark = f" ({_('taken back')})" if each.undone else ""
    return (f" - {_line(each.why)}" if each.why else "") + mark


def _line(text: str) -> str:
    """A text on one line, without the brackets that part a name from an address."""
    return " ".join(text.replace("<", "").replace(">", "").split())


def _address(text: str) -> str:
    """An address that cannot end its line or its brackets early; empty where the text is none."""
    return text if "@" in text and not any(sign in text for sign in " <>\r\n\t") else ""


def history_rows(plan: Plan, found: Sequence[Logged], now: datetime) -> list[dict[str, str]]:
    """The newest changes first: when, who, what, why."""
    return [
        {
            _("When"): ago(each.when, now),
            _("Who"): author(each),
            _("What"): what_changed(plan, each) + (f" ({_('taken back')})" if each.undone else ""),
            _("Why"): each.why,
        }
        for each in reversed(found)
    ]
