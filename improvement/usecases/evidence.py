"""From an uploaded file to a source of the plan: understand, confirm, clean, store; and the stored tables again."""

import hashlib
from collections.abc import Mapping as AnyMap
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
from narwhals.typing import IntoFrame

from improvement.errors import Issue, KeptError, Severity, UnreadableData, advice, issue
from improvement.evidence.cases import first_moments
from improvement.evidence.cleaning import clean, file_sha256, kept_items, outside_scale, read_clean, to_csv_bytes
from improvement.evidence.correct import correct
from improvement.evidence.engines import LARGE_ROWS, PARQUET, Engine, Tell, in_engine, quiet, scan_parquet
from improvement.evidence.large import clean_parquet, is_parquet, parquet_rows, to_parquet_bytes
from improvement.evidence.moments import columns_of
from improvement.evidence.reading import read_table
from improvement.evidence.recognise import Understanding, needed_columns, understand
from improvement.model.base import plain
from improvement.model.change import Edit, Outcome, PlanForm
from improvement.model.ids import id_or
from improvement.model.mapping import ItemRole, Mapping
from improvement.model.validation import validate
from improvement.model.values import parse_file
from improvement.schedule.calendar import FIRST_YEAR
from improvement.store.emit import emit
from improvement.store.source import read_source
from improvement.usecases.editing import apply, set_to
from improvement.usecases.opened import Opened

TIMED: frozenset[ItemRole] = frozenset(["date", "time"])
HEADING = "# What the columns of the table beside this file mean: written by the app, corrected by people\n"


class Evidence(NamedTuple):
    """One source of a plan: what its columns mean, and its cleaned table."""

    mapping: Mapping
    table: IntoFrame


class Upload(NamedTuple):
    """A file as it came: its bytes and its name."""

    content: bytes
    name: str


def understand_file(upload: Upload, settings: AnyMap[str, str], into: Opened | None = None) -> Understanding:
    """What a file is understood to be, with a person's corrections; an earlier mapping of the plan is used if it fits.

    Raises UnreadableData for what is no table, KeptError for a setting that names nothing.
    """
    first = understand(*upload, _earlier(into, upload) if into else None)
    if not settings:
        return first
    again = understand(*upload, correct(first.mapping, settings))
    doubts = tuple(each for each in first.doubts if not _settled(each, settings))
    return replace(again, doubts=doubts)


def _settled(doubt: Issue, settings: AnyMap[str, str]) -> bool:
    """Whether a person has answered a question: by naming its column, or the part of the reading that it is about."""
    named = {key.partition(".")[2] for key in settings if "." in key}
    return str(dict(doubt.facts).get("column", "")) in named or ".".join(doubt.where.path) in settings


def _earlier(into: Opened, upload: Upload) -> Mapping | None:
    """The newest mapping of the plan that fits the file, with what belongs to one wave taken out."""
    for source_id in reversed(list(into.plan.assessment.sources)):
        mapping = mapping_of(into, source_id)
        if mapping and _fits(mapping, upload):
            return mapping.model_copy(update={"file_sha256": None, "wave": None, "collected": None})
    return None


def _fits(mapping: Mapping, upload: Upload) -> bool:
    try:
        needed = needed_columns(mapping)
        return bool(needed) and needed <= set(read_table(*upload, mapping.read).columns)
    except UnreadableData:
        return False


def store_evidence(
    into: Opened, source_id: str, upload: Upload, mapping: Mapping, who: str, tell: Tell = quiet
) -> tuple[Outcome, tuple[Issue, ...]]:
    """Clean a table and store it beside the plan with its mapping, as a new source or a newer file of one.

    More than a million rows are stored as Parquet; `tell` hears how much of a long file is done. Nothing that is stored
    is overwritten: the plan's `file` is what changes, so taking it back brings the old one back. Returns what became of
    the change, and advice on what was not counted. Raises KeptError for an id that is none.
    """
    _check_id(source_id)
    store = into.workspace.store
    stored, ending, notes = _cleaned(upload, mapping, store.secret(), tell)
    mapping = mapping.model_copy(update={"file_sha256": file_sha256(stored)})
    file = store.attach(into.id, f"evidence/{source_id}{ending}", stored)
    meaning = _store_meaning(into, source_id, mapping)
    edits = _source_edits(into, source_id, file, meaning)
    return apply(store, into.id, who, into.workspace.now(), edits), notes


