"""Kano's table, Fong's test and the coefficients against published figures, and what few answers withhold."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from improvement.statistics.kano import (
    Kano,
    fong_least_difference,
    kano_class,
    kano_result,
    satisfaction_coefficients,
)

LETTERS = {"M": Kano.MUST_BE, "O": Kano.ONE_DIMENSIONAL, "A": Kano.ATTRACTIVE}
LETTERS |= {"I": Kano.INDIFFERENT, "R": Kano.REVERSE, "Q": Kano.QUESTIONABLE}
# a pair of answers that belongs to each class
PAIRS = {"M": (1, 4), "O": (0, 4), "A": (0, 2), "I": (2, 2), "R": (4, 0), "Q": (0, 0)}
answers = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 40), min_size=1)


def answered(**counts: int) -> dict[tuple[int, int], int]:
    """Pairs of answers that give these classes."""
    return {PAIRS[letter]: count for letter, count in counts.items()}


def test_the_published_table() -> None:
    rows = ["".join(each.name[0] for each in (kano_class(f, d) for d in range(5))) for f in range(5)]
    assert rows == ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]


def test_the_published_edge_of_a_ski() -> None:
    found = satisfaction_coefficients({LETTERS[k]: v for k, v in {"A": 7, "O": 32.3, "M": 49.3, "I": 9.5}.items()})
    assert found == pytest.approx((0.40, -0.83), abs=0.0055)


def test_fong_tells_classes_apart_only_from_the_least_difference_on() -> None:
    assert fong_least_difference(42, 35, 100) == pytest.approx(11.35447, abs=1e-5)
    assert kano_result(answered(M=42, O=35, I=23)).apart is False
    assert kano_result(answered(M=60, O=20, I=20)).apart is True


def test_ties_go_to_what_is_missed_most() -> None:
    assert kano_result(answered(I=30, A=30, O=30, M=30)).kind is Kano.MUST_BE
    assert kano_result(answered(I=30, A=30, O=30, M=5)).kind is Kano.ONE_DIMENSIONAL
    assert kano_result(answered(I=30, A=30, O=5, M=5)).kind is Kano.ATTRACTIVE


def test_few_answers_have_no_class_some_no_test_and_questionable_ones_are_said() -> None:
    few, some = kano_result(answered(M=10, O=9)), kano_result(answered(M=15, O=5, Q=1))
    assert (few.kind, few.apart, [each.id for each in few.warnings]) == (None, None, ["kano-too-few"])
    assert (some.kind, some.apart) == (Kano.MUST_BE, None)
    assert [each.id for each in some.warnings] == ["kano-untested"]
    broken = kano_result(answered(M=94, Q=6))
    assert [(each.id, each.fact("share")) for each in broken.warnings] == [("kano-questionable", 0.06)]
    assert kano_result(answered(M=95, Q=5)).warnings == ()


def test_reverse_answers_alone_have_no_coefficients() -> None:
    found = kano_result(answered(R=30))
    assert (found.kind, found.better, found.worse) == (Kano.REVERSE, None, None)
    with pytest.raises(ValueError, match="nobody"):
        kano_result({})


@settings(max_examples=40, deadline=None)
@given(answers)
def test_nobody_is_lost_and_limits_hold_the_coefficients(counts: dict[tuple[int, int], int]) -> None:
    assume(sum(counts.values()) > 0)
    found = kano_result(counts)
    assert sum(found.counts.values()) == found.n == sum(counts.values())
    assert 0 <= found.strength <= 1
    for each, low, high in ((found.better, 0, 1), (found.worse, -1, 0)):
        if each is not None:
            assert each.lo is not None
            assert each.hi is not None
            assert low - 1e-9 <= each.lo <= each.estimate + 1e-9
            assert each.estimate - 1e-9 <= each.hi <= high + 1e-9
