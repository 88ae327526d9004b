"""The anchor: a page that polls and saves nothing. What thirty sessions cost before the product does anything."""

import streamlit as st


@st.fragment(run_every=2)
def poll() -> None:
    """Nothing is new."""


st.title("Idle")
poll()
with st.form("idle-form"):
    st.text_input("Title", "nothing")
    st.form_submit_button("Save the changes")