def keep_evidence(
    into: Opened, source_id: str, file: Path, mapping: Mapping, who: str
) -> tuple[Outcome, tuple[Issue, ...]]:
    """A Parquet file that lies in the programme's folder as a source, used in place: nothing of it is copied.

    Returns what became of the change, and advice on columns that cannot be read in place and on personal ones, which
    stay in the file. Raises KeptError for an id that is none, and for a file elsewhere, of another kind, or with a name
    that a plan cannot hold.
    """
    _check_id(source_id)
    store, folder = into.workspace.store, (into.workspace.folder / into.id).resolve()
    if not (file.resolve().is_relative_to(folder) and file.suffix == PARQUET):
        raise KeptError(issue("not-kept-there", Severity.ERROR, file=file.name, folder=str(folder)))
    name = _plain_name(file.resolve().relative_to(folder).as_posix())
    read = columns_of(scan_parquet(store.location(into.id, name), mapping))
    unread = [each.column for id, each in kept_items(mapping).items() if id not in read]
    with file.open("rb") as opened_file:
        digest = hashlib.file_digest(opened_file, "sha256").hexdigest()
    meaning = _store_meaning(into, source_id, mapping.model_copy(update={"file_sha256": digest}))
    edits = _source_edits(into, source_id, name, meaning)
    return apply(store, into.id, who, into.workspace.now(), edits), _kept_notes(mapping, unread)


def _plain_name(name: str) -> str:
    try:
        return parse_file(name)
    except ValueError:
        raise KeptError(issue("name-not-plain", Severity.ERROR, file=name)) from None


def _kept_notes(mapping: Mapping, unread: list[str]) -> tuple[Issue, ...]:
    personal = [each.column for each in mapping.items.values() if each.role == "personal"]
    found = {"not-read-in-place": unread, "personal-in-place": personal}
    return tuple(
        advice(id, ("items",), columns=", ".join(columns), count=len(columns))
        for id, columns in found.items()
        if columns
    )


def _check_id(source_id: str) -> None:
    if id_or(source_id, "") != source_id:
        raise KeptError(issue("bad-key", Severity.ERROR, text=source_id, kind="id", example="survey-2026"))


def _store_meaning(into: Opened, source_id: str, mapping: Mapping) -> str:
    form: dict[str, PlanForm] = plain(mapping)
    name = f"evidence/{source_id}.mapping.yaml"
    return into.workspace.store.attach(into.id, name, emit(form, HEADING).encode())


def _cleaned(upload: Upload, mapping: Mapping, key: bytes, tell: Tell) -> tuple[bytes, str, tuple[Issue, ...]]:
    """The bytes to store, the ending of their name, and advice on what was not counted."""
    if is_parquet(upload.content) and parquet_rows(*upload) > LARGE_ROWS:
        stored, notes = clean_parquet(*upload, mapping, key, tell)
        return stored, PARQUET, notes
    cells = read_table(*upload, mapping.read)
    table, notes = clean(cells, mapping, key), outside_scale(cells, mapping)
    if len(table) > LARGE_ROWS:
        return to_parquet_bytes(table), PARQUET, notes
    return to_csv_bytes(table), ".csv", notes


def _source_edits(into: Opened, source_id: str, file: str, meaning: str) -> tuple[Edit, ...]:
    snapshot = into.workspace.store.snapshot(into.id)
    path = ("assessment", "sources", source_id)
    if source_id in into.plan.assessment.sources:
        return set_to(snapshot, (*path, "file"), file), set_to(snapshot, (*path, "mapping"), meaning)
    return (Edit("add", path, None, {"file": file, "mapping": meaning}),)


