"""A target as inputs outside a form, so that a verdict can follow what is typed."""

from typing import Literal

import streamlit as st

from improvement.model.commitment import Target
from improvement.view.language import _
from improvement.view.targets import UNITS, typed_target, unit_of, unit_words

Kind = Literal["time", "share"]


def target_inputs(key: str, kind: Kind, start: Target | None, clock: str = "") -> Target | None:
    """Inputs for a time and its share, a share, or a rate; they begin with `start`. None while something is missing.

    `clock` ("working" or "elapsed") leaves only the units of that clock.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}-row"):
        if kind == "time":
            return _time_inputs(key, start, clock)
        return _share_inputs(key, start)


def _time_inputs(key: str, start: Target | None, clock: str) -> Target | None:
    within = start.within if start else None
    units = [each for each in UNITS if not clock or each.startswith("elapsed") == (clock == "elapsed")]
    first = unit_of(within) if within else units[0]
    amount = st.number_input(
        _("Time"), 0.0, None, within.amount if within else None, 1.0, "%g", key=f"{key}-time", width=140
    )
    place = units.index(first) if first in units else 0
    unit = st.selectbox(_("Unit"), units, place, format_func=unit_words, key=f"{key}-unit", width=165)
    share = _of_100(key, start)
    return typed_target(amount, unit, share) if amount else None


def _share_inputs(key: str, start: Target | None) -> Target | None:
    shapes = {"share": _("a share of all cases"), "rate": _("at most so many")}
    first = "rate" if start and start.at_most else "share"
    shape = st.selectbox(
        _("Promised as"),
        list(shapes),
        list(shapes).index(first),
        format_func=shapes.__getitem__,
        key=f"{key}-shape",
        width=210,
    )
    if shape == "share":
        return typed_target(of_100=_of_100(key, start))
    rate = start.at_most if start else None
    events = st.number_input(
        _("At most"), 0.0, None, rate.events if rate else None, 1.0, "%g", key=f"{key}-events", width=140
    )
    per = st.number_input(_("of so many"), 1, None, int(rate.per) if rate else 1000, key=f"{key}-per", width=130)
    return typed_target(events=events, per=per)


def _of_100(key: str, start: Target | None) -> float | None:
    share = round(100 * start.share, 6) if start and start.share else None
    return st.number_input(_("Of 100 cases"), 0.0, 100.0, share, 1.0, "%g", key=f"{key}-share", width=140)
