"""Notes beside ratings by telephone keys: what their design does to them, and which design fits which aim."""

from collections.abc import Mapping, Sequence

import streamlit as st

from improvement.assessment.keypads import KeypadScore
from improvement.view.escape import markdown
from improvement.view.keypads import aim_lines, keypad_lines, keypad_title
from improvement.view.language import _


def keypads(found: Sequence[KeypadScore], names: Mapping[str, str]) -> None:
    """A card with a note per rating by keys; nothing where there is none."""
    if not found:
        return
    with st.container(key="card-keypads"):
        st.markdown(f"#### {_('Rated by telephone keys')}")
        for each in found:
            st.markdown(f"**{markdown(keypad_title(each, names))}**")
            st.markdown("\n".join(f"- {markdown(line)}" for line in keypad_lines(each)))
        with st.expander(_("Which design for which aim?"), icon=":material/dialpad:", key="keypad-aims"):
            st.markdown("\n".join(f"- {markdown(line)}" for line in aim_lines()))
