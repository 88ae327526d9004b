"""Scenario files: read with positions, written so that hand-made lines stay, kept and removed by those who may."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.model.scenario import Scenario, patched
from improvement.store.access import GuardedStore
from improvement.store.folder import FolderStore
from improvement.store.scenarios import edited_text, id_of, read_scenario, scenario_text
from improvement.store.visitors import Visitor
from tests.model.test_scenario import PATHS, PLANS, TREES

HAND = """title: Three trainers  # said by Ana
realization:
  activities:
    pilot:
      estimate: 8d   # was 10d
      not_before: null
"""


def changed(issue: str, tried) -> None:
    with pytest.raises(KeptError) as refused:
        tried()
    assert [each.id for each in refused.value.issues] == [issue]


def test_null_takes_away_and_an_empty_value_says_nothing() -> None:
    found = read_scenario("title: T\nprogramme:\n  sponsor: ~\n  slogan:\n  owner: 'null'\n", "t")
    assert found.scenario == Scenario("t", "T", "", {"programme": {"sponsor": None, "owner": "null"}})
    assert not found.issues


@pytest.mark.parametrize(
    ("text", "id", "place"),
    [
        ("builds_on: a\n", "missing-field", (1, 1)),
        ("title: T\nbuilds_on: A b\n", "not-a-value", (2, 12)),
        ("title: T\nprogramme:\n  closed: [null]\n", "null-word", (3, 12)),
        ("title: T\ntitle: U\n", "duplicate-key", (2, 1)),
        ("- a\n", "not-a-map", (1, 1)),
    ],
)
def test_what_is_no_scenario_is_told_with_its_place(text, id, place) -> None:
    found = read_scenario(text, "t", "scenarios/t.yaml")
    assert found.scenario is None
    first = found.issues[0]
    assert (first.id, first.where.document, first.where.line, first.where.column) == (id, "scenarios/t.yaml", *place)


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_what_is_written_reads_back(tree) -> None:
    scenario = Scenario("s", "What if: 3 more", "other", tree)
    read = read_scenario(scenario_text(scenario), "s")
    assert not read.issues
    assert read.scenario is not None
    # a map with nothing in it changes nothing, so it need not come back
    for plan in ({}, {"a": "1", "b": {"a": "2"}}):
        assert patched(plan, read.scenario.tree) == patched(plan, tree)


@settings(max_examples=60, deadline=None)
@given(PLANS, TREES, PATHS)
def test_one_more_field_reads_back(plan, tree, path) -> None:
    before = read_scenario(scenario_text(Scenario("s", "S", "", tree)), "s")
    after = read_scenario(edited_text(before, plan, Edit("set", path, None, "17d")), "s").scenario
    assert after is not None
    there: object = patched(plan, after.tree)
    for key in path:
        there = there[key] if isinstance(there, dict) else None
    assert there == "17d"


def test_another_field_leaves_hand_made_lines_alone() -> None:
    base = {"realization": {"activities": {"pilot": {"estimate": "10d", "owner": "ana"}}}}
    edit = Edit("set", ("realization", "activities", "pilot", "owner"), "ana", "dai")
    assert edited_text(read_scenario(HAND, "t"), base, edit) == HAND + "      owner: dai\n"


def test_only_files_of_the_folder_are_scenarios() -> None:
    assert id_of("scenarios/more-people.yaml") == "more-people"
    assert not any(map(id_of, ("scenarios/a/b.yaml", "scenarios/a.yml", "evidence/a.yaml", "scenarios/.yaml")))


@pytest.fixture
def store(tmp_path) -> FolderStore:
    found = FolderStore(tmp_path)
    found.create("p", {"programme": {"title": "P", "starts": "2027-01-11"}})
    return found


def test_a_file_that_somebody_changed_since_is_not_overwritten(store, tmp_path) -> None:
    store.keep_scenario("p", "s", b"title: One\n", b"")
    changed("scenario-changed", lambda: store.keep_scenario("p", "s", b"title: Other\n", b""))
    store.keep_scenario("p", "s", b"title: Two\n", b"title: One\n")
    changed("scenario-changed", lambda: store.keep_scenario("p", "s", None, b"title: One\n"))
    assert store.attachment("p", "scenarios/s.yaml") == b"title: Two\n"
    store.keep_scenario("p", "s", None, b"title: Two\n")
    assert store.attachments("p") == ()
    assert [each.name for each in (tmp_path / "p" / "scenarios").iterdir()] == []


def test_no_link_is_followed(store, tmp_path) -> None:
    (tmp_path / "outside").write_text("title: One\n")
    (tmp_path / "p" / "scenarios").mkdir()
    (tmp_path / "p" / "scenarios" / "s.yaml").symlink_to(tmp_path / "outside")
    for seen in (b"", b"title: One\n"):
        changed("scenario-changed", lambda seen=seen: store.keep_scenario("p", "s", b"title: Two\n", seen))
    assert (tmp_path / "outside").read_text() == "title: One\n"
    with pytest.raises(ValueError, match=r"\.\."):
        store.keep_scenario("p", "../../x", b"", b"")


def test_viewers_keep_none(store, tmp_path) -> None:
    now = lambda: datetime(2027, 1, 12, tzinfo=UTC)  # noqa: E731
    viewer = GuardedStore(store, now, Visitor(at_machine=True, only_looks=True))
    changed("not-allowed", lambda: viewer.keep_scenario("p", "s", b"title: One\n", b""))
    assert not (tmp_path / "p" / "scenarios").exists()
    assert viewer.scenario("p", "s", HAND) is not None
