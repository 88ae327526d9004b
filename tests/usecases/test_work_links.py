"""The one edit by which work waits for something else."""

import pytest

from improvement.model.change import Edit
from improvement.model.realization import Activity
from improvement.model.snapshot import Snapshot
from improvement.model.values import Dependency
from improvement.usecases.work_links import link_to, relinked, waits

PATH = ("realization", "activities", "b", "after")


def edits(after: list[str], dropped: list[str], added: str | None = None) -> tuple[Edit, ...]:
    links = tuple(map(Dependency.parse, after))
    data = {"realization": {"activities": {"b": {"title": "B", "after": [*after]} if after else {"title": "B"}}}}
    node = Activity.model_validate({"title": "B"}).model_copy(update={"after": links})
    gone = [Dependency.parse(each) for each in dropped]
    return relinked(Snapshot("p", "1", None, data, ()), node, "b", gone, Dependency.parse(added) if added else None)


@pytest.mark.parametrize(
    ("after", "dropped", "added", "new"),
    [
        ([], [], "a", ["a"]),
        (["a"], ["a"], None, None),
        (["a", "c SS"], ["a"], "d FF+2d", ["c SS", "d FF+2d"]),
        (["a", "c"], [], "a FS+2d", ["a FS+2d", "c"]),
        (["a", "c"], [], "a SS", ["a", "c", "a SS"]),
        (["a"], ["a"], "a SS-1w", ["a SS-1w"]),
    ],
)
def test_links_go_and_come_in_one_edit(after, dropped, added, new):
    assert edits(after, dropped, added) == (Edit("set", PATH, after or None, new),)


def test_nothing_changed_is_no_edit():
    assert edits(["a"], []) == ()
    assert edits(["a"], [], "a") == ()


@pytest.mark.parametrize(
    ("kind", "lag", "unit", "text"),
    [
        ("FS", 0, "d", "a"),
        ("FS", 2, "d", "a FS+2d"),
        ("SS", -1.5, "w", "a SS-1.5w"),
        ("FF", 4, "h", "a FF+4h"),
        ("SF", -3, "elapsed d", "a SF-elapsed 3d"),
    ],
)
def test_a_chosen_link_is_the_one_of_the_plan_file(kind, lag, unit, text):
    found = link_to("a", kind, lag, unit)
    assert str(found) == text
    assert Dependency.parse(text) == found


def test_each_is_waited_for_once_and_what_does_not_exist_is_left_out():
    links = tuple(map(Dependency.parse, ["a", "a SS", "gone"]))
    work = Activity.model_validate({"title": "B"})
    nodes = {"a": work, "b": work.model_copy(update={"after": links})}
    assert waits(nodes) == {"a": [], "b": ["a"]}
