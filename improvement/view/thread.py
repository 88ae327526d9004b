"""The golden thread as it is shown: a row a finding, from what we found to the verdict."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

State = Literal["ok", "watch", "bad", "missing", "faded", "plain"]
Link = Literal["linked", "broken", "faded"]

COLUMNS = 5


@dataclass(frozen=True, slots=True)
class ThreadCell:
    """One object of the chain, or what is missing in it.

    `state`: ok, watch and bad colour the left edge, `missing` is the red dashed cell of a break, `faded` comes after a
    break, `plain` has no edge. The words say the same as the colour. `target` is where a click leads; "" = nowhere.
    """

    title: str
    detail: str = ""
    state: State = "plain"
    target: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """Finding, promise, activities, measure, verdict: always five cells. ValueError for another number."""

    cells: tuple[ThreadCell, ...]

    def __post_init__(self) -> None:
        if len(self.cells) != COLUMNS:
            raise ValueError(f"a row of the thread has {COLUMNS} cells, not {len(self.cells)}")

    @property
    def links(self) -> tuple[Link, ...]:
        """The four links between the cells: broken beside a missing cell, faded beside a faded one."""
        return tuple(_link(left, right) for left, right in pairwise(self.cells))


def _link(left: ThreadCell, right: ThreadCell) -> Link:
    states = {left.state, right.state}
    return "faded" if "faded" in states else "broken" if "missing" in states else "linked"
