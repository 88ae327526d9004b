"""Reading plan text with positions, and writing it so that every reader takes it alike."""

import re
from pathlib import Path

import pytest
import yaml
import yaml12
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from improvement.store.emit import emit
from improvement.store.source import read_source
from improvement.store.tree import DEPTH_LIMIT
from tests.conftest import ROOT


def found(raw: bytes | str) -> list[tuple[str, int | None, int | None]]:
    return [(each.id, each.where.line, each.where.column) for each in read_source(raw).issues]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: 1\na: 2\n", ("duplicate-key", 2, 1)),
        ("a: &x 1\n", ("anchor", 1, 4)),
        ("a: *x\n", ("alias", 1, 4)),
        ("a: !!int 1\n", ("tag", 1, 4)),
        ("a: ~\n", ("null-word", 1, 4)),
        ("<<: {a: 1}\n", ("merge-key", 1, 1)),
        ("? [a]\n: 1\n", ("complex-key", 1, 3)),
        ("a: 1\n---\nb: 1\n", ("more-documents", 2, 1)),
        ("a:\n\tb: 1\n", ("tab-indent", 2, 1)),
        ("a: \x00\n", ("control-character", 1, 4)),
        ("a: b\x85c\n", ("bad-separator", 1, 5)),
        ("a: b\ufffec\n", ("control-character", 1, 5)),
        ("a: b\x80c\n", ("control-character", 1, 5)),
        ("- a\n", ("not-a-map", 1, 1)),
        (b"a: caf\xe9\n", ("not-utf8", 1, 7)),
        ("a: [1\n", ("yaml-syntax", 2, 1)),
        ("a: abc\u202edef\n", ("hidden-direction", 1, 7)),
    ],
)
def test_each_refusal_names_its_place(raw: bytes | str, expected: tuple[str, int, int]) -> None:
    assert found(raw)[0] == expected


@pytest.mark.parametrize("raw", ["[" * 200_000, "{a: " * 50_000, "- " * 100_000])
def test_brackets_are_refused_before_the_parser_recurses(raw: str) -> None:
    assert found(raw)[0][0] == "too-deep"
    assert DEPTH_LIMIT == 12


def test_a_huge_file_and_a_huge_text_are_refused() -> None:
    assert found(b"a: " + b"x" * 5_000_001)[0][0] == "too-large"
    assert found("a: " + "x" * 70_000)[0][0] == "too-large"
    assert found("".join(f"k{i}: 1\n" for i in range(100_001)))[0][0] == "too-large"


def test_several_problems_are_reported_at_once() -> None:
    assert [each[0] for each in found("a: ~\nb: 1\nb: 2\nc: null\n")] == ["null-word", "duplicate-key", "null-word"]


def test_scalars_stay_text_and_empty_values_are_absent() -> None:
    source = read_source('a: NO\nb: 12:30\nc: 017\nd:\ne: ""\nf: [1, 2]\n')
    assert source.data == {"a": "NO", "b": "12:30", "c": "017", "e": "", "f": ["1", "2"]}


def test_byte_order_mark_is_cut_and_positions_hold() -> None:
    source = read_source(b"\xef\xbb\xbfa: 1\nb: {c: 2}\n")
    assert source.data == {"a": "1", "b": {"c": "2"}}
    assert source.place(("b", "c")) == (2, 8)
    assert source.place(("b", "missing")) == (2, 4)
    assert source.place(("b", "c"), at_key=True) == (2, 5)


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters="\ufeff"), min_size=1)
WORDS = (  # one string reads better than a list of thirty
    "NO yes null ~ 017 1_000 1e3 12:30 0x1f true # @x = é ' \" \\ ดำเนิน 承诺 2027-01-01 1.5 .inf a: [x] {x} %".split()  # noqa: SIM905
)
NASTY = st.sampled_from([*WORDS, "- a", "a: b", "a #b", "a\nb", "a\n\nb\n", " a", "a "])
SCALAR = TEXT | NASTY
TREES = st.dictionaries(
    st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True),
    st.recursive(SCALAR, lambda inner: st.dictionaries(SCALAR, inner, min_size=1, max_size=3), max_leaves=6)
    | st.lists(SCALAR, min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@pytest.mark.heavy
@settings(max_examples=300, deadline=None)
@given(TREES)
def test_what_is_written_reads_back_equal(tree: dict[str, object]) -> None:
    text = emit(tree)  # type: ignore[arg-type]
    assert read_source(text).data == tree
    assert yaml.load(text, Loader=yaml.BaseLoader) == tree


def as_text(value: object) -> object:
    """What different readers made of a scalar, brought back to text; empty values dropped."""
    if isinstance(value, dict):
        return {str(key): as_text(each) for key, each in value.items() if each not in (None, "")}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("sample", ["harbour-bank", "city-clinic", "river-logistics"])
def test_a_sample_loads_alike_everywhere(sample: str) -> None:
    text = (ROOT / "plans" / sample / "plan.yaml").read_text()
    ours = read_source(text)
    assert not ours.issues
    for theirs in (yaml.safe_load(text), YAML(typ="safe", pure=True).load(text), yaml12.parse_yaml(text)):
        assert as_text(theirs) == as_text(ours.data)


def test_the_documented_example_loads_alike_everywhere(shared: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", (shared / "design/plan-file.md").read_text(), re.DOTALL)
    assert example
    ours = read_source(example[1])
    assert not ours.issues
    assert as_text(ours.data) == as_text(yaml.safe_load(example[1]))
    assert as_text(ours.data) == as_text(YAML(typ="safe", pure=True).load(example[1]))
    assert as_text(ours.data) == as_text(yaml12.parse_yaml(example[1]))
    assert as_text(yaml.safe_load(emit(ours.data))) == as_text(ours.data)  # type: ignore[arg-type]
