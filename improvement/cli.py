"""The command line: arguments -> usecases -> text or JSON. Every button of the pages has its twin here."""

import argparse
import getpass
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from improvement.errors import Issue, KeptError, Severity
from improvement.model.change import Applied, Conflict, Outcome
from improvement.usecases import editing
from improvement.usecases.checking import Checked, check_plan
from improvement.usecases.new import new
from improvement.usecases.workspace import Workspace
from improvement.view import report
from improvement.view.language import LANGUAGES, _, use
from improvement.view.wording import line

FINE, WRONG_DATA, WRONG_USE = 0, 1, 2
Arguments = argparse.Namespace
Handler = Callable[[Arguments], int]


def main(arguments: list[str]) -> int:
    """Run one command; the exit status is 0 fine, 1 wrong plan or data, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    use(parsed.lang)
    try:
        return int(parsed.handler(parsed))
    except KeptError as wrong:
        _complain(wrong.issues)
    except OSError as wrong:
        print(f"kept: {wrong.strerror}: {wrong.filename}", file=sys.stderr)
    return WRONG_DATA


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m improvement", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--plans", type=Path, default=_default_folder(), help="the folder of programmes")
    common.add_argument("--json", action="store_true", help="machine-readable output")
    common.add_argument("--lang", choices=LANGUAGES, default="en", help="language of texts")
    common.add_argument("--who", default=getpass.getuser(), help="under which name changes are recorded")
    for name, (help_text, declare, handler) in COMMANDS.items():
        command = commands.add_parser(name, parents=[common], help=help_text, description=help_text)
        declare(command)
        command.set_defaults(handler=handler)
    return parser


def _default_folder() -> Path:
    return Path(os.environ.get("KEPT_PLANS") or Path(__file__).resolve().parent.parent / "plans")


def _open(given: Arguments, plan: str) -> tuple[Workspace, str]:
    """The workspace and id of PLAN: an id in the plans folder, or a path to a plan folder or its plan.yaml."""
    path = Path(plan)
    if "/" in plan or path.suffix == ".yaml":
        folder = path.parent if path.suffix == ".yaml" else path
        return _workspace(folder.resolve().parent), folder.resolve().name
    return _workspace(given.plans), plan


def _workspace(folder: Path) -> Workspace:
    return Workspace(folder, lambda: datetime.now(UTC).astimezone())


def _show(given: Arguments, data: Any, text: Callable[[], Iterable[str]]) -> None:
    if given.json:
        print(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print("\n".join(text()))


def _complain(issues: Iterable[Issue]) -> None:
    for each in issues:
        print(line(each), file=sys.stderr)


def _settle(outcome: Outcome) -> int:
    """Say what became of a change."""
    if isinstance(outcome, Applied):
        print(_("saved, revision {revision}").format(revision=outcome.revision))
        return FINE
    if isinstance(outcome, Conflict):
        for edit, theirs in zip(outcome.edits, outcome.theirs, strict=True):
            print(report.conflict_line(edit, theirs), file=sys.stderr)
    else:
        _complain(outcome.issues)
    return WRONG_DATA


def _new(given: Arguments) -> int:
    workspace = _workspace(given.plans)
    sample = given.sample or ""
    return _settle(new(workspace.store, given.id, given.title or "", workspace.today, given.owner or "", sample))


def _declare_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("id")
    command.add_argument("--title")
    command.add_argument("--owner", help="name of the person who answers for it")
    command.add_argument("--from", dest="sample", help="copy this programme")


def _check(given: Arguments) -> int:
    named = given.plan or _workspace(given.plans).store.plans()
    opened = [_open(given, each) for each in named]
    checked = [check_plan(workspace, plan_id) for workspace, plan_id in opened]
    people = [] if given.plan else list(_workspace(given.plans).store.people_issues())
    if given.json:
        print(json.dumps({"plans": {each.plan: _checked_json(each) for each in checked}}, ensure_ascii=False, indent=1))
    else:
        _print_checked(checked)
    _complain(people)
    return WRONG_DATA if people or any(each.stops(given.gates) for each in checked) else FINE


def _checked_json(each: Checked) -> dict[str, Any]:
    return {
        "issues": [report.issue_json(found) for found in each.issues],
        "chains": [report.chain_json(chain) for chain in each.chains],
    }


def _print_checked(checked: Iterable[Checked]) -> None:
    for each in checked:
        for found in each.issues:
            print(line(found), file=sys.stderr if found.severity is Severity.ERROR else sys.stdout)
        print("\n".join(report.thread_lines(each.plan, each.chains)))


def _declare_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", nargs="*")
    command.add_argument("--gates", action="store_true", help="gates fail too")


def _edit(op: str) -> Handler:
    def handle(given: Arguments) -> int:
        workspace, plan_id = _open(given, given.plan)
        edit = editing.edit_from_words(workspace.store, plan_id, op, given.path, getattr(given, "value", None))
        return _settle(editing.apply(workspace.store, plan_id, given.who, workspace.now(), (edit,)))

    return handle


def _declare_edit(with_value: bool) -> Callable[[argparse.ArgumentParser], None]:
    def declare(command: argparse.ArgumentParser) -> None:
        command.add_argument("plan")
        command.add_argument("path", help="keys joined by dots")
        if with_value:
            command.add_argument("value", help="plan text, such as 8h or [a, b]")

    return declare


def _run(given: Arguments) -> int:
    environment = os.environ | {"KEPT_PLANS": str(given.plans.resolve())}
    options = ["--server.address", "127.0.0.1", "--server.port", str(given.port)]
    return subprocess.call([sys.executable, "-m", "improvement.ui.serve", *options], env=environment)


def _declare_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8501)


Command = tuple[str, Callable[[argparse.ArgumentParser], None], Handler]
COMMANDS: dict[str, Command] = {
    "new": ("a new programme folder, valid at once", _declare_new, _new),
    "check": ("every rule over every plan; the golden thread", _declare_check, _check),
    "set": ("set one field", _declare_edit(True), _edit("set")),
    "add": ("add one entry", _declare_edit(True), _edit("add")),
    "remove": ("remove one entry", _declare_edit(False), _edit("remove")),
    "run": ("the web app on this machine", _declare_run, _run),
}
