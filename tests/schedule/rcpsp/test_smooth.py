"""Smoothing keeps the finish and the waits, and never makes the load rougher."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from improvement.schedule.rcpsp.bounds import ends
from improvement.schedule.rcpsp.project import Arc, Project, constant
from improvement.schedule.rcpsp.smooth import smooth, squares, use
from tests.schedule.rcpsp.projects import projects

AFTER = {"C": "A", "D": "B", "E": "C", "F": "C", "G": "DE", "H": "FG"}


def foundry(durations: list[int], rates: list[int]) -> Project:
    """General Foundry (Heizer & Render), activities A to H."""
    arcs = tuple(Arc(ord(p) - 65, ord(id) - 65) for id, waits in AFTER.items() for p in waits)
    return Project(np.array(durations), np.array(rates)[:, None], constant([sum(rates)]), arcs)


@pytest.mark.parametrize("case", ["early", "late", "levelled"])
def test_the_foundry(shared: Path, case: str) -> None:
    golden = {each["id"]: each for each in json.loads((shared / "methods" / "golden.json").read_text())}
    given, levelled = golden[f"level_foundry_{case}"], golden["level_foundry_levelled"]
    project, starts = (
        foundry(given["inputs"]["durations"], given["inputs"]["rates"]),
        np.array(given["inputs"]["starts"]),
    )
    assert [squares(project, starts), use(project, starts).max()] == given["expected"]
    found = smooth(project, starts)
    assert [squares(project, found), use(project, found).max()] == levelled["expected"]
    assert found.tolist() == levelled["inputs"]["starts"]


@given(projects(away=False))
@settings(max_examples=40, deadline=None)
def test_the_finish_stays_the_waits_hold_and_the_load_is_no_rougher(project: Project) -> None:
    early = ends(project).heads
    found = smooth(project, early)
    assert len(use(project, found)) == len(use(project, early))
    assert squares(project, found) <= squares(project, early)
    for source, target, lag, from_finish in project.arcs:
        assert found[target] >= found[source] + lag + (project.durations[source] if from_finish else 0)


class Counted(tuple[Arc, ...]):
    """Arcs that count how often somebody goes through all of them."""

    reads = 0

    def __iter__(self) -> Iterator[Arc]:
        self.reads += 1
        return super().__iter__()


def test_the_waits_are_read_once_and_not_for_each_move() -> None:
    project = foundry([2, 3, 2, 4, 4, 3, 5, 2], [3, 6, 4, 2, 4, 4, 6, 4])
    arcs = Counted(project.arcs)
    found = smooth(replace(project, arcs=arcs), ends(project).heads)
    before, arcs.reads = arcs.reads, 0
    assert found.tolist() == smooth(project, ends(project).heads).tolist()
    assert before <= 3
