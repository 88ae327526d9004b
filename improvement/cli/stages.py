"""Commands of the four stages: evidence, assess, sample-size, keypad, feasible, draft, schedule, level, status."""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import get_args

from improvement.assessment.own_weights import parse_weights
from improvement.assessment.report import as_json as assessed_json
from improvement.assessment.results import Assessed
from improvement.cli.common import (
    FINE,
    WRONG_USE,
    Arguments,
    Command,
    complain,
    declare_plan,
    locate,
    open_plan,
    settle,
    show,
    waiting,
)
from improvement.cli.keypad import KEYPAD
from improvement.cli.levelling import LEVEL
from improvement.cli.sample_size import SAMPLE_SIZE
from improvement.cli.what_if import declare_what_if, what_if
from improvement.commitment.verdicts import as_json as feasible_json
from improvement.errors import KeptError, Severity, issue
from improvement.evidence.engines import Engine
from improvement.evidence.in_place import told_in_place
from improvement.model.ids import id_or
from improvement.model.plan import Plan
from improvement.schedule.risk import SEED
from improvement.usecases import editing
from improvement.usecases.coverage import coverage_json, covered
from improvement.usecases.dates import date_issues, freeze, schedule
from improvement.usecases.drafting import drafted
from improvement.usecases.evidence import Upload, keep_evidence, store_evidence, understand_file
from improvement.usecases.jobs import SECONDS
from improvement.usecases.limited import in_time, plain_days
from improvement.usecases.opened import opened
from improvement.usecases.portfolio import portfolio, standing
from improvement.usecases.promises import all_feasible
from improvement.usecases.risk import how_sure
from improvement.usecases.scores import assessed, assessed_by
from improvement.usecases.status import status_of
from improvement.usecases.worth import worth, worth_json
from improvement.view import report, report_stages
from improvement.view.coverage import coverage_lines
from improvement.view.language import _
from improvement.view.limited import limited_json, limited_lines
from improvement.view.risk import chances_json, risk_lines
from improvement.view.schedule_lines import schedule_json, schedule_lines
from improvement.view.status import status_json, status_lines
from improvement.view.worth import worth_lines, worth_row

MOST = 1_000_000


def _evidence(given: Arguments) -> int:
    upload = Upload(given.file.read_bytes(), given.file.name)
    into = opened(*locate(given, given.plan)) if given.plan else None
    found = understand_file(upload, _settings(given.set), into)
    if not given.plan or into is None:
        show(given, lambda: report_stages.understanding_json(found), lambda: report_stages.understanding_lines(found))
        return FINE
    source_id = given.source_id or id_or(given.file.stem, "survey")
    if given.keep:
        outcome, notes = keep_evidence(into, source_id, given.file, found.mapping, given.who)
        found = replace(found, doubts=told_in_place(found.doubts), understood=told_in_place(found.understood))
    else:
        outcome, notes = store_evidence(into, source_id, upload, found.mapping, given.who, waiting(_("storing")))
    show(given, lambda: report_stages.understanding_json(found), lambda: report_stages.understanding_lines(found))
    complain(notes)
    return settle(outcome)


def _settings(words: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in words]
    wrong = [key for key, equals, _value in pairs if not (key and equals)]
    if wrong:
        raise KeptError(*(issue("setting-shape", Severity.ERROR, setting=each) for each in wrong))
    return {key: value for key, _equals, value in pairs}


def _declare_evidence(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--plan", help="store it in this programme")
    command.add_argument("--as", dest="source_id", help="id of the source; by default the file's name")
    command.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="correct what was guessed")
    command.add_argument("--keep", action="store_true", help="use a Parquet file of the programme's folder in place")


def _assess(given: Arguments) -> int:
    programme = open_plan(given)
    plan, tell = programme.plan, waiting(_("computing"))
    own = parse_weights(given.weights) if given.weights is not None else None
    found = (
        assessed_by(programme, own, given.engine, tell) if own is not None else assessed(programme, given.engine, tell)
    )
    looked_at = covered(programme)
    show(
        given,
        lambda: {
            **assessed_json(found),
            "coverage": coverage_json(looked_at),
            "worth": worth_json(plan, found.candidates),
        },
        lambda: (*report_stages.assessed_lines(found), *coverage_lines(looked_at), *_worth_lines(plan, found)),
    )
    return FINE


def _worth_lines(plan: Plan, found: Assessed) -> Iterator[str]:
    weighed = worth(plan, found.candidates)
    return worth_lines([worth_row(plan, each.finding, each.confidence, each.score) for each in weighed])


