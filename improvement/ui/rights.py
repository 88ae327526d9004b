"""What only those see who may change the programme; everybody else gets the same page as text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from improvement.model.plan import Plan
from improvement.ui import session
from improvement.view.language import _
from improvement.view.names import people_names

P = ParamSpec("P")
T = TypeVar("T")
_form: ContextVar[str] = ContextVar("form", default="")


def may_edit() -> bool:
    """Whether controls that change the programme are drawn: for members and owners, but not while customers look on."""
    return session.may_edit() and not session.is_customer_safe()


def may_create() -> bool:
    """Whether this visitor may make programmes, and customers do not look on."""
    return session.workspace().store.may_create()


def editors_only(draw: Callable[P, T]) -> Callable[P, T | None]:
    """A part of a page that is there to change the programme: for others nothing is drawn, and it gives None."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T | None:
        return draw(*args, **kwargs) if may_edit() else None

    return drawn


def about_persons(draw: Callable[P, T]) -> Callable[P, T | None]:
    """A part of a page about single persons: nothing is drawn, and it gives None, while customers look on."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T | None:
        return None if session.is_customer_safe() else draw(*args, **kwargs)

    return drawn


@editors_only
def button(label: str, **looks: Any) -> bool:
    """A button that changes the programme, or leads to a form that does."""
    return st.button(label, **looks)


@editors_only
def submit(label: str, **looks: Any) -> bool:
    """The button that saves a form."""
    return st.button(label, key=f"save-{_form.get()}", **looks)


@contextmanager
def form(key: str) -> Iterator[None]:
    """The place of inputs that are saved together; for those who only view it, of the same as text.

    No form of Streamlit's: what is typed reaches the server with the next poll, so that it can be kept as a draft.
    """
    if not may_edit():
        with st.container(key=f"{key}-viewed"):
            yield
        return
    before = _form.set(key)
    try:
        with st.container(key=f"typed-{key}"):
            yield
    finally:
        _form.reset(before)


def in_form() -> bool:
    """Whether what is drawn now stands in such a form."""
    return bool(_form.get())


def viewing_words(plan: Plan | None) -> str:
    """Why there is nothing to press, and whom to ask; empty for those who may change the programme."""
    if session.is_customer_safe():
        return _("Customer-safe view: no names of staff, nothing can be changed")
    if session.role() != "viewer":
        return ""
    people = people_names(plan, session.workspace().store.people()) if plan else {}
    name = people.get(plan.programme.owner or "") if plan else None
    told = _("You are viewing; ask {name} to take part")
    return told.format(name=name) if name else _("You are viewing; ask the owner of the programme to take part")
