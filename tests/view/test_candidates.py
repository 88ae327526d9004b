"""Candidates in words, on the samples: places, ranges with n, what is withheld."""

from datetime import UTC, datetime

import numpy as np
import pytest

from improvement.model.change import Applied
from improvement.usecases.evidence import mapping_of
from improvement.usecases.findings import finding_of, waiting
from improvement.usecases.new import new
from improvement.usecases.opened import Opened, opened
from improvement.usecases.scores import assessed
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from improvement.view.candidates import CandidateCard, candidate_cards, title
from improvement.view.findings import finding_rows, reference_names
from improvement.view.intake import item_names
from improvement.view.names import people_names
from tests.conftest import ROOT
from tests.usecases.survey import store, table

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return start(ROOT / "plans", lambda: NOW)


def names(programme: Opened) -> dict[str, dict[str, str]]:
    known = {id: mapping_of(programme, id) for id in programme.plan.assessment.sources}
    return {id: item_names(mapping) for id, mapping in known.items() if mapping}


def cards(programme: Opened) -> dict[str, CandidateCard]:
    plan, found = programme.plan, assessed(programme)
    due = [(each, finding_of(plan, each)) for each in waiting(plan, found.candidates)]
    return {card.id: card for card in candidate_cards(plan, found, due, names(programme))}


def test_a_gap_is_told_with_its_range_and_n(workspace) -> None:
    card = cards(opened(workspace, "harbour-bank"))["survey-2026/per-settled"]
    assert card.statement == "Customers get less than they expect: My problem is settled within the time I was told"
    assert card.short == "My problem is settled within the time I was told"
    assert "Expected 6.4, received 4.9: the difference lies between −1.6 and −1.4 (n 1,164)" in card.lines
    assert card.place.startswith("1")
    assert card.factor == "channel"


def test_every_line_with_a_number_names_its_n_or_is_about_weighing(workspace) -> None:
    for card in cards(opened(workspace, "harbour-bank")).values():
        assert card.lines
        for line in card.lines[:-1]:
            assert "(n " in line or "cases" in line, line


def test_one_question_of_two_sources_is_told_apart(tmp_path) -> None:
    made = new(start(tmp_path / "plans", lambda: NOW).store, "line", "Line", NOW.date())
    assert isinstance(made, Applied)
    dice = np.random.default_rng(1)
    food = dice.integers(1, 6, 200)
    answers = {"id": range(200), "overall": np.clip(food + dice.integers(-1, 2, 200), 1, 5), "food": food}
    answers["seats"] = dice.integers(1, 6, 200)
    for source in ("hall", "phone"):
        assert store(tmp_path / "plans", table(answers), source, overall="overall", drivers="food,seats") == 0
    found = cards(opened(start(tmp_path / "plans", lambda: NOW), "line"))
    assert {"Food (hall)", "Food (phone)"} <= {card.short for card in found.values()}
    assert len({card.short for card in found.values()}) == len(found)


def test_few_answers_give_no_place_and_say_why(workspace) -> None:
    card = cards(opened(workspace, "city-clinic"))["survey-2026/per-waiting"]
    assert card.place == ""
    assert not any("among the first three" in line for line in card.lines)
    assert "Too few complete answers to rank what matters: 27 of 100" in card.cautions


def test_an_open_finding_gives_its_own_words(workspace) -> None:
    card = cards(opened(workspace, "city-clinic"))["survey-2026/per-waiting"]
    assert card.statement == "Patients are not seen at the time they were given"


def test_the_title_is_the_question_without_data_and_counts_what_waits_with_data(workspace) -> None:
    plan = opened(workspace, "city-clinic").plan
    empty = plan.model_copy(update={"assessment": type(plan.assessment)()})
    assert title(empty, 0) == "Where do we fall short, and what matters most?"
    assert title(plan, 1) == "1 shortfall waits for a decision"
    assert title(plan, 0) == "0 findings are accepted, nothing waits"


def test_open_findings_come_first_and_decided_ones_name_who_and_when(workspace) -> None:
    plan = opened(workspace, "harbour-bank").plan
    rows = finding_rows(plan, people_names(plan, workspace.store.people()))
    assert [row.decided for row in rows[:2]] == ["Waits for a decision"] * 2
    told = {row.id: row.decided for row in rows}
    assert told["slow-first-answer"] == "Accepted by Marta Gil on 19 Jan 2026"
    assert told["card-abroad"] == "Rejected by Marta Gil on 19 Jan 2026"


def test_what_a_finding_may_rest_on_is_named_by_source_and_question(workspace) -> None:
    programme = opened(workspace, "city-clinic")
    shown = reference_names(programme.plan, names(programme))["survey-2026/per-waiting"]
    assert shown == "Forty-two patients asked in October 2026: I was seen at the time I was given"
