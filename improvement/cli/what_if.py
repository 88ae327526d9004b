"""`schedule PLAN --what-if FILE`: a scenario beside the plan as it is."""

import argparse
from pathlib import Path
from time import monotonic

from improvement.cli.common import FINE, Arguments, settle, show
from improvement.usecases import editing
from improvement.usecases.opened import Opened
from improvement.usecases.scenarios import file_scenario, scenario_names, taken_over
from improvement.usecases.what_if import compared
from improvement.view.language import _
from improvement.view.what_if import what_if_json, what_if_lines


def what_if(given: Arguments, programme: Opened) -> int:
    """Compare; with --apply the scenario is then taken over into the plan, as one change."""
    found = file_scenario(programme, given.what_if)
    told, edits = compared(programme, found, monotonic), taken_over(programme, found)
    title = found.scenario.title if found.scenario else found.id
    show(
        given,
        lambda: what_if_json(title, told),
        lambda: what_if_lines(title, told, edits, scenario_names(programme, told.after.plan)),
    )
    if not given.apply:
        return FINE
    workspace, why = programme.workspace, _("Scenario taken over: {title}").format(title=title)
    return settle(editing.apply(workspace.store, programme.id, given.who, workspace.now(), edits, why=why))


def declare_what_if(command: argparse.ArgumentParser) -> None:
    """The arguments of a scenario."""
    command.add_argument("--what-if", type=Path, metavar="FILE", help="a scenario, beside the plan as it is")
    command.add_argument("--apply", action="store_true", help="with --what-if: take the scenario over into the plan")
