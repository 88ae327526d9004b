"""The command sample-size: how many answers a survey needs, and what so many answers can tell."""

import argparse
import sys

from improvement.assessment.planned_size import SizeQuestion, planned_size
from improvement.cli.common import FINE, WRONG_USE, Arguments, Command, show
from improvement.model.values import parse_percent
from improvement.view.language import _
from improvement.view.sample_size import size_json, size_lines


def _sample_size(given: Arguments) -> int:
    asked = SizeQuestion(
        answers=given.answers,
        margin=given.margin,
        change=given.change and tuple(given.change),
        share=given.share,
        confidence=given.confidence,
        power=given.power,
        population=given.population,
        design_effect=given.design_effect,
        response=given.response,
    )
    if asked.answers is None and asked.margin is None and asked.change is None:
        print(_("name --answers, --margin or --change"), file=sys.stderr)
        return WRONG_USE
    found = planned_size(asked)
    show(given, lambda: size_json(found), lambda: size_lines(found))
    return FINE


def percent(text: str) -> float:
    """A share such as 85% or 0.85."""
    return parse_percent(text) if text.endswith("%") else float(text)


def _declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--answers", type=int, help="what do so many answers tell?")
    command.add_argument(
        "--margin", type=percent, help="how many answers tell a share as closely as this, such as 3%%?"
    )
    command.add_argument(
        "--change", type=percent, nargs=2, metavar=("FROM", "TO"), help="how many in each of two rounds show this?"
    )
    command.add_argument("--share", type=percent, default=0.5, help="about the share expected; 50%% asks for most")
    command.add_argument("--population", type=int, help="how many customers there are in all")
    command.add_argument("--response", type=percent, default=1.0, help="the share of people asked who answer")
    command.add_argument("--design-effect", type=float, default=1.0, help="what weights cost, as `assess --json` says")
    command.add_argument("--confidence", type=percent, default=0.95, help="of the range, 95%% by default")
    command.add_argument(
        "--power", type=percent, default=0.8, help="how often the change is to be seen, 80%% by default"
    )


SAMPLE_SIZE: Command = ("how many answers are enough, and for what", _declare, _sample_size)
