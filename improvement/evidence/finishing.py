"""Rows of cells to a table with headings: what stands above and below, which rows count, what was odd."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from improvement.errors import Issue, UnreadableData, advice
from improvement.evidence.decoding import refuse
from improvement.evidence.layouts import Layout, RowMark, Told
from improvement.evidence.total_row import without_total
from improvement.model.mapping import Reading, RowChoice


@dataclass(frozen=True, slots=True, eq=False)
class OpenedTable:
    """A table of text cells ('' = empty), the headings as columns; how it was read, what wrote it, what is doubtful.

    `layout` is what the export of a known program says about itself, `told` what it says about each column. `cells` may
    be a sample; `rows` then tells how many rows there are.
    """

    cells: pd.DataFrame
    reading: Reading
    tool: str
    doubts: tuple[Issue, ...] = ()
    layout: Layout | None = None
    row_counts: Mapping[RowChoice, int] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """How a file was opened, under which name, and whether a person or an earlier file said how to read it."""

    reading: Reading
    tool: str
    name: str
    doubts: tuple[Issue, ...] = ()
    layout: Layout | None = None
    settled: bool = False


def finished(cells: pd.DataFrame, opening: Opening) -> OpenedTable:
    """The table below the heading rows, without empty columns and rows, totals, and rows that do not count."""
    top, layout = opening.reading.header_rows, opening.layout
    if len(cells) < top:
        raise refuse("no-table", opening.name, "headings")
    body = cells.iloc[top:]
    if layout is not None and layout.joined and not body.empty:
        body = layout.joined(body)
    headings = _headings(cells, opening, body.shape[1])
    filled = (body != "").any().to_numpy()
    kept = [place for place, heading in enumerate(headings) if heading or filled[place]]
    body = body[(body != "").any(axis=1)].iloc[:, kept]
    if body.empty:
        raise _without_rows(opening)
    names, renamed = distinct([headings[place] or f"Column {place + 1}" for place in kept])
    body, totals = without_total(body.set_axis(names, axis=1))
    rows = _counted(body, opening)
    above = top - layout.header_rows if layout else top - 1
    found = [advice("preamble", ("read", "header_rows"), rows=above)] if above > 0 else []
    found += list(layout.doubts) if layout and not opening.settled else []
    found += _odd_headings([headings[place] for place in kept], names, renamed) if layout is None else []
    return OpenedTable(
        cells=rows.body.reset_index(drop=True),
        reading=opening.reading.model_copy(update={"rows": rows.choice}),
        tool=layout.tool if layout else opening.tool,
        doubts=(*opening.doubts, *found, *totals, *rows.doubts),
        layout=layout,
        row_counts=rows.counts,
        told={name: layout.columns[place] for name, place in zip(names, kept, strict=True)} if layout else {},
    )


def _headings(cells: pd.DataFrame, opening: Opening, width: int) -> list[str]:
    if opening.layout is not None:
        names = [each.heading for each in opening.layout.columns]
        return names + [""] * (width - len(names))
    top = opening.reading.header_rows
    return [str(cell).strip() for cell in cells.iloc[top - 1]] if top else [""] * width


def _without_rows(opening: Opening) -> UnreadableData:
    """The refusal of a file that has headings only; a known program is named."""
    wrong = refuse("no-table", opening.name, "rows")
    layout = opening.layout
    return UnreadableData(recognised_issue(layout), *wrong.issues) if layout else wrong


def recognised_issue(layout: Layout) -> Issue:
    """Which program a file is from, and by which shape."""
    return advice("tool-recognised", ("tool",), kind=f"{layout.tool}-{layout.shape}")


def distinct(headings: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Headings made distinct by a number, and which ones were changed to what."""
    names: dict[str, None] = {}
    changed = []
    for heading in headings:
        name, number = heading, 1
        while name in names:
            number += 1
            name = f"{heading} ({number})"
        names[name] = None
        if name != heading:
            changed.append((heading, name))
    return list(names), changed


def _odd_headings(headings: list[str], names: list[str], renamed: list[tuple[str, str]]) -> list[Issue]:
    found = [advice("one-column", ("read", "delimiter"), column=names[0])] if len(names) == 1 else []
    found += [advice("heading-missing", column=name) for name, cell in zip(names, headings, strict=True) if not cell]
    found += [advice("heading-repeated", column=old, renamed=new) for old, new in renamed]
    if all(re.fullmatch(r"-?[\d.,]+", heading) for heading in headings):
        found.append(advice("heading-is-data", ("read", "header_rows"), heading=headings[0]))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The rows that count, the choice, how many rows every choice leaves, and what to ask."""

    body: pd.DataFrame
    choice: RowChoice
    counts: Mapping[RowChoice, int]
    doubts: tuple[Issue, ...] = ()


def _counted(body: pd.DataFrame, opening: Opening) -> _Rows:
    """The rows that count: as told, else without tests and previews unless all rows are."""
    layout = opening.layout
    if layout is None or (layout.tests is None and layout.unfinished is None):
        return _Rows(body, opening.reading.rows, {})
    tests, open_ends = _marked(body, layout.tests), _marked(body, layout.unfinished)
    choice = opening.reading.rows if opening.settled else "real" if tests.any() and not tests.all() else "all"
    kept: dict[RowChoice, pd.Series[bool]] = {"all": ~(tests & False), "real": ~tests, "finished": ~(tests | open_ends)}
    if not kept[choice].any():
        raise refuse("no-table", opening.name, "no-answers")
    counts = {name: int(each.sum()) for name, each in kept.items()}
    found = {"tests": int(tests.sum()), "unfinished": int((open_ends & ~tests).sum())}
    kind = "-and-".join(name for name, count in found.items() if count)
    ask = bool(kind) and not opening.settled
    doubts = (advice("rows-to-count", ("read", "rows"), kind=kind, rows=len(body), **found),) if ask else ()
    return _Rows(body[kept[choice]], choice, counts, doubts)


def _marked(body: pd.DataFrame, mark: RowMark | None) -> "pd.Series[bool]":
    if mark is None or mark.heading not in body.columns:
        return pd.Series(False, index=body.index)
    return body[mark.heading].str.strip().str.lower().isin(mark.cells)
