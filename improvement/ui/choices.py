"""Inputs of forms that add something: one of some ids, several of them, a person, lines of text."""

from collections.abc import Mapping

import streamlit as st

from improvement.view.language import _


def one_of(label: str, names: Mapping[str, str], key: str, start: str = "") -> str:
    """One id by its name, or none."""
    index = list(names).index(start) if start in names else None
    shown = names.__getitem__
    return st.selectbox(label, list(names), index, format_func=shown, key=key, placeholder=_("none")) or ""


def several_of(label: str, names: Mapping[str, str], key: str) -> tuple[str, ...]:
    """Any number of ids by their names."""
    return tuple(st.multiselect(label, list(names), format_func=names.__getitem__, key=key, placeholder=_("none")))


def lines_of(label: str, key: str, start: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Texts, one a line."""
    typed = st.text_area(label, "\n".join(start), key=key, height=80)
    return tuple(line.strip() for line in (typed or "").splitlines() if line.strip())


def person_field(label: str, people: Mapping[str, str], key: str) -> str:
    """A person by id, or the name of somebody new."""
    chosen = st.selectbox(
        label,
        list(people),
        None,
        format_func=lambda id: people.get(id, id),
        key=key,
        placeholder=_("Choose, or type a new name"),
        accept_new_options=True,
    )
    return str(chosen or "").strip()
