"""Long work: a turning wheel at once, and a bar as soon as it is known how much is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def waiting(words: str) -> Iterator[Callable[[float], None]]:
    """What long work tells its share done (0..1) to; wheel and bar go with the work."""
    place = st.empty()
    with st.spinner(words):
        try:
            yield lambda done: _show(place, done)
        finally:
            place.empty()


def _show(place: "st.delta_generator.DeltaGenerator", done: float) -> None:
    place.progress(min(1.0, max(0.0, done)))
