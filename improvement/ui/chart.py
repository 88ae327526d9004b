"""A chart on a page: as wide as its place, its own colours, its words for those who do not see it."""

from typing import Any

import streamlit as st


def show(chart: Any, alt: str, key: str | None = None) -> None:
    """Draw a chart of improvement/view/charts; `alt` says in words what it shows."""
    st.altair_chart(chart, width="stretch", theme=None, key=key, alt=alt)
