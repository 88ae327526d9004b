"""A person's text shown as the text that was typed: no markdown, no formulas, no colours, no HTML."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$:<&])")


def markdown(text: str) -> str:
    """Text escaped for Streamlit's markdown; line breaks become spaces."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))
