"""A hand save and the app's edits in one text: nothing is lost, clashes are listed, comments and layout stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.change import Edit, PlanForm, lookup
from improvement.store.document import read_document
from improvement.store.edits import edited
from improvement.store.emit import emit
from improvement.store.hand import Imported, gutted, imported
from improvement.store.nearest import nearest
from tests.store.hand_saves import simulate
from tests.store.test_splice import PLAN


def merged(file: str, app: str, base: str = PLAN) -> Imported:
    return imported(read_document(app), read_document(file), [app, base])


def test_each_sides_lines_are_taken_as_they_are() -> None:
    mine = [("Too slow", "Far too slow   # since spring"), ("name: 'Bo'", 'name: "Bo"   # not Bob')]
    theirs = [
        ("no owner ", "nobody   "),
        ("    rude:", "    late:\n      statement: Late\n    rude:"),
        ("2027", "2028"),
    ]
    file, app, both = PLAN, PLAN, PLAN
    for old, new in mine:
        file, both = file.replace(old, new), both.replace(old, new)
    for old, new in theirs:
        app, both = app.replace(old, new), both.replace(old, new)
    assert merged(file, app) == Imported(read_document(both), ())


def test_a_field_that_both_changed_keeps_the_files_value_and_lists_the_apps() -> None:
    found = merged(PLAN.replace("Small", "File"), PLAN.replace("Small", "App").replace("Rude", "Very rude"))
    assert found.document.text == PLAN.replace("Small", "File").replace("Rude", "Very rude")
    assert found.clashes == (Edit("set", ("programme", "title"), "File", "App"),)


SLOW = ("assessment", "findings", "slow")
RUDE = "    rude:    # careful\n      statement: Rude\n"


def test_an_entry_that_one_side_removed_and_the_other_changed_is_a_clash_as_a_whole() -> None:
    changed, without = PLAN.replace("Rude", "Very rude"), PLAN.replace(RUDE, "")
    path = (*SLOW[:2], "rude")
    found = merged(without, changed)
    assert (found.document.text, found.clashes) == (without, (Edit("set", path, None, {"statement": "Very rude"}),))
    found = merged(changed, without)
    assert (found.document.text, found.clashes) == (changed, (Edit("set", path, {"statement": "Very rude"}, None),))


def test_a_section_that_one_side_emptied_stays_for_what_the_other_added() -> None:
    base = "programme:\n  title: a\n\nguarantee:\n  reviews:   # spring\n    one:\n      note: x\n"
    file = base + "    two:\n      note: y\n"
    found = merged(file, base[: base.index("\nguarantee")], base)
    assert found.document.text == file.replace("    one:\n      note: x\n", "")
    assert found.clashes == ()


def test_new_entries_of_both_sides_in_a_new_section_stand_side_by_side() -> None:
    base = "programme:\n  title: a\n"
    one, two = (f"{base}\nguarantee:\n  reviews:\n    {id}:\n      note: {id}\n" for id in ("one", "two"))
    found = merged(one, two, base)
    reviews = lookup(found.document.data, ("guarantee", "reviews"))
    assert (reviews, found.clashes) == ({"one": {"note": "one"}, "two": {"note": "two"}}, ())


def test_a_comment_on_a_line_that_the_file_changed_becomes_a_line_of_its_own() -> None:
    app = PLAN.replace("Too slow\n", "Too slow   # who says so?\n").replace("desk closes", "desk is closed")
    found = merged(PLAN.replace("Too slow", "Slow"), app)
    assert "      # who says so?\n      statement: Slow\n" in found.document.text
    assert "desk is closed" in found.document.text


@pytest.mark.parametrize(
    "layout",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("  ", "    "),
        lambda text: text.rstrip("\n"),
        lambda text: "---\n" + text,
        lambda text: text.replace("    ana: {name: Ana}", "    ana:\n      name: Ana"),
        lambda text: text + "\n# the end",
    ],
)
def test_whatever_the_editor_made_of_the_layout_the_apps_edits_arrive(layout) -> None:
    file = read_document(layout(PLAN.replace("Rude", "Rude by hand")).encode())
    app = PLAN.replace("Small", "Large").replace("Too slow", "Slow") + "    late:\n      statement: Late\n"
    found = imported(read_document(app), file, [app, PLAN])
    wanted = read_document(app.replace("Rude", "Rude by hand")).data
    assert (found.document.data, found.clashes) == (wanted, ())
    assert found.document.has_mark == file.has_mark
    assert ("\r\n" in found.document.text) == ("\r\n" in file.text)
    assert found.document.text.count("#") >= PLAN.count("#")


def test_a_plan_in_brackets_is_merged_or_the_clash_is_listed() -> None:
    base = '{"programme":\n  {"title": "Small",\n  "owner": "ana"}}\n'
    found = merged(base.replace("ana", "bo"), base.replace("Small", "Large"), base)
    assert lookup(found.document.data, ("programme", "owner")) == "bo"
    title = lookup(found.document.data, ("programme", "title"))
    assert title == "Large" or [each.new for each in found.clashes] == ["Large"]


KEYS = st.sampled_from(["a", "b", "c"])


def trees(*values: str) -> st.SearchStrategy[dict[str, PlanForm]]:
    fields = st.dictionaries(KEYS, st.sampled_from(values), min_size=1)
    entries = st.dictionaries(KEYS, fields, min_size=1)
    return st.dictionaries(KEYS, st.dictionaries(KEYS, entries, min_size=1), min_size=1, max_size=2)


def with_fields(tree: PlanForm, more: PlanForm) -> PlanForm:
    """The tree with the fields of another put into it."""
    if not isinstance(tree, dict) or not isinstance(more, dict):
        return tree if more is None else more
    return {
        key: with_fields(tree.get(key), more.get(key)) for key in [*tree, *(each for each in more if each not in tree)]
    }


@settings(max_examples=40, deadline=None)
@given(trees("0", "two\nlines"), trees("0", "app", "x: y"), trees("hand", "# by hand"))
def test_every_value_of_both_sides_is_in_the_text_or_in_the_list(
    base: dict[str, PlanForm], app: dict[str, PlanForm], by_hand: dict[str, PlanForm]
) -> None:
    file = with_fields(base, by_hand)
    texts = [emit(app, ""), emit(base, "")]
    found = imported(read_document(texts[0]), read_document(emit(file, "")), texts)
    assert not found.document.issues
    data = found.document.data
    assert isinstance(data, dict)
    assert all(lookup(data, path) == value for path, value in _leaves(by_hand))
    if nearest(texts[0], emit(file, ""), texts) != (texts[1],):
        # as if it had been made from the app's text: then the person has overwritten what stood there
        return
    # with the app's side of every clash taken, all that the app changed or removed is there
    chosen = edited(data, [Edit("set", each.path, each.old, each.new) for each in found.clashes])
    assert all(lookup(chosen, path) == value for path, value in _leaves(app) if value != lookup(base, path))
    gone = [path for path, _value in _leaves(base) if lookup(app, path) is None and lookup(by_hand, path) is None]
    assert [path for path in gone if lookup(chosen, path) is not None] == []


def _leaves(data: PlanForm, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], PlanForm]]:
    if not isinstance(data, dict):
        return [(path, data)]
    return [leaf for key, value in data.items() for leaf in _leaves(value, (*path, key))]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_play_of_hand_saves_and_edits_in_the_app_loses_nothing(seed: int) -> None:
    found = simulate(saves=40, seed=seed)
    assert set(found.saves) == {"careful", "sed", "sloppy", "adding", "removing"}
    assert found.app_edits > 40
    assert found.clashes > 0
    assert (found.lost_hand, found.lost_app, found.lost_comments) == ([], [], [])


def test_a_file_without_a_third_of_the_activities_is_held_back() -> None:
    def plan(count: int) -> PlanForm:
        return {"realization": {"activities": {f"act-{n}": {"title": "x"} for n in range(count)}}}

    assert gutted(plan(10), plan(7)) is None
    found = gutted(plan(10), plan(6))
    assert found is not None
    assert (found.id, dict(found.facts)) == ("gutted-file", {"count": 4, "of": 10})
    assert gutted(plan(3), {"programme": {}}) is not None
    assert gutted({"programme": {}}, plan(3)) is None
