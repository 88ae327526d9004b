"""The command line: arguments -> usecases -> text or JSON. Every button of the pages has its twin here."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from improvement.cli.common import WRONG_DATA, complain
from improvement.cli.plans import COMMANDS as PLAN_COMMANDS
from improvement.cli.running import COMMANDS as RUN_COMMANDS
from improvement.cli.running import TOKEN
from improvement.cli.stages import COMMANDS as STAGE_COMMANDS
from improvement.errors import KeptError
from improvement.view.language import LANGUAGES, use

COMMANDS = {**PLAN_COMMANDS, **STAGE_COMMANDS, **RUN_COMMANDS}


def main(arguments: list[str]) -> int:
    """Run one command; the exit status is 0 fine, 1 wrong plan or data, 2 wrong usage."""
    parsed = _parser().parse_args(arguments)
    use(parsed.lang)
    try:
        return int(parsed.handler(parsed))
    except KeptError as wrong:
        complain(wrong.issues)
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
    common.add_argument("--token", default=os.environ.get(TOKEN), help=f"act with its role; also from {TOKEN}")
    common.add_argument("--customer-safe", action="store_true", help="name nobody of the staff; nothing can be changed")
    common.add_argument("--who", default=_user(), help="under which name changes are recorded")
    for name, (help_text, declare, handler) in COMMANDS.items():
        command = commands.add_parser(name, parents=[common], help=help_text, description=help_text)
        declare(command)
        command.set_defaults(handler=handler)
    return parser


def _user() -> str:
    """Who is at the keyboard; in a container there may be no such name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _default_folder() -> Path:
    return Path(os.environ.get("KEPT_PLANS") or Path(__file__).resolve().parents[2] / "plans")
