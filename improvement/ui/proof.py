"""Promises kept and missed, each with its months and its chart; measures that are followed for themselves."""

from collections.abc import Sequence

import streamlit as st

from improvement.ui import rights, session
from improvement.ui.cards import mood
from improvement.ui.chart import drawn, show
from improvement.ui.navigation import link
from improvement.ui.style import ink
from improvement.usecases.opened import Opened
from improvement.usecases.proof import chart, series
from improvement.view.charts.control import control
from improvement.view.charts.periods import periods
from improvement.view.escape import markdown
from improvement.view.guarding import unpromised
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.proof import PromiseRow, open_row, stop
from improvement.view.proof_chart import measure_view
from improvement.view.proof_method import cautions, kept_method, method, unfinished
from improvement.view.wording import full

# rows come first on a phone, a chart when it is asked for; on a wide screen the first chart is open at once
ON_PHONES = "@media (max-width:640px){.st-key-unasked-chart{display:none}}"
ON_WIDE = "@media (min-width:641px){.st-key-asking-chart{display:none}}"


def promises(programme: Opened, rows: Sequence[PromiseRow]) -> None:
    """A row a promise; the chosen one with its chart."""
    st.html(f"<style>{ON_PHONES}{ON_WIDE}</style>")
    chosen, asked = open_row(rows, session.chosen_id())
    for each in rows:
        with st.container(border=True, key=f"proof-{each.id}"):
            _row(each, ask="" if asked and each.id == chosen else "asking-chart" if each.id == chosen else "ask")
            if each.id == chosen:
                with st.container(key="asked-chart" if asked else "unasked-chart"):
                    measure_chart(programme, each.measure, programme.plan.commitment.promises[each.id].standard)


def _row(each: PromiseRow, ask: str) -> None:
    """Name and word, months, notes; `ask` names the place of the button that opens the chart."""
    months = bool(each.squares.periods)
    name, *middle, words = st.columns([3, 3, 6] if months else [3, 9], gap="medium")
    with name:
        st.markdown(f"**{markdown(each.title)}**")
        mood(each.mood, each.word)
    if months:
        with middle[0]:
            show(drawn(periods, [each.squares], ink()), each.alt, key=f"months-{each.id}")
    with words:
        if each.notes:
            st.caption("  \n".join(markdown(note) for note in each.notes))
        if ask:
            with st.container(key=f"ask-{each.id}" if ask == "ask" else ask):
                _ask(each)


def _ask(each: PromiseRow) -> None:
    if not each.measure:
        link("commitment", _("Link a measure") if rights.may_edit() else _("See the promise"), **{session.ID: each.id})
    elif st.button(_("See the chart"), key=f"see-{each.id}", icon=":material/show_chart:"):
        st.query_params[session.ID] = each.id
        st.rerun()


def measure_chart(programme: Opened, measure_id: str, standard_id: str = "") -> None:
    """The control chart of a measure against a standard's target, and in words what it says and rests on."""
    standard = programme.plan.commitment.standards.get(standard_id)
    target = standard.target if standard else None
    found, made = series(programme, measure_id, target), chart(programme, measure_id, target)
    seen = measure_view(programme.plan, found, made, target) if made else None
    if seen is None or made is None:
        st.markdown(f"**{markdown(object_title(programme.plan, ('guarantee', 'measures', measure_id)))}**")
        why = full(found.reason) if found.reason else _("No period of this measure is finished yet.")
        st.info(markdown(stop(why)), icon=":material/hourglass_empty:")
        return
    st.markdown(f"**{markdown(seen.title)}**")
    show(drawn(control, seen.chart, ink()), seen.alt, key=f"chart-{measure_id}-{standard_id}")
    for caution in cautions(found, made):
        mood("look", caution)
    st.caption("  \n".join(markdown(each) for each in (*seen.captions, unfinished(found)) if each))
    with st.expander(_("How was this computed?"), icon=":material/calculate:", key=f"how-{measure_id}-{standard_id}"):
        lines = (*method(found, made), kept_method()) if standard else method(found, made)
        st.markdown("\n".join(f"- {markdown(each)}" for each in lines))


def watched(programme: Opened) -> None:
    """Measures that no promise rests on, such as complaints a week, with their charts."""
    found = unpromised(programme.plan)
    if not found:
        return
    st.subheader(_("Also followed"), anchor=False)
    for measure_id in found:
        with st.container(border=True, key=f"watched-{measure_id}"):
            measure_chart(programme, measure_id)
