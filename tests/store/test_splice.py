"""One edit changes its own lines only; whatever the layout, the result reads back as wanted."""

import difflib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.change import Edit, PlanForm, lookup
from improvement.store.edits import CannotEdit, edited
from improvement.store.source import read_source
from improvement.store.splice import spliced

PLAN = """\
# yaml-language-server: $schema=../plan.schema.json
# what this file is for
programme:
  title: "Small"          # the customer reads this
  starts: 2027-01-01

  # who takes part
  people:
    ana: {name: Ana}      # lead
    bo:
      name: 'Bo'

assessment:
  findings:

    # the oldest one
    slow:
      statement: Too slow
      causes:
        - no owner        # said by all
        - desk closes
      segments: [retail, vip]
      reason: |
        line one

        line two
    rude:    # careful
      statement: Rude
"""


def after(text: str, *edits: Edit) -> str:
    source = spliced(read_source(text), edits)
    return source.text


def changed(text: str, *edits: Edit) -> list[str]:
    """The lines that an edit took away (-) and brought (+)."""
    lines = difflib.unified_diff(text.splitlines(), after(text, *edits).splitlines(), n=0, lineterm="")
    return [each for each in lines if not each.startswith(("---", "+++", "@@"))]


SLOW = ("assessment", "findings", "slow")


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (
            Edit("set", ("programme", "title"), "Small", "Large: 1"),
            [
                '-  title: "Small"          # the customer reads this',
                '+  title: "Large: 1"          # the customer reads this',
            ],
        ),
        (Edit("set", ("programme", "cycle"), None, "2"), ["+  cycle: 2"]),
        (
            Edit("remove", ("programme", "title"), "Small"),
            ['-  title: "Small"          # the customer reads this', "+  # the customer reads this"],
        ),
        (
            Edit("set", ("programme", "people", "ana", "name"), "Ana", "Eva"),
            ["-    ana: {name: Ana}      # lead", "+    ana: {name: Eva}      # lead"],
        ),
        (Edit("set", ("programme", "people", "bo", "role"), None, "lead"), ["+      role: lead"]),
        (
            Edit("set", (*SLOW, "causes", "0"), "no owner", "nobody"),
            ["-        - no owner        # said by all", "+        - nobody        # said by all"],
        ),
        (
            Edit("set", (*SLOW, "segments"), ["retail", "vip"], ["vip"]),
            ["-      segments: [retail, vip]", "+      segments: [vip]"],
        ),
        (
            Edit("set", (*SLOW, "segments", "1"), "vip", "all"),
            ["-      segments: [retail, vip]", "+      segments: [retail, all]"],
        ),
        (Edit("set", (*SLOW, "decision"), None, "accepted"), ["+      decision: accepted"]),
        (
            Edit("set", (*SLOW, "reason"), "line one\n\nline two\n", "short"),
            ["-      reason: |", "-        line one", "-", "-        line two", "+      reason: short"],
        ),
        (
            Edit("remove", ("assessment", "findings", "rude"), {"statement": "Rude"}),
            ["-    rude:    # careful", "-      statement: Rude"],
        ),
        (Edit("move", SLOW, None, [*SLOW[:2], "slower"]), ["-    slow:", "+    slower:"]),
        (
            Edit("add", ("guarantee", "reviews", "first", "held_on"), None, "2027-03-01"),
            ["+", "+guarantee:", "+  reviews:", "+    first:", "+      held_on: 2027-03-01"],
        ),
    ],
)
def test_an_edit_changes_its_own_lines_only(edit: Edit, lines: list[str]) -> None:
    assert changed(PLAN, edit) == lines


def test_line_ends_and_byte_order_mark_survive() -> None:
    raw = b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode()
    edits = [Edit("set", ("programme", "title"), "Small", "New"), Edit("set", ("programme", "cycle"), None, "2")]
    written = spliced(read_source(raw), edits).to_bytes()
    assert written.startswith(b"\xef\xbb\xbf#")
    assert written.count(b"\n") == written.count(b"\r\n") == PLAN.count("\n") + 1


def test_an_entry_without_value_can_be_filled() -> None:
    text = "programme:\n  title: a\n  owner:   # who?\n  people:\n"
    assert after(text, Edit("set", ("programme", "owner"), None, "ana")).splitlines()[2] == "  owner: ana   # who?"
    filled = after(text, Edit("add", ("programme", "people", "ana"), None, {"name": "Ana"}))
    assert filled.splitlines()[3:] == ["  people:", "    ana:", "      name: Ana"]


