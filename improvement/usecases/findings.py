"""Decisions about candidates and findings as edits of the plan."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from improvement.assessment.results import Candidate
from improvement.model.assessment import Decision, Finding
from improvement.model.change import Edit, PlanForm
from improvement.model.ids import free_id, id_from
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.model.values import parse_id
from improvement.usecases.editing import set_to

FINDINGS = ("assessment", "findings")
PEOPLE = ("programme", "people")
SHORT_ID = 40
ONE_SEGMENT = "candidate-low-segment"
# names of people by id: the programme's, and those that programmes share
Names = Mapping[str, str]


class Decided(NamedTuple):
    """What was decided, by whom (an id, or the name of somebody new), when and why."""

    decision: Decision
    by: str
    on: date
    reason: str


class Wording(NamedTuple):
    """What a finding says: its statement, its factor, what it rests on, whom it concerns, why it happens."""

    statement: str
    factor: str = ""
    evidence: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    touchpoint: str = ""


def finding_of(plan: Plan, candidate: Candidate) -> str | None:
    """The finding that answers a candidate: one that rests on its evidence (and is about its segment); else None."""
    return next((id for id, each in plan.assessment.findings.items() if _answers(id, each, candidate)), None)


def _answers(id: str, finding: Finding, candidate: Candidate) -> bool:
    if candidate.statement.id != ONE_SEGMENT:
        return bool({candidate.id, candidate.evidence[0]} & set(finding.evidence))
    same = candidate.segments != () and finding.segments == candidate.segments
    return set(candidate.evidence) <= set(finding.evidence) and (same or id == _id_of(candidate))


def _id_of(candidate: Candidate) -> str:
    return id_or(candidate.id, "finding")


def decide_candidate(
    plan: Plan, people: Names, candidate: Candidate, wording: Wording, decided: Decided
) -> tuple[Edit, ...]:
    """The edits that make a decided finding of a candidate; somebody new becomes a person of the programme."""
    who, newcomers = person(people, decided.by)
    entry = _entry(wording) | {
        "decision": decided.decision,
        "decided_by": who,
        "decided_on": str(decided.on),
        "reason": decided.reason,
    }
    id = free_id(_id_of(candidate), plan.assessment.findings)
    return (*newcomers, Edit("add", (*FINDINGS, id), None, {key: value for key, value in entry.items() if value}))


def by_hand(plan: Plan, wording: Wording) -> Edit:
    """The edit that adds a finding that somebody wrote; nothing is decided about it yet."""
    id = free_id(id_or(wording.statement, "finding"), plan.assessment.findings)
    return Edit("add", (*FINDINGS, id), None, _entry(wording) | {"decision": "open"})


def _entry(wording: Wording) -> dict[str, PlanForm]:
    found: dict[str, PlanForm] = {"statement": wording.statement}
    for field in ("factor", "touchpoint"):
        if value := getattr(wording, field):
            found[field] = value
    for field in ("segments", "evidence", "causes"):
        values: Sequence[str] = getattr(wording, field)
        if values:
            found[field] = list(values)
    return found


def decide(snapshot: Snapshot, people: Names, id: str, decided: Decided) -> tuple[Edit, ...]:
    """The edits that decide an existing finding."""
    who, newcomers = person(people, decided.by)
    fields = {
        "decision": decided.decision,
        "decided_by": who,
        "decided_on": str(decided.on),
        "reason": decided.reason or None,
    }
    return (*newcomers, *(set_to(snapshot, (*FINDINGS, id, field), value) for field, value in fields.items()))


def person(people: Names, who: str) -> tuple[str, tuple[Edit, ...]]:
    """The id of a person, found by id or name, and the edit that adds somebody new to the programme."""
    found = who if who in people else next((id for id, name in people.items() if name == who), "")
    if found:
        return found, ()
    id = free_id(id_or(who, "person"), people)
    return id, (Edit("add", (*PEOPLE, id), None, {"name": who}),)


def id_or(words: str, otherwise: str) -> str:
    """An id from words; `otherwise` where they hold no plain letters or the result is no id."""
    with contextlib.suppress(ValueError):
        return parse_id(id_from(words)[:SHORT_ID].strip("-"))
    return otherwise


def waiting(plan: Plan, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that no finding answers yet, in their order."""
    return tuple(each for each in candidates if finding_of(plan, each) is None)
