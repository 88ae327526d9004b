"""Random changes with nasty texts in ten layouts: the file reads back equal by three other readers."""

from pathlib import Path

import pytest

from improvement.model.change import Applied, Change, Edit
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_fuzz import LAYOUTS, fuzz
from tests.benchmarks.store_plans import ID, dense, opened

pytestmark = pytest.mark.heavy


def test_random_changes_read_back_equal(tmp_path: Path) -> None:
    found = fuzz(tmp_path, len(LAYOUTS) * 10, seed=1, chain=10)
    assert not found.wrong, "\n".join(found.wrong)
    assert found.refused < found.tried / 20


@pytest.mark.parametrize("text", ["a\nb ", "a\n\nb\t", "a \nb", "\na", "a\n", " a\nb", "a\n\n\nb", "a\n b", "\ta\nb"])
def test_spaces_around_lines_stay(text: str, tmp_path: Path) -> None:
    """What a person leaves at the end of a text field is no reason to refuse it."""
    store = opened(tmp_path, dense(2))
    edit = Edit("set", ("programme", "title"), "Big", text)
    assert isinstance(store.apply(ID, Change("Ana", NOW, "", (edit,))), Applied)
    assert store.snapshot(ID).plan.programme.title == text  # type: ignore[union-attr]
