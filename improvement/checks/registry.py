"""What a rule is: one function, one id, one severity, kept in one table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from improvement.checks.facts import Facts
from improvement.errors import Fact, Severity
from improvement.model.change import Path
from improvement.model.plan import Plan

Hit = tuple[Path, dict[str, Fact]]
Hits = Iterator[Hit]
Finder = Callable[[Plan, Facts], Hits]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `find` yields the path and the facts of each place that breaks it."""

    id: str
    severity: Severity
    find: Finder
    waivable: bool


RULES: dict[str, Rule] = {}


def rule(id: str, severity: Severity, waivable: bool | None = None) -> Callable[[Finder], Finder]:
    """Enter a function in the table; errors are not waivable unless said so, gates and advice are."""

    def register(find: Finder) -> Finder:
        may_be_waived = severity is not Severity.ERROR if waivable is None else waivable
        RULES[id] = Rule(id, severity, find, may_be_waived)
        return find

    return register


def hit(path: Path, **facts: Fact) -> Hit:
    """One place that breaks a rule."""
    return path, facts
