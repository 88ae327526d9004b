"""What the evidence says, source by source: numbers, gaps, weights, the map, scores, parts of the customers."""

from collections.abc import Mapping

import streamlit as st

from improvement.assessment.results import SourceScores
from improvement.ui import chart
from improvement.ui.comparisons import blind_spots, expectations, rivals
from improvement.ui.evidence_card import evidence_card, how
from improvement.ui.keypads import keypads
from improvement.ui.style import ink
from improvement.ui.survey_size import survey_size
from improvement.ui.waves import waves
from improvement.ui.weighting import weighting
from improvement.ui.what_matters import gap_test, kano, stated
from improvement.usecases.opened import Opened
from improvement.usecases.scores import assessed
from improvement.view.charts import dots
from improvement.view.charts.priority_map import priority_map, priority_map_alt
from improvement.view.escape import markdown
from improvement.view.findings import ItemNames
from improvement.view.language import _
from improvement.view.score_cards import about, loyalty_rows, loyalty_words, number_cards, segment_items, segment_rows
from improvement.view.scores import Words, gap_rows, gap_words, scale_rows, score_table, score_words, source_names
from improvement.view.waves import wave_of
from improvement.view.weights import (
    other_cautions,
    priority_view,
    priority_words,
    weight_rows,
    weight_table,
    weight_words,
)
from improvement.view.wording import full

PICKER_UP_TO = 5
MOST_OPEN = 15
Names = Mapping[str, str]


def scores(programme: Opened, names: ItemNames) -> None:
    """Everything about the chosen source; several sources have a picker that the URL remembers."""
    found = assessed(programme)
    for warning in found.warnings:
        st.warning(markdown(full(warning)), icon=":material/warning:")
    if not found.sources:
        return
    chosen = _picked(source_names(programme.plan, list(found.sources)), _first(found.sources))
    seen = found.sources[chosen]
    words = names.get(chosen, {})
    st.caption(markdown(about(seen)))
    if not seen.drivers:
        for caution in other_cautions(seen):
            st.markdown(f":orange[:material/warning:] {markdown(caution)}")
    _numbers(seen, words)
    weighting(seen, words)
    survey_size(seen.size)
    waves(wave_of(found, chosen), words)
    _gaps(seen, words)
    expectations(seen, words)
    gap_test(seen, words)
    _weights(seen, words)
    _map(seen, words)
    stated(seen, words)
    kano(seen, words)
    rivals(seen, words)
    blind_spots(seen, words)
    _scores(seen, words)
    keypads(seen.keypads, words)
    _segments(programme, seen, words)
    _loyalty(seen)


def _first(sources: Mapping[str, SourceScores]) -> str:
    """The source with most to see: one whose questions can be weighed, the newest of them."""
    return max(sources, key=lambda id: (sources[id].drivers is not None, str(sources[id].collected or "")))


def _picked(names: Names, first: str) -> str:
    st.subheader(_("What the data say"), anchor=False)
    if len(names) == 1:
        return first
    options, show = list(names), names.__getitem__
    label = _("Source")
    if len(names) <= PICKER_UP_TO:
        chosen = st.segmented_control(
            label,
            options,
            default=first,
            required=True,
            format_func=lambda id: markdown(names[id]),
            key="source",
            bind="query-params",
        )
    else:
        chosen = st.selectbox(label, options, options.index(first), format_func=show, key="source", bind="query-params")
    return chosen or first


def _numbers(seen: SourceScores, names: Names) -> None:
    cards = number_cards(seen, names)
    if not cards:
        return
    grid = st.grid(columns=min(4, len(cards)), min_column_width=150, key="numbers")
    for card in cards:
        with grid.container(border=True, height="stretch"):
            st.caption(markdown(card.label))
            st.markdown(f"### {markdown(card.value)}")
            st.caption(markdown(card.range))
            if card.weighted:
                st.caption(markdown(card.weighted))


def _gaps(seen: SourceScores, names: Names) -> None:
    if seen.gaps:
        rows, domain = gap_rows(seen, names)
        evidence_card("gaps", gap_words(seen), chart.drawn(dots.gaps, rows, domain, ink()), dots.gaps_alt(rows))


def _weights(seen: SourceScores, names: Names) -> None:
    if seen.drivers:
        rows, words = weight_rows(seen.drivers, names), weight_words(seen, seen.drivers, names)
        alt = dots.dots_alt(rows, "share")
        evidence_card("weights", words, chart.drawn(dots.weights, rows, ink()), alt, weight_table(seen.drivers, names))


def _map(seen: SourceScores, names: Names) -> None:
    view = priority_view(seen, names)
    if view:
        evidence_card(
            "map", priority_words(seen, names), chart.drawn(priority_map, view, ink()), priority_map_alt(view)
        )


def _scores(seen: SourceScores, names: Names) -> None:
    groups = scale_rows(seen, names)
    if not groups:
        return
    words = score_words(seen, names)
    with st.container(key="card-scores"):
        st.markdown(f"#### {markdown(words.title)}")
        st.caption(markdown(words.caption))
        for number, group in enumerate(groups):
            alt = dots.dots_alt(group.rows, group.measure)
            opened = number == 0 and len(group.rows) <= MOST_OPEN
            with st.expander(markdown(group.title), expanded=opened, key=f"scores-{number}"):
                drawn = chart.drawn(dots.scores, group.rows, group.domain, group.measure, ink())
                chart.show(drawn, alt, f"chart-scores-{number}")
        how("scores", words, score_table(seen, names))


def _segments(programme: Opened, seen: SourceScores, names: Names) -> None:
    items = segment_items(seen, names)
    if not items:
        return
    with st.container(key="card-segments"):
        st.markdown(f"#### {_('How kinds of customers differ')}")
        item = st.selectbox(_("Kind"), list(items), format_func=items.__getitem__, key=f"segment.{seen.source}")
        titles = {id: each.title for id, each in programme.plan.programme.segments.items()}
        found = segment_rows(seen, item, titles)
        alt = dots.dots_alt(found.rows, found.measure)
        chart.show(chart.drawn(dots.scores, found.rows, found.domain, found.measure, ink()), alt, "chart-segments")
        st.caption(_("Range: 95 %. A part with fewer than 30 answers has no score."))


def _loyalty(seen: SourceScores) -> None:
    rows = loyalty_rows(seen)
    if rows:
        how = _("Satisfaction, coming back and recommending taken together; Wilson's range, 95 %.")
        index = _("The index is an ordinal aid: the mean of the three answers, each from 0 to 1, with equal weights.")
        words = Words(_("How loyal customers are"), loyalty_words(seen), (), (how, index))
        evidence_card(
            "loyalty", words, chart.drawn(dots.scores, rows, (0.0, 1.0), "share", ink()), dots.dots_alt(rows, "share")
        )
