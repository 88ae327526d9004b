"""Choices that stand in the URL by their id, the same in every language."""

from collections.abc import Callable, Sequence

import streamlit as st


def from_url(name: str, options: Sequence[str], otherwise: str) -> tuple[str, Callable[[], None]]:
    """The key of an input that follows `?name=`, and the callback that writes what was chosen back."""
    key = f"url.{name}"
    wanted = st.query_params.get(name, otherwise)
    st.session_state[key] = wanted if wanted in options else otherwise

    def remember() -> None:
        st.query_params[name] = str(st.session_state[key] or "")
        if not st.query_params[name]:
            del st.query_params[name]

    return key, remember