def mapping_of(programme: Opened, source_id: str) -> Mapping | None:
    """What a source's columns mean; None where there is no such source, or its mapping file is missing or wrong."""
    found = _written_mapping(programme, source_id)
    return found and programme.workspace.shown_mapping(programme.id, found)[0]


def _written_mapping(programme: Opened, source_id: str) -> Mapping | None:
    source = programme.plan.assessment.sources.get(source_id)
    if source is None:
        return None
    key = ("mapping", programme.id, source.mapping, programme.stamp(source.mapping))
    return programme.workspace.remember(key, lambda: _read_mapping(programme, source.mapping)[0])


def evidence_issues(programme: Opened) -> tuple[Issue, ...]:
    """What is wrong with the evidence files of a plan: a missing file, a mapping with mistakes."""
    found: list[Issue] = []
    for source_id, source in programme.plan.assessment.sources.items():
        for field, name in (("file", source.file), ("mapping", source.mapping)):
            if not programme.stamp(name):
                path = ("assessment", "sources", source_id, field)
                found.append(issue("missing-file", Severity.ERROR, path, file=name))
        found.extend(_read_mapping(programme, source.mapping)[1])
    return tuple(found)


def _read_mapping(programme: Opened, name: str) -> tuple[Mapping | None, tuple[Issue, ...]]:
    try:
        source = read_source(programme.workspace.store.attachment(programme.id, name), f"{programme.id}/{name}")
    except FileNotFoundError:
        return None, ()
    if source.data is None:
        return None, source.issues
    mapping, wrong = validate(Mapping, source.data, source.document)
    return mapping, source.issues + tuple(source.located(each) for each in wrong)


def evidence(programme: Opened, source_id: str, engine: Engine | None = None) -> Evidence | None:
    """A source's mapping and cleaned table; None where one of them is missing or unreadable.

    The engine is chosen by the stored form: pandas for CSV, polars for Parquet, unless somebody asks for another.
    """
    mapping = _written_mapping(programme, source_id)
    if mapping is None:
        return None
    name = programme.plan.assessment.sources[source_id].file
    stamp = programme.stamp(name)
    key = ("table", programme.id, name, stamp, mapping, engine)
    read = _scan_evidence if name.endswith(PARQUET) else _read_evidence
    found = programme.workspace.remember(key, lambda: read(programme, name, mapping, engine)) if stamp else None
    return found and _shown(programme, found)


def _shown(programme: Opened, found: Evidence) -> Evidence:
    mapping, other = programme.workspace.shown_mapping(programme.id, found.mapping)
    if not other:
        return Evidence(mapping, found.table)
    table = nw.from_native(found.table)
    stored = columns_of(found.table)
    return Evidence(mapping, table.rename({old: new for old, new in other.items() if old in stored}).to_native())


def _read_evidence(programme: Opened, name: str, mapping: Mapping, engine: Engine | None) -> Evidence | None:
    try:
        table = read_clean(programme.workspace.store.attachment(programme.id, name), mapping)
    except UnreadableData:
        return None
    return Evidence(mapping, in_engine(table, engine or "pandas"))


def _scan_evidence(programme: Opened, name: str, mapping: Mapping, engine: Engine | None) -> Evidence | None:
    file = programme.workspace.store.location(programme.id, name)
    try:
        return Evidence(mapping, scan_parquet(file, mapping, engine or "polars"))
    except UnreadableData:
        return None


def moments_of(programme: Opened, source_id: str) -> tuple[str, ...]:
    """The items of a source that tell when something happened; times of day and days before 1990 do not."""
    found = evidence(programme, source_id)
    if found is None:
        return ()
    first = first_moments(found.table, [id for id, item in found.mapping.items.items() if item.role in TIMED])
    return tuple(id for id, moment in first.items() if moment.year >= FIRST_YEAR)
