"""A plan text judged: the plan that it says, the facts it was judged by, and every error in it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import Issue, Severity
from improvement.model.change import Edit, Path, lookup
from improvement.model.plan import Plan
from improvement.model.renewal import renewed
from improvement.model.validation import validate
from improvement.store.document import Document
from improvement.store.history import Step

FactsOf = Callable[[Plan], Facts]


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with its plan (None where there is an error that keeps it from being one) and its errors."""

    document: Document
    plan: Plan | None
    facts: Facts
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A change carried out in memory, and its text judged."""

    step: Step
    judged: Judged


def unreadable(name: str, problem: Issue) -> Judged:
    """What there is to say of a file that cannot be read at all."""
    return Judged(Document(name, "", None, (problem,)), None, Facts(), (problem,))


def judged(
    document: Document, facts_of: FactsOf, before: Judged | None = None, touched: Collection[Path] = ()
) -> Judged:
    """Judge a text. With an earlier one that was in order, only what the edits at the `touched` paths concern."""
    errors = tuple(each for each in document.issues if each.severity is Severity.ERROR)
    if document.data is None:
        return Judged(document, None, Facts(), errors)
    good = before if before and before.plan and not before.issues else None
    touched = {_whole_entry(path, document, good) for path in touched} if good else ()
    plan = renewed(good.plan, document.data, touched) if good and good.plan else None
    if plan is None:
        plan, wrong = validate(Plan, document.data, document.name)
        if plan is None:
            return Judged(document, None, Facts(), errors + _located(document, wrong))
    facts = facts_of(plan)
    only = touched if good and facts == good.facts else None
    found = check(plan, facts, (Severity.ERROR,), only)
    return Judged(document, plan, facts, errors + _located(document, found))


def followed(document: Document, facts_of: FactsOf, good: Judged, touched: Collection[Path]) -> Judged:
    """A text to which committed changes lead from one that was in order: whoever committed them has checked it."""
    plan = renewed(good.plan, document.data, touched) if good.plan else None
    return Judged(document, plan, good.facts, ()) if plan else judged(document, facts_of)


def _located(document: Document, found: Collection[Issue]) -> tuple[Issue, ...]:
    return tuple(document.source.located(each) for each in found)


def _whole_entry(path: Path, document: Document, before: Judged) -> Path:
    """The path; cut to its entry `section.kind.id` where that came or went: then every rule about entries counts."""
    entry = path[:3]
    both = (lookup(data, entry) is not None for data in (document.data, before.document.data))
    return path if all(both) else entry


def touched_by(edits: Iterable[Edit]) -> tuple[Path, ...]:
    """The paths that edits concern, both ends of a move."""
    return tuple(path for edit in edits for path in _ends(edit))


def _ends(edit: Edit) -> tuple[Path, ...]:
    if edit.op == "move" and isinstance(edit.new, list):
        return edit.path, tuple(str(key) for key in edit.new)
    return (edit.path,)
