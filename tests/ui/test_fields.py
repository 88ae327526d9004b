"""Inputs of a form: what nobody touched is no edit."""

from streamlit.testing.v1 import AppTest

from improvement.ui import session


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
