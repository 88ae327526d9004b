"""How something is measured, as an input: measures of the plan first, then what its sources allow."""

from dataclasses import replace

import streamlit as st

from improvement.ui import session
from improvement.ui.navigation import link
from improvement.usecases.answering import MeasureChoice, measure_choices
from improvement.usecases.opened import Opened
from improvement.view.language import _
from improvement.view.measure_words import choice_words


def measure_input(programme: Opened, key: str, chosen: str = "") -> MeasureChoice | None:
    """A measure to choose, and for a new share from which answer on a case is good; None where none is chosen."""
    choices = measure_choices(programme)
    if not choices:
        st.info(_("No source has cases or ratings yet. Add data first; a promise can wait for its measure."))
        link("assessment", _("Add data"), programme.id, **{session.ID: ""})
        return None
    names = [choice_words(programme.plan, each.measure, each.id, each.start, each.stop, each.item) for each in choices]
    place = next((place for place, each in enumerate(choices) if each.id and each.id == chosen), None)
    wanted = st.selectbox(
        _("Measure"),
        range(len(choices)),
        place,
        format_func=names.__getitem__,
        key=f"{key}-measure",
        placeholder=_("none yet"),
    )
    return _with_threshold(choices[wanted], f"{key}-{wanted}") if wanted is not None else None


def _with_threshold(choice: MeasureChoice, key: str) -> MeasureChoice:
    if choice.at_least is None:
        return choice
    low, high = choice.at_least
    label = _("A case is good from this answer on ({low} to {high})").format(low=f"{low:g}", high=f"{high:g}")
    value = st.number_input(label, low, high, choice.measure.at_least, 1.0, "%g", key=f"{key}-at-least", width=260)
    return replace(choice, measure=choice.measure.model_copy(update={"at_least": value}))
