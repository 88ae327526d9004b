"""The Assessment page with a file of Kano's questions: what nobody touches stays as it was understood."""

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from improvement.model.mapping import Item
from improvement.usecases.workspace import Workspace
from tests.ui.test_intake_exports import dropped, stored, workspace

__all__ = ["workspace"]
WORDS = ("I like it", "I expect it", "I am neutral", "I can tolerate it", "I dislike it")
IN_WORDS = {"With parking?": [0, 1, 2, 3], "Without parking?": [4, 3, 4, 2]}
NUMBERS = {"Functional: chat": (1, 2, 3, 4, 5), "Dysfunctional: chat": (5, 4, 5, 2, 1)}
RATING = {"Overall satisfaction": (1, 2, 3, 4, 5)}
END = "Which answer to the Kano questions is “I like it”?"


def table(columns: dict[str, Sequence[object]]) -> list[list[object]]:
    """Heading and 40 rows."""
    return [list(columns), *([values[n % len(values)] for values in columns.values()] for n in range(40))]


def in_words() -> dict[str, Sequence[object]]:
    return {heading: [WORDS[at] for at in places] for heading, places in IN_WORDS.items()}


def items(app: AppTest, workspace: Workspace) -> dict[str, Item]:
    """What was stored, by heading."""
    return {each.column: each for each in stored(app, workspace, "kano").mapping.items.values()}


def goods(found: dict[str, Item]) -> list[str | None]:
    return [each.scale and each.scale.good for each in found.values()]


def test_words_and_numbers_in_one_file_keep_their_ends(workspace) -> None:
    app = dropped("kano.csv", table(in_words() | NUMBERS))
    assert goods(items(app, workspace)) == ["high", "high", "low", "low"]


def test_the_end_that_a_person_chooses_is_that_of_the_numbers_alone(workspace) -> None:
    app = dropped("kano.csv", table(in_words() | NUMBERS))
    (end,) = [each for each in app.radio if each.label == END]
    assert end.value is True
    end.set_value(False).run()
    assert goods(items(app, workspace)) == ["high"] * 4


def test_answers_in_words_alone_ask_for_no_end(workspace) -> None:
    app = dropped("kano.csv", table(in_words()))
    assert END not in [each.label for each in app.radio]
    assert goods(items(app, workspace)) == ["high", "high"]


def test_numbers_that_differ_keep_their_own_until_one_end_is_chosen() -> None:
    """As after an earlier file that a person corrected question by question."""

    def page() -> None:
        import streamlit as st

        from improvement.model.mapping import Item, Mapping, Scale
        from improvement.ui.intake_rated import rated_table

        scales = {good: Scale(id=f"five-{good}", low=1.0, high=5.0, good=good) for good in ("low", "high")}
        asked = {
            "a": Item(column="a", role="kano-functional", scale=scales["low"]),
            "b": Item(column="b", role="kano-dysfunctional", scale=scales["high"]),
        }
        st.session_state["meant"] = rated_table(Mapping(items=asked), "k")

    app = AppTest.from_function(page).run()
    assert not app.exception
    assert [each.low_is_good for each in app.session_state["meant"].values()] == [None, None]
    app.radio[0].set_value(False).run()
    assert [each.low_is_good for each in app.session_state["meant"].values()] == [False, False]


@pytest.mark.parametrize("columns", [NUMBERS | RATING, in_words() | RATING])
def test_ratings_like_others_have_nothing_left_of_the_guess(workspace, columns) -> None:
    app = dropped("kano.csv", table(columns))
    next(each for each in app.radio if each.label == "Kano's questions").set_value("no").run()
    found = items(app, workspace)
    assert [each.role for each in found.values()] == ["perception", "perception", "overall"]
    assert [each.of for each in found.values()] == [None] * 3
    assert goods(found) == ["high"] * 3
