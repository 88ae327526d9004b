"""Where a hand save and the app both wrote the same field: listed until somebody chooses, then settled."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.model.change import Applied, Edit
from improvement.usecases.editing import apply, set_to
from improvement.usecases.hand_clashes import HandClash, hand_clashes, leaving
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace

WHEN = datetime(2027, 1, 1, 12, tzinfo=UTC)
TITLE = ("programme", "title")


def plan(title: str, more: str = "") -> str:
    return f"programme:\n  title: {title}\n  starts: 2027-01-01\n{more}"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A programme whose title Ana has changed in the app while somebody had the file open, who saved then."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(plan("Small"))
    found = start(tmp_path, lambda: WHEN)
    save(found, "Ana", "Ana's")
    save_by_hand(tmp_path, plan("By hand", "  cycle: 2\n"))
    return found


def save(workspace: Workspace, who: str, title: str) -> None:
    edit = set_to(workspace.store.snapshot("small"), TITLE, title)
    assert isinstance(apply(workspace.store, "small", who, WHEN, (edit,)), Applied)


def save_by_hand(root: Path, text: str) -> None:
    file = root / "small/plan.yaml"
    file.write_text(text)
    earlier = time.time() - 1
    os.utime(file, (earlier, earlier))


def found(workspace: Workspace) -> tuple[Opened, tuple[HandClash, ...]]:
    programme = opened(workspace, "small")
    return programme, hand_clashes(programme, workspace.store.snapshot("small").data)


def test_both_values_and_the_author_are_known(workspace: Workspace) -> None:
    programme, clashes = found(workspace)
    assert (programme.plan.programme.title, programme.plan.programme.cycle) == ("By hand", 2)
    assert [(each.edit, each.by) for each in clashes] == [(Edit("set", TITLE, "By hand", "Ana's"), "Ana")]


@pytest.mark.parametrize(("takes", "title"), [(True, "Ana's"), (False, "By hand")])
def test_a_choice_settles_it(workspace: Workspace, takes: bool, title: str) -> None:
    clash = found(workspace)[1][0]
    edit = clash.edit if takes else leaving(clash)
    assert isinstance(apply(workspace.store, "small", "Bo", WHEN, (edit,)), Applied)
    programme, clashes = found(workspace)
    assert (programme.plan.programme.title, clashes) == (title, ())
    assert [each.who for each in workspace.store.log("small")] == ["Ana", "by hand", "Bo"]
    assert workspace.store.fsck("small") == 3


def test_whoever_writes_the_field_anew_has_settled_it(workspace: Workspace) -> None:
    save(workspace, "Bo", "Third")
    assert found(workspace)[1] == ()
