"""SPSS files (.sav, .zsav) as a table of text cells, with question texts, value labels and user-missing codes."""

import io
from typing import Any

import pandas as pd

from improvement.evidence.decoding import refuse
from improvement.evidence.layouts import Layout, Told
from improvement.evidence.numerals import parse_cell
from improvement.evidence.word_scales import good_end
from improvement.evidence.workbooks import cell_text
from improvement.model.mapping import ItemRole

MAGIC = (b"$FL2", b"$FL3")
# SPSS writes quarters, months and weeks as seconds, too
MORE_DATES = ("QYR", "MOYR", "WKYR")


def spss_table(data: bytes, name: str) -> tuple[pd.DataFrame, Layout]:
    """Cells as text and what the file says about its columns; codes that users declared missing stay in the cells.

    Columns are headed by variable name. Categories with labels show the label; ratings keep their code.
    """
    # the only reader of this format, loaded where such a file comes
    import pyreadstat

    try:
        formats = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True)[1].original_variable_types
        dates = sorted({each for each in formats.values() if each and each.startswith(MORE_DATES)})
        columns, about = pyreadstat.read_sav(
            io.BytesIO(data), user_missing=True, output_format="dict", extra_date_formats=dates
        )
    except (pyreadstat.ReadstatError, UnicodeDecodeError, ValueError, OverflowError):
        raise refuse("unreadable-file", name, "damaged") from None
    cells = {column: [_text(value) for value in values] for column, values in columns.items()}
    told = tuple(_told(column, cells[column], about) for column in about.column_names)
    for each in told:
        labels = dict(each.labels)
        numbers = {number: label for code, label in each.labels if (number := parse_cell(code, ".")) is not None}
        if labels and good_end(numbers) is None:
            cells[each.heading] = [labels.get(cell, cell) for cell in cells[each.heading]]
    table = pd.DataFrame(cells, columns=about.column_names, dtype=str)
    return table.set_axis(range(table.shape[1]), axis=1), Layout("spss", "sav", 0, told)


def _text(value: object) -> str:
    return "" if value is None or value != value else cell_text(value)  # noqa: PLR0124 - NaN alone differs from itself


def _told(column: str, cells: list[str], about: Any) -> Told:
    labels = {cell_text(code): str(label) for code, label in about.variable_value_labels.get(column, {}).items()}
    missing = {cell: labels.get(cell, "missing") for cell in sorted(set(cells)) if _is_missing(cell, column, about)}
    several = any(column in each["variable_list"] for each in about.mr_sets.values() if each.get("is_dichotomy"))
    role: ItemRole | None = "ignore" if several else None
    answers = tuple((code, label) for code, label in labels.items() if code not in missing)
    return Told(column, about.column_names_to_labels.get(column) or "", role, tuple(missing.items()), answers)


def _is_missing(cell: str, column: str, about: Any) -> bool:
    """Whether a cell is in a range, or is a code, that the file declares missing."""
    if cell in map(str, about.missing_user_values.get(column, ())):
        return True
    number = parse_cell(cell, ".")
    for each in about.missing_ranges.get(column, ()):
        low, high = each["lo"], each["hi"]
        if cell == low == high or (number is not None and not isinstance(low, str) and low <= number <= high):
            return True
    return False
