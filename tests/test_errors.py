"""Issues as values."""

import pytest

from improvement.errors import KeptError, Place, Severity, advice, issue


def test_a_bare_tuple_is_a_path_in_the_plan() -> None:
    assert issue("x", Severity.ERROR, ("a", "b"), n=3).where == Place(path=("a", "b"))


def test_facts_are_read_by_name_and_issues_are_hashable() -> None:
    found = advice("too-few", n=12)
    assert found.fact("n") == 12
    assert {found: 1}[advice("too-few", n=12)] == 1
    with pytest.raises(KeyError):
        found.fact("m")


def test_an_exception_carries_its_issues() -> None:
    assert KeptError(advice("a"), advice("b")).issues == (advice("a"), advice("b"))
