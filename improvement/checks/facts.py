"""What the rules may know beside the plan: results that were already computed. Everything may be absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from improvement.model.base import FrozenMap
from improvement.model.programme import Person
from improvement.model.values import Span

Verdict = Literal["safe", "plausible", "over-promise", "not-enough-cases", "no-verdict"]
WorkState = Literal["done", "late", "on-time", "not-started"]
StageName = Literal["assessment", "commitment", "realization", "guarantee"]


@dataclass(frozen=True, slots=True)
class Kept:
    """In how many of the finished periods a public promise was kept; 0 <= kept <= periods."""

    kept: int
    periods: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Results beside the plan; a rule that lacks its facts is silent, never wrong."""

    verdicts: Mapping[str, Verdict] = FrozenMap()
    """Per promise: what may be promised."""
    items: Mapping[str, frozenset[str]] | None = None
    """Per source: the items of its mapping file; None where the mappings were not read."""
    asked: frozenset[str] = frozenset()
    """Factors that a question of customers is about."""
    shared_people: frozenset[str] = frozenset()
    """Ids of plans/people.yaml."""
    shared: Mapping[str, Person] = FrozenMap()
    """The same people with what they can do and when they are there, for a full check."""
    today: date | None = None
    windows: Mapping[str, Span] = FrozenMap()
    """Per activity and training: first and last day as scheduled, both inclusive."""
    overloaded: frozenset[str] = frozenset()
    """Persons and teams who are needed more than they are there."""
    work_state: Mapping[str, WorkState] = FrozenMap()
    """Per activity and training."""
    kept: Mapping[str, Kept] = FrozenMap()
    """Per public promise."""
    points: Mapping[str, int] = FrozenMap()
    """Per measure: points of its chart."""
    closed: frozenset[StageName] = frozenset()
    """Stages that a person has closed."""
