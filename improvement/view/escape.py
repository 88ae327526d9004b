"""A person's text shown as the text that was typed: no markdown, no formulas, no colours, no HTML."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$:<&/])")

# drawn as pictures (:streamlit:) and as other signs (->) even when escaped: an invisible sign parts them
_PICTURE = re.compile(r":(?=[a-z+-][\w+-]*:)")
_ARROW = re.compile(r"(?<!\S)(<-|[-<>~])(?=[>=-](?!\S))")
_JOINER = "\u2060"


def markdown(text: str) -> str:
    """Text escaped for Streamlit's markdown; line breaks become spaces."""
    line = " ".join(text.splitlines())
    parted = _ARROW.sub(rf"\1{_JOINER}", _PICTURE.sub(f":{_JOINER}", line))
    return _SPECIAL.sub(r"\\\1", parted)
