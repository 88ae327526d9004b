"""What a file is understood to be: its mapping, what is doubtful about it, what it would be wise to confirm."""

from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from improvement.errors import Issue, UnreadableData
from improvement.evidence.caserows import guess_cases
from improvement.evidence.cleaning import outside_scale
from improvement.evidence.decoding import SAMPLE_LINES, sniff_decimal
from improvement.evidence.finishing import OpenedTable, recognised_issue
from improvement.evidence.profile import Profile, item_ids, profile
from improvement.evidence.ratings import RATED
from improvement.evidence.reading import open_table
from improvement.evidence.roles import ColumnGuess, guess_roles
from improvement.evidence.understanding import changed_since, doubts_of, understood_of
from improvement.model.base import FrozenMap
from improvement.model.mapping import KANO_PAIR, Item, Mapping, Reading, RowChoice

PREVIEW_ROWS = 5
MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """One column as it stands: heading, different cells, filled cells, the most frequent cells.

    `parts`: all different cells, where they are so few that they may be parts of the customers.
    """

    column: str
    distinct: int
    filled: int
    examples: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """The proposed mapping, the table's size and first rows, questions for a person, and what was understood.

    `row_counts` says how many rows every choice of rows leaves, where a program marks tests and unfinished answers.
    """

    mapping: Mapping
    rows: int
    preview: tuple[tuple[str, ...], ...]
    columns: tuple[ColumnSummary, ...]
    doubts: tuple[Issue, ...]
    understood: tuple[Issue, ...]
    row_counts: Mapping_[RowChoice, int] = field(default_factory=dict)


def understand(data: bytes, name: str, known: Mapping | None = None, reading: Reading | None = None) -> Understanding:
    """The mapping that the file probably has; `known` (the mapping of an earlier wave) is used as is where it fits.

    It fits when every column that it does not ignore is in the file. `reading` is how a person says that the file is
    read; its decimal mark and order of dates are guessed anew. What is no table is UnreadableData.
    """
    opened = _opened(data, name, reading)
    if known is not None:
        again = _reopened(data, name, known)
        if again is None and needed_columns(known) <= set(opened.cells.columns):
            again, known = opened, known.model_copy(update={"read": opened.reading})
        if again is not None:
            doubts = (*again.doubts, *changed_since(known, again.cells), *outside_scale(again.cells, known))
            return _understanding(again, profile(again.cells, again.told), known, doubts)
    profiles = profile(opened.cells, opened.told)
    guesses = guess_roles(profiles, opened.reading.decimal)
    mapping = _mapping(opened, guesses)
    return _understanding(opened, profiles, mapping, (*opened.doubts, *doubts_of(mapping, guesses)))


def _opened(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    opened = open_table(data, name, reading)
    if reading is None:
        return opened
    decimal = sniff_decimal(opened.cells.head(SAMPLE_LINES).to_numpy().tolist())
    return replace(opened, reading=opened.reading.model_copy(update={"decimal": decimal}))


def needed_columns(mapping: Mapping) -> set[str]:
    """The headings that a file must have to be read with this mapping."""
    return {item.column for item in mapping.items.values() if item.role != "ignore"}


def _reopened(data: bytes, name: str, known: Mapping) -> OpenedTable | None:
    """The table read as the known mapping says; None where that fails or a column that it needs is missing."""
    try:
        again = open_table(data, name, known.read)
    except UnreadableData:
        return None
    return again if needed_columns(known) <= set(again.cells.columns) else None


def _understanding(
    opened: OpenedTable,
    profiles: Sequence[Profile],
    mapping: Mapping,
    doubts: tuple[Issue, ...],
) -> Understanding:
    told = (recognised_issue(opened.layout),) if opened.layout else ()
    rows = len(opened.cells) if opened.rows is None else opened.rows
    first = opened.cells.head(PREVIEW_ROWS).itertuples(index=False, name=None)
    return Understanding(
        mapping=mapping,
        rows=rows,
        preview=tuple(tuple(str(cell) for cell in row) for row in first),
        columns=tuple(map(_summary, profiles)),
        doubts=doubts,
        row_counts=opened.row_counts,
        understood=(*told, *understood_of(mapping, opened.reading, rows)),
    )


def _summary(found: Profile) -> ColumnSummary:
    parts = tuple(found.counts) if found.distinct <= MOST_PARTS else ()
    return ColumnSummary(found.heading, found.distinct, found.filled, found.examples, parts)


def _mapping(opened: OpenedTable, guesses: dict[str, ColumnGuess]) -> Mapping:
    ids = dict(zip(guesses, item_ids(guesses), strict=True))
    orders = {each.times.order for each in guesses.values() if each.times and each.times.kind != "time"}
    reading = opened.reading.model_copy(update={"dates": min(orders - {"ymd"}, default="ymd")})
    attributes = _attributes(guesses)
    cases = guess_cases(opened.cells, guesses, reading.dates, opened.layout)
    return Mapping(
        tool=opened.tool,
        read=Reading.model_validate(reading.model_dump(exclude_none=True)),
        collected=cases.last if cases else None,
        items=FrozenMap({ids[each]: _item(guess, attributes.get(guess.of or "")) for each, guess in guesses.items()}),
        cases=cases.times(ids) if cases else FrozenMap(),
    )


def _attributes(guesses: dict[str, ColumnGuess]) -> dict[str, str]:
    names = list(dict.fromkeys(each.of for each in guesses.values() if each.of is not None))
    return dict(zip(names, item_ids(names), strict=True))


def _item(guess: ColumnGuess, attribute: str | None) -> Item:
    rated = guess.scale if guess.role in RATED or guess.role in KANO_PAIR else None
    return Item(
        column=guess.profile.heading,
        text=guess.profile.told.text or None,
        role=guess.role,
        of=attribute,
        rival=guess.rival,
        scale=rated.scale() if rated else None,
        not_answers=FrozenMap(dict(rated.not_answers if rated else _codes(guess))),
        labels=FrozenMap({word: float(number) for word, number in rated.labels}) if rated else FrozenMap(),
    )


def _codes(guess: ColumnGuess) -> tuple[tuple[str, str], ...]:
    """Codes that the file itself says are no answers, in a column that is no rating."""
    return tuple(each for each in guess.profile.told.not_answers if each[0] in guess.profile.counts)
