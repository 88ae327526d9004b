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
    """A rule; `find` yields the path and the facts of each place that breaks it.

    `reads`: paths of the plan that it looks at, `*` for any key; by default all. What changes elsewhere, and in no
    entry added or removed on the way, cannot break it.
    """

    id: str
    severity: Severity
    find: Finder
    waivable: bool
    reads: tuple[str, ...] = ("",)

    def concerns(self, path: Path) -> bool:
        """Whether an edit at a path can change what the rule finds."""
        return any(_overlap(each.split("."), path) for each in self.reads)


def _overlap(pattern: list[str], path: Path) -> bool:
    return all(wanted in ("*", "", key) for wanted, key in zip(pattern, path, strict=False))


RULES: dict[str, Rule] = {}


def rule(
    id: str, severity: Severity, waivable: bool | None = None, reads: tuple[str, ...] = ("",)
) -> Callable[[Finder], Finder]:
    """Enter a function in the table; errors are not waivable unless said so, gates and advice are."""

    def register(find: Finder) -> Finder:
        may_be_waived = severity is not Severity.ERROR if waivable is None else waivable
        RULES[id] = Rule(id, severity, find, may_be_waived, reads)
        return find

    return register


def hit(path: Path, **facts: Fact) -> Hit:
    """One place that breaks a rule."""
    return path, facts
