"""A plan in pieces: whatever is done to it, it is the same as when the whole text is read again."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.errors import Severity
from improvement.model.change import Edit, PlanForm, lookup
from improvement.store.document import Document, read_document
from improvement.store.edits import CannotEdit
from improvement.store.emit import emit
from improvement.store.outline import outline
from improvement.store.patch import Patch
from improvement.store.source import read_source
from improvement.store.splice import spliced
from tests.conftest import ROOT
from tests.store.test_splice import PLAN, SLOW, edited_documents

pytestmark = pytest.mark.heavy

SAMPLES = sorted(each.parent.name for each in ROOT.glob("plans/*/plan.yaml"))
FINDINGS = ("assessment", "findings")


def same(document: Document) -> Document:
    """The document, compared with its text read as a whole."""
    fresh = read_document(document.to_bytes(), document.name)
    assert (document.data, document.issues, document.has_mark) == (fresh.data, fresh.issues, fresh.has_mark)
    assert order(document.data) == order(fresh.data)
    assert document.revision == fresh.revision
    if document.pieces:
        assert "".join(each.text for each in document.pieces) == document.text
        assert document.pieces == fresh.pieces
        assert document.nodes >= fresh.nodes
    return document


def order(data: PlanForm) -> list[object]:
    """The keys of a plan in their order, at every depth."""
    return [(key, order(value)) for key, value in data.items()] if isinstance(data, dict) else []


@settings(max_examples=150, deadline=None)
@given(edited_documents())
def test_edits_do_what_they_do_on_the_whole_text(given_document: tuple[str, list[Edit]]) -> None:
    text, edits = given_document
    document = read_document(text)
    if document.issues:
        return
    for edit in edits:
        after = same(document.edited([edit]))
        whole = spliced(read_source(document.text), [edit])
        assert (after.data, order(after.data)) == (whole.data, order(whole.data))
        patch = Patch.between(document.text, after.text)
        assert same(document.patched(patch)).data == after.data
        assert same(after.patched(patch.inverse)).data == document.data
        document = after


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_outline_says_what_the_strict_reader_says(sample: str) -> None:
    text = (ROOT / f"plans/{sample}/plan.yaml").read_text()
    found = outline(text)
    assert found
    assert found.data == read_source(text).data
    assert all(text[start:].startswith(path[-1]) for path, start in found.cuts)


@pytest.mark.parametrize("file", sorted(ROOT.glob("tests/plans/broken/*.yaml")), ids=lambda file: file.name)
def test_the_outline_is_silent_where_the_strict_reader_complains(file: str) -> None:
    raw = (ROOT / file).read_bytes()
    source, document = read_source(raw), read_document(raw)
    assert (document.data, document.issues) == (source.data, source.issues)
    if any(each.severity is Severity.ERROR for each in source.issues):
        assert document.pieces == ()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:- \n#'\"[]{},&*!|>?~\t", max_size=60))
def test_the_outline_agrees_on_any_text(text: str) -> None:
    source, document = read_source(text), read_document(text)
    assert (document.data, document.issues) == (source.data, source.issues)


LARGE = emit(
    {
        "programme": {"title": "Large", "starts": "2027-01-01", "people": {"ana": {"name": "Ana"}}},
        "assessment": {"findings": {f"finding-{n}": {"statement": f"Number {n}"} for n in range(30)}},
    }
)


def test_many_random_edits_stay_in_their_pieces() -> None:
    """Each of them is done in the piece of its entry: the pieces of all others are the same."""
    dice, document = random.Random(7), read_document(LARGE)
    for n in range(200):
        findings = lookup(document.data, FINDINGS)
        assert isinstance(findings, dict)
        id = dice.choice([*findings])
        edit = dice.choice(
            [
                Edit("set", (*FINDINGS, id, "statement"), None, f"Now {n}"),
                Edit("set", (*FINDINGS, id, "reason"), None, dice.choice([None, "short", "two\nlines"])),
                Edit("add", (*FINDINGS, f"new-{n}"), None, {"statement": f"New {n}", "causes": ["a: b"]}),
                Edit("remove", (*FINDINGS, id), findings[id]),
                Edit("move", (*FINDINGS, id), None, [*FINDINGS, f"moved-{n}"]),
            ]
        )
        after = same(document.edited([edit]))
        changed = {each.path[:3] for each in {*document.pieces} ^ {*after.pieces}}
        assert len(changed) <= 3
        document = after


@pytest.mark.parametrize(
    "edit",
    [
        Edit("set", ("programme", "cycle"), None, "2"),
        Edit("remove", FINDINGS, None),
        Edit("add", ("guarantee", "reviews", "first", "held_on"), None, "2027-03-01"),
        Edit("move", (*SLOW, "reason"), None, ["programme", "slogan"]),
        Edit("set", (*SLOW, "statement"), None, "Right to left \u202a"),
    ],
)
def test_what_concerns_more_than_an_entry_is_done_on_the_whole_text(edit: Edit) -> None:
    after = same(read_document(PLAN).edited([edit]))
    assert after.text == spliced(read_source(PLAN), [edit]).text


def test_an_edit_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(CannotEdit):
        read_document(PLAN).edited([Edit("remove", (*FINDINGS, "nobody"), None)])
    with pytest.raises(CannotEdit):
        read_document("a: [").edited([Edit("set", ("a",), None, "b")])


def test_a_patch_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        read_document(PLAN).patched(Patch(0, "x", "y"))
