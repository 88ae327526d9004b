"""Candidates for findings and the findings of a plan, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from improvement.assessment.results import Assessed, Candidate, Confidence, SourceScores
from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.view.candidate_lines import FEWEST_ANSWERS, capital, evidence_lines, weighing_line
from improvement.view.findings import ItemNames, reference_name
from improvement.view.format import place
from improvement.view.language import _, ngettext
from improvement.view.scores import short_names
from improvement.view.stage_cards import Mood
from improvement.view.wording import full, sentence

FIRST = 3
WITHHELD = ("ranks-withheld", "drivers-explain-nothing")


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """One candidate: its place ("" where none is given), statement, what the data say, how sure that is, cautions.

    `short` names it in a list; `causes` are those of the open finding that answers it already.
    """

    id: str
    place: str
    statement: str
    short: str
    lines: tuple[str, ...]
    mood: Mood
    confidence: str
    cautions: tuple[str, ...]
    rests_on: str
    factor: str
    segments: tuple[str, ...]
    causes: tuple[str, ...] = ()


def title(plan: Plan, due: int) -> str:
    """The page's answer, or its question while there are no data."""
    if not plan.assessment.sources:
        return _("Where do we fall short, and what matters most?")
    if due:
        return ngettext("{n} shortfall waits for a decision", "{n} shortfalls wait for a decision", due).format(n=due)
    accepted = sum(each.decision == "accepted" for each in plan.assessment.findings.values())
    told = ngettext("{n} finding is accepted, nothing waits", "{n} findings are accepted, nothing waits", accepted)
    return told.format(n=accepted)


def candidate_cards(
    plan: Plan, assessed: Assessed, waiting: Sequence[tuple[Candidate, str | None]], names: ItemNames
) -> tuple[CandidateCard, ...]:
    """A card per candidate, in their order; each comes with the id of the open finding that answers it, or None."""
    cards = [_card(plan, assessed, candidate, id, names) for candidate, id in waiting]
    alike = Counter(card.short for card in cards)
    return tuple(_told_apart(plan, card) if alike[card.short] > 1 else card for card in cards)


def _told_apart(plan: Plan, card: CandidateCard) -> CandidateCard:
    """Two sources may ask the same question."""
    source = card.id.partition("/")[0]
    return replace(card, short=f"{card.short} ({plan.assessment.sources[source].title or source})")


def _card(plan: Plan, assessed: Assessed, candidate: Candidate, known: str | None, names: ItemNames) -> CandidateCard:
    source = candidate.id.partition("/")[0]
    scores = assessed.sources[source]
    finding = plan.assessment.findings[known] if known else None
    is_placed = candidate.place_from is not None and candidate.place_to is not None
    mood, confidence = _confidence(candidate)
    statement, short = _words(plan, scores, candidate, names.get(source, {}))
    return CandidateCard(
        id=candidate.id,
        place=place(candidate.place_from or 0, candidate.place_to or 0) if is_placed else "",
        statement=finding.statement if finding else statement,
        short=finding.statement if finding else short,
        lines=evidence_lines(scores, candidate)
        + ((weighing_line(candidate),) if is_placed and len(assessed.candidates) > FIRST else ()),
        mood=mood,
        confidence=confidence,
        cautions=tuple(capital(full(each)) for each in _cautions(scores, candidate)),
        rests_on=", ".join(reference_name(plan, each, names) for each in candidate.evidence),
        factor=(finding.factor if finding else None) or candidate.factor or "",
        segments=candidate.segments,
        causes=finding.causes if finding else (),
    )


def _cautions(scores: SourceScores, candidate: Candidate) -> tuple[Issue, ...]:
    """Its warnings; where what matters is not ranked, the reason stands instead of the missing place."""
    reasons = [each for each in scores.warnings if each.id in WITHHELD]
    if candidate.statement.id != "candidate-weak-driver" or not reasons:
        return candidate.warnings
    return (*reasons, *(each for each in candidate.warnings if each.id != "place-withheld"))


def _confidence(candidate: Candidate) -> tuple[Mood, str]:
    if candidate.n < FEWEST_ANSWERS:
        return "wait", _("Too few answers ({n})").format(n=candidate.n)
    clear = candidate.confidence is Confidence.CLEAR
    return ("good", _("Clear in the data")) if clear else ("wait", _("Not proven yet"))


def _words(plan: Plan, scores: SourceScores, candidate: Candidate, names: Mapping[str, str]) -> tuple[str, str]:
    """The statement, and the shorter words of a list: the question alone where the candidate is about one."""
    facts = dict(candidate.statement.facts)
    if "text" in facts:
        item = str(facts["item"])
        facts["text"] = short_names(names, list(scores.items)).get(item, facts["text"])
    if "case" in facts:
        facts["case"] = str(facts["case"]).replace("-", " ")
    if "segment_item" in facts:
        facts["segment_item"] = names.get(str(facts["segment_item"]), str(facts["segment_item"]))
        known = plan.programme.segments
        facts["value"] = next((known[id].title for id in candidate.segments if id in known), str(facts["value"]))
    statement = capital(sentence(replace(candidate.statement, facts=tuple(facts.items()))))
    return statement, str(facts.get("text") or statement)
