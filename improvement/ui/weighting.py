"""A card for the weights of the answers, with every score unweighted and weighted."""

from collections.abc import Mapping

import streamlit as st

from improvement.assessment.results import SourceScores
from improvement.ui.tables import named_table
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.weighting import (
    parts_table,
    twins_table,
    weight_cautions,
    weighting_how,
    weighting_lines,
    weighting_title,
)


def weighting(seen: SourceScores, names: Mapping[str, str]) -> None:
    """Title, what the weights cost, both scores on demand; or why nothing is weighted although it should be."""
    how = seen.weighting
    if how is None and not weight_cautions(seen.warnings):
        return
    with st.container(key="card-weighting"):
        st.markdown(f"#### {markdown(weighting_title(how, names))}")
        st.markdown("\n".join(f"- {markdown(line)}" for line in weighting_lines(seen)))
        if how is None:
            return
        if parts := parts_table(how, names):
            named_table(parts, "table-parts")
        with st.expander(_("Every score, unweighted and weighted"), icon=":material/balance:", key="weighted-twins"):
            st.markdown(markdown(weighting_how(how, seen.weights)))
            named_table(twins_table(seen, names), "table-twins")
