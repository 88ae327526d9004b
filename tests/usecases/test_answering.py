"""A finding answered at once: measures that sources allow, the edits, and a verdict on 20 000 real cases."""

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from improvement.model.change import Applied
from improvement.model.commitment import Target
from improvement.model.values import Duration
from improvement.usecases.answering import Answer, answer_edits, measure_choices, tried, waiting
from improvement.usecases.editing import apply
from improvement.usecases.evidence import Upload, store_evidence, understand_file
from improvement.usecases.new import new
from improvement.usecases.opened import Opened, opened
from improvement.usecases.promises import feasibility, promise_feasibility
from improvement.usecases.start import start
from tests.conftest import ROOT

TEN_DAYS = Target(within=Duration(10, "d"), share=0.8)


@pytest.fixture
def casework(shared: Path, tmp_path: Path) -> Opened:
    """Twenty thousand requests to a city, received and closed on days without a time of day."""
    workspace = start(tmp_path, lambda: datetime(2026, 11, 20, tzinfo=UTC))
    new(workspace.store, "city", "City casework", date(2025, 1, 1), "Pat Lee")
    file = Upload((shared / "data/nyc-casework-20k.csv").read_bytes(), "casework.csv")
    programme = opened(workspace, "city")
    store_evidence(programme, "casework", file, understand_file(file, {}, programme).mapping, "Pat")
    return opened(workspace, "city")


def test_real_casework_gets_a_verdict_in_days_and_none_in_hours(casework: Opened) -> None:
    choice = next(each for each in measure_choices(casework) if each.measure.kind == "time")
    assert (choice.measure.start, choice.measure.stop) == ("opendate", "closedate")
    before = tried(casework, choice, (), TEN_DAYS)
    assert before
    assert before.verdict == "over-promise"
    answer = Answer("", "Case closed", "Closed within ten working days", "en", choice=choice, target=TEN_DAYS)
    promise_id, edits = answer_edits(casework, answer)
    assert isinstance(apply(casework.workspace.store, "city", "Pat", casework.workspace.now(), edits), Applied)
    programme = opened(casework.workspace, "city")
    found = promise_feasibility(programme, promise_id)
    assert (found.verdict, found.kept, found.n) == (before.verdict, before.kept, before.n)
    assert found.n + found.open_young == 20_000
    hours = feasibility(programme, found.standard, promise_id, Target(within=Duration(8, "h"), share=0.8))
    assert hours.reason
    assert hours.reason.id == "finer-than-the-clock"
    taken = []
    for days in (30, 29, 28):
        start = time.process_time()
        feasibility(programme, found.standard, promise_id, Target(within=Duration(days, "d"), share=0.8))
        taken.append(time.process_time() - start)
    assert min(taken) < 0.3, "others on this machine make one of them slow, not all"


def test_measures_in_use_are_offered_once_and_ids_are_free() -> None:
    programme = opened(start(ROOT / "plans", lambda: datetime(2026, 11, 20, tzinfo=UTC)), "harbour-bank")
    choices = measure_choices(programme)
    cores = [(each.measure.source, each.measure.start, each.measure.stop, each.measure.item) for each in choices]
    assert len(cores) == len(set(cores))
    assert [each.id for each in choices[:4]] == ["first-answer", "settled", "called-back", "solved-first"]
    assert waiting(programme.plan) == ("statement-not-understood",)
    answer = Answer("statement-not-understood", "First answer", "ชัดเจน", "th", slogan="ชัดเจน", choice=choices[0])
    promise_id, edits = answer_edits(programme, answer)
    assert promise_id == "promise"
    assert [each.path[-1] for each in edits] == ["first-answer-2", "promise"]
