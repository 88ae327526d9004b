"""How a survey was made, as tables that people fill in, and the settings that they make of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from improvement.evidence.recognise import Understanding
from improvement.model.mapping import Item, Keypad
from improvement.model.mapping import Mapping as Meaning
from improvement.view.format import number
from improvement.view.language import _

WHOLE = 1.0
OFF = 0.011
Cells = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the customers and its known share, percent; None where it is not known."""

    item: str
    column: str
    part: str
    percent: float | None


@dataclass(frozen=True, slots=True)
class KeypadRow:
    """How one rated question is asked by telephone keys, every field as people type it."""

    item: str
    question: str
    read: str
    labels: str
    pause_seconds: float | None
    started_by: str | None
    by_chance: bool
    offered: int | None


def part_rows(found: Understanding, settings: Mapping[str, str]) -> tuple[PartRow, ...]:
    """Every part of the segments, those that somebody just named included."""
    columns = {each.column: each.parts for each in found.columns}
    items = found.mapping.items
    named = settings.get("segment")
    segments = [id for id, item in items.items() if item.role == "segment"] if named is None else named.split(",")
    return tuple(
        PartRow(id, items[id].text or items[id].column, part, _percent(found.mapping, id, part))
        for id in segments
        if id in items
        for part in columns.get(items[id].column, ())
        if part not in items[id].not_answers
    )


def _percent(mapping: Meaning, id: str, part: str) -> float | None:
    share = mapping.population[id].get(part) if id in mapping.population else None
    return None if share is None else round(100 * share, 6)


def part_settings(rows: Sequence[PartRow], percents: Sequence[float | None]) -> dict[str, str]:
    """Settings for the shares that were changed."""
    return {
        f"population.{row.item}.{row.part}": "" if now is None else f"{now:g}%"
        for row, now in zip(rows, percents, strict=True)
        if now != row.percent
    }


def not_whole(rows: Sequence[PartRow], percents: Sequence[float | None]) -> tuple[str, ...]:
    """Per column whose shares were begun and make no 100 % yet, one sentence."""
    totals: dict[str, list[float]] = {}
    for row, now in zip(rows, percents, strict=True):
        if now is not None:
            totals.setdefault(row.column, []).append(now)
    told = _("{column}: the shares make {total} % together, not 100 %")
    return tuple(
        told.format(column=column, total=number(sum(found)))
        for column, found in totals.items()
        if abs(sum(found) / 100 - WHOLE) > OFF
    )


def keypad_rows(mapping: Meaning) -> tuple[KeypadRow, ...]:
    """Every rated question that may be asked by keys: its answers are whole numbers of one digit."""
    return tuple(
        _keypad_row(id, item)
        for id, item in mapping.items.items()
        if item.scale and item.scale.low >= 0 and item.scale.high <= 9 and item.role not in {"personal", "ignore"}
    )


def _keypad_row(id: str, item: Item) -> KeypadRow:
    known = item.keypad or Keypad()
    return KeypadRow(
        item=id,
        question=item.text or item.column,
        read=", ".join(map(str, known.read)),
        labels="; ".join(f"{key}={words}" for key, words in known.labels.items()),
        pause_seconds=known.pause_seconds or None,
        started_by=known.started_by if item.keypad else None,
        by_chance=known.by_chance,
        offered=known.offered,
    )


def keypad_settings(rows: Iterable[KeypadRow], edited: Iterable[KeypadRow]) -> dict[str, str]:
    """Settings for what was changed."""
    found: dict[str, str] = {}
    for before, after in zip(rows, edited, strict=True):
        old, new = _typed(before), _typed(after)
        found |= {f"keypad.{after.item}.{name}": text for name, text in new.items() if text != old[name]}
    return found


def _typed(row: KeypadRow) -> dict[str, str]:
    return {
        "read": row.read,
        "labels": row.labels,
        "pause_seconds": "" if row.pause_seconds is None else f"{row.pause_seconds:g}",
        "started_by": row.started_by or "",
        "by_chance": "true" if row.by_chance else "",
        "offered": "" if row.offered is None else str(row.offered),
    }


def started_by_names() -> dict[str, str]:
    """Who sends callers to the question."""
    return {"system": _("the system"), "staff": _("the staff who are rated")}


def bridge_settings(mapping: Meaning, old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Settings for the questions, by id, that were asked in two forms: as before and as now."""
    found: dict[str, str] = {}
    for id in {**old, **new}:
        known = mapping.bridges.get(id)
        before = f"{known.old},{known.new}" if known else ""
        both = old.get(id) and new.get(id)
        now = f"{old[id]},{new[id]}" if both else ""
        if now != before:
            found[f"bridge.{id}"] = now
    return found
