"""The measures of a programme: how each is computed, changed, added."""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui.entries import Collection, Drawn, collection, table
from improvement.ui.fields import Fields
from improvement.ui.navigation import link
from improvement.usecases.guarding import FIELDS_OF, GUARANTEE, emptied, items_of
from improvement.usecases.opened import Opened
from improvement.usecases.overview import overview
from improvement.view.guarding import kind_words, measure_rows, period_words, titles
from improvement.view.language import _


def measures(programme: Opened, snapshot: Snapshot) -> None:
    """The section of measures."""
    plan = programme.plan
    points = dict(overview(programme).facts.points)
    what = Collection(
        "measures",
        _("Measures"),
        ":material/monitoring:",
        _("No measure yet. A measure needs a source of cases or answers."),
        _("Change a measure"),
        titles(plan, GUARANTEE, "measures"),
        lambda: table(measure_rows(plan, points), "measures-table"),
        lambda fields, id: _inputs(programme, snapshot, fields, id),
        _("Add a measure") if plan.assessment.sources else "",
    )
    collection(snapshot, what)
    if not plan.assessment.sources:
        link("assessment", _("Add data first"))


def _inputs(programme: Opened, snapshot: Snapshot, fields: Fields, id: str) -> Drawn:
    title = fields.text(_("Title"), "title", placeholder=_("Hours to the first answer"))
    left, right = st.columns(2)
    with left:
        source = fields.choice(_("Computed from"), titles(programme.plan, "assessment", "sources"), "source")
    with right:
        kind = fields.choice(_("Kind"), kind_words(), "kind")
    needed = _of_kind(programme, fields, source, kind)
    left, right = st.columns(2)
    with left:
        fields.choice(_("One point is"), period_words(), "period", help=_("A month where nothing is chosen."))
        fields.day(
            _("Usual range until"),
            "baseline_until",
            help=_("The last day of the points that fix the usual range; all points where it is empty."),
        )
    with right:
        fields.day(
            _("Measured since"),
            "measured_since",
            help=_("The last change of the process: a promise is judged on cases since then."),
        )
    more = emptied(snapshot, (GUARANTEE, "measures", id), kind) if id else ()
    return Drawn(bool(title and source and kind and needed), title, more)


def _of_kind(programme: Opened, fields: Fields, source: str, kind: str) -> bool:
    """The inputs that this kind of measure needs; whether all that must be there is."""
    wanted = FIELDS_OF.get(kind, ())
    if not wanted or not source:
        return False
    moments, answers = items_of(programme, source, moments=True), items_of(programme, source, moments=False)
    typed = []
    columns = st.columns(2)
    for place, field in enumerate(wanted):
        with columns[place % 2]:
            if field == "at_least":
                label = _("Met from this value on")
                typed.append(fields.text(label, field, placeholder="4"))
            else:
                names = answers if field == "item" else moments
                typed.append(fields.choice(_labels()[field], names, field))
    return all(typed)


def _labels() -> dict[str, str]:
    return {
        "start": _("The clock starts at"),
        "stop": _("The clock stops at"),
        "item": _("Answer or outcome"),
        "date": _("Dated by"),
    }
