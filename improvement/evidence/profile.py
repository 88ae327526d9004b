"""What a column of text cells holds, before anybody says what it means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from improvement.evidence.layouts import Told
from improvement.evidence.numerals import parse_cell
from improvement.model.values import ID_LENGTH, parse_id

EXAMPLES = 5
NOTHING_TOLD = Told("")


@dataclass(frozen=True, slots=True)
class Profile:
    """Heading, number of rows, how often each distinct non-empty cell (stripped) occurs, most frequent first.

    `told` is what the file itself says about the column.
    """

    heading: str
    rows: int
    counts: Mapping[str, int]
    told: Told = NOTHING_TOLD

    def says(self, word: re.Pattern[str]) -> bool:
        """Whether the heading or the question in words has the word."""
        return bool(word.search(self.heading) or (self.told.text and word.search(self.told.text)))

    @property
    def filled(self) -> int:
        """Cells that are not empty."""
        return sum(self.counts.values())

    @property
    def distinct(self) -> int:
        """Different non-empty cells."""
        return len(self.counts)

    @property
    def examples(self) -> tuple[str, ...]:
        """The most frequent cells."""
        return tuple(text for text, _ in zip(self.counts, range(EXAMPLES), strict=False))

    def numbers(self, decimal: str) -> dict[float, int] | None:
        """Count per number; None where a cell is no number or all are empty."""
        found = {text: parse_cell(text, decimal) for text in self.counts}
        if not found or None in found.values():
            return None
        return {number: self.counts[text] for text, number in found.items() if number is not None}


def profile(table: pd.DataFrame, told: Mapping[str, Told]) -> tuple[Profile, ...]:
    """A profile per column, with what the file says about it by heading."""
    return tuple(
        _column(heading, table.iloc[:, place], told.get(heading, NOTHING_TOLD))
        for place, heading in enumerate(table.columns)
    )


def _column(heading: str, cells: "pd.Series[str]", told: Told) -> Profile:
    counts = cells.str.strip().value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return Profile(str(heading), len(cells), {str(text): int(count) for text, count in counts.items() if text}, told)


def item_ids(headings: Iterable[str]) -> tuple[str, ...]:
    """A distinct id per heading: its letters and digits; q and its place where none are left or only digits."""
    found: list[str] = []
    for place, heading in enumerate(headings, start=1):
        name = _id(heading, place)
        base, number = name, 1
        while name in found:
            number += 1
            name = f"{base}-{number}"
        found.append(name)
    return tuple(found)


def _id(heading: str, place: int) -> str:
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[: ID_LENGTH - 8].strip("-") or str(place)
    try:
        return parse_id(slug)
    except ValueError:
        return f"q{slug}"
