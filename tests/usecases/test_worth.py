"""What is worth the effort: typed by the team, sureness from the data, findings without numbers last."""

from dataclasses import replace

import pytest

from improvement.assessment.results import Candidate, Confidence, Criteria
from improvement.errors import advice
from improvement.model.plan import Plan
from improvement.usecases.worth import worth, worth_json
from improvement.view.worth import worth_lines, worth_row


def plan() -> Plan:
    """Four findings: one with data behind it, one without, one without numbers, one rejected."""
    numbers = {"reach": "5000", "impact": "high", "effort": "2"}
    findings = {
        "unknown": {"statement": "Nobody has thought about it"},
        "guess": {"statement": "A guess", **numbers},
        "slow": {"statement": "It is slow", "evidence": ["survey/speed"], **numbers},
        "dropped": {"statement": "Rejected", "decision": "rejected", **numbers},
    }
    source = {"file": "evidence/survey.csv", "mapping": "evidence/survey.yaml"}
    charter = {"title": "Test", "starts": "2027-01-11"}
    return Plan.model_validate(
        {"programme": charter, "assessment": {"sources": {"survey": source}, "findings": findings}}
    )


SPEED = Candidate(
    "survey/speed", advice("candidate-gap"), ("survey/speed",), Criteria(0.4, 0.2, 0.5), Confidence.NOT_PROVEN, 200
)


def test_sureness_comes_from_the_data_and_missing_numbers_give_no_score() -> None:
    found = worth(plan(), (SPEED,))
    assert [(each.finding, each.confidence) for each in found] == [("slow", 0.8), ("guess", 0.5), ("unknown", 0.5)]
    assert [each.score for each in found] == [pytest.approx(4000), pytest.approx(2500), None]
    clear = worth(plan(), (replace(SPEED, confidence=Confidence.CLEAR),))
    assert clear[0].score == pytest.approx(5000)


def test_json_and_lines_tell_the_same() -> None:
    told = worth_json(plan(), (SPEED,))
    assert told[0] == {
        "finding": "slow",
        "reach": 5000,
        "impact": "high",
        "confidence": 0.8,
        "effort": 2.0,
        "score": pytest.approx(4000),
    }
    rows = [worth_row(plan(), each.finding, each.confidence, each.score) for each in worth(plan(), (SPEED,))]
    assert list(worth_lines(rows))[1:] == ["4,000 · It is slow", "2,500 · A guess"]
    assert list(worth_lines(rows[2:])) == []


@pytest.mark.parametrize(
    ("score", "shown"), [(0.4, "0.4"), (0.25, "0.2"), (3.0, "3"), (9.96, "10"), (12.4, "12"), (4000.0, "4,000")]
)
def test_a_small_score_is_not_nothing(score: float, shown: str) -> None:
    row = worth_row(plan(), "slow", 0.8, score)
    assert list(worth_lines([row]))[1:] == [f"{shown} · It is slow"]


def test_an_effort_of_nothing_gives_no_score() -> None:
    broken = plan().model_copy(deep=True)
    findings = {id: each.model_copy(update={"effort": 0.0}) for id, each in broken.assessment.findings.items()}
    changed = broken.model_copy(update={"assessment": broken.assessment.model_copy(update={"findings": findings})})
    assert {each.score for each in worth(changed, ())} == {None}
