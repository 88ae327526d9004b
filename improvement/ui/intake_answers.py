"""The control that answers one question about a dropped file, and the settings that the answer makes."""

from collections.abc import Callable

import streamlit as st

from improvement.model.mapping import Mapping
from improvement.usecases.intake import answers
from improvement.view.format import number
from improvement.view.intake import Question, date_orders, row_choices, with_role
from improvement.view.language import _

Settings = dict[str, str]


def answer(question: Question, mapping: Mapping, key: str) -> Settings:
    """The settings that a person's answer makes; none where nothing was changed or only told."""
    control = CONTROLS.get(question.control)
    return control(question, mapping, key) if control else {}


def changed(setting: str, new: str, guess: str) -> Settings:
    """The setting where it is not as guessed."""
    return {} if new == guess else {setting: new}


def _codes(question: Question, mapping: Mapping, key: str) -> Settings:
    blank = st.multiselect(_("No answers"), question.codes, question.codes, key=key, placeholder=_("none"))
    return answers(mapping, question.items, question.codes, tuple(blank))


def _top_or_blank(question: Question, mapping: Mapping, key: str) -> Settings:
    code, items = question.codes[0], question.items
    kinds = {"blank": _("{code} is blank: not counted"), "top": _("{code} is an answer")}
    names = {kind: words.format(code=code) for kind, words in kinds.items()}
    start = "blank" if question.control == "top" else "top"
    chosen = _radio(_("Meaning of {code}").format(code=code), names, start, key)
    return answers(mapping, items, question.codes, question.codes if chosen == "blank" else ())


def _dates(question: Question, mapping: Mapping, key: str) -> Settings:
    orders = {each: name for each, name in date_orders().items() if each in question.codes}
    return changed("read.dates", _radio(_("Order"), orders, mapping.read.dates, key), mapping.read.dates)


def _rows(question: Question, mapping: Mapping, key: str) -> Settings:
    choices = {each: name for each, name in row_choices().items() if each in question.codes}
    return changed("read.rows", _radio(_("Rows"), choices, mapping.read.rows, key), mapping.read.rows)


def _overall(question: Question, mapping: Mapping, key: str) -> Settings:
    names = {id: mapping.items[id].column for id in question.items}
    guess = next(iter(with_role(mapping, "overall")), "")
    return changed("overall", _radio(_("Satisfaction on the whole"), names, guess, key), guess)


def _weight(question: Question, _mapping: Mapping, key: str) -> Settings:
    if not question.items:
        return {}
    kinds = {"": _("No"), question.items[0]: _("Yes, it weighs each answer")}
    return changed("weight", _radio(_("Weight"), kinds, "", key), "")


def _best_key(question: Question, mapping: Mapping, key: str) -> Settings:
    settings: Settings = {}
    for id in question.items:
        scale = mapping.items[id].scale
        if scale is not None:
            ends = {"high": scale.high, "low": scale.low}
            names = {end: _("Key {key} is the best").format(key=number(value)) for end, value in ends.items()}
            settings |= changed(f"good.{id}", _radio(_("Best key"), names, scale.good, f"{key}.{id}"), scale.good)
    return settings


def _kano(question: Question, _mapping: Mapping, key: str) -> Settings:
    kinds = {"yes": _("Yes, Kano's questions"), "no": _("No, ratings like others")}
    if _radio(_("Kano's questions"), kinds, "yes", key) == "yes":
        return {}
    plain = [{f"role.{id}": "perception", f"good.{id}": "high", f"of.{id}": ""} for id in question.items]
    return {name: value for each in plain for name, value in each.items()}


def _numbers_of_words(question: Question, mapping: Mapping, key: str) -> Settings:
    """A table in which each answer in words has its number."""
    if not question.items:
        return {}
    word, counted = _("Answer"), _("Counts as")
    labels = dict(mapping.items[question.items[0]].labels)
    rows = [{word: label, counted: value} for label, value in labels.items()]
    edited = st.data_editor(rows, disabled=(word,), hide_index=True, num_rows="fixed", key=key)
    chosen = {str(row[word]): float(str(row[counted])) for row in edited if row[counted] is not None}
    if chosen == labels:
        return {}
    told = "".join(f"{label}={value:g}\n" for label, value in chosen.items())
    return {f"labels.{id}": told for id in question.items}


def _radio(label: str, names: dict[str, str], start: str, key: str) -> str:
    options = list(names)
    index = options.index(start) if start in names else 0
    return st.radio(label, options, index, format_func=names.__getitem__, key=key, label_visibility="collapsed") or ""


CONTROLS: dict[str, Callable[[Question, Mapping, str], Settings]] = {
    "codes": _codes,
    "top": _top_or_blank,
    "counted": _top_or_blank,
    "dates": _dates,
    "rows": _rows,
    "overall": _overall,
    "weight": _weight,
    "good": _best_key,
    "words": _numbers_of_words,
    "kano": _kano,
}
