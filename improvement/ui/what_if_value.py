"""Inputs for one field of a scenario: each begins with what the scenario says now, and gives the edit of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

import streamlit as st

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.model.realization import Milestone, Training, Work
from improvement.model.values import Span
from improvement.ui.choices import one_of
from improvement.ui.network_links import links_inputs
from improvement.ui.promise_target import kind_of
from improvement.ui.target_inputs import target_inputs
from improvement.usecases.opened import Opened
from improvement.usecases.work_edits import listed
from improvement.usecases.work_links import links_form, links_with
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.targets import target_form
from improvement.view.what_if_fields import CHARTER, PEOPLE, day_names, fields, node_at, skill_needs, span_words
from improvement.view.work import node_titles, weekday_names

TEXTS = {
    "estimate": "2d, 3d, 6d",
    "remaining": "4d",
    "effort": "6pd",
    "availability": "80%",
    "probability": "20%",
}
DAYS = ("not_before", "not_after", "must_start", "must_finish", "due", "starts")
CALENDAR: Path = ("programme", "calendar")
_MOST_HEADS = 999


@dataclass(frozen=True, slots=True)
class Asked:
    """An object of which one field is asked: the programme and its data as the scenario has them, and its place."""

    then: Opened
    data: PlanForm
    path: Path

    @property
    def plan(self) -> Plan:
        """The plan as the scenario has it."""
        return self.then.plan

    def edit(self, at: Path, new: PlanForm) -> Edit | None:
        """The edit of a field; None where it changes nothing."""
        old = lookup(self.data, at)
        return Edit("set", at, old, new) if new != old else None

    def key(self, *more: str) -> str:
        """The key of an input."""
        return "-".join(("what-if", ".".join(self.path), *more))


def new_value(asked: Asked) -> Edit | None:
    """Choose a field and give it another value; None as long as nothing is changed."""
    names = fields(asked.plan, asked.path)
    field = str(
        st.segmented_control(
            _("Field"),
            list(names),
            default=next(iter(names)),
            required=True,
            format_func=lambda each: names.get(each, each),
            # another object has other fields
            key=f"what-if-field-{'-'.join(names)}",
        )
    )
    at = (*asked.path, field)
    if field in TEXTS:
        return _text(asked, at, names[field], TEXTS[field])
    if field in DAYS:
        return _day(asked, at, names[field])
    if field in ("away", "closed"):
        return _spans(asked, at if asked.path[:2] == PEOPLE else (*CALENDAR, field), names[field])
    return _INPUTS[field](asked)


def _people(asked: Asked) -> dict[str, str]:
    return people_names(asked.plan, asked.then.workspace.store.people())


def _text(asked: Asked, at: Path, label: str, placeholder: str, help: str = "") -> Edit | None:
    old = lookup(asked.data, at)
    start = ", ".join(map(str, old)) if isinstance(old, list) else str(old or "")
    told = _("10d are ten working days; also 2w, 4h, elapsed 10d. Three: at best, most likely, at worst.")
    wanted = help or (told if at[-1] in ("estimate", "remaining") else None)
    typed = st.text_input(label, start, key=asked.key(*at[len(asked.path) :]), placeholder=placeholder, help=wanted)
    return asked.edit(at, listed(typed or ""))


def _day(asked: Asked, at: Path, label: str) -> Edit | None:
    old = lookup(asked.data, at)
    key = asked.key(*at[len(asked.path) :])
    chosen = st.date_input(label, str(old) if old else None, key=key, format="YYYY-MM-DD")
    return asked.edit(at, str(chosen) if chosen else None)


def _heads(asked: Asked, at: Path, label: str, least: int, absent: int) -> Edit | None:
    """A head count; `absent` is what it means where none is written, `least` the lowest: 0 takes it out.

    What is written stays writable, also beyond what is asked for.
    """
    old = lookup(asked.data, at)
    was = int(str(old)) if old is not None else absent
    low, high = min(least, was), max(_MOST_HEADS, 2 * was)
    now = int(st.number_input(label, low, high, was, key=f"what-if-{'.'.join(at)}"))
    return asked.edit(at, str(now) if now else None) if now != was else None


def _count(asked: Asked) -> Edit | None:
    return _heads(asked, (*asked.path, "count"), _("How many people"), least=1, absent=1)


def _owner(asked: Asked) -> Edit | None:
    at = (*asked.path, "owner")
    start = str(lookup(asked.data, at) or "")
    return asked.edit(at, one_of(_("Owner"), _people(asked), asked.key("owner"), start) or None)


def _needs(asked: Asked) -> Edit | None:
    names = {**_people(asked), **skill_needs(asked.plan)}
    who = one_of(_("Of whom"), names, asked.key("needs-who"))
    return _heads(asked, (*asked.path, "needs", who), _("How many of them"), least=0, absent=0) if who else None


def _links(asked: Asked) -> Edit | None:
    node: Work | Milestone = node_at(asked.plan, asked.path)
    dropped, added = links_inputs(node.after, node_titles(asked.plan), asked.path[-1], asked.key("after"))
    links = links_with(node.after, dropped, added)
    return asked.edit((*asked.path, "after"), links_form(links)) if links != node.after else None


def _spans(asked: Asked, at: Path, label: str) -> Edit | None:
    """Days that go, and a first and last day that come."""
    old = lookup(asked.data, at)
    known = [str(each) for each in old] if isinstance(old, list) else []
    gone = st.multiselect(
        _("These no longer"),
        known,
        format_func=lambda text: span_words(Span.parse(text)),
        key=asked.key(at[-1], "gone"),
        placeholder=_("all stay"),
        disabled=not known,
    )
    chosen = cast(tuple[date, ...], st.date_input(label, [], key=asked.key(at[-1]), format="YYYY-MM-DD"))
    added = [str(Span(chosen[0], chosen[-1]))] if chosen else []
    new: list[PlanForm] = [each for each in (*known, *added) if each not in gone]
    return asked.edit(at, new or None)


def _workdays(asked: Asked) -> Edit | None:
    at = (*(CALENDAR if asked.path == CHARTER else asked.path), "workdays")
    names, old = weekday_names(), lookup(asked.data, at)
    start = [str(each) for each in old] if isinstance(old, list) else [*asked.plan.programme.calendar.workdays]
    chosen = st.pills(
        _("Working days"),
        list(names),
        selection_mode="multi",
        default=start,
        format_func=names.__getitem__,
        key=asked.key("week"),
    )
    new: list[PlanForm] = [each for each in names if each in chosen]
    return asked.edit(at, new) if new and new != start else None


def _sessions(asked: Asked) -> Edit | None:
    training = cast(Training, node_at(asked.plan, asked.path))
    id = one_of(_("Training day"), day_names(training), asked.key("sessions-which"))
    return _day(asked, (*asked.path, "sessions", id, "date"), _("Day")) if id else None


def _impact(asked: Asked) -> Edit | None:
    work = asked.plan.realization
    titles = node_titles(asked.plan, (*work.activities, *work.training))
    id = one_of(_("Which work"), titles, asked.key("impact-which"))
    told = _("5d adds five working days; x1.5 is half as long again. Three: at best, most likely, at worst.")
    label = _("{title}: how much longer").format(title=titles.get(id, id))
    return _text(asked, (*asked.path, "impact", id), markdown(label), "2d, 5d, 10d", told) if id else None


def _target(asked: Asked) -> Edit | None:
    standard = asked.plan.commitment.standards[asked.path[-1]]
    kind: Literal["time", "share"] = kind_of(asked.then, asked.path[-1])
    wanted = target_inputs(asked.key("target"), kind, standard.target)
    if wanted is None or wanted == standard.target:
        return None
    return asked.edit((*asked.path, "target"), {**target_form(wanted)})


_INPUTS = {
    "count": _count,
    "owner": _owner,
    "needs": _needs,
    "after": _links,
    "workdays": _workdays,
    "sessions": _sessions,
    "impact": _impact,
    "target": _target,
}
