"""Moments: equal in every engine, equal to numpy on the same answers, never fooled by small integers or NaN."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.evidence.aggregate import ALL
from improvement.evidence.moments import (
    answer_moments,
    driver_data,
    gap_moments,
    numeric_matrix,
    pattern_counts,
    people_asked,
    recommend_moments,
    row_count,
)
from improvement.statistics.moments import Moments
from tests.evidence.tables import ELEVEN, FIVE, SEVEN, rated

ITEMS = {"q": rated("Q", "overall"), "low": rated("Low", "driver", FIVE.model_copy(update={"good": "low"}))}
ENGINES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda table: table,
    "pandas, plain floats": lambda table: table.astype({"q": "float64", "low": "float64"}),
    "polars": pl.from_pandas,
    "polars scan": lambda table: pl.from_pandas(table).lazy(),
}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """2,500 answers with missing ones, a weight, a segment and groups."""
    rng = np.random.default_rng(5)
    answers = pd.DataFrame(rng.integers(1, 6, (2500, 2)), columns=["q", "low"]).astype("Float64")
    answers = answers.mask(rng.random((2500, 2)) < 0.1)
    return answers.assign(
        w=rng.random(2500) + 0.5, kind=np.where(rng.random(2500) < 0.3, "vip", None), _group=rng.integers(0, 200, 2500)
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_moments_are_numpys_in_every_engine(table: pd.DataFrame, engine: str) -> None:
    own = ENGINES[engine](table)
    found = answer_moments(own, ITEMS, "w")[ALL]
    valid = table["q"].notna()
    y, w = table["q"][valid].to_numpy(float), table["w"][valid].to_numpy()
    q = found["q"]
    assert (q.n, q.total, q.squares, q.top2) == (len(y), y.sum(), (y**2).sum(), int((y >= 4).sum()))
    assert found["low"].top2 == int((table["low"] <= 2).sum()), "1 and 2 are the best answers of a reversed scale"
    assert q.weighted is not None
    assert q.weighted.n == len(y)
    assert [q.weighted.w, q.weighted.wy, q.weighted.wwyy] == pytest.approx([w.sum(), w @ y, (w * w) @ (y * y)])
    assert row_count(own) == people_asked(own, "w") == 2500
    by_kind = answer_moments(own, ITEMS, by="kind")
    assert by_kind["vip"]["q"].n == int((valid & (table["kind"] == "vip")).sum())
    assert set(by_kind) == {"vip"}, "rows without a segment belong to none"


@pytest.mark.parametrize("engine", ENGINES)
def test_driver_moments_add_up_to_those_of_complete_rows(table: pd.DataFrame, engine: str) -> None:
    groups = driver_data(ENGINES[engine](table), ["q", "low"])
    assert isinstance(groups, tuple)
    total = sum(groups[1:], start=groups[0])
    whole = Moments.of(table[["q", "low"]].to_numpy(float, na_value=np.nan))
    assert total.n == whole.n
    np.testing.assert_allclose(total.products, whole.products)
    few = driver_data(table.head(1999), ["q", "low"])
    assert isinstance(few, np.ndarray)
    assert few.shape == (1999, 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_patterns_count_every_row_once(table: pd.DataFrame, engine: str) -> None:
    found = pattern_counts(ENGINES[engine](table), ["q", "low"])
    assert sum(found.values()) == 2500
    assert found[None, None] == int((table["q"].isna() & table["low"].isna()).sum())


def test_small_integers_do_not_overflow() -> None:
    table = pl.DataFrame({"p": pl.Series([120] * 10, dtype=pl.Int8), "e": pl.Series([110] * 10, dtype=pl.Int8)})
    found = gap_moments(table, {"a": ("e", "p")})[ALL]["a"]
    assert (found.n, found.product, found.perceived_sq) == (10, 132_000, 144_000)


def test_half_a_pair_is_left_out() -> None:
    table = pl.DataFrame({"e": [5.0, None, 7.0, float("nan")], "p": [4.0, 3.0, None, 2.0]})
    found = gap_moments(table, {"a": ("e", "p")})[ALL]["a"]
    assert (found.n, found.perceived, found.expected) == (1, 4.0, 5.0)


def test_recommendation_counted_from_one_is_the_same_question() -> None:
    zero = pd.DataFrame({"r": [0, 6, 7, 8, 9, 10, 10]})
    shifted = ELEVEN.model_copy(update={"low": 1.0, "high": 11.0})
    found = recommend_moments(zero, "r", rated("R", "recommend", ELEVEN))[ALL]
    assert (found.promoters, found.passives, found.detractors) == (3, 2, 2)
    assert recommend_moments(zero + 1, "r", rated("R", "recommend", shifted))[ALL] == found
    with pytest.raises(ValueError, match="eleven"):
        recommend_moments(zero, "r", rated("R", "recommend", SEVEN))


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1, max_size=30))
@settings(max_examples=15, deadline=None)
def test_any_answers_give_the_same_in_pandas_and_polars(answers: list[int | None]) -> None:
    item = {"q": ITEMS["q"]}
    in_pandas = answer_moments(pd.DataFrame({"q": pd.array(answers, "Float64")}), item)[ALL]["q"]
    in_polars = answer_moments(pl.DataFrame({"q": pl.Series(answers, dtype=pl.Float64)}), item)[ALL]["q"]
    assert in_pandas == in_polars
    assert in_pandas.n == sum(each is not None for each in answers)


def test_the_matrix_keeps_missing_answers() -> None:
    assert np.isnan(numeric_matrix(pd.DataFrame({"a": [1, None], "b": [2, 3]}), ["a", "b"])).sum() == 1
