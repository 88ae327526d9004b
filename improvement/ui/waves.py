"""A card for what changed since the round before."""

from collections.abc import Mapping

import streamlit as st

from improvement.assessment.wave_results import WaveChange
from improvement.ui.tables import named_table
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.waves import wave_how, wave_lines, wave_table, wave_title


def waves(found: WaveChange | None, names: Mapping[str, str]) -> None:
    """Title, what changed, cautions; every question and the rule on demand. Nothing without a round before."""
    if found is None:
        return
    with st.container(key="card-waves"):
        st.markdown(f"#### {markdown(wave_title(found))}")
        st.markdown("\n".join(f"- {markdown(line)}" for line in wave_lines(found, names)))
        if found.items:
            with st.expander(_("How was this computed?"), icon=":material/functions:", key="how-waves"):
                st.markdown(markdown(wave_how(found)))
                named_table(wave_table(found, names), "table-waves")