def _declare_assess(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("--engine", choices=get_args(Engine), help="what computes, instead of what suits each table")
    told = "rank the candidates by your own weights of the criteria, as shortfall=3,reach=1; nothing is kept"
    command.add_argument("--weights", metavar="NAME=NUMBER,...", help=told)


def _feasible(given: Arguments) -> int:
    programme = open_plan(given)
    known = programme.plan.commitment.standards
    if given.standard and given.standard not in known:
        raise KeptError(issue("unknown-reference", Severity.ERROR, field="standard", text=given.standard))
    found = all_feasible(programme, given.standard or "")
    show(
        given,
        lambda: {"promises": [feasible_json(each) for each in found]},
        lambda: report_stages.feasible_lines(programme.plan, found),
    )
    return FINE


def _declare_feasible(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("standard", nargs="?")


def _draft(given: Arguments) -> int:
    programme = open_plan(given)
    edits = drafted(programme, tuple(given.finding), tuple(given.take) or None)
    show(given, lambda: {"edits": [report.edit_json(each) for each in edits]}, lambda: map(report.edit_line, edits))
    if not given.apply:
        return FINE
    workspace = programme.workspace
    return settle(editing.apply(workspace.store, programme.id, given.who, workspace.now(), edits, why="draft"))


def _declare_draft(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("finding", nargs="+")
    command.add_argument("--take", action="append", default=[], metavar="INTERVENTION", help="this, not the best fit")
    command.add_argument("--apply", action="store_true", help="save it")


def _schedule(given: Arguments) -> int:
    if given.freeze and given.limited:
        print(_("--freeze approves the dates without limits: leave out --limited"), file=sys.stderr)
        return WRONG_USE
    programme = open_plan(given)
    if given.limited and programme.workspace.withheld(programme.id):
        raise KeptError(issue("limited-names-staff", Severity.ERROR))
    if given.freeze:
        return settle(freeze(programme, given.who))
    if given.what_if:
        return what_if(given, programme)
    found, issues = schedule(programme), date_issues(programme)
    held = in_time(programme, monotonic, given.seconds, given.seed) if given.limited else None
    chances = how_sure(programme, given.risk, given.seed, given.limited) if given.risk else None
    plain = schedule_json(found, issues)
    show(
        given,
        lambda: (limited_json(plain, held) if held else plain) | ({"risk": chances_json(chances)} if chances else {}),
        lambda: (
            *schedule_lines(found, issues),
            *(limited_lines(held, plain_days(programme)) if held else ()),
            *(risk_lines(programme.plan, chances) if chances else ()),
        ),
    )
    return FINE


def _declare_schedule(command: argparse.ArgumentParser) -> None:
    declare_plan(command)
    command.add_argument("--freeze", action="store_true", help="approve these dates: the baseline of today")
    command.add_argument("--limited", action="store_true", help="with the people there are: who does what when")
    command.add_argument("--seconds", type=_counted(0), default=SECONDS, help="for --limited, at most; by default 20")
    declare_what_if(command)
    command.add_argument("--risk", type=_counted(1), metavar="N", help="chances of the dates, from so many runs")
    command.add_argument("--seed", type=_counted(0), default=SEED, help="of the dice: equal seeds give equal dates")


def _counted(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= MOST:
            raise argparse.ArgumentTypeError(_("a whole number from {least} to {most}").format(least=least, most=MOST))
        return int(text)

    return read


def _status(given: Arguments) -> int:
    workspace, plan_id = locate(given, given.plan or "")
    if not (given.all or given.plan):
        print(_("name a programme, or ask for --all"), file=sys.stderr)
        return WRONG_USE
    found = portfolio(workspace).programmes if given.all else (standing(workspace, plan_id),)
    told = [status_of(workspace, each) for each in found]
    show(
        given,
        lambda: {"programmes": [status_json(each) for each in told]},
        lambda: status_lines(told, bool(given.plan)),
    )
    return FINE


def _declare_status(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", nargs="?")
    command.add_argument("--all", action="store_true", help="every programme of the folder")


COMMANDS: dict[str, Command] = {
    "evidence": ("what a file is understood to be; with --plan it is stored", _declare_evidence, _evidence),
    "assess": ("scores, gaps, what matters, candidates for findings", _declare_assess, _assess),
    "sample-size": SAMPLE_SIZE,
    "keypad": KEYPAD,
    "feasible": ("the verdict on each promise", _declare_feasible, _feasible),
    "draft": ("standards and activities from the playbook for findings", _declare_draft, _draft),
    "schedule": ("dates, floats, critical path, how sure they are", _declare_schedule, _schedule),
    "level": LEVEL,
    "status": ("progress, forecast, promises at risk, overdue", _declare_status, _status),
}
