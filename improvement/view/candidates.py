"""Candidates for findings and the findings of a plan, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from improvement.assessment.results import Assessed, Candidate, Confidence
from improvement.model.plan import Plan
from improvement.view.candidate_lines import capital, evidence_lines, weighing_line
from improvement.view.findings import ItemNames, reference_name
from improvement.view.format import place
from improvement.view.language import _, ngettext
from improvement.view.stage_cards import Mood
from improvement.view.wording import full, sentence

WITHHELD = ("ranks-withheld", "drivers-explain-nothing")


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """One candidate: its place ("" where none is given), statement, what the data say, how sure that is, cautions."""

    id: str
    place: str
    statement: str
    lines: tuple[str, ...]
    mood: Mood
    confidence: str
    cautions: tuple[str, ...]
    rests_on: str
    factor: str
    segments: tuple[str, ...]


def title(plan: Plan, waiting: Sequence[Candidate]) -> str:
    """The page's answer, or its question while there are no data."""
    if not plan.assessment.sources:
        return _("Where do we fall short, and what matters most?")
    if waiting:
        told = ngettext("{n} shortfall waits for a decision", "{n} shortfalls wait for a decision", len(waiting))
        return told.format(n=len(waiting))
    accepted = sum(each.decision == "accepted" for each in plan.assessment.findings.values())
    told = ngettext("{n} finding is accepted, nothing waits", "{n} findings are accepted, nothing waits", accepted)
    return told.format(n=accepted)


def candidate_cards(
    plan: Plan, assessed: Assessed, waiting: Sequence[Candidate], names: ItemNames
) -> tuple[CandidateCard, ...]:
    """A card per candidate, in their order."""
    return tuple(_card(plan, assessed, each, names) for each in waiting)


def _card(plan: Plan, assessed: Assessed, candidate: Candidate, names: ItemNames) -> CandidateCard:
    source = candidate.id.partition("/")[0]
    scores = assessed.sources[source]
    reasons = [each for each in scores.warnings if each.id in WITHHELD] if candidate.criteria.driver_share else []
    shown = (
        ""
        if reasons or candidate.place_from is None or candidate.place_to is None
        else place(candidate.place_from, candidate.place_to)
    )
    mood, confidence = _confidence(candidate)
    return CandidateCard(
        id=candidate.id,
        place=shown,
        statement=_statement(plan, candidate, names.get(source, {})),
        lines=evidence_lines(scores, candidate) + ((weighing_line(candidate),) if shown else ()),
        mood=mood,
        confidence=confidence,
        cautions=tuple(capital(full(each)) for each in (*reasons, *candidate.warnings)),
        rests_on=", ".join(reference_name(plan, each, names) for each in candidate.evidence),
        factor=candidate.factor or "",
        segments=candidate.segments,
    )


def _confidence(candidate: Candidate) -> tuple[Mood, str]:
    words: dict[Confidence, tuple[Mood, str]] = {
        Confidence.CLEAR: ("good", _("Clear in the data")),
        Confidence.NOT_PROVEN: ("wait", _("Not proven yet")),
        Confidence.TOO_FEW: ("wait", _("Too few answers ({n})").format(n=candidate.n)),
    }
    return words[candidate.confidence]


def _statement(plan: Plan, candidate: Candidate, names: Mapping[str, str]) -> str:
    facts = dict(candidate.statement.facts)
    if "case" in facts:
        facts["case"] = str(facts["case"]).replace("-", " ")
    if "segment_item" in facts:
        facts["segment_item"] = names.get(str(facts["segment_item"]), str(facts["segment_item"]))
        known = plan.programme.segments
        facts["value"] = next((known[id].title for id in candidate.segments if id in known), str(facts["value"]))
    return capital(sentence(replace(candidate.statement, facts=tuple(facts.items()))))
