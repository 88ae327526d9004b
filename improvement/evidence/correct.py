"""A person's corrections of a guessed mapping, as KEY=VALUE: the `--set` of the command line."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from improvement.evidence.numerals import parse_cell
from improvement.evidence.scales import SCALE_IDS
from improvement.evidence.setting_words import Items, find, nearest, refused, split
from improvement.evidence.survey_settings import SURVEY_SETTINGS, survey_settings
from improvement.model.base import plain
from improvement.model.mapping import KANO_PAIR, ItemRole
from improvement.model.mapping import Mapping as Meaning
from improvement.model.values import write_number

ONE_COLUMN: tuple[ItemRole, ...] = ("overall", "recommend", "repurchase", "weight", "respondent")
SEVERAL: dict[str, ItemRole] = {"drivers": "driver", "segment": "segment"}
WORDS_OF_ITEM = ("rival", "of", "factor", "element")
WHOLE_FILE = ("wave", "mode", "collected", "trim_weights", "respondents", "rival")


def correct(mapping: Meaning, settings: Mapping[str, str]) -> Meaning:
    """The mapping with settings applied in their order, good.COLUMN last; columns are named by heading or item id.

    overall, recommend, repurchase, weight, respondent = one column; drivers, segment = columns joined by commas, and
    exactly these; role.COLUMN, not_answers.COLUMN = codes joined by commas (none if empty), scale.COLUMN = low..high,
    good.COLUMN = high or low, labels.COLUMN = answer=number joined by semicolons or line ends; rival.COLUMN,
    of.COLUMN, factor.COLUMN, element.COLUMN (none if empty); what `survey_settings` knows; read.KEY, wave, mode,
    collected, trim_weights, respondents, rival. A column left by a role becomes `perception` if it is rated, else
    `text`. A Kano question whose answers are bare numbers has its lowest as the good one, 1 = I like it, unless said.
    KeptError with `unknown-column`, `unknown-setting` or `not-a-value` for what cannot be done.
    """
    form = plain(mapping)
    form.setdefault("items", {})
    # a role may turn a scale round; what a person says of its good end stands, wherever it was said
    for key, value in sorted(settings.items(), key=lambda setting: setting[0].startswith("good.")):
        _apply(form, key, value.strip())
    try:
        return Meaning.model_validate(form)
    except ValidationError as problem:
        bad = problem.errors()[0]
        path = tuple(map(str, bad["loc"]))
        facts = bad.get("ctx", {})
        text, example = str(facts.get("text", bad["input"])), str(facts.get("example", ""))
        raise refused("not-a-value", path, kind=str(facts.get("kind", "")), text=text, example=example) from None


def _apply(form: dict[str, Any], key: str, value: str) -> None:
    items: Items = form["items"]
    head, _, column = key.partition(".")
    if key in ONE_COLUMN:
        _give_role(items, key, [find(items, value)] if value else [])
    elif key in SEVERAL:
        _give_role(items, SEVERAL[key], [find(items, name) for name in split(value)])
    elif head in ITEM_SETTINGS and column:
        ITEM_SETTINGS[head](items[find(items, column)], value)
    elif head in FILE_SETTINGS and column:
        FILE_SETTINGS[head](form, column, value)
    elif key in WHOLE_FILE:
        _set_word(form, key, value)
    elif head in WORDS_OF_ITEM and column:
        _set_word(items[find(items, column)], head, value)
    else:
        raise refused("unknown-setting", (), setting=key, suggestion=nearest(key, _all_settings()))


def _all_settings() -> list[str]:
    settings = [f"{name}.COLUMN" for name in (*ITEM_SETTINGS, *WORDS_OF_ITEM)]
    return [*ONE_COLUMN, *SEVERAL, *WHOLE_FILE, *settings, *survey_settings(), "read.encoding"]


def _give_role(items: Items, role: str, chosen: list[str]) -> None:
    """Exactly the chosen items have the role."""
    for item in items.values():
        if item["role"] == role:
            item["role"] = "perception" if item.get("scale") else "text"
    for name in chosen:
        items[name]["role"] = role


def _set_word(form: dict[str, Any], key: str, value: str) -> None:
    """A word under a key; the key goes where there is none."""
    form[key] = value
    if not value:
        del form[key]


def _set_role(item: dict[str, Any], value: str) -> None:
    turned = value in KANO_PAIR and item["role"] not in KANO_PAIR and not item.get("labels")
    item["role"] = value
    if turned and item.get("scale"):
        _set_good(item, "low")


def _set_not_answers(item: dict[str, Any], value: str) -> None:
    known = item.get("not_answers", {})
    item["not_answers"] = {code: known.get(code, "no answer") for code in split(value)}


def _set_scale(item: dict[str, Any], value: str) -> None:
    low, _, high = value.partition("..")
    known = {f"{ends[0]}..{ends[1]}": name for ends, name in SCALE_IDS.items()}
    good = item.get("scale", {}).get("good", "low" if item["role"] in KANO_PAIR else "high")
    item["scale"] = {"id": known.get(value, f"from-{low}-to-{high}"), "low": low, "high": high, "good": good}


def _set_good(item: dict[str, Any], value: str) -> None:
    item["scale"] = item.get("scale", {}) | {"good": value}


def _set_labels(item: dict[str, Any], value: str) -> None:
    """The numbers of answers in words; the scale grows to hold them."""
    parts = [part for part in re.split(r"\n" if "\n" in value else ";", value) if part.strip()]
    labels = {word.strip(): number.strip() for word, _, number in (part.rpartition("=") for part in parts)}
    item["labels"] = labels
    numbers = [number for text in labels.values() if (number := parse_cell(text, ".")) is not None]
    scale = item.get("scale")
    if numbers and scale:
        low, high = min([*numbers, float(scale["low"])]), max([*numbers, float(scale["high"])])
        item["scale"] = scale | {"low": write_number(low), "high": write_number(high)}
    elif numbers:
        _set_scale(item, f"{write_number(min(numbers))}..{write_number(max(numbers))}")


def _set_reading(form: dict[str, Any], key: str, value: str) -> None:
    form.setdefault("read", {})[key] = value


FILE_SETTINGS: dict[str, Callable[[dict[str, Any], str, str], None]] = {"read": _set_reading, **SURVEY_SETTINGS}
ITEM_SETTINGS: dict[str, Callable[[dict[str, Any], str], None]] = {
    "role": _set_role,
    "not_answers": _set_not_answers,
    "scale": _set_scale,
    "good": _set_good,
    "labels": _set_labels,
}
