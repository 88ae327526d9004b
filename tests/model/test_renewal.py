"""A plan renewed entry by entry is the plan validated as a whole."""

import pytest

from improvement.model.base import plain
from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.model.renewal import renewed
from improvement.model.validation import validate
from improvement.store.edits import edited
from tests.samples.committed import SAMPLES
from tests.samples.committed import plan as sample

ACTIVITIES: Path = ("realization", "activities")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_entry_can_be_removed_renamed_and_changed(name: str) -> None:
    plan = sample(name)
    data = plain(plan)
    for section in Plan.model_fields:
        for kind, entries in (data.get(section) or {}).items():
            if not isinstance(entries, dict) or not all(isinstance(each, dict) for each in entries.values()):
                continue
            for id in list(entries)[:3]:
                path: Path = (section, kind, id)
                for edit in (
                    Edit("remove", path, lookup(data, path)),
                    Edit("move", path, None, [section, kind, "renamed-entry"]),
                ):
                    check(plan, edited(data, [edit]), [path, (section, kind, "renamed-entry")])


def check(plan: Plan, data: dict[str, PlanForm], touched: list[Path]) -> None:
    whole, wrong = validate(Plan, data)
    found = renewed(plan, data, touched)
    if found is None:
        # the last entry of a kind, or a kind that holds no entries of its own
        assert wrong or not lookup(data, touched[0][:2]) or touched[0][1] in ("calendar", "votes")
        return
    assert found == whole
    assert plain(found) == plain(whole)
    assert list(plain(found)) == list(plain(whole))


def test_only_what_was_touched_is_made_again() -> None:
    plan = sample("harbour-bank")
    data = plain(plan)
    first, second, *_ = plan.realization.activities
    path = (*ACTIVITIES, first, "title")
    found = renewed(plan, edited(data, [Edit("set", path, None, "Other")]), [path])
    assert found
    assert found.realization.activities[first].title == "Other"
    assert found.realization.activities[second] is plan.realization.activities[second]
    assert found.commitment is plan.commitment


def test_what_is_no_entry_renews_its_section() -> None:
    plan = sample("harbour-bank")
    for path, new in ((("programme", "title"), "x"), (("programme", "calendar", "hours"), "08:00-16:00")):
        data = edited(plain(plan), [Edit("set", path, None, new)])
        found, (whole, _) = renewed(plan, data, [path]), validate(Plan, data)
        assert found == whole
        assert plain(found) == plain(whole)
        assert found
        assert found.realization is plan.realization


def test_what_is_not_valid_and_whole_sections_are_left_to_the_whole() -> None:
    plan = sample("harbour-bank")
    data = plain(plan)
    first = next(iter(plan.realization.activities))
    for path, new in (
        ((*ACTIVITIES, first, "estimate"), "soon"),
        (("programme", "starts"), "soon"),
        (("guarantee",), None),
    ):
        assert renewed(plan, edited(data, [Edit("set", path, None, new)]), [path]) is None
