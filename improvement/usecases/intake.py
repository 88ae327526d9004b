"""A file on its way in: read as guessed or as a person says, with a person's answers to what is doubtful."""

from collections.abc import Mapping as AnyMap
from dataclasses import replace
from typing import NamedTuple
from zlib import crc32

from improvement.evidence.correct import ONE_COLUMN, correct
from improvement.evidence.recognise import Understanding, understand
from improvement.evidence.understanding import understood_of
from improvement.model.ids import id_or
from improvement.model.mapping import Item, ItemRole, Mapping, Reading
from improvement.model.values import write_number
from improvement.usecases.evidence import Upload, mapping_of, understand_file
from improvement.usecases.opened import Opened


class Meant(NamedTuple):
    """What a person adds to a question: its words, its factor, and whether the lowest answer is the best.

    And whom it rates (empty: us), its attribute, what customers meet in it, and its role; None leaves what it was.
    """

    text: str = ""
    factor: str = ""
    low_is_good: bool | None = None
    rival: str | None = None
    of: str | None = None
    element: str | None = None
    role: ItemRole | None = None


class Proposal(NamedTuple):
    """What a file is understood to be; `reused` where an earlier file of the programme said what its columns mean."""

    found: Understanding
    reused: bool


def proposed(upload: Upload, reading: AnyMap[str, str], into: Opened) -> Proposal:
    """The first understanding of a file; `reading` holds a person's own encoding, delimiter, header_rows or sheet.

    Raises UnreadableData for what is no table.
    """
    if reading:
        return Proposal(understand(*upload, reading=Reading.model_validate(reading)), False)
    found = understand_file(upload, {}, into)
    if not into.plan.assessment.sources:
        return Proposal(found, False)
    afresh = understand(*upload)
    return Proposal(found, (found.mapping.items, found.doubts) != (afresh.mapping.items, afresh.doubts))


def confirmed(first: Understanding, settings: AnyMap[str, str], meant: AnyMap[str, Meant]) -> Understanding:
    """The understanding with a person's corrections; `meant` by item id. Raises KeptError for what cannot be done."""
    mapping = correct(first.mapping, {**settings, **_roles(first.mapping, settings, meant)})
    told = {id: _beside(words, settings, id, first.mapping.items[id]) for id, words in meant.items()}
    items = {id: _meant(item, told[id]) if id in told else item for id, item in mapping.items.items()}
    mapping = Mapping.model_validate(mapping.model_copy(update={"items": items}).model_dump(exclude_unset=True))
    rows = first.row_counts.get(mapping.read.rows, first.rows)
    tool = tuple(each for each in first.understood if each.id == "tool-recognised")
    return replace(first, mapping=mapping, rows=rows, understood=(*tool, *understood_of(mapping, mapping.read, rows)))


def attribute_id(words: str) -> str:
    """An attribute as people call it, as an id; the same words give the same id in every file, in any script."""
    return id_or(words, f"a{crc32(words.encode()):08x}") if words else ""


def rated_questions(programme: Opened) -> tuple[str, ...]:
    """SOURCE/ITEM of every rated question that is stored."""
    known = {source: mapping_of(programme, source) for source in programme.plan.assessment.sources}
    return tuple(
        f"{source}/{id}"
        for source, mapping in known.items()
        for id, item in (mapping.items.items() if mapping else ())
        if item.scale is not None
    )


def _roles(mapping: Mapping, settings: AnyMap[str, str], meant: AnyMap[str, Meant]) -> dict[str, str]:
    """The settings of roles that people changed question by question; a question that is left out stays out."""
    changed = {
        id: words.role
        for id, words in meant.items()
        if words.role and words.role != mapping.items[id].role and f"role.{id}" not in settings
    }
    return dict((role, id) if role in ONE_COLUMN else (f"role.{id}", role) for id, role in changed.items())


def _beside(words: Meant, settings: AnyMap[str, str], id: str, before: Item) -> Meant:
    """What a person adds to a question beside the answers above it, which stand against what nobody touched here."""
    words = words._replace(low_is_good=None) if f"good.{id}" in settings else words
    return words._replace(of=None) if f"of.{id}" in settings and words.of == before.of else words


def _meant(item: Item, words: Meant) -> Item:
    told = {"text": words.text or None, "factor": words.factor or None}
    good = {} if words.low_is_good is None else {"good": "low" if words.low_is_good else "high"}
    scale = item.scale.model_copy(update=good) if item.scale else None
    about = {"rival": words.rival, "of": words.of, "element": words.element}
    changed = {name: value or None for name, value in about.items() if value is not None}
    kept = {name: value for name, value in (told | {"scale": scale}).items() if value}
    return item.model_copy(update={**kept, **changed})


def answers(mapping: Mapping, items: tuple[str, ...], asked: tuple[str, ...], blank: tuple[str, ...]) -> dict[str, str]:
    """Settings that make `blank` of the `asked` codes no answers of these items and all other asked codes answers.

    A scale grows to hold a code that is an answer, and shrinks from an end that is none.
    """
    found: dict[str, str] = {}
    for id in items:
        item = mapping.items[id]
        codes = [code for code in item.not_answers if code not in asked] + list(blank)
        scale = _scale_with(item, asked, blank)
        if scale:
            found[f"scale.{id}"] = scale
        if codes != list(item.not_answers):
            found[f"not_answers.{id}"] = ",".join(codes)
    return found


def _scale_with(item: Item, asked: tuple[str, ...], blank: tuple[str, ...]) -> str:
    """low..high where the codes change it, else nothing."""
    if item.scale is None:
        return ""
    valid = [float(code) for code in asked if code not in blank]
    low, high = min([item.scale.low, *valid]), max([item.scale.high, *valid])
    if write_number(high) in blank:
        high -= 1
    return "" if (low, high) == (item.scale.low, item.scale.high) else f"{write_number(low)}..{write_number(high)}"
