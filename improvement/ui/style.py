"""The look of every page: one style sheet, its colours taken from the palette of the charts."""

from dataclasses import fields
from functools import cache
from pathlib import Path

import streamlit as st

from improvement.view.charts.theme import DARK, LIGHT, Ink
from improvement.view.language import language

# a file of our own: a Material icon here would be fetched from the network by the browser
ICON = str(Path(__file__).resolve().parent / "icon.svg")
LEADING = {"th": "1.6", "zh": "1.55"}
WITHOUT_ITALICS = ("zh", "th")


def inject() -> None:
    """Put the style sheet on the page; once in every run, after the language is chosen."""
    leading = LEADING.get(language(), "1.45")
    slant = "normal" if language() in WITHOUT_ITALICS else "italic"
    settings = f":root{{--kept-leading:{leading};--kept-slant:{slant};color-scheme:{scheme()}}}"
    st.html(f"<style>{settings}{_sheet()}</style>")


def hide_navigation() -> None:
    """Take the navigation off the page, for a projector."""
    st.html("<style>[data-testid=stHeader]{display:none}</style>")


def scheme() -> str:
    """light or dark, as this reader sees the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def ink() -> Ink:
    """The palette in which this reader's charts are drawn."""
    return DARK if scheme() == "dark" else LIGHT


def palette(selector: str) -> str:
    """CSS variables (--kept-red-pale ...), light or dark by the color-scheme of the element that uses them."""
    names = [field.name for field in fields(Ink) if field.type is str]
    pairs = (
        f"--kept-{name.replace('_', '-')}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)})" for name in names
    )
    return f"{selector}{{{';'.join(pairs)}}}"


@cache
def _sheet() -> str:
    return palette(":root") + (Path(__file__).resolve().parent / "style.css").read_text("utf-8")
