"""SurveyMonkey exports: questions in the first row, options or `Response` in the second."""

import re
from collections.abc import Sequence

from improvement.errors import advice
from improvement.evidence.decoding import refuse
from improvement.evidence.layouts import Layout, Rows, Told, by_name, padded, plain_text, titles
from improvement.model.mapping import ItemRole

OWN: dict[str, ItemRole] = {
    "respondentid": "respondent", "respondent id": "respondent", "collectorid": "ignore", "collector id": "ignore",
    "startdate": "time", "start date": "time", "date created": "time", "enddate": "time", "end date": "time",
    "date modified": "time", "ip address": "personal", "email address": "personal", "first name": "personal",
    "lastname": "personal", "last name": "personal", "firstname": "personal", "custom data": "personal",
    "custom data 1": "personal", "customdata": "personal",
}  # fmt: skip
NO_OPTION = re.compile(r"(open-ended )?response|antwort|respuesta( abierta)?", re.IGNORECASE)

FEWEST_RANKED = 3


def surveymonkey(rows: Rows) -> Layout | None:
    """An export whose first heading is a respondent's id; a blank heading goes on with the question before it."""
    width = max((len(row) for row in rows[:3]), default=0)
    if not width:
        return None
    first = [plain_text(cell) for cell in padded(rows[0], width)]
    second = [plain_text(cell) for cell in padded(rows[1], width)] if len(rows) > 1 else [""] * width
    if _options_alone(first):
        raise refuse("no-table", "", "question-row")
    if first[0].lower() not in ("respondentid", "respondent id"):
        return None
    whole = not second[0] and any(second)
    if not whole and not (second[0] and _goes_on(first)):
        return None
    roles = by_name(first, OWN)
    questions = _carried(first, roles)
    options = ["" if NO_OPTION.fullmatch(cell) else cell for cell in second] if whole else _numbered(questions)
    headings = [": ".join(filter(None, pair)) for pair in zip(questions, options, strict=True)]
    words = titles(questions, options) if whole else headings
    ranked = _ranked(rows[1 + whole :], questions)
    roles = [
        role or ("ignore" if questions[place] in ranked else _ticked(rows, place, options[place]))
        for place, role in enumerate(roles)
    ]
    doubts = [] if whole else [advice("heading-row-missing", ("read", "header_rows"), kind="options")]
    doubts += [advice("ranks-left-out", ("items",), column=each) for each in ranked]
    return Layout(
        tool="surveymonkey",
        shape="two" if whole else "cut",
        header_rows=2 if whole else 1,
        columns=tuple(
            Told(heading, word if word != heading else "", role)
            for heading, word, role in zip(headings, words, roles, strict=True)
        ),
        doubts=tuple(doubts),
    )


def _options_alone(first: Sequence[str]) -> bool:
    """The second heading row stands first: `Response` again and again, and no question."""
    return not first[0] and sum(bool(NO_OPTION.fullmatch(cell)) for cell in first) >= max(2, len(first) / 3)


def _goes_on(first: Sequence[str]) -> bool:
    return any(not cell for cell in first[1:-1])


def _carried(first: Sequence[str], roles: Sequence[ItemRole | None]) -> list[str]:
    """The question over each column; the program's own columns stand alone."""
    questions: list[str] = []
    for place, cell in enumerate(first):
        goes_on = not cell and place > 0 and roles[place - 1] is None
        questions.append(questions[-1] if goes_on else cell)
    return questions


def _numbered(questions: Sequence[str]) -> list[str]:
    """Options without a name: the place of the column among those of its question, from 2."""
    return [
        str(questions[: place + 1].count(question)) if question in questions[:place] else ""
        for place, question in enumerate(questions)
    ]


def _ticked(rows: Rows, place: int, option: str) -> ItemRole | None:
    """A column of one option holds the option's own words where it was ticked: nothing to score."""
    cells = {plain_text(row[place]) for row in rows[2:] if len(row) > place and row[place].strip()}
    return "ignore" if option and cells == {option} else None


def _ranked(body: Rows, questions: Sequence[str]) -> list[str]:
    """Questions whose options were put in an order: from 1 on, and no place twice in a row of answers."""
    found = []
    for question in dict.fromkeys(questions):
        places = [place for place, each in enumerate(questions) if each == question]
        answers = [[row[place].strip() for place in places if len(row) > place and row[place].strip()] for row in body]
        whole = [each for each in answers if len(each) == len(places)]
        order = sorted(map(str, range(1, len(places) + 1)))
        if len(places) >= FEWEST_RANKED and whole and all(sorted(each) == order for each in whole):
            found.append(question)
    return found
