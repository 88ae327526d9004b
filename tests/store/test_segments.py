"""Segments are the text, cut at its entries; cutting a changed text again gives what cutting it anew gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.change import PlanForm
from improvement.store.segments import HEAD, TAIL, cut, recut
from improvement.store.source import read_source
from tests.conftest import ROOT
from tests.store.test_splice import PLAN

LINES = st.sampled_from(
    [
        "a:",
        "b: 1",
        "  a:",
        "  'b': 2",
        "    a:",
        "    c: {x: 1}",
        "      d: 1",
        "# top",
        "    # in",
        "",
        "    - x",
        "---",
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("\n".join)


def entries(data: PlanForm, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    if not isinstance(data, dict) or len(path) == 3:
        return {path}
    return {path}.union(*(entries(value, (*path, key)) for key, value in data.items()))


def test_a_comment_belongs_to_the_entry_below_it_unless_it_is_indented_deeper() -> None:
    text = PLAN + "      # left behind\n    # on the next\n    new: 1\n\n# the end\n"
    found = cut("---\n" + text).segments()
    assert found[HEAD] == "---\n"
    assert found[("programme",)] == "".join(text.splitlines(keepends=True)[:3])
    assert found[("programme", "people")] == "\n  # who takes part\n  people:\n"
    assert found[("assessment", "findings", "rude")].endswith("      # left behind\n")
    assert found[("assessment", "findings", "new")] == "    # on the next\n    new: 1\n"
    assert found[TAIL] == "\n# the end\n"


def test_every_entry_of_the_sample_plans_has_a_segment() -> None:
    for file in ROOT.glob("plans/*/plan.yaml"):
        text = file.read_text(encoding="utf-8")
        found = cut(text)
        assert found.is_clear
        assert {*found.paths} - {TAIL} == entries(read_source(text).data) - {()}


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_cutting_again_is_cutting(before: str, middle: str, other: str, behind: str) -> None:
    first, second = before + middle + behind, before + other + behind
    whole = cut(second)
    again, concerned, segments = recut(cut(first), second)
    assert whole.starts[:1] == ([0] if second else [])
    assert whole.starts == sorted(set(whole.starts))
    assert again == whole
    if whole.is_clear and cut(first).is_clear:
        known = {path: text for path, text in cut(first).segments().items() if path not in concerned}
        assert known | segments == whole.segments()