def test_a_file_without_a_last_line_end_can_grow() -> None:
    text = "programme:\n  title: a"
    assert after(text, Edit("set", ("programme", "cycle"), None, "2")) == "programme:\n  title: a\n  cycle: 2\n"


KEYS = st.sampled_from(["a", "b", "c-1", "d"])
TEXTS = st.sampled_from(
    [
        "x",
        "NO",
        "a: b",
        "- a",
        "# c",
        "two\nlines",
        "17:30",
        "ดำเนิน",
        "it's",
        '"q"',
        "[x]",
        " lead",
        "trail ",
        "承诺, 二",
    ]
)
LEAVES = TEXTS | st.lists(TEXTS, min_size=1, max_size=3)
VALUES = st.recursive(LEAVES, lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=5)
TREES = st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), min_size=1, max_size=4)
LAYOUTS = st.sampled_from(
    [{"indent": 2}, {"indent": 4}, {"default_flow_style": True}, {"default_style": '"'}, {"width": 20}]
)


@st.composite
def edited_documents(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A document in some layout with comments in between, and a few edits that fit it."""
    tree: PlanForm = draw(TREES)
    lines = yaml.safe_dump(tree, allow_unicode=True, **draw(LAYOUTS)).splitlines()
    text = "".join(f"# note {n}\n{line}\n" if line[:1].isalpha() else f"{line}\n" for n, line in enumerate(lines))
    edits = []
    for _ in range(draw(st.integers(1, 4))):
        path = tuple(draw(st.lists(KEYS, min_size=1, max_size=4)))
        old = lookup(tree, path)
        new = draw(st.none() | VALUES) if len(path) > 1 else draw(st.none() | st.dictionaries(KEYS, VALUES, min_size=1))
        edit = Edit("set", path, old, new)
        try:
            after_edit = edited(tree, [edit])  # type: ignore[arg-type]  # a tree is a map
        except CannotEdit:
            continue
        if after_edit:
            tree = after_edit
            edits.append(edit)
    return text, edits


@pytest.mark.heavy
@settings(max_examples=300, deadline=None)
@given(edited_documents())
def test_any_edit_on_any_layout_reads_back_as_wanted(document: tuple[str, list[Edit]]) -> None:
    text, edits = document
    source = read_source(text)
    if source.issues:
        return
    wanted = edited(source.data, edits)  # type: ignore[arg-type]
    found = spliced(source, edits)
    assert found.data == wanted
    assert yaml.load(found.text, Loader=yaml.BaseLoader) == wanted
    touched = {edit.path[0] for edit in edits}
    for key in source.data if () not in source.flow else ():  # type: ignore[union-attr]
        if key in touched:
            continue
        start, end = source.key_extents[(key,)][0], source.extents[(key,)][1]
        assert source.text[start:end] in found.text


def test_a_new_section_stands_in_the_order_of_the_loop() -> None:
    text = after(PLAN, Edit("add", ("guarantee", "reviews", "first", "held_on"), None, "2027-03-01"))
    text = after(text, Edit("add", ("realization", "milestones", "live", "title"), None, "Live"))
    sections = [line for line in text.splitlines() if line[:1].isalpha()]
    assert sections == ["programme:", "assessment:", "realization:", "guarantee:"]


CAUSES = ("assessment", "findings", "slow", "causes")


def test_an_entry_of_a_list_goes_wherever_it_stands() -> None:
    text = after(PLAN, Edit("remove", (*CAUSES, "0"), "no owner"))
    assert lookup(read_source(text).data, CAUSES) == ["desk closes"]


def test_a_text_with_a_direction_mark_can_still_be_edited() -> None:
    marked = PLAN.replace("statement: Rude", 'statement: "Rude \u202atalk"')
    text = after(marked, Edit("set", ("programme", "title"), "Small", "Large"))
    assert lookup(read_source(text).data, ("programme", "title")) == "Large"


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (Edit("set", (*CAUSES, "9", "0"), None, "elsewhere"), "edit-not-a-map"),
        (Edit("set", (*CAUSES, "\u00b2"), None, "not a place"), "edit-not-a-map"),
        (
            Edit("move", ("assessment", "findings", "rude"), None, ["assessment", "findings", "slow"]),
            "edit-already-there",
        ),
    ],
)
def test_places_that_are_not_there_or_taken_are_refused(edit: Edit, problem: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        after(PLAN, edit)
    assert refused.value.problem.id == problem
