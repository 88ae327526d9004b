"""Tried interventions: what usually mends a finding, as work that a plan can take over."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Annotated

from improvement.errors import Issue, KeptError, Place, Severity, issue
from improvement.model.assessment import Factor
from improvement.model.base import FrozenMap, Grammar, Model
from improvement.model.commitment import Target
from improvement.model.realization import Rollout
from improvement.model.validation import suggestion, validate
from improvement.model.values import Count, Estimate, Id, Link, Text, match, words_of

Word = Annotated[str, Grammar("word", lambda text: match("[a-z]+", text)[0], str, "complaint", "^[a-z]+$")]
SourceRow = Annotated[str, Grammar("source row", lambda text: match(r"S\d-\d\d", text)[0], str, "S0-26", r"^S\d-\d\d$")]


class DraftStandard(Model):
    """A service standard as a starting point; the team sets measure and owner."""

    need: Text
    """What the customer needs."""
    title: Text
    """The name that is shown."""
    target: Target
    """The level to start from."""


class DraftWork(Model):
    """What activities and training of an intervention have in common."""

    title: Text
    """What is done."""
    role: Text
    """Who usually does it, or for training who learns it."""
    estimate: Estimate
    """How long it usually takes."""
    after: tuple[Link, ...] = ()
    """What it waits for, inside the same intervention."""


class DraftActivity(DraftWork):
    """A piece of work."""

    rollout: Annotated[Rollout, words_of(Rollout)] | None = None
    """The step of the rollout: explain, guide on site, monitor remotely."""


class DraftTraining(DraftWork):
    """A course; interventions may train the same competency."""

    competency: Id
    """What is learned."""
    competency_title: Text
    """The name of the competency."""
    to_level: Count
    """The level required afterwards."""


class Intervention(Model):
    """One tried way to mend what customers met."""

    title: Text
    """What is changed."""
    outcome: Text
    """What the customer notices."""
    source: tuple[SourceRow, ...]
    """Rows of the source documents that ask for it."""
    factor: Annotated[Factor, words_of(Factor)]
    """Product, price, channel or competition."""
    words: tuple[Word, ...]
    """Words of findings that it answers, in their base form."""
    standard: DraftStandard | None = None
    """The standard that it helps to keep."""
    activities: FrozenMap[Id, DraftActivity]
    """Pieces of work."""
    training: FrozenMap[Id, DraftTraining] = FrozenMap()
    """Courses."""

    @property
    def works(self) -> Mapping[str, DraftWork]:
        """Activities and training by id: `after` may name both."""
        return {**self.activities, **self.training}


class Playbook(Model):
    """All interventions by id, in the order of their files."""

    interventions: FrozenMap[Id, Intervention] = FrozenMap()
    """What may be drafted into a plan."""


def playbook(files: Mapping[str, object]) -> Playbook:
    """The playbook of some files: file name -> map of interventions (text data).

    Raises KeptError with every issue: values that do not fit; an intervention id, or an id of work, that stands twice
    (`clashing-id`); `after` outside the intervention (`unknown-reference`); work that waits for itself (`cycle`).
    """
    issues: list[Issue] = []
    found: dict[str, Intervention] = {}
    first: dict[str, str] = {}
    for document, data in files.items():
        part, problems = validate(Playbook, {"interventions": data}, document)
        issues += (replace(each, where=Place(document, each.where.path[1:])) for each in problems)
        for id, intervention in part.interventions.items() if part else ():
            issues += _clashes(document, id, intervention, first)
            issues += _loose_ends(document, id, intervention)
            found[id] = intervention
    if issues:
        raise KeptError(*issues)
    return Playbook(interventions=FrozenMap(found))


def _problem(rule: str, document: str, path: tuple[str, ...], **facts: str) -> Issue:
    return issue(rule, Severity.ERROR, Place(document, path), **facts)


def _clashes(document: str, id: str, intervention: Intervention, first: dict[str, str]) -> Iterator[Issue]:
    """Ids that stand twice: interventions and works are all told apart by id alone, in the whole playbook."""
    for each in (id, *intervention.activities, *intervention.training):
        if each in first:
            path = (id,) if each == id else (id, each)
            yield _problem("clashing-id", document, path, text=each, other=first[each])
        first.setdefault(each, id)


def _loose_ends(document: str, id: str, intervention: Intervention) -> Iterator[Issue]:
    works = intervention.works
    waits = {name: [link.predecessor for link in work.after] for name, work in works.items()}
    for name, before in waits.items():
        for each in before:
            if each not in works:
                facts = {"field": "after", "text": each, "suggestion": suggestion(each, works)}
                yield _problem("unknown-reference", document, (id, name, "after"), **facts)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as loop:
        # graphlib names the loop from successor to predecessor
        names = list(reversed(loop.args[1]))
        yield _problem("cycle", document, (id, names[0], "after"), id=names[0], loop=" -> ".join(names))
