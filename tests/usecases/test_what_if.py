"""Scenarios over a programme: what they come to, where their mistakes stand, how they become part of the plan."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

import pytest

from improvement.errors import Issue, KeptError
from improvement.model.change import Applied, Edit, lookup
from improvement.usecases.editing import apply
from improvement.usecases.opened import Opened, opened
from improvement.usecases.scenarios import (
    change_scenario,
    file_scenario,
    laid_over,
    new_scenario,
    remove_scenario,
    scenario_issues,
    scenarios,
    taken_over,
)
from improvement.usecases.start import start
from improvement.usecases.what_if import compared
from tests.conftest import ROOT

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
BANK = "harbour-bank"
WATCH = ("realization", "activities", "watch-second-contacts")
HEADS = ("programme", "people", "trainers", "count")
LONGER = Edit("set", (*WATCH, "estimate"), None, "8w")


@pytest.fixture
def bank(tmp_path: Path) -> Opened:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans", ignore=shutil.ignore_patterns(".store")))
    return opened(start(folder, lambda: NOW), BANK)


def written(bank: Opened, **texts: str) -> None:
    folder = bank.workspace.folder / BANK / "scenarios"
    folder.mkdir(exist_ok=True)
    for id, text in texts.items():
        (folder / f"{id}.yaml").write_text(text)


def text_of(bank: Opened, id: str) -> str:
    return (bank.workspace.folder / BANK / "scenarios" / f"{id}.yaml").read_text()


def plan_text(bank: Opened) -> bytes:
    return (bank.workspace.folder / BANK / "plan.yaml").read_bytes()


def told(bank: Opened, id: str):
    return compared(bank, scenarios(bank)[id], monotonic)


def refused(bank: Opened, id: str) -> tuple[Issue, ...]:
    with pytest.raises(KeptError) as wrong:
        laid_over(bank, scenarios(bank)[id])
    return wrong.value.issues


def test_a_scenario_that_changes_nothing_comes_to_the_same(bank) -> None:
    written(bank, nothing="title: Nothing\n", same="title: Same\nprogramme:\n  owner: ana\n  slogan: {xx: null}\n")
    for id in ("nothing", "same"):
        found = told(bank, id)
        assert found.after == found.before
        assert (found.effect.days, found.effect.moved) == (0, {})
        assert taken_over(bank, scenarios(bank)[id]) == ()


def test_longer_work_ends_later_and_the_plan_stays_as_it_is(bank) -> None:
    before = plan_text(bank)
    id = new_scenario(bank, "A longer watch", "", LONGER)
    found = told(bank, id)
    # 17 working days with the public holidays of Spain
    assert (found.before.finish, found.after.finish, found.effect.days) == (date(2026, 12, 30), date(2027, 1, 26), 17)
    assert found.after.limited >= found.after.finish
    assert (found.after.p80 or date.min) > (found.before.p80 or date.max)
    change_scenario(bank, scenarios(bank)[id], Edit("set", (*WATCH, "owner"), None, "dai"))
    remove_scenario(bank, scenarios(bank)[id])
    assert plan_text(bank) == before
    assert scenarios(bank) == {}


def test_a_scenario_on_another_is_both_in_one(bank) -> None:
    low = new_scenario(bank, "A longer watch", "", LONGER)
    high = new_scenario(bank, "And somebody else", low, Edit("set", (*WATCH, "owner"), None, "dai"))
    one = new_scenario(bank, "Both", "", LONGER)
    change_scenario(bank, scenarios(bank)[one], Edit("set", (*WATCH, "owner"), None, "dai"))
    assert laid_over(bank, scenarios(bank)[high]).plan == laid_over(bank, scenarios(bank)[one]).plan
    assert "8w" not in text_of(bank, high), "what the lower one says stands there only"
    # set back to what the lower one says, it is no change any more
    change_scenario(
        bank,
        scenarios(bank)[high],
        Edit("set", (*WATCH, "owner"), None, bank.plan.realization.activities[WATCH[2]].owner),
    )
    assert "owner" not in text_of(bank, high)


def test_people_who_are_asked_for_too_much_and_more_of_them(bank) -> None:
    needs = (*WATCH, "needs", "trainers")
    id = new_scenario(bank, "Trainers watch", "", Edit("set", needs, None, "3"))
    over = {each.who for each in told(bank, id).after.over} - {each.who for each in told(bank, id).before.over}
    assert over == {"trainers"}
    change_scenario(bank, scenarios(bank)[id], Edit("set", HEADS, "1", "3"))
    assert "trainers" not in {each.who for each in told(bank, id).after.over if each.capacity}


def test_a_softer_target_changes_the_verdict(bank) -> None:
    text = "title: Soft\ncommitment:\n  standards:\n    called-back:\n      target: {within: 30d, share: 50%}\n"
    written(bank, soft=text)
    found = told(bank, "soft")
    before, after = found.before.promises["call-the-same-morning"], found.after.promises["call-the-same-morning"]
    assert (before.verdict, after.verdict) == ("over-promise", "safe")
    assert after.ready == before.ready


def test_taking_over_is_one_change_that_can_be_undone(bank) -> None:
    store, before = bank.workspace.store, plan_text(bank)
    low = new_scenario(bank, "A longer watch", "", LONGER)
    high = new_scenario(bank, "Longer still", low, Edit("set", (*WATCH, "estimate"), None, "9w"))
    then = laid_over(bank, scenarios(bank)[high]).plan
    edits = taken_over(bank, scenarios(bank)[high])
    assert isinstance(apply(store, BANK, "Ana Ruiz", NOW, edits), Applied)
    assert store.snapshot(BANK).plan == then
    assert lookup(store.snapshot(BANK).data, (*WATCH, "estimate")) == "9w"
    assert taken_over(opened(bank.workspace, BANK), scenarios(bank)[high]) == ()
    store.undo(BANK, "Ana Ruiz", NOW)
    assert plan_text(bank) == before


MISTAKES = {
    "an unknown activity": (
        "title: T\nrealization:\n  activities:\n    call-rostr:\n      estimate: 3d\n", "scenario-new-entry", 4, 5),
    "an unknown field": (
        "title: T\nrealization:\n  activities:\n    call-roster:\n      ownr: dai\n", "unknown-key", 5, 7),
    "an unknown section": ("title: T\nrealisation: {}\nrealisatoin:\n  a: 1\n", "unknown-key", 3, 1),
    "a bad value": ("title: T\nprogramme:\n  starts: soon\n", "not-a-value", 3, 11),
    "an unknown owner": (
        "title: T\nrealization:\n  activities:\n    call-roster:\n      owner: annna\n", "unknown-reference", 5, 14),
    "a removed work that others wait for": (
        "title: T\nrealization:\n  activities:\n    call-list: null\n", "unknown-reference", 3, 3),
    "no base": ("title: T\nbuilds_on: nowhere\n", "scenario-missing", 2, 12),
    "itself": ("title: T\nbuilds_on: t\n", "scenario-cycle", 2, 12),
    "no title": ("programme:\n  sponsor: ana\n", "missing-field", 1, 1),
}  # fmt: skip


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_stands_at_its_place(bank, what) -> None:
    text, id, row, column = MISTAKES[what]
    written(bank, t=text)
    first = refused(bank, "t")[0]
    assert (first.id, first.where.document, first.where.line, first.where.column) == (
        id, "scenarios/t.yaml", row, column,
    )  # fmt: skip
    assert [each.id for each in scenario_issues(bank)] == [each.id for each in refused(bank, "t")]


def test_a_mistake_below_is_told_where_it_is_written(bank) -> None:
    written(
        bank,
        low="title: L\nrealization:\n  activities:\n    call-roster:\n      owner: annna\n",
        high="title: H\nbuilds_on: low\nrealization:\n  activities:\n    call-roster:\n      estimate: 3d\n",
    )
    (only,) = refused(bank, "high")
    assert (only.where.document, only.where.line) == ("scenarios/low.yaml", 5)
    assert len(list(scenario_issues(bank))) == 1, "it is told once"


def test_one_that_others_build_on_stays(bank) -> None:
    low = new_scenario(bank, "A longer watch", "", LONGER)
    new_scenario(bank, "Above", low, Edit("set", HEADS, "1", "2"))
    with pytest.raises(KeptError) as wrong:
        remove_scenario(bank, scenarios(bank)[low])
    assert [each.id for each in wrong.value.issues] == ["scenario-needed"]


def test_customers_see_no_name_that_only_a_scenario_knows(bank) -> None:
    text = (
        "title: Paula Blum and Ana Ruiz instead\nprogramme:\n  people:\n    paula:\n      name: Paula Blum\n"
        "      role: trainer\n      account: paula@bank.example\n    pool:\n      name: The pool\n      count: 4\n"
        "realization:\n  activities:\n    call-roster:\n      title: Paula Blum draws it up\n      owner: paula\n"
    )
    written(bank, paula=text, bad=text + "      estimate: Paula Blum\n  nope: 1\n")
    safe = Opened(bank.workspace.for_customers(), BANK, bank.workspace.for_customers().store.snapshot(BANK).plan)
    found = scenarios(safe)["paula"].scenario
    assert found is not None
    assert not any(name in repr(found) for name in ("Blum", "Ruiz", "paula@"))
    assert lookup(found.tree, ("programme", "people", "pool", "name")) == "The pool"
    assert found.title == "trainer and project lead instead"
    assert "Blum" not in repr(compared(safe, scenarios(safe)["paula"], monotonic))
    with pytest.raises(KeptError):
        new_scenario(safe, "X", "", LONGER)


def test_any_file_can_be_compared(bank, tmp_path) -> None:
    low = new_scenario(bank, "A longer watch", "", LONGER)
    (tmp_path / "mine.yaml").write_text(f"title: Mine\nbuilds_on: {low}\n")
    found = file_scenario(bank, tmp_path / "mine.yaml")
    assert compared(bank, found, monotonic).effect == told(bank, low).effect
