"""Inputs and cards whose value somebody else just changed: a pale ground that fades, and the words beside it."""

import re
from collections.abc import Iterable

import streamlit as st

from improvement.model.change import Path
from improvement.view.language import _

LASTS = "10s"
# cards that pages draw of entries: the beginning of their key
CARDS = {"findings": "finding", "standards": "standard", "activities": "edit", "training": "edit", "milestones": "edit"}


def mark(paths: Iterable[Path]) -> None:
    """Mark what is on screen of these fields; the browser takes the marks away by itself."""
    found = [path for path in paths if len(path) > 1]
    inputs = [f'[class*="st-key-fields-"][class*="-{_dashed(*path)}-"]' for path in found]
    entries = [path for path in found if path[2:] and path[1] in CARDS]
    cards = [f".st-key-{_dashed(CARDS[path[1]], path[2])} summary" for path in entries]
    words = ",".join(f"{each}::after" for each in inputs)
    rules = (
        f"{','.join(inputs)}{{position:relative}}",
        f"{words}{{content:{_quoted(_('changed just now'))};position:absolute;top:0;right:0}}",
        f"{words}{{font-size:.8rem;color:var(--kept-teal);animation:kept-told {LASTS} forwards}}",
        f"{','.join(inputs + cards)}{{animation:kept-changed {LASTS} ease-out;border-radius:6px}}",
        "@keyframes kept-told{from,99%{visibility:visible}to{visibility:hidden}}",
    )
    st.html(f"<style>{''.join(rules)}</style>")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "").replace("<", "") + '"'


def _dashed(*parts: str) -> str:
    """As the browser sees a key: in a class, with a dash for every other sign."""
    return re.sub(r"[^\w-]", "-", ".".join(parts), flags=re.ASCII)
