"""The wording of a promise as a quotation, the time that it names in bold, and whether that is the standard's time."""

import re
from dataclasses import dataclass
from typing import Literal

from improvement.model.values import Duration
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.targets import length_words

_NUMBERS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "es": "un|una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "zh": "一 二|两 三 四 五 六 七 八 九 十 十一 十二",
    "th": "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง",
    "ru": "один|одного|одну|одной два|двух|две три|трёх|трех четыре|четырёх|четырех пять|пяти шесть|шести семь|семи "
    "восемь|восьми девять|девяти десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати",
}
# words of a unit per language: hours, days, weeks; a named group tells which
_UNITS = {
    "en": r"(?:working |business |calendar )?(?:(?P<h>hours?)|(?P<d>days?)|(?P<w>weeks?))\b",
    "es": r"(?:(?P<h>horas?)|(?P<d>días?)|(?P<w>semanas?))\b(?: (?:laborables?|hábiles?|naturales))?",
    "zh": r"个?(?:(?P<h>工作小时|工作时|小时)|(?P<d>工作日|天)|(?P<w>周|星期))",
    "th": r"(?:(?P<h>ชั่วโมงทำการ|ชั่วโมง)|(?P<d>วันทำการ|วัน)|(?P<w>สัปดาห์))",
    "ru": r"(?:рабоч\w+ )?(?:(?P<h>час\w*)|(?P<d>день|дн\w+)|(?P<w>недел\w+))",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` is markdown; `doubt` is empty unless the wording names another time than the standard."""

    text: str
    doubt: str = ""


def quoted(text: str, language: str, within: Duration | None, hours_a_day: float) -> Quote:
    """The wording in quotation marks, its time in bold."""
    marks = ("“", "”") if language not in {"es", "ru"} else ("«", "»")
    found = _time_in(text.strip().rstrip(".。"), language)
    body = text.strip()
    if found is None:
        return Quote(f"{marks[0]}{markdown(body)}{marks[1]}")
    first, last = found.span()
    bold = f"{markdown(body[:first])}**{markdown(body[first:last])}**{markdown(body[last:])}"
    return Quote(f"{marks[0]}{bold}{marks[1]}", _doubt(found, language, within, hours_a_day))


def _time_in(text: str, language: str) -> re.Match[str] | None:
    if language not in _UNITS:
        return None
    words = sorted(_amounts(language), key=len, reverse=True)
    start = "" if language in {"zh", "th"} else r"\b"
    pattern = rf"{start}(?P<amount>\d+(?:[.,]\d+)?|{'|'.join(words)})\s*{_UNITS[language]}"
    return re.search(pattern, text, re.IGNORECASE)


def _amounts(language: str) -> dict[str, int]:
    numbers = enumerate(_NUMBERS[language].split(), 1)
    return {word: value for value, words in numbers for word in words.split("|")}


def _doubt(found: re.Match[str], language: str, within: Duration | None, hours_a_day: float) -> str:
    if within is None:
        return ""
    said = found["amount"].lower()
    amount = _amounts(language).get(said) or float(said.replace(",", "."))
    unit: Literal["h", "d", "w"] = "h" if found["h"] else "d" if found["d"] else "w"
    named = Duration(float(amount), unit, within.elapsed)
    if abs(named.hours(hours_a_day) - within.hours(hours_a_day)) < 1e-9:
        return ""
    told = _("The wording says “{time}”, but the standard says {length}.")
    return told.format(time=found.group(), length=length_words(within))
