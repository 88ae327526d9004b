"""A person's text as typed: what Streamlit's markdown would draw otherwise stays plain."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.view.escape import markdown

JOINER = "\u2060"
# Streamlit 1.67 looks for these after markdown has been read, so a backslash does not keep them plain
PICTURES = re.compile(r":material_\w+:|:streamlit:|:[a-z]\w*:")
ARROWS = re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)")


def shown(escaped: str) -> str:
    """What markdown makes of it: a backslash before punctuation goes away."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)


@pytest.mark.parametrize(
    "text",
    [":streamlit:", ":smile:", ":material_add:", "a -> b", "<-> x", "-- y", "x >= 3", "y <= 4", "z ~= 5", "a <- b"],
)
def test_pictures_and_arrows_stay_letters(text):
    after = shown(markdown(text))
    assert after.replace(JOINER, "") == text
    assert not PICTURES.search(after)
    assert not ARROWS.search(after)


def test_an_icon_is_no_icon_before_markdown_reads_it():
    assert ":material/" not in markdown(":material/add:")
    assert shown(markdown("see :material/add")) == "see :material/add"


@pytest.mark.parametrize("text", ["09:15:00", "9:00-16:00", "a--b", "https://example.org/a_b", "2-3 > 1"])
def test_ordinary_text_gets_no_invisible_signs(text):
    assert JOINER not in markdown(text)


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost(text):
    line = " ".join(text.splitlines())
    assert shown(markdown(line)).replace(JOINER, "") == line.replace(JOINER, "")
