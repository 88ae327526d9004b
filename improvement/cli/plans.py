"""Commands on plans as documents: new, check, set, add, remove, log, undo, fsck, commit, merge."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from improvement.cli.common import (
    FINE,
    WRONG_DATA,
    Arguments,
    Command,
    Declare,
    Handler,
    complain,
    declare_plan,
    locate,
    open_plan,
    settle,
    show,
    workspace_of,
)
from improvement.errors import Severity
from improvement.usecases import editing
from improvement.usecases.checking import Checked, check_plan
from improvement.usecases.merging import merge_files
from improvement.usecases.new import new
from improvement.usecases.versions import commit
from improvement.view import history, report
from improvement.view.versions import version_line
from improvement.view.wording import line
from improvement.view.workshop import refused_lines


def _new(given: Arguments) -> int:
    workspace = workspace_of(given)
    sample = given.sample or ""
    return settle(new(workspace.store, given.id, given.title or "", workspace.today, given.owner or "", sample))


def _declare_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("id")
    command.add_argument("--title")
    command.add_argument("--owner", help="name of the person who answers for it")
    command.add_argument("--from", dest="sample", help="copy this programme")


def _check(given: Arguments) -> int:
    workspace = workspace_of(given)
    checked = [check_plan(*locate(given, each)) for each in given.plan or workspace.store.plans()]
    people = () if given.plan else workspace.store.people_issues()
    if given.json:
        show(given, lambda: {"plans": {each.plan: _checked_json(each) for each in checked}}, list)
    else:
        _print_checked(checked)
    complain(people)
    wrong = any(each.severity is Severity.ERROR for each in people)
    return WRONG_DATA if wrong or any(each.stops(given.gates) for each in checked) else FINE


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
        workspace, plan_id = locate(given, given.plan)
        edit = editing.edit_from_words(workspace.store, plan_id, op, given.path, getattr(given, "value", None))
        return settle(editing.apply(workspace.store, plan_id, given.who, workspace.now(), (edit,)))

    return handle


def _declare_edit(with_value: bool) -> Declare:
    def declare(command: argparse.ArgumentParser) -> None:
        command.add_argument("plan")
        command.add_argument("path", help="keys joined by dots")
        if with_value:
            command.add_argument("value", help="plan text, such as 8h or [a, b]")

    return declare


def _log(given: Arguments) -> int:
    workspace, plan_id = locate(given, given.plan)
    if given.refused:
        tries = workspace.store.refused(plan_id)
        show(given, lambda: {"refused": [each.model_dump(mode="json") for each in tries]}, lambda: refused_lines(tries))
        return FINE
    found = workspace.store.log(plan_id)
    show(given, lambda: {"changes": [history.change_json(each) for each in found]}, lambda: history.log_lines(found))
    return FINE


def _declare_log(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("--refused", action="store_true", help="what was tried without the right to; for owners")


def _undo(given: Arguments) -> int:
    workspace, plan_id = locate(given, given.plan)
    return settle(workspace.store.undo(plan_id, given.who, workspace.now(), given.number))


def _declare_undo(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("--number", type=int, help="this change of `log`; by default your newest")


def _fsck(given: Arguments) -> int:
    workspace, plan_id = locate(given, given.plan)
    count = workspace.store.fsck(plan_id)
    show(given, lambda: {"changes": count}, lambda: [history.fsck_line(count)])
    return FINE


def _commit(given: Arguments) -> int:
    made = commit(open_plan(given), given.message or "")
    show(given, made._asdict, lambda: [version_line(made.name, made.message)])
    return FINE


def _declare_commit(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("--message", help="its first words; by default who changed how much")


def _merge(given: Arguments) -> int:
    clashes = merge_files(given.base, given.mine, given.theirs)
    for each in clashes:
        print(report.clash_line(each), file=sys.stderr)
    return WRONG_DATA if clashes else FINE


def _declare_merge(command: argparse.ArgumentParser) -> None:
    for name, told in {"base": "the common ancestor", "mine": "is written", "theirs": "the other side"}.items():
        command.add_argument(name, type=Path, help=told)


COMMANDS: dict[str, Command] = {
    "new": ("a new programme folder, valid at once", _declare_new, _new),
    "check": ("every rule over every plan; the golden thread", _declare_check, _check),
    "set": ("set one field", _declare_edit(True), _edit("set")),
    "add": ("add one entry", _declare_edit(True), _edit("add")),
    "remove": ("remove one entry", _declare_edit(False), _edit("remove")),
    "log": ("who changed what, when and why", _declare_log, _log),
    "undo": ("take back your newest change, or one by its number", _declare_undo, _undo),
    "fsck": ("walk the journal back and compare every text with its hash", declare_plan, _fsck),
    "commit": ("commit the programme's files to git, with who changed what", _declare_commit, _commit),
    "merge": ("three-way merge of plan files, usable as a git merge driver", _declare_merge, _merge),
}
