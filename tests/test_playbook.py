"""The playbook: every intervention fits its model, stands on a source and can be scheduled."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.base import plain
from improvement.model.playbook import Intervention, Playbook, playbook
from improvement.store.source import read_source
from tests.conftest import ROOT

FOLDER = ROOT / "improvement" / "playbook" / "interventions"


def files() -> dict[str, object]:
    found = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        source = read_source(file.read_bytes(), file.name)
        assert not source.issues, source.issues
        found[file.name] = source.data
    return found


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook(files())


def test_there_is_something_for_every_factor(book: Playbook) -> None:
    factors = [each.factor for each in book.interventions.values()]
    assert len(factors) >= 25
    assert {factor: factors.count(factor) >= 5 for factor in ("product", "price", "channel", "competition")} == {
        "product": True,
        "price": True,
        "channel": True,
        "competition": True,
    }


def test_nothing_is_lost_in_reading(book: Playbook) -> None:
    written: dict[str, object] = {}
    for data in files().values():
        assert isinstance(data, dict)
        written |= data
    assert plain(book.interventions) == written


def test_every_source_row_exists(book: Playbook, shared: Path) -> None:
    inventory = (shared / "mission" / "inventory.md").read_text()
    rows = {row for each in book.interventions.values() for row in each.source}
    assert all(each.source for each in book.interventions.values())
    assert {row for row in rows if f"| {row} |" not in inventory} == set()


def test_every_intervention_can_be_found_and_worked(book: Playbook) -> None:
    for id, each in book.interventions.items():
        assert len(each.words) == len(set(each.words)) >= 4, id
        assert len(each.activities) >= 3, id
        assert any(not work.after for work in each.works.values()), id
        assert all(link.predecessor in each.works for work in each.works.values() for link in work.after), id


def test_a_competency_has_one_name(book: Playbook) -> None:
    names: dict[str, set[str]] = {}
    for each in book.interventions.values():
        for training in each.training.values():
            names.setdefault(training.competency, set()).add(training.competency_title)
            assert 1 <= training.to_level <= 4
    assert {id: len(titles) for id, titles in names.items() if len(titles) > 1} == {}


def intervention(work: Mapping[str, list[str]], **other: object) -> dict[str, object]:
    activities = {id: {"title": id, "role": "analyst", "estimate": "2d", "after": after} for id, after in work.items()}
    fields = {"title": "T", "outcome": "O", "source": ["S0-01"], "factor": "price", "words": ["bill"]}
    return {**fields, "activities": activities, **other}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": {"x": intervention({"p": ["q"], "q": ["p"]})}}, [("cycle", "p -> q -> p")]),
        ({"a": {"x": intervention({"p": ["pp"], "pq": []})}}, [("unknown-reference", "pp")]),
        ({"a": {"x": intervention({"p": []})}, "b": {"z": intervention({"p": []})}}, [("clashing-id", "p")]),
        ({"a": {"x": intervention({"p": []})}, "b": {"x": intervention({"q": []})}}, [("clashing-id", "x")]),
        ({"a": {"x": intervention({"p": []}, words=["two words"])}}, [("not-a-value", "two words")]),
    ],
)
def test_what_does_not_fit_is_refused(files: dict[str, object], expected: list[tuple[str, str]]) -> None:
    with pytest.raises(KeptError) as refused:
        playbook(files)
    problems = refused.value.issues
    assert [(each.id, dict(each.facts).get("loop") or each.fact("text")) for each in problems] == expected
    assert all(each.where.path[0] in ("x", "z") and each.where.document in files for each in problems)


def test_all_problems_come_at_once() -> None:
    wrong = intervention({"p": []}, factor="weather", colour="red")
    with pytest.raises(KeptError) as refused:
        playbook({"a": {"x": wrong}, "b": {"y-1": intervention({"q": ["r"]})}})
    assert {each.id for each in refused.value.issues} == {"not-one-of", "unknown-key", "unknown-reference"}


def test_a_second_loop_does_not_hide_behind_the_first() -> None:
    both = {"x": intervention({"p": ["p"]}), "z": intervention({"q": ["q"]})}
    with pytest.raises(KeptError) as refused:
        playbook({"a": both})
    assert [each.fact("loop") for each in refused.value.issues] == ["p -> p", "q -> q"]


def test_an_intervention_lists_its_work() -> None:
    found = playbook({"a": {"x": intervention({"p": [], "q": ["p FS+2d"]})}}).interventions["x"]
    assert isinstance(found, Intervention)
    assert list(found.works) == ["p", "q"]
