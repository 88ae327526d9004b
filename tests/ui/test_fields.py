"""Inputs of a form: what nobody touched is no edit."""

import pytest
from streamlit.testing.v1 import AppTest

from improvement.ui import session
from improvement.ui.work_fields import _link_of


def _form() -> None:
    import streamlit as st

    from improvement.model.change import PlanForm
    from improvement.model.snapshot import Snapshot
    from improvement.ui.fields import Fields

    data: PlanForm = {
        "statement": "Two lines\nand a line end\n",
        "causes": ["no owner ", "first\nsecond"],
        "slogan": {"en": "One day", "es": "Un día"},
    }
    fields = Fields(Snapshot("small", "1", None, data, ()), "form")
    fields.text("Statement", "statement", lines=2)
    fields.lines("Causes", "causes")
    fields.text("Slogan", "slogan")
    st.json([[".".join(each.path), each.new] for each in fields.edits()])


def test_text_with_space_or_lines_around_it_is_no_edit_until_it_is_touched(monkeypatch) -> None:
    monkeypatch.setattr(session, "role", lambda: "member")
    app = AppTest.from_function(_form).run()
    assert app.json[0].value == "[]"
    app.text_area[0].set_value("Three words now").run()
    app.text_area[1].set_value("no owner\nfirst").run()
    assert app.json[0].value == '[["statement", "Three words now"], ["causes", ["no owner", "first"]]]'
    app.text_area[0].set_value("").run()
    assert '["statement", null]' in app.json[0].value


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Call list (call-list)", "call-list"),
        ("As it was called (before) (call-list FS+2d)", "call-list FS+2d"),
        ("call-list FS+2d", "call-list FS+2d"),
        ("Something (else)", "Something (else)"),
    ],
)
def test_a_link_is_known_by_its_id_whatever_its_title_was(words: str, link: str) -> None:
    assert _link_of(words, {"call-list": "The list of calls"}) == link
