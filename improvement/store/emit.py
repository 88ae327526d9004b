"""Plan data to text in the house style: block style, one fact a line, short lists of ids and dates in brackets.

Plain scalars only for a conservative set that every YAML reader takes alike; all else is quoted.
"""

import json
import re

from improvement.model.change import PlanForm
from improvement.model.values import YAML_WORDS

MODELINE = "# yaml-language-server: $schema=../plan.schema.json\n"
FLOW_WIDTH = 100
# maps of ids, numbers and durations that read best on one line
FLOW_MAPS = frozenset(["target", "internal_target", "skills", "needs", "checks", "scale", "not_answers", "retold"])

_PLAIN = re.compile(r"[^\W_]([^\x00-\x1f\x7f-\xa0#:\u2028\u2029\ufeff\ufffe\uffff]|:(?! |$)|(?<! )#)*", re.UNICODE)
_FLOW_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/%+>=-]*")
# what YAML 1.1 and 1.2 readers make numbers, times or dates of in different ways
_MISREAD = re.compile(
    r"[-+]?(0\d+|0[xob].*|\d[\d_]*_[\d_]*|[\d.]+e[-+]?\d+|\d+(:\d+)+(\.\d*)?|\.(inf|nan))", re.IGNORECASE
)
_MOMENT = re.compile(r"\d{4}-\d\d?-\d\d?([Tt ].*)")
_FLAGS = frozenset(["true", "false"])
_WORD = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._/%+-]*( (FS|SS|FF|SF)([+-](elapsed )?[\d.]+[dwh])?| per \d+)?|elapsed [\d.]+[dwh]"
)


def emit(data: dict[str, PlanForm], modeline: str = MODELINE) -> str:
    """The text of a whole plan; reading it gives the same data back."""
    text = modeline
    for key, value in data.items():
        lines = entry(key, value, 0)
        # an empty line sets the sections of a plan apart, not the one-line fields of a mapping
        text += ("\n" if lines.count("\n") > 1 and text != modeline else "") + lines
    return text


def scalar(text: str, in_flow: bool = False) -> str:
    """One scalar on one line, plain where that is safe."""
    pattern = _FLOW_PLAIN if in_flow else _PLAIN
    if pattern.fullmatch(text) and text == text.strip() and not _needs_quotes(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _needs_quotes(text: str) -> bool:
    word = text.lower()
    if word in YAML_WORDS - _FLAGS or (word in _FLAGS and text not in _FLAGS):
        return True
    return bool(_MISREAD.fullmatch(text) or _MOMENT.fullmatch(text))


def entry(key: str, value: PlanForm, indent: int) -> str:
    """One key and its value as whole lines; nothing for an absent value."""
    lead = " " * indent + scalar(key) + ":"
    if value in (None, {}, []):
        return ""
    if isinstance(value, str):
        return lead + _text(value, indent) + "\n"
    flow = _flow(value) if isinstance(value, list) or key in FLOW_MAPS else None
    if flow is not None and len(lead) + len(flow) < FLOW_WIDTH:
        return f"{lead} {flow}\n"
    if isinstance(value, list):
        items = (" " * (indent + 2) + "- " + scalar(str(each)) + "\n" for each in value)
        return lead + "\n" + "".join(items)
    return lead + "\n" + "".join(entry(name, each, indent + 2) for name, each in value.items())


def _text(text: str, indent: int) -> str:
    odd = text.startswith((" ", "\n")) or re.search(r"[^\S\n](\n|\Z)|\n\Z|[\x00-\x09\x0b-\x1f]", text)
    if "\n" not in text or odd:
        return " " + scalar(text)
    pad = "\n" + " " * (indent + 2)
    return " |-" + pad + text.replace("\n", pad).replace(pad + "\n", "\n\n").rstrip(" ")


def _flow(value: PlanForm) -> str | None:
    """Brackets for a list or map of short plain words; None where a person's words are inside."""
    if isinstance(value, list):
        words = [each for each in value if isinstance(each, str) and _is_word(each)]
        return "[" + ", ".join(words) + "]" if len(words) == len(value) else None
    if isinstance(value, dict):
        pairs = [f"{scalar(key, in_flow=True)}: {each}" for key, each in value.items() if _is_word(str(each))]
        return "{" + ", ".join(pairs) + "}" if len(pairs) == len(value) else None
    return None


def _is_word(text: str) -> bool:
    """Ids, dates, numbers, durations, dependencies: what may stand in brackets."""
    return bool(_WORD.fullmatch(text)) and scalar(text, in_flow=True) == text
