"""Small parts that several pages share: a mood with icon and word, a card of equal height, a chip."""

import streamlit as st

from improvement.view.escape import markdown

# icon and colour always stand beside words
ICONS = {
    "good": (":material/check_circle:", "green"),
    "look": (":material/warning:", "orange"),
    "act": (":material/block:", "red"),
    "wait": (":material/hourglass_empty:", "gray"),
}


def mood(kind: str, words: str, large: bool = False) -> None:
    """A state as icon, word and colour."""
    icon, colour = ICONS[kind]
    st.markdown(f"{'#### ' if large else ''}:{colour}[{icon} {markdown(words)}]")


def mood_text(kind: str, words: str) -> str:
    """The same as markdown text."""
    icon, colour = ICONS[kind]
    return f":{colour}[{icon}] {markdown(words)}"
