"""Raking: its laws, and margins that nobody can meet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.raking import empty_parts, rake

A, B, C = ("a", "b", "c"), ("x", "y"), ("p", "q", "r")


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[str, ...], float]:
    """Three margins with every cell filled, so that any margins can be met."""
    keys = [(one, two, three) for one in A for two in B for three in C]
    return {key: draw(st.floats(1, 200)) for key in keys}


def shares(parts: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    amounts = st.lists(st.floats(1, 20), min_size=len(parts), max_size=len(parts))
    return amounts.map(lambda found: {part: each / sum(found) for part, each in zip(parts, found, strict=True)})


def total(cells: dict[tuple[str, ...], float], margin: int, part: str) -> float:
    return sum(each for key, each in cells.items() if key[margin] == part)


@settings(max_examples=25, deadline=None)
@given(tables(), shares(A), shares(B), shares(C))
def test_every_margin_is_met(cells, one, two, three) -> None:
    margins = [one, two, three]
    found = rake(cells, margins)
    assert found.met
    weighted = {
        key: each * found.factors[0][key[0]] * found.factors[1][key[1]] * found.factors[2][key[2]]
        for key, each in cells.items()
    }
    for place, margin in enumerate(margins):
        for part, want in margin.items():
            assert total(weighted, place, part) == pytest.approx(want, abs=1e-8)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_answers_that_match_already_get_equal_weights(cells) -> None:
    margins = [{part: total(cells, place, part) for part in parts} for place, parts in enumerate((A, B, C))]
    found = rake(cells, margins)
    weights = [found.factors[0][a] * found.factors[1][b] * found.factors[2][c] for a, b, c in cells]
    assert weights == pytest.approx([1.0] * len(cells))
    assert found.rounds == 1


def test_one_margin_is_post_stratification() -> None:
    """(N_h/N)/(n_h/n): 30 of 100 answers stand for 60 of 100 customers."""
    found = rake({("a",): 30.0, ("b",): 70.0}, [{"a": 60.0, "b": 40.0}])
    assert found.factors == ({"a": pytest.approx(2.0), "b": pytest.approx(4 / 7)},)
    assert (found.met, found.rounds) == (True, 1)


def test_margins_that_contradict_each_other_are_not_met() -> None:
    """All of a are x and all of b are y, so a cannot be 70 of 100 while x is 40."""
    found = rake({("a", "x"): 50.0, ("b", "y"): 50.0}, [{"a": 0.7, "b": 0.3}, {"x": 0.4, "y": 0.6}])
    assert not found.met
    assert found.off == pytest.approx(0.3)


def test_margins_far_apart_end_without_numbers_that_are_none() -> None:
    cells = {("a", "x"): 50.0, ("b", "y"): 50.0, ("b", "x"): 1.0}
    found = rake(cells, [{"a": 0.999, "b": 0.001}, {"x": 0.001, "y": 0.999}])
    assert not found.met
    assert 0 < found.off <= 1


def test_a_part_without_answers_is_named_and_refused() -> None:
    margins = [{"a": 0.5, "b": 0.4, "c": 0.1, "d": 0.0}]
    cells = {("a",): 5.0, ("b",): 0.0}
    assert empty_parts(cells, margins) == (("b", "c"),)
    with pytest.raises(ValueError, match="no answers"):
        rake(cells, margins)
