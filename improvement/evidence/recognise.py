"""What a file is understood to be: its mapping, what is doubtful about it, what it would be wise to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement.errors import Issue, UnreadableData
from improvement.evidence.caserows import guess_cases
from improvement.evidence.profile import Profile, item_ids, profile
from improvement.evidence.reading import OpenedTable, open_table
from improvement.evidence.roles import RATED, ColumnGuess, guess_roles
from improvement.evidence.understanding import doubts_of, understood_of
from improvement.model.base import FrozenMap
from improvement.model.mapping import Item, Mapping, Reading

PREVIEW_ROWS = 5


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """One column as it stands: heading, different cells, filled cells, the most frequent cells."""

    column: str
    distinct: int
    filled: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """The proposed mapping, the table's size and first rows, questions for a person, and what was understood."""

    mapping: Mapping
    rows: int
    preview: tuple[tuple[str, ...], ...]
    columns: tuple[ColumnSummary, ...]
    doubts: tuple[Issue, ...]
    understood: tuple[Issue, ...]


def understand(data: bytes, name: str, known: Mapping | None = None) -> Understanding:
    """The mapping that the file probably has; `known` (the mapping of an earlier wave) is used as is where it fits.

    It fits when every column that it does not ignore is in the file. What is no table is UnreadableData.
    """
    opened = open_table(data, name)
    if known is not None:
        again = _reopened(data, name, known)
        if again is None and needed_columns(known) <= set(opened.cells.columns):
            again, known = opened, known.model_copy(update={"read": opened.reading})
        if again is not None:
            told = understood_of(known, again.reading, len(again.cells))
            return _understanding(again, profile(again.cells), known, again.doubts, told)
    profiles = profile(opened.cells)
    guesses = guess_roles(profiles, opened.reading.decimal)
    mapping = _mapping(opened, guesses)
    doubts = (*opened.doubts, *doubts_of(mapping, guesses))
    return _understanding(opened, profiles, mapping, doubts, understood_of(mapping, opened.reading, len(opened.cells)))


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
    understood: tuple[Issue, ...],
) -> Understanding:
    first = opened.cells.head(PREVIEW_ROWS).itertuples(index=False, name=None)
    return Understanding(
        mapping=mapping,
        rows=len(opened.cells),
        preview=tuple(tuple(str(cell) for cell in row) for row in first),
        columns=tuple(ColumnSummary(each.heading, each.distinct, each.filled, each.examples) for each in profiles),
        doubts=doubts,
        understood=understood,
    )


def _mapping(opened: OpenedTable, guesses: dict[str, ColumnGuess]) -> Mapping:
    ids = dict(zip(guesses, item_ids(guesses), strict=True))
    orders = {each.times.order for each in guesses.values() if each.times and each.times.kind != "time"}
    reading = opened.reading.model_copy(update={"dates": min(orders - {"ymd"}, default="ymd")})
    attributes = _attributes(guesses)
    cases = guess_cases(opened.cells, guesses, reading.dates)
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
    rated = guess.scale if guess.role in RATED else None
    return Item(
        column=guess.profile.heading,
        role=guess.role,
        of=attribute,
        scale=rated.scale() if rated else None,
        not_answers=FrozenMap(dict(rated.not_answers)) if rated else FrozenMap(),
    )
