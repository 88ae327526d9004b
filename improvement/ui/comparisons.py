"""Cards beside the scores of a source: expectation and tolerance, each rival, what staff think."""

from collections.abc import Mapping

import streamlit as st

from improvement.assessment.comparison_results import RivalScores
from improvement.assessment.results import SourceScores
from improvement.ui import chart
from improvement.ui.evidence_card import evidence_card, how
from improvement.ui.style import ink
from improvement.ui.tables import named_table
from improvement.view.beside import beside_rows, beside_table
from improvement.view.blind_spots import blind_title, blind_words
from improvement.view.charts import dots
from improvement.view.charts.states import states, states_alt
from improvement.view.charts.value_map import value_map, value_map_alt
from improvement.view.escape import markdown
from improvement.view.expectations import (
    state_names,
    state_rows,
    state_table,
    state_words,
    zone_names,
    zone_rows,
    zone_table,
    zone_words,
)
from improvement.view.language import _
from improvement.view.rivals import (
    part_rows,
    perceived_caution,
    perceived_line,
    rival_title,
    rival_words,
    value_view,
    value_words,
)

Names = Mapping[str, str]


def expectations(seen: SourceScores, names: Names) -> None:
    """Who gets less, as much or more than expected; the zone of tolerance where its levels were asked."""
    rows = state_rows(seen, names)
    if rows:
        labels = state_names()
        drawn, table = chart.drawn(states, rows, labels, ink()), state_table(seen, names)
        evidence_card("states", state_words(rows), drawn, states_alt(rows, labels), table)
    rows = zone_rows(seen, names)
    if rows:
        labels = zone_names()
        drawn, words = chart.drawn(states, rows, labels, ink()), zone_words(seen, rows)
        evidence_card("zones", words, drawn, states_alt(rows, labels), zone_table(seen, names))


def rivals(seen: SourceScores, names: Names) -> None:
    """A folded part per rival, computed into pictures only once it is open."""
    if not seen.rivals:
        return
    with st.container(key="card-rivals"):
        st.markdown(f"#### {_('Beside our rivals')}")
        for number, each in enumerate(seen.rivals):
            box = st.expander(markdown(rival_title(each)), key=f"rival-{number}", on_change="rerun")
            if box.open:
                with box:
                    _rival(seen, each, names, f"rival-{number}")


def _rival(seen: SourceScores, found: RivalScores, names: Names, key: str) -> None:
    words, (rows, domain) = rival_words(found, names), beside_rows(seen, found.attributes, names)
    if words.caption:
        st.caption(markdown(words.caption))
    _cautions(words.cautions)
    sides = (found.rival, _("we"))
    chart.show(chart.drawn(dots.gaps, rows, domain, ink(), sides), dots.gaps_alt(rows), f"chart-{key}")
    how(key, words, beside_table(found.attributes, names, _("Ours"), found.rival))
    if found.perceived:
        st.markdown(markdown(perceived_line(found, found.perceived)))
        _cautions(tuple(filter(None, [perceived_caution(found.perceived)])))
    view = value_view(found)
    if view and found.value:
        told = value_words(found, found.value, names)
        evidence_card(f"value-{key}", told, chart.drawn(value_map, view, ink()), value_map_alt(view))
        parts = part_rows(found.value, names)
        if parts:
            st.markdown(f"**{_('By kind of customer')}**")
            named_table(parts, f"parts-{key}")


def _cautions(told: tuple[str, ...]) -> None:
    for caution in told:
        st.markdown(f":orange[:material/warning:] {markdown(caution)}")


def blind_spots(seen: SourceScores, names: Names) -> None:
    """A folded part per source that staff answered."""
    if not seen.blind_spots:
        return
    with st.container(key="card-blind"):
        st.markdown(f"#### {_('How we see ourselves')}")
        for number, each in enumerate(seen.blind_spots):
            box = st.expander(markdown(blind_title(each)), key=f"blind-{number}", on_change="rerun")
            if not box.open:
                continue
            with box:
                words, (rows, domain) = blind_words(each, names), beside_rows(seen, each.spots, names, turned=True)
                st.caption(markdown(words.caption))
                _cautions(words.cautions)
                drawn = chart.drawn(dots.gaps, rows, domain, ink(), (_("staff"), _("customers")))
                chart.show(drawn, dots.gaps_alt(rows), f"chart-blind-{number}")
                how(f"blind-{number}", words, beside_table(each.spots, names, _("Staff"), _("Customers")))
