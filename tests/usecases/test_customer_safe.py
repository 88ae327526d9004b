"""Nobody of the staff by name: in what is read, in what commands print, and nothing can be changed meanwhile."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.cli import main
from improvement.model.change import Edit, Refused, lookup
from improvement.model.plan import SharedPeople
from improvement.model.snapshot import Snapshot
from improvement.usecases.editing import apply
from improvement.usecases.evidence import mapping_of
from improvement.usecases.opened import opened
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from improvement.view.customer_safe import without_names
from tests.checks.plans import whole
from tests.conftest import ROOT
from tests.usecases.survey import store as survey
from tests.usecases.survey import table

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WORK = ("realization", "activities", "call-roster")
READING = (
    ("status", "--all"), ("status", "river-logistics"), ("log", "harbour-bank"), ("assess", "harbour-bank"),
    ("feasible", "harbour-bank"), ("schedule", "harbour-bank"), ("check",),
)  # fmt: skip
NAMES = {"Ana Ruiz", "Dai Morgan", "Kim Alvarez", "Marta Gil", "Luis Ferrer", "Alba Serra"}
WORDS = {"ana", "dai", "marta", "luis", "trainer-kim", "am-01", "Ana", "Dai", "Kim"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    found = start(folder, lambda: NOW)
    apply(found.store, "harbour-bank", "Ana Ruiz", NOW, (Edit("set", (*WORK, "owner"), "ana", "dai"),), "Dai Morgan")
    return found


def told(workspace: Workspace) -> str:
    store = workspace.for_customers().store
    return repr((store.snapshot("harbour-bank"), store.people(), store.log("harbour-bank")))


def test_what_is_read_holds_no_name(workspace) -> None:
    assert not any(name in told(workspace) for name in NAMES)
    store = workspace.store
    before = repr((store.snapshot("harbour-bank"), store.people(), store.log("harbour-bank")))
    assert all(name in before for name in NAMES)


def test_a_person_becomes_a_role_and_a_team_stays_a_team(workspace) -> None:
    people = workspace.for_customers().store.snapshot("harbour-bank").plan.programme.people
    assert people["luis"].name == "head of the complaint desk"
    assert people["desk"].name == "Complaint desk"
    assert workspace.for_customers().store.people().people["trainer-kim"].name == "trainer"
    assert people.keys() == workspace.store.snapshot("harbour-bank").plan.programme.people.keys()


def test_nothing_can_be_changed_while_customers_look_on(workspace) -> None:
    safe, before = workspace.for_customers().store, workspace.store.snapshot("harbour-bank")
    outcome = apply(safe, "harbour-bank", "Ana Ruiz", NOW, (Edit("set", (*WORK, "owner"), "dai", "ana"),))
    assert isinstance(outcome, Refused)
    assert [each.id for each in outcome.issues] == ["not-allowed"]
    assert isinstance(safe.undo("harbour-bank", "Ana Ruiz", NOW), Refused)
    assert isinstance(safe.create("new", {"programme": {"title": "x", "starts": "2027-01-01"}}), Refused)
    assert workspace.store.snapshot("harbour-bank") == before


def test_a_new_text_is_masked_anew(workspace) -> None:
    safe = workspace.for_customers()
    assert lookup(safe.store.snapshot("harbour-bank").data, (*WORK, "blocked_by")) is None
    blocked = Edit("set", (*WORK, "blocked_by"), None, "Marta Gil is away")
    apply(workspace.store, "harbour-bank", "Ana Ruiz", NOW, (blocked,))
    assert (
        safe.store.snapshot("harbour-bank").plan.realization.activities["call-roster"].blocked_by == "sponsor is away"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ask Ana Ruiz.", "ask project lead."),
        ("Ana Ruiz/Marta Gil", "project lead/somebody of us"),
        ("Ana Ruizova and Hana Ruiz", "Ana Ruizova and Hana Ruiz"),
        ("Ana Ruiz Soto decides", "sponsor decides"),
        ("请找王芳处理", "请找desk处理"),
        ("ana", "ana"),
    ],
)
def test_a_full_name_inside_a_text_is_found(text, shown) -> None:
    plan = whole()
    people = {
        "ana": {"name": "Ana Ruiz", "role": "project lead", "account": "ana@bank.example"},
        "marta": {"name": "Marta Gil"},
        "soto": {"name": "Ana Ruiz Soto", "role": "sponsor"},
        "wang": {"name": "王芳", "role": "desk"},
    }
    data = {
        "programme": {"title": "x", "starts": "2027-01-11", "people": people},
        "assessment": {"findings": {"slow": {"statement": text}}},
    }
    known = type(plan).model_validate(data)
    found = without_names(Snapshot("x", "1", known, data, ()), SharedPeople())
    assert found.plan is not None
    assert found.plan.assessment.findings["slow"].statement == shown
    assert not re.search("Ruiz|Gil|王芳|@", repr(found).replace("Ruizova", "").replace("Hana Ruiz", ""))
    assert lookup(data, ("programme", "people", "ana", "name")) == "Ana Ruiz", "what was read is not touched"


def named(output: str) -> set[str]:
    return {name for name in NAMES if name in output} | (WORDS & {*re.findall(r"[\w-]+", output)})


@pytest.mark.heavy
@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_no_command_names_anybody(words, form, workspace, tmp_path, capsys) -> None:
    assert main([*words, *form, "--customer-safe", "--plans", str(tmp_path / "plans")]) == 0
    printed = capsys.readouterr()
    assert printed.out
    assert named(printed.out + printed.err) == set()


@pytest.mark.parametrize("words", [("status", "--all"), ("log", "harbour-bank")], ids=" ".join)
def test_the_same_commands_name_people_otherwise(words, workspace, tmp_path, capsys) -> None:
    assert main([*words, "--plans", str(tmp_path / "plans")]) == 0
    assert named(capsys.readouterr().out)


def test_a_command_that_changes_is_refused(workspace, tmp_path, capsys) -> None:
    folder = str(tmp_path / "plans")
    words = ["set", "harbour-bank", "programme.title", "Bank", "--customer-safe", "--plans", folder]
    assert main(words) == 1
    assert "not-allowed" in capsys.readouterr().err
    assert main(["log", "harbour-bank", "--json", "--customer-safe", "--plans", folder]) == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["who"], change["why"]) == ("somebody of us", "")
    assert [each["path"] for each in change["edits"]] == ["realization.activities.call-roster"]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_names_in_headings_and_segments_of_evidence_are_hidden(form, tmp_path, capsys) -> None:
    folder = tmp_path / "plans"
    store = start(folder, lambda: NOW).store
    people = {"anna": {"name": "Anna Smith", "role": "host"}, "bob": {"name": "Bob Jones", "role": "host"}}
    found = store.create("line", {"programme": {"title": "Line", "starts": "2027-01-11", "people": people}})
    assert not isinstance(found, Refused)
    columns = {
        "overall satisfaction": [1 + n % 5 for n in range(200)],
        "Kindness of Anna Smith": [1 + (n + n // 50) % 5 for n in range(200)],
        "Kindness of Bob Jones": [1 + (n + n // 70) % 5 for n in range(200)],
        "served by": ["anna  smith" if n % 2 else "BOB JONES" for n in range(200)],
    }
    assert survey(folder, table(columns), segment="served by") == 0
    finding = {"statement": "Kind", "evidence": ["s/kindness-of-anna-smith"]}
    measure = {"source": "s", "kind": "mean", "item": "kindness-of-anna-smith", "date": "kindness-of-bob-jones"}
    put = (("assessment", "findings", "kind"), finding), (("guarantee", "measures", "kind"), measure)
    assert not isinstance(apply(store, "line", "", NOW, tuple(Edit("add", at, None, to) for at, to in put)), Refused)
    words = ["assess", "line", *form, "--plans", str(folder)]
    capsys.readouterr()
    assert main(words) == 0
    assert re.search(r"anna\W+smith", capsys.readouterr().out, re.IGNORECASE)
    assert main([*words, "--customer-safe"]) == 0
    printed = capsys.readouterr()
    assert "Kindness of host" in printed.out
    assert len({*re.findall("kindness-of-person-[0-9a-f]{8}", printed.out)}) == 2, "two persons of one role"
    assert not re.search(r"anna\W+smith|bob\W+jones", printed.out + printed.err, re.IGNORECASE)
    seen_by = start(folder, lambda: NOW).for_customers()
    seen = seen_by.store.snapshot("line").plan
    assert seen.assessment.findings["kind"].evidence == (f"s/{seen.guarantee.measures['kind'].item}",)
    assert seen.guarantee.measures["kind"].item in mapping_of(opened(seen_by, "line"), "s").items
