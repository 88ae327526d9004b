"""The command keypad: which design of a rating by telephone keys fits which aim."""

import argparse

from improvement.assessment.keypads import CHOSEN_FOR
from improvement.cli.common import FINE, Arguments, Command, show
from improvement.view.keypads import aim_lines, aims_json


def _keypad(given: Arguments) -> int:
    show(given, lambda: aims_json(given.aim), lambda: aim_lines(given.aim))
    return FINE


def _declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--aim", choices=list(CHOSEN_FOR), help="for this aim only")


KEYPAD: Command = ("which rating by telephone keys fits which aim, and how it bends the answers", _declare, _keypad)
