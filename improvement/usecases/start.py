"""A workspace with the rules that this product saves by."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from improvement.usecases.facts import error_facts
from improvement.usecases.workspace import Workspace


def start(folder: Path, now: Callable[[], datetime]) -> Workspace:
    """The programmes of a folder, with a clock in local time."""
    return Workspace(folder, now, error_facts)
