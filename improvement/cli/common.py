"""What all commands share: opening PLAN, printing results, saying what became of a change."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from improvement.errors import Issue
from improvement.model.change import Applied, Conflict, Outcome
from improvement.usecases.access import with_token
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from improvement.view import report
from improvement.view.format import of_100
from improvement.view.language import _
from improvement.view.wording import line

FINE, WRONG_DATA, WRONG_USE = 0, 1, 2
SECONDS_BETWEEN_LINES = 1.0
Arguments = argparse.Namespace
Handler = Callable[[Arguments], int]
Declare = Callable[[argparse.ArgumentParser], None]
Command = tuple[str, Declare, Handler]


def workspace_of(given: Arguments, folder: Path | None = None) -> Workspace:
    """The programmes of a folder (by default --plans), with the clock of this machine and the rights of --token.

    Without a token it is the person at the machine. With --customer-safe nobody of the staff is named, and nothing can
    be changed. Raises KeptError for a token that opens nothing.
    """
    whole = start(folder or given.plans, lambda: datetime.now(UTC).astimezone())
    found = with_token(whole, given.token) if given.token else whole
    return found.for_customers() if given.customer_safe else found


def locate(given: Arguments, plan: str) -> tuple[Workspace, str]:
    """The workspace and id of PLAN: an id in the plans folder, or a path to a plan folder or its plan.yaml."""
    path = Path(plan)
    if "/" in plan or path.suffix == ".yaml":
        folder = path.parent if path.suffix == ".yaml" else path
        return workspace_of(given, folder.resolve().parent), folder.resolve().name
    return workspace_of(given), plan


def open_plan(given: Arguments) -> Opened:
    """The programme that the command names. Raises KeptError."""
    return opened(*locate(given, given.plan))


def show(given: Arguments, data: Callable[[], Any], lines: Callable[[], Iterable[str]]) -> None:
    """Print JSON or lines of text."""
    if given.json:
        print(json.dumps(data(), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print("\n".join(lines()))


def complain(issues: Iterable[Issue]) -> None:
    """Issues on stderr, each with its place."""
    for each in issues:
        print(line(each), file=sys.stderr)


def waiting(what: str) -> Callable[[float], None]:
    """Lines on stderr with the share of long work that is done, at most one a second; short work has none."""
    last = monotonic()

    def tell(done: float) -> None:
        nonlocal last
        if monotonic() - last >= SECONDS_BETWEEN_LINES:
            last = monotonic()
            print(f"{what} {of_100(done)}", file=sys.stderr, flush=True)

    return tell


def settle(outcome: Outcome) -> int:
    """Say what became of a change; the exit status."""
    if isinstance(outcome, Applied):
        print(_("saved, revision {revision}").format(revision=outcome.revision))
        return FINE
    if isinstance(outcome, Conflict):
        for edit, theirs in zip(outcome.edits, outcome.theirs, strict=True):
            print(report.conflict_line(edit, theirs), file=sys.stderr)
    else:
        complain(outcome.issues)
    return WRONG_DATA


def declare_plan(command: argparse.ArgumentParser) -> None:
    """The argument PLAN."""
    command.add_argument("plan", help="an id in the plans folder, or a path to a plan folder or file")
