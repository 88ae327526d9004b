"""Files of cases: which columns open a case and which close it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from improvement.evidence import names
from improvement.evidence.layouts import Layout
from improvement.evidence.numerals import parse_moment_cell
from improvement.evidence.roles import ColumnGuess
from improvement.model.base import FrozenMap
from improvement.model.mapping import CaseTime, DateOrder
from improvement.model.values import ID_LENGTH

IN_ORDER = 0.95


@dataclass(frozen=True, slots=True)
class CaseGuess:
    """Heading of the moment a case opens, headings of the moments that may stop its clock, the last day in them."""

    start: str
    stops: tuple[str, ...]
    last: date

    def times(self, ids: Mapping[str, str]) -> FrozenMap[str, CaseTime]:
        """The case times of a mapping, named after what stops the clock."""
        return FrozenMap(
            {
                f"until-{ids[stop]}"[:ID_LENGTH].rstrip("-"): CaseTime(start=ids[self.start], stop=ids[stop])
                for stop in self.stops
            }
        )


def moments(cells: "pd.Series[str]", order: DateOrder) -> "pd.Series[pd.Timestamp]":
    """Cells as moments to the second; NaT where a cell holds none."""
    known = {text: parse_moment_cell(text, order) for text in cells.unique()}
    return pd.Series(
        np.array([known[text] for text in cells], dtype="datetime64[s]"), index=cells.index, name=cells.name
    )


def guess_cases(
    table: pd.DataFrame, guesses: Mapping[str, ColumnGuess], order: DateOrder, layout: Layout | None = None
) -> CaseGuess | None:
    """Columns of moments named like an opening and a closing, where 95 % of the closings do not precede the opening.

    A known program says itself which moments these are; the moments of filling in a survey are none.
    """
    columns = [each for each, guess in guesses.items() if guess.times and guess.times.kind != "time"]
    start, ends = _named(columns, layout)
    if start is None:
        return None
    opened = moments(table[start], order)
    closed = {each: moments(table[each], order) for each in ends}
    stops = tuple(each for each, stopped in closed.items() if _follows(opened, stopped))
    if not stops:
        return None
    last = max([opened.max(), *(closed[each].max() for each in stops)])
    return CaseGuess(start, stops, last.date())


def _named(columns: Sequence[str], layout: Layout | None) -> tuple[str | None, list[str]]:
    if layout is not None:
        start = layout.start if layout.start in columns else None
        return start, [each for each in layout.stops if each in columns]
    start = next((each for each in columns if names.OPENED.search(each) and not names.CLOSED.search(each)), None)
    return start, [each for each in columns if each != start and names.CLOSED.search(each)]


def _follows(opened: "pd.Series[pd.Timestamp]", closed: "pd.Series[pd.Timestamp]") -> bool:
    both = opened.notna() & closed.notna()
    return bool(both.any()) and float((closed[both] >= opened[both]).mean()) >= IN_ORDER
