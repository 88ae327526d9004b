"""`level`: shared people levelled across the programmes of the folder."""

import argparse

from improvement.cli.common import FINE, WRONG_DATA, Arguments, Command, settle, show, workspace_of
from improvement.errors import KeptError, Severity, issue
from improvement.usecases.levelling import keep, left_out, levelling
from improvement.usecases.portfolio import dated
from improvement.view.levelling import levelled_json, levelled_lines


def _level(given: Arguments) -> int:
    if given.customer_safe:
        raise KeptError(issue("level-names-staff", Severity.ERROR))
    workspace = workspace_of(given)
    found = levelling(workspace)
    left = (*found.warnings, *left_out(workspace))
    plans = {id: plan for id, (plan, _dates) in dated(workspace).items()}
    sees_all = workspace.store.sees_all()
    show(
        given,
        lambda: levelled_json(found, left, sees_all),
        lambda: levelled_lines(found, plans, workspace.store.people(), left, sees_all),
    )
    if not given.write:
        return FINE
    saved = [settle(outcome) for outcome in keep(workspace, found, given.who)]
    return WRONG_DATA if any(saved) else FINE


def _declare_level(command: argparse.ArgumentParser) -> None:
    command.add_argument("--write", action="store_true", help="keep these dates: one change of each programme")


LEVEL: Command = ("shared people levelled across programmes, by priority", _declare_level, _level)
