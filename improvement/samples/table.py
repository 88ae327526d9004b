"""Tables of evidence as the app stores them: the cleaned cells, and the mapping that says what the columns mean."""

from dataclasses import dataclass

import pandas as pd

from improvement.evidence.cleaning import clean, file_sha256, to_csv_bytes
from improvement.model.change import PlanForm
from improvement.model.mapping import Mapping
from improvement.store.emit import emit

Columns = dict[str, list[str]]
Items = dict[str, PlanForm]

# the key of made-up customers is no secret
KEY = b"made-up"
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
        form = {**self.head, "items": self.items}
        table = to_csv_bytes(clean(pd.DataFrame(self.columns), Mapping.model_validate(form), KEY))
        return {f"{self.name}.csv": table, f"{self.name}.mapping.yaml": self._mapping(table)}

    def _mapping(self, table: bytes) -> bytes:
        read: PlanForm = {"encoding": "utf-8", "delimiter": ","}
        first: dict[str, PlanForm] = {"tool": "plain-csv", "read": read, "file_sha256": file_sha256(table)}
        head = {name: value for name, value in self.head.items() if name != "cases"}
        return emit({**first, **head, "items": self.items, "cases": self.head.get("cases")}, HEAD).encode()


def item(column: str, role: str, text: str = "", **more: PlanForm) -> PlanForm:
    """One column's entry in a mapping; empty fields are left out."""
    entry: dict[str, PlanForm] = {"column": column, "text": text, "role": role, **more}
    return {name: value for name, value in entry.items() if value}


def scale(id: str, low: int, high: int, good: str = "high") -> PlanForm:
    """The answers that a question allows."""
    return {"id": id, "low": str(low), "high": str(high), "good": good}
