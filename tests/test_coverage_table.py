"""docs/coverage.md: every row of the inventory once, names that exist, counts that are true."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from improvement.cli import COMMANDS
from improvement.usecases.drafting import playbook
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ID = r"S\d-\d\d"
KINDS = ("built", "partly", "playbook", "open")


class Row(NamedTuple):
    id: str
    asks: str
    where: str

    @property
    def parts(self) -> list[str]:
        """What is there, each as `Page: thing`, a command or `Playbook: ids`."""
        there = re.sub(r" \(open: [^()]+\)$", "", self.where.removeprefix("partly: "))
        return [] if there == "*open*" else there.split("; ")

    @property
    def names_the_playbook_alone(self) -> bool:
        return bool(self.parts) and all(each.startswith("Playbook: ") for each in self.parts)

    @property
    def kind(self) -> str:
        if not self.parts or self.where.startswith("partly: "):
            return "partly" if self.parts else "open"
        return "playbook" if self.names_the_playbook_alone else "built"


ROWS = [Row(*found) for found in re.findall(rf"^\| ({ID}) \| (.+) \| (.+) \|$", TEXT, re.MULTILINE)]


def test_every_row_of_the_inventory_stands_once(shared: Path) -> None:
    inventory = (shared / "mission" / "inventory.md").read_text(encoding="utf-8")
    assert [each.id for each in ROWS] == re.findall(rf"^\| ({ID}) \|", inventory, re.MULTILINE)


@pytest.mark.parametrize("row", ROWS, ids=[each.id for each in ROWS])
def test_a_row_is_short_and_names_only_what_exists(row: Row) -> None:
    assert len(row.asks.split()) <= 12
    assert row.where.startswith("partly: ") == row.where.endswith(")") == ("(open: " in row.where)
    for part in row.parts:
        if command := re.fullmatch(r"`([a-z-]+)`", part):
            assert command[1] in COMMANDS
            continue
        name, colon, told = part.partition(": ")
        assert colon, f"neither a page, a command nor the playbook: {part}"
        assert told
        if name == "Playbook":
            assert set(told.split(", ")) <= set(playbook().interventions)
        else:
            assert (ROOT / "pages" / f"{name.lower()}.py").is_file(), name


def test_the_counts_are_those_of_the_table() -> None:
    counted = {name: list(rows) for name, rows in groupby(ROWS, lambda each: each.id[:2])} | {"all": ROWS}
    kinds = {name: Counter(each.kind for each in rows) for name, rows in counted.items()}
    expected = {name: [len(counted[name]), *(kinds[name][kind] for kind in KINDS)] for name in counted}
    told = re.findall(r"^\| (S\d|all)" + r" \| (\d+)" * 5 + r" \|$", TEXT, re.MULTILINE)
    assert {name: [int(each) for each in numbers] for name, *numbers in told} == expected
    assert f"breaks them into {len(ROWS)} rows" in TEXT
    alone = sum(each.kind == "partly" and each.names_the_playbook_alone for each in ROWS)
    assert f"Of the rows that are partly there, {alone} rest on the playbook alone." in TEXT
