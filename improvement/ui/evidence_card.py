"""A card that shows one result: the finding as title, n, cautions, a chart, and how it was computed."""

from collections.abc import Sequence

import streamlit as st

from improvement.ui import chart
from improvement.ui.tables import named_table
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.scores import Words

Records = Sequence[dict[str, str]]


def evidence_card(key: str, words: Words, drawn: chart.Spec | None = None, alt: str = "", table: Records = ()) -> None:
    """The card; without a chart its words alone."""
    with st.container(key=f"card-{key}"):
        st.markdown(f"#### {markdown(words.title)}")
        st.caption(markdown(words.caption))
        for caution in words.cautions:
            st.markdown(f":orange[:material/warning:] {markdown(caution)}")
        if drawn is not None:
            chart.show(drawn, f"{words.title}. {alt}", f"chart-{key}")
        how(key, words, table)


def how(key: str, words: Words, table: Records) -> None:
    """How it was computed, and the numbers behind it, folded."""
    with st.expander(_("How was this computed?"), icon=":material/functions:", key=f"how-{key}"):
        for line in words.how:
            st.markdown(markdown(line))
        if table:
            named_table(table, f"table-{key}")
