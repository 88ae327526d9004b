"""Settings about how a survey was made: parts of the customers, telephone keys, forms asked side by side."""

from collections.abc import Callable
from typing import Any

from improvement.evidence.numerals import parse_cell
from improvement.evidence.setting_words import Items, find, names, nearest, refused, split
from improvement.model.mapping import Keypad
from improvement.model.values import write_number


def survey_settings() -> list[str]:
    """The settings that are known here, as people type them.

    keypad.COLUMN.KEY = the keys read aloud joined by commas, what is said for each key as key=words joined by
    semicolons, else one value. population.COLUMN.PART = its share of all customers, 0.4 or 40%. bridge.COLUMN =
    SOURCE/ITEM asked as before and SOURCE/ITEM asked as now, joined by a comma. An empty value takes away.
    """
    return ["population.COLUMN.PART", "bridge.COLUMN", *(f"keypad.COLUMN.{name}" for name in Keypad.model_fields)]


def _set_share(form: dict[str, Any], key: str, value: str) -> None:
    """The share of one part of the customers, written as a percentage."""
    items: Items = form["items"]
    # a heading may have dots in it
    column = max((each for each in names(items) if key.startswith(f"{each}.")), key=len, default=key.partition(".")[0])
    id, part = find(items, column), key[len(column) + 1 :]
    if not part:
        raise refused("unknown-setting", (), setting=f"population.{key}", suggestion="population.COLUMN.PART")
    shares: dict[str, str] = form.setdefault("population", {}).setdefault(id, {})
    share = None if value.endswith("%") else parse_cell(value, ".")
    if value:
        # what is no share stays as it was typed, so that its refusal quotes that
        shares[part] = value if share is None or not 0 <= share <= 1 else f"{write_number(round(100 * share, 6))}%"
    else:
        shares.pop(part, None)
    if not shares:
        del form["population"][id]


def _set_bridge(form: dict[str, Any], key: str, value: str) -> None:
    id, found = find(form["items"], key), split(value)
    bridges = form.setdefault("bridges", {})
    if found:
        bridges[id] = dict(zip(("old", "new"), found, strict=False))
    else:
        bridges.pop(id, None)


def _set_keypad(form: dict[str, Any], key: str, value: str) -> None:
    column, _, name = key.rpartition(".")
    if name not in Keypad.model_fields:
        suggestion = nearest(f"keypad.COLUMN.{name}", survey_settings())
        raise refused("unknown-setting", (), setting=f"keypad.{key}", suggestion=suggestion)
    item = form["items"][find(form["items"], column)]
    keypad: dict[str, Any] = item.setdefault("keypad", {})
    if not value:
        keypad.pop(name, None)
    elif name == "read":
        keypad[name] = split(value)
    elif name == "labels":
        pairs = (part.partition("=") for part in value.split(";") if part.strip())
        keypad[name] = {each.strip(): words.strip() for each, _, words in pairs}
    else:
        keypad[name] = value
    if not keypad:
        del item["keypad"]


SURVEY_SETTINGS: dict[str, Callable[[dict[str, Any], str, str], None]] = {
    "population": _set_share,
    "bridge": _set_bridge,
    "keypad": _set_keypad,
}
