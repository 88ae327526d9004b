"""Values of several parts: one way to be read, refused, written and described."""

import pickle
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from improvement.model.base import Composed, plain
from improvement.model.risks import Impact
from improvement.model.values import Estimate, LocalText

KINDS = [
    (Estimate, "10d", ["2d", "3d", "6d"], ["6d", "2d", "3d"], "['6d', '2d', '3d']"),
    (Impact, "x1.5", ["2d", "5d", "10d"], {"low": "2d"}, "{'low': '2d'}"),
    (LocalText, "Hello", {"en": "Hello", "th": "สวัสดี"}, {"xx": "?", "en": "!"}, "xx, en"),
]


@pytest.mark.parametrize(("kind", "one", "several", "wrong", "shown"), KINDS)
def test_a_value_is_read_written_and_refused_with_an_example(
    kind: type[Composed], one: str, several: Any, wrong: Any, shown: str
) -> None:
    adapter = TypeAdapter(kind)
    for form in (one, several):
        value = adapter.validate_python(form)
        assert isinstance(value, kind)
        assert adapter.validate_python(value) is value
        assert adapter.dump_python(value) == plain(value) == form
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(value) == hash(kind.parse(form))
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(wrong)
    (found,) = refused.value.errors()
    assert (found["type"], found["ctx"]["text"]) == ("not-a-value", shown)
    assert (found["ctx"]["kind"], found["ctx"]["example"]) == (kind.KIND, kind.EXAMPLE)


@pytest.mark.parametrize("kind", [Estimate, Impact])
def test_three_points_are_described_as_one_text_or_three(kind: type[Composed]) -> None:
    one, three = TypeAdapter(kind).json_schema()["anyOf"]
    assert three == {"type": "array", "items": one, "minItems": 3, "maxItems": 3}
    assert one["pattern"].startswith("^(")


def test_three_equal_points_are_written_as_one() -> None:
    assert plain(Estimate.parse(["3d", "3d", "3d"])) == "3d"
    assert plain(Impact.parse(["x2", "x2", "x2"])) == "x2"
    assert plain(Estimate.parse(["8h", "8h", "1d"])) == ["8h", "8h", "1d"], "as it was written"
