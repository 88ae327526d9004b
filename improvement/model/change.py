"""The one way back into a plan: a Change of edits, and the three answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from improvement.errors import Issue

# the plan form of a value: text, list or dict of the same; None means absent
PlanForm = str | list["PlanForm"] | dict[str, "PlanForm"] | None
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step: set a field, add an entry, remove an entry, or move an entry to another path (new holds the path)."""

    op: Literal["set", "add", "remove", "move"]
    path: Path
    old: PlanForm = None
    new: PlanForm = None


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that land together or not at all; `based_on` is the revision that the person saw."""

    who: str
    when: datetime
    based_on: str
    edits: tuple[Edit, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """The change is in the file."""

    revision: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the same field since: the edits that clash and what stands there now."""

    edits: tuple[Edit, ...]
    theirs: tuple[PlanForm, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The change would break the plan: why."""

    issues: tuple[Issue, ...]


Outcome = Applied | Conflict | Refused
Kind = Literal["change", "hand", "undo"]


@dataclass(frozen=True, slots=True)
class Logged:
    """One change of the past: made here, by hand, or taking another back; `undone`: it was taken back itself.

    `clashes` of a change by hand: the file's value (old) stands where the app had written another one (new).
    """

    number: int
    kind: Kind
    who: str
    when: datetime
    why: str
    edits: tuple[Edit, ...]
    undone: bool
    clashes: tuple[Edit, ...] = ()


def lookup(data: PlanForm, path: Path) -> PlanForm:
    """The value at a path of keys (list positions as text); None where there is none."""
    for key in path:
        if isinstance(data, Mapping):
            data = data.get(key)
        elif isinstance(data, list) and key.isdecimal() and int(key) < len(data):
            data = data[int(key)]
        else:
            return None
    return data
