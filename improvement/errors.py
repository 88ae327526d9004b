"""Problems as values (Issue) and the exceptions of the package.

A problem in what a person wrote is an Issue: gathered, never raised one at a time. An exception is for the caller.
"""

from dataclasses import dataclass
from enum import StrEnum

Fact = str | int | float


class Severity(StrEnum):
    """How much an issue stops: an error refuses the change, a gate refuses closing a stage, advice refuses nothing."""

    ERROR = "error"
    GATE = "gate"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue is: a document and a path of keys; line and column (from 1) only where there is no path yet."""

    document: str = ""
    path: tuple[str, ...] = ()
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem: a stable id, its severity, its place and the facts that its sentence needs (view/wording.py)."""

    id: str
    severity: Severity
    where: Place
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        """The value of one fact; KeyError when the issue does not carry it."""
        return dict(self.facts)[name]


def issue(id: str, severity: Severity, where: Place | tuple[str, ...] = (), /, **facts: Fact) -> Issue:
    """An Issue from keyword facts; a bare tuple is a path in the plan."""
    return Issue(id, severity, where if isinstance(where, Place) else Place(path=where), tuple(facts.items()))


def advice(id: str, where: Place | tuple[str, ...] = (), /, **facts: Fact) -> Issue:
    """An Issue of severity advice: the form of every warning that a result carries."""
    return issue(id, Severity.ADVICE, where, **facts)


class KeptError(Exception):
    """The root of the package's exceptions; carries the issues that explain it."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__(", ".join(f"{each.id} {dict(each.facts)}" for each in issues))
        self.issues = issues


class UnknownPlan(KeptError):
    """There is no such programme, or its id is not an id."""


class UnreadableData(KeptError):
    """An evidence file that cannot be understood as a table."""


class CyclicNetwork(KeptError):
    """Activities that wait for themselves; `loop` starts and ends with the same id."""

    def __init__(self, loop: tuple[str, ...], problem: Issue) -> None:
        super().__init__(problem)
        self.loop = loop
