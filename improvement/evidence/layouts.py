"""How a program lays out its export: heading rows, questions in words, what its own columns are for."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import pandas as pd

from improvement.errors import Issue
from improvement.model.mapping import ItemRole

Rows = Sequence[Sequence[str]]
WHOLE_TEXT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says about one of its columns.

    Heading, the question in words, the role of a column that the program itself adds, codes that are no answers and
    what they mean, the labels of codes, and whether numbers are choices unless the words ask for a rating.
    """

    heading: str
    text: str = ""
    role: ItemRole | None = None
    not_answers: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    choices: bool = False


@dataclass(frozen=True, slots=True)
class RowMark:
    """Rows that a program marks: where the cell of a column is one of these, in lower case."""

    heading: str
    cells: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised export: the program, its shape (a word that view/wording explains), rows above the data, columns.

    `tests` and `unfinished` mark rows; `start` and `stops` name the moments of a case; `joined` makes one row per case
    of several rows and gives the columns anew.
    """

    tool: str
    shape: str
    header_rows: int
    columns: tuple[Told, ...]
    tests: RowMark | None = None
    unfinished: RowMark | None = None
    start: str = ""
    stops: tuple[str, ...] = ()
    doubts: tuple[Issue, ...] = ()
    joined: Callable[[pd.DataFrame], pd.DataFrame] | None = None


def plain_text(cell: str) -> str:
    """A heading without HTML, with single blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", cell)).split())


def padded(row: Sequence[str], width: int) -> list[str]:
    """The stripped cells of a row, '' where it is shorter."""
    cells = [cell.strip() for cell in row]
    return [*cells, *[""] * (width - len(cells))][:width]


def titles(questions: Sequence[str], options: Sequence[str]) -> list[str]:
    """The words of each column: its option where no other column has the same, else question and option."""
    return [
        option if option and options.count(option) == 1 else ": ".join(filter(None, (question, option)))[:WHOLE_TEXT]
        for question, option in zip(questions, options, strict=True)
    ]


def parted(texts: Sequence[str], groups: Sequence[str]) -> tuple[list[str], list[str]]:
    """Question and option of `question - option`, told apart by what the columns of one group have in common."""
    members: dict[str, list[str]] = {}
    for text, group in zip(texts, groups, strict=True):
        members.setdefault(group, []).append(text)
    shared = {group: _stem(each) for group, each in members.items()}
    questions, options = [], []
    for text, group in zip(texts, groups, strict=True):
        stem = shared[group]
        questions.append(stem.rstrip(" -:") if stem else text)
        options.append(text[len(stem) :].strip() if stem else "")
    return questions, options


def _stem(texts: Sequence[str]) -> str:
    if len(set(texts)) < 2:
        return ""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    common = "".join(letters[0] for letters in alike)
    return common[: common.rfind("-") + 1]


def bracketed(heading: str) -> tuple[str, str]:
    """Question and row of `Question [Row]`."""
    found = re.fullmatch(r"(.*?)\s*\[([^\[\]]*)\]\s*", heading, re.DOTALL)
    return (found[1], found[2]) if found else (heading, "")


def by_name(headings: Sequence[str], roles: Mapping[str, ItemRole]) -> list[ItemRole | None]:
    """The role of each heading in lower case; None for the headings of questions."""
    return [roles.get(heading.lower()) for heading in headings]
