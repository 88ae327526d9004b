"""Decisions about candidates and findings become edits that land in the plan."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from improvement.model.change import Applied, Edit
from improvement.model.plan import Plan
from improvement.usecases.editing import apply
from improvement.usecases.findings import (
    Decided,
    Wording,
    by_hand,
    decide_candidate,
    finding_of,
    id_or,
    person,
    to_decide,
    waiting,
)
from improvement.usecases.opened import Opened, opened
from improvement.usecases.scores import assessed
from improvement.usecases.start import start
from tests.conftest import ROOT

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
NAMES = {"noor": "Noor Haddad", "pavel": "Pavel Orlov"}
ACCEPTED = Decided("accepted", "noor", date(2026, 11, 16), "asked for by every second patient")


@pytest.fixture
def clinic(tmp_path: Path) -> Opened:
    shutil.copytree(ROOT / "plans/city-clinic", tmp_path / "city-clinic")
    return opened(start(tmp_path, lambda: NOW), "city-clinic")


def saved(programme: Opened, *edits: Edit) -> Plan:
    outcome = apply(programme.workspace.store, "city-clinic", "noor", NOW, edits)
    assert isinstance(outcome, Applied), outcome
    return opened(programme.workspace, "city-clinic").plan


def test_a_candidate_answered_by_an_open_finding_still_waits(clinic) -> None:
    found = assessed(clinic).candidates
    first = next(each for each in found if each.id == "survey-2026/per-waiting")
    assert finding_of(clinic.plan, first) == "seen-late"
    assert first in waiting(clinic.plan, found)
    assert to_decide(clinic.plan, found) == 3


def test_deciding_it_decides_the_finding_and_keeps_what_it_says(clinic) -> None:
    first = next(each for each in assessed(clinic).candidates if each.id == "survey-2026/per-waiting")
    before = clinic.plan.assessment.findings["seen-late"]
    snapshot = clinic.workspace.store.snapshot("city-clinic")
    words = Wording(before.statement, before.factor or "", first.evidence, causes=("two patients share a slot",))
    plan = saved(clinic, *decide_candidate(snapshot, clinic.plan, NAMES, first, words, ACCEPTED))
    after = plan.assessment.findings["seen-late"]
    assert (after.decision, after.decided_by, after.reason) == ("accepted", "noor", ACCEPTED.reason)
    assert (after.segments, after.evidence, after.touchpoint) == (before.segments, before.evidence, before.touchpoint)
    assert after.causes == ("two patients share a slot",)
    assert len(plan.assessment.findings) == len(clinic.plan.assessment.findings)


def test_a_new_candidate_becomes_a_finding_and_somebody_new_a_person(clinic) -> None:
    first = next(each for each in assessed(clinic).candidates if each.id == "survey-2026/per-waiting")
    without = clinic.plan.model_copy(
        update={
            "assessment": clinic.plan.assessment.model_copy(
                update={"findings": type(clinic.plan.assessment.findings)()}
            )
        }
    )
    decided = ACCEPTED._replace(decision="rejected", by="Lena Moser")
    edits = decide_candidate(
        clinic.workspace.store.snapshot("city-clinic"),
        without,
        NAMES,
        first,
        Wording("Late", "", first.evidence),
        decided,
    )
    plan = saved(clinic, *edits)
    assert plan.programme.people["lena-moser"].name == "Lena Moser"
    finding = plan.assessment.findings["survey-2026-per-waiting"]
    assert (finding.decision, finding.decided_by, finding.evidence) == ("rejected", "lena-moser", first.evidence)


def test_a_finding_by_hand_is_open_and_gets_a_free_id(clinic) -> None:
    first = saved(clinic, by_hand(clinic.plan, Wording("Rooms are cold", "product", causes=("old windows",))))
    again = saved(clinic, by_hand(first, Wording("Rooms are cold")))
    assert again.assessment.findings["rooms-are-cold"].decision == "open"
    assert "rooms-are-cold-2" in again.assessment.findings


def test_a_person_is_known_by_id_or_name() -> None:
    assert person(NAMES, "pavel") == ("pavel", ())
    assert person(NAMES, "Pavel Orlov") == ("pavel", ())


@pytest.mark.parametrize(
    ("words", "expected"), [("ห้องเย็น", "finding"), ("2026", "finding"), ("No", "finding"), ("Q 7", "q-7")]
)
def test_words_that_make_no_id_get_another(words, expected) -> None:
    assert id_or(words, "finding") == expected
