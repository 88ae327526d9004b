"""Stored tables: cleaned cells as text with a group number a row, and the mapping that says what the columns mean."""

import csv
import hashlib
import io
from dataclasses import dataclass

import numpy as np

from improvement.model.change import PlanForm
from improvement.store.emit import emit

Columns = dict[str, list[str]]
Items = dict[str, PlanForm]

GROUPS = 200
GROUP_SEED = 20_261_121
HEAD = "# What the columns of the table beside this file mean: written by the app, corrected by people\n"


@dataclass(frozen=True, slots=True)
class Table:
    """One source of evidence before it is stored: `head` says how and when it was collected, `items` what it means."""

    name: str
    head: dict[str, PlanForm]
    items: Items
    columns: Columns

    def files(self) -> dict[str, bytes]:
        """The stored table and its mapping, by file name."""
        table = table_bytes(self.columns, self.items)
        return {f"{self.name}.csv": table, f"{self.name}.mapping.yaml": mapping_bytes(self.head, self.items, table)}


def item(column: str, role: str, text: str = "", **more: PlanForm) -> PlanForm:
    """One column's entry in a mapping; empty fields are left out."""
    entry: dict[str, PlanForm] = {"column": column, "text": text, "role": role, **more}
    return {name: value for name, value in entry.items() if value}


def scale(id: str, low: int, high: int, good: str = "high") -> PlanForm:
    """The answers that a question allows."""
    return {"id": id, "low": str(low), "high": str(high), "good": good}


def table_bytes(columns: Columns, items: Items) -> bytes:
    """The cleaned table as CSV: headings are item ids, codes that are no answers are empty, `_group` 0..199 a row."""
    rows = len(next(iter(columns.values())))
    groups = np.floor(np.random.default_rng(GROUP_SEED).random(rows) * GROUPS).astype(np.int64)
    cells = [_answers(columns[name], entry) for name, entry in items.items()]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*items, "_group"])
    writer.writerows(zip(*cells, map(str, groups), strict=True))
    return out.getvalue().encode()


def mapping_bytes(head: dict[str, PlanForm], items: Items, table: bytes) -> bytes:
    """The mapping file of a stored table, with the table's hash."""
    known: dict[str, PlanForm] = {"tool": "plain-csv", "read": {"encoding": "utf-8", "delimiter": ","}}
    sha: dict[str, PlanForm] = {"file_sha256": hashlib.sha256(table).hexdigest()}
    rest = {name: value for name, value in head.items() if name != "cases"}
    return emit({**known, **sha, **rest, "items": items, "cases": head.get("cases")}, HEAD).encode()


def _answers(cells: list[str], entry: PlanForm) -> list[str]:
    codes = entry.get("not_answers") if isinstance(entry, dict) else None
    return ["" if codes and cell in codes else cell for cell in cells]
