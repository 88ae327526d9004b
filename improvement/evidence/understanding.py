"""Issues about a guessed mapping: questions for a person first, then what was understood, each at the place to mend."""

from collections.abc import Iterator, Mapping

from improvement.errors import Issue, advice
from improvement.evidence import names
from improvement.evidence.roles import ColumnGuess
from improvement.model.mapping import Item, ItemRole, Reading
from improvement.model.mapping import Mapping as Meaning

TOLD_ROLES: tuple[ItemRole, ...] = (
    "driver",
    "expectation",
    "perception",
    "importance",
    "segment",
    "respondent",
    "date",
    "time",
    "text",
    "personal",
    "ignore",
)
SCALED_ROLES: tuple[ItemRole, ...] = ("overall", "recommend", "repurchase")


def doubts_of(mapping: Meaning, guesses: Mapping[str, ColumnGuess]) -> tuple[Issue, ...]:
    """What a person must confirm: codes taken as no answers, the order of dates, rival outcomes, personal columns."""
    ids = {item.column: name for name, item in mapping.items.items()}
    return (*_code_doubts(guesses, ids), *_time_doubts(guesses), *_role_doubts(guesses, ids))


def _code_doubts(guesses: Mapping[str, ColumnGuess], ids: Mapping[str, str]) -> Iterator[Issue]:
    """One question per pattern of codes, naming its columns; 11 on an eleven-point scale is a question of its own."""
    patterns: dict[tuple[int, ...], list[str]] = {}
    for heading, guess in guesses.items():
        if guess.scale is None:
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
    for codes, headings in patterns.items():
        yield advice(
            "codes-not-answers",
            ("items", ids[headings[0]], "not_answers"),
            columns=", ".join(headings),
            count=len(headings),
            codes=", ".join(map(str, codes)),
        )


def _count(guess: ColumnGuess, text: str) -> int:
    return guess.profile.counts.get(text, 0)


def _time_doubts(guesses: Mapping[str, ColumnGuess]) -> Iterator[Issue]:
    days = {each: guess.times for each, guess in guesses.items() if guess.times and guess.times.kind != "time"}
    orders = {times.order for times in days.values() if not times.ambiguous and times.order != "ymd"}
    for heading, times in days.items():
        if (times.ambiguous and not orders) or len(orders) > 1:
            example = guesses[heading].profile.examples[0]
            yield advice("date-order", ("read", "dates"), column=heading, example=example, order=times.order)
        if times.buddhist:
            yield advice("buddhist-years", ("read", "dates"), column=heading)


def _role_doubts(guesses: Mapping[str, ColumnGuess], ids: Mapping[str, str]) -> Iterator[Issue]:
    roles = {heading: guess.role for heading, guess in guesses.items()}
    overall = next((each for each, role in roles.items() if role == "overall"), None)
    rivals = [
        each for each, role in roles.items() if role == "perception" and any(p.search(each) for p in names.OVERALL)
    ]
    if overall and rivals:
        yield advice("several-overall", ("items", ids[overall], "role"), column=overall, others=", ".join(rivals))
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
    return (file, *_understood_items(mapping), *_understood_codes(mapping), *_understood_cases(mapping))


def _understood_items(mapping: Meaning) -> Iterator[Issue]:
    for name, item in mapping.items.items():
        if item.role in SCALED_ROLES and item.scale:
            low, high = item.scale.low, item.scale.high
            yield advice(f"understood-{item.role}", ("items", name, "role"), column=item.column, low=low, high=high)
        if item.role == "weight":
            yield advice("understood-weight", ("items", name, "role"), column=item.column)
    for role in TOLD_ROLES:
        found = [item.column for item in mapping.items.values() if item.role == role]
        if found:
            yield advice(f"understood-{role}", ("items",), columns=", ".join(found), count=len(found))


def _understood_codes(mapping: Meaning) -> Iterator[Issue]:
    patterns: dict[tuple[str, ...], list[tuple[str, Item]]] = {}
    for name, item in mapping.items.items():
        if item.not_answers:
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
