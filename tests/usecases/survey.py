"""Small surveys through the commands: stored with settings, assessed as text and as JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from improvement.cli import main


def table(columns: Mapping[str, Sequence[object]]) -> str:
    """Columns as the text of a CSV file."""
    rows = zip(*columns.values(), strict=True)
    return "\n".join((",".join(columns), *(",".join("" if c is None else str(c) for c in row) for row in rows), ""))


def store(plans: Path, text: str, source: str = "s", **settings: str) -> int:
    """The exit code of the command that stores a file as a source; settings with __ for a dot."""
    file = plans.parent / f"{source}.csv"
    file.write_text(text, encoding="utf-8")
    words = [word for key, value in settings.items() for word in ("--set", f"{key.replace('__', '.')}={value}")]
    return main(["evidence", "--plans", str(plans), str(file), "--plan", "line", "--as", source, *words])


def assessed(plans: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    """What `assess` prints as JSON and as text."""
    capsys.readouterr()
    assert main(["assess", "--plans", str(plans), "line", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert main(["assess", "--plans", str(plans), "line"]) == 0
    return shown, capsys.readouterr().out


def warned(shown: dict[str, Any], source: str = "s") -> set[str]:
    """The ids of a source's warnings."""
    return {each["id"] for each in shown["sources"][source]["warnings"]}
