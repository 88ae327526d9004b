"""The words for issues: one sentence and one hint per issue id, in the language of the run."""

from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from improvement.errors import Fact, Issue
from improvement.view.format import day
from improvement.view.language import N_, _
from improvement.view.wording_candidates import CANDIDATE_WORDS
from improvement.view.wording_chain import CHAIN_WORDS
from improvement.view.wording_comparisons import COMPARISON_WORDS
from improvement.view.wording_dates import DATE_WORDS
from improvement.view.wording_evidence import EVIDENCE_WORDS
from improvement.view.wording_levelling import LEVELLING_WORDS
from improvement.view.wording_limited import LIMITED_WORDS
from improvement.view.wording_plan import PLAN_WORDS
from improvement.view.wording_promises import PROMISE_WORDS
from improvement.view.wording_results import RESULT_WORDS
from improvement.view.wording_room import ROOM_WORDS
from improvement.view.wording_rules import RULE_WORDS
from improvement.view.wording_scores import SCORE_WORDS
from improvement.view.wording_stages import STAGE_WORDS
from improvement.view.wording_what_if import WHAT_IF_WORDS

WORDS: Mapping[str, tuple[str, str]] = {
    **PLAN_WORDS,
    **RULE_WORDS,
    **DATE_WORDS,
    **LIMITED_WORDS,
    **LEVELLING_WORDS,
    **WHAT_IF_WORDS,
    **STAGE_WORDS,
    **CHAIN_WORDS,
    **EVIDENCE_WORDS,
    **PROMISE_WORDS,
    **RESULT_WORDS,
    **CANDIDATE_WORDS,
    **ROOM_WORDS,
    **SCORE_WORDS,
    **COMPARISON_WORDS,
}

OBJECTS = {
    "people": N_("person {id}"),
    "segments": N_("segment {id}"),
    "touchpoints": N_("touchpoint {id}"),
    "assumptions": N_("assumption {id}"),
    "access": N_("access of {id}"),
    "sources": N_("source {id}"),
    "findings": N_("finding {id}"),
    "votes": N_("votes of {id}"),
    "standards": N_("standard {id}"),
    "promises": N_("promise {id}"),
    "activities": N_("activity {id}"),
    "milestones": N_("milestone {id}"),
    "competencies": N_("competency {id}"),
    "training": N_("training {id}"),
    "risks": N_("risk {id}"),
    "measures": N_("measure {id}"),
    "audits": N_("audit {id}"),
    "incentives": N_("incentive {id}"),
    "reviews": N_("review {id}"),
    "items": N_("item {id}"),
    "cases": N_("case time {id}"),
}
SECTIONS = {
    "programme": N_("programme"),
    "assessment": N_("assessment"),
    "commitment": N_("commitment"),
    "realization": N_("realization"),
    "guarantee": N_("guarantee"),
    "read": N_("reading"),
}
# one id may say the same thing in several ways: by the field that names something, the kind of value ...
VARIANT_FACTS = ("field", "what", "why", "state", "wanted", "kind")


def sentence(issue: Issue) -> str:
    """What is wrong, without its object unless the sentence needs it; ends without a full stop."""
    told = _fill(_words(issue)[0], issue)
    if guess := dict(issue.facts).get("suggestion"):
        return _("{sentence} - did you mean '{suggestion}'?").format(sentence=told, suggestion=guess)
    return told


def hint(issue: Issue) -> str:
    """What to do about it; empty where the sentence says it all."""
    return _fill(_words(issue)[1], issue)


def named(issue: Issue) -> str:
    """The sentence with the name of its object, once."""
    told, whose = sentence(issue), object_name(issue)
    if not whose or "{object}" in _words(issue)[0]:
        return told
    return _("{object}: {sentence}").format(object=whose, sentence=told)


def full(issue: Issue) -> str:
    """Object, sentence and hint."""
    told, advised = named(issue), hint(issue)
    if not advised:
        return told
    return (
        f"{told} {advised}"
        if told.endswith(("?", ".", "。"))
        else _("{sentence}. {hint}").format(sentence=told, hint=advised)
    )


def line(issue: Issue, document: str = "", line: int | None = None, column: int | None = None) -> str:
    """file:line:column: severity[id]: object: sentence hint; what the issue knows itself may be left out."""
    where = (document or issue.where.document, line or issue.where.line, column or issue.where.column)
    place = ":".join(str(part) for part in where if part)
    return f"{place + ': ' if place else ''}{issue.severity}[{issue.id}]: {full(issue)}"


def object_name(issue: Issue) -> str:
    """The object's kind and own id, found from the path: activity pilot, finding x, programme; else empty."""
    path = issue.where.path
    for depth, key in enumerate(path[:2]):
        if key in OBJECTS and len(path) > depth + 1:
            return _(OBJECTS[key]).format(id=path[depth + 1])
    return _(SECTIONS[path[0]]) if path and path[0] in SECTIONS else ""


def words(id: str, facts: tuple[tuple[str, Fact], ...] = ()) -> str:
    """The words of a condition of a stage, or of a cell of the golden thread."""
    return _PLACES.format(_(WORDS[id][0]), **dict(facts))


def consequence(id: str) -> str:
    """What follows from a missing link of the golden thread; empty for a link that is there."""
    return _(WORDS[id][1]) if WORDS[id][1] else ""


def _words(issue: Issue) -> tuple[str, str]:
    facts = dict(issue.facts)
    for name in VARIANT_FACTS:
        if found := WORDS.get(f"{issue.id}.{facts.get(name)}"):
            return found
    told = " ".join(f"{name}={value}" for name, value in issue.facts)
    return WORDS.get(issue.id, (f"{issue.id} {told}".replace("{", "{{").replace("}", "}}"), ""))


def _fill(message: str, issue: Issue) -> str:
    if not message:
        return ""
    facts = dict(issue.facts)
    field = next((key for key in reversed(issue.where.path) if not key.isdigit()), "")
    whose = object_name(issue) or facts.get("id", "")
    return _PLACES.format(_(message), **({"object": whose, "field": field} | facts)).strip()


class _Places(Formatter):
    """Like str.format; a fact with the format `date` is a day as people write it."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return day(date.fromisoformat(value)) if format_spec == "date" else format(value, format_spec)


_PLACES = _Places()
