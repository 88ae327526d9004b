"""Issues about a guessed mapping: questions for a person first, then what was understood, each at the place to mend."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from improvement.errors import Issue, advice
from improvement.evidence import names
from improvement.evidence.numerals import parse_moment_cell
from improvement.evidence.roles import ColumnGuess
from improvement.evidence.word_scales import is_unbalanced
from improvement.model.mapping import KANO_PAIR, Item, ItemRole, Reading
from improvement.model.mapping import Mapping as Meaning

TOLD_ROLES: tuple[ItemRole, ...] = (
    "driver",
    "expectation",
    "adequate",
    "perception",
    "importance",
    *KANO_PAIR,
    "segment",
    "respondent",
    "date",
    "time",
    "text",
    "personal",
    "ignore",
)
NOT_TOLD: tuple[ItemRole, ...] = ("personal", "ignore")
SCALED_ROLES: tuple[ItemRole, ...] = ("overall", "recommend", "repurchase")


def doubts_of(mapping: Meaning, guesses: Mapping[str, ColumnGuess]) -> tuple[Issue, ...]:
    """What a person must confirm: codes taken as no answers, the order of dates, rival outcomes, personal columns."""
    ids = {item.column: name for name, item in mapping.items.items()}
    # which end of Kano's answers is good is no doubt of its own
    others = {heading: guess for heading, guess in guesses.items() if guess.role not in KANO_PAIR}
    return (
        *_code_doubts(others, ids),
        *_word_doubts(others, ids),
        *_kano_doubts(guesses, ids),
        *_time_doubts(guesses),
        *_role_doubts(guesses, ids),
    )


def _code_doubts(guesses: Mapping[str, ColumnGuess], ids: Mapping[str, str]) -> Iterator[Issue]:
    """One question per pattern of codes, naming its columns; 11 on an eleven-point scale is a question of its own."""
    patterns: dict[tuple[int, ...], list[str]] = {}
    for heading, guess in guesses.items():
        if guess.scale is None or guess.scale.labels:
            continue
        place = ("items", ids[heading], "not_answers")
        if guess.scale.asked == (11,):
            yield advice(
                "blank-or-top", place, column=heading, code=11, top=guess.scale.high, count=_count(guess, "11")
            )
        elif guess.scale.high == 11:
            yield advice("counted-from-one", place, column=heading, low=1, high=11)
        elif guess.scale.asked:
            patterns.setdefault(guess.scale.asked, []).append(heading)
    turned = [heading for heading, guess in guesses.items() if guess.scale and guess.scale.good == "low"]
    if turned:
        yield advice("reversed-scale", ("items", ids[turned[0]], "scale"), columns=", ".join(turned), count=len(turned))
    for codes, headings in patterns.items():
        yield advice(
            "codes-not-answers",
            ("items", ids[headings[0]], "not_answers"),
            columns=", ".join(headings),
            count=len(headings),
            codes=", ".join(map(str, codes)),
        )


def _word_doubts(guesses: Mapping[str, ColumnGuess], ids: Mapping[str, str]) -> Iterator[Issue]:
    """One question per scale in words, with the number of each answer."""
    scales: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for heading, guess in guesses.items():
        if guess.scale and guess.scale.labels:
            scales.setdefault(guess.scale.labels, []).append(heading)
    for labels, headings in scales.items():
        words = [word for word, _ in labels]
        id = "codes-as-numbers" if all(re.fullmatch(r"AO?\d+", word) for word in words) else "words-as-numbers"
        told = ", ".join(f"{number} = {word}" for word, number in labels)
        place = ("items", ids[headings[0]], "labels")
        yield advice(id, place, columns=", ".join(headings), count=len(headings), labels=told)
        if is_unbalanced(words):
            yield advice("words-unbalanced", place, columns=", ".join(headings), count=len(headings))


def _kano_doubts(guesses: Mapping[str, ColumnGuess], ids: Mapping[str, str]) -> Iterator[Issue]:
    """One question about all pairs of Kano's questions."""
    asked = [heading for heading, guess in guesses.items() if guess.role in KANO_PAIR]
    if asked:
        place = ("items", ids[asked[0]], "role")
        yield advice("kano-questions", place, columns=", ".join(asked), count=len(asked) // 2)


def _count(guess: ColumnGuess, text: str) -> int:
    return guess.profile.counts.get(text, 0)


def _time_doubts(guesses: Mapping[str, ColumnGuess]) -> Iterator[Issue]:
    days = {each: guess.times for each, guess in guesses.items() if guess.times and guess.times.kind != "time"}
    orders = {times.order for times in days.values() if not times.ambiguous and times.order != "ymd"}
    for heading, times in days.items():
        if not times.short_buddhist and ((times.ambiguous and not orders) or len(orders) > 1):
            example = guesses[heading].profile.examples[0]
            yield advice("date-order", ("read", "dates"), column=heading, example=example, order=times.order)
        if times.short_buddhist:
            example = guesses[heading].profile.examples[0]
            yield advice("short-buddhist-years", ("read", "dates"), column=heading, example=example, order=times.order)
        if times.serial:
            yield _serial_doubt(heading, guesses[heading].profile.examples[0])
        if times.buddhist:
            yield advice("buddhist-years", ("read", "dates"), column=heading)


def _serial_doubt(heading: str, example: str) -> Issue:
    first, second = (parse_moment_cell(example, order) for order in ("ymd", "serial-1904"))
    days = {"first": str(first.date()) if first else "", "second": str(second.date()) if second else ""}
    return advice("serial-days", ("read", "dates"), column=heading, example=example, **days)


def changed_since(known: Meaning, cells: pd.DataFrame) -> Iterator[Issue]:
    """Columns that an earlier file did not have are left out until somebody says what they mean; others may answer.

    A file of staff, or about a rival, often has the columns of the customers' own.
    """
    if known.respondents == "staff":
        yield advice("staff-as-before", ("respondents",))
    if known.rival:
        yield advice("rival-as-before", ("rival",), rival=known.rival)
    new = sorted(set(map(str, cells.columns)) - {item.column for item in known.items.values()})
    if new:
        yield advice("columns-new", ("items",), columns=", ".join(new), count=len(new))


def _role_doubts(guesses: Mapping[str, ColumnGuess], ids: Mapping[str, str]) -> Iterator[Issue]:
    roles = {heading: guess.role for heading, guess in guesses.items()}
    overall = next((each for each, role in roles.items() if role == "overall"), None)
    ours = [each for each, role in roles.items() if role == "perception" and not guesses[each].rival]
    others = [each for each in ours if any(p.search(each) for p in names.OVERALL)]
    if overall and others:
        yield advice("several-overall", ("items", ids[overall], "role"), column=overall, others=", ".join(others))
    for heading, role in roles.items():
        if role == "personal":
            yield advice("personal-column", ("items", ids[heading], "role"), column=heading)
        elif names.WEIGHT.search(heading) and role in {"ignore", "segment"}:
            yield advice("weight-or-not", ("items", ids[heading], "role"), column=heading)
    if not any(guess.scale or guess.times for guess in guesses.values()):
        yield advice("nothing-to-measure", ("items",))


def understood_of(mapping: Meaning, reading: Reading, rows: int) -> tuple[Issue, ...]:
    """What the mapping says, as sentences that can be mended: the file, outcomes, weight, columns by role, cases."""
    file = advice(
        "understood-file",
        ("read",),
        tool=mapping.tool,
        rows=rows,
        columns=len(mapping.items),
        encoding=reading.encoding,
        delimiter=reading.delimiter or "",
        decimal=reading.decimal,
    )
    return (
        file,
        *_understood_people(mapping),
        *_understood_items(mapping),
        *_understood_codes(mapping),
        *_understood_cases(mapping),
    )


def _understood_people(mapping: Meaning) -> Iterator[Issue]:
    if mapping.respondents == "staff":
        yield advice("understood-staff", ("respondents",))
    if mapping.rival:
        yield advice("understood-all-rival", ("rival",), rival=mapping.rival)


def _understood_items(mapping: Meaning) -> Iterator[Issue]:
    for name, item in mapping.items.items():
        if item.role in SCALED_ROLES and item.scale:
            low, high = item.scale.low, item.scale.high
            yield advice(f"understood-{item.role}", ("items", name, "role"), column=item.column, low=low, high=high)
        if item.role == "weight":
            yield advice("understood-weight", ("items", name, "role"), column=item.column)
    for role in TOLD_ROLES:
        found = [item.column for item in mapping.items.values() if item.role == role and not item.rival]
        if found:
            yield advice(f"understood-{role}", ("items",), columns=", ".join(found), count=len(found))
    for rival in dict.fromkeys(item.rival for item in mapping.items.values() if item.rival):
        found = [item.column for item in mapping.items.values() if item.rival == rival]
        yield advice("understood-rival", ("items",), rival=rival, columns=", ".join(found), count=len(found))


def _understood_codes(mapping: Meaning) -> Iterator[Issue]:
    patterns: dict[tuple[str, ...], list[tuple[str, Item]]] = {}
    for name, item in mapping.items.items():
        if item.not_answers and item.role not in NOT_TOLD:
            patterns.setdefault(tuple(item.not_answers), []).append((name, item))
    for codes, items in patterns.items():
        columns = ", ".join(item.column for _, item in items)
        place = ("items", items[0][0], "not_answers")
        yield advice("understood-not-answers", place, columns=columns, count=len(items), codes=", ".join(codes))


def _understood_cases(mapping: Meaning) -> Iterator[Issue]:
    for name, times in mapping.cases.items():
        start, stop = mapping.items[times.start].column, mapping.items[times.stop].column
        yield advice("understood-case-time", ("cases", name), start=start, stop=stop)
    if mapping.cases and mapping.collected:
        yield advice("understood-collected", ("collected",), day=str(mapping.collected))
