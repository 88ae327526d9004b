"""Earned value in words, and for machines."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from improvement.realization.earning import Earning
from improvement.view.format import number
from improvement.view.language import _, ngettext
from improvement.view.wording import full


class EarnedRow(NamedTuple):
    """One figure: its short name, what it says, the figure."""

    name: str
    says: str
    value: str


def earned_title(found: Earning) -> str:
    """How much is done of what was planned for the day, in time rather than in money."""
    behind = found.elapsed - found.earned_days
    days = number(abs(behind), 1)
    if abs(behind) < 0.05:
        return _("As much is done as was planned for this day")
    if behind > 0:
        return _("As much is done as was planned {days} working days earlier").format(days=days)
    return _("As much is done as is planned {days} working days later").format(days=days)


def earned_rows(found: Earning) -> tuple[EarnedRow, ...]:
    """Every figure in person-days, indices without unit; n/a where it cannot be computed."""
    value = found.value
    return (
        EarnedRow("BAC", _("planned for all the work"), _days(value.budget)),
        EarnedRow("PV", _("planned up to this day"), _days(value.planned)),
        EarnedRow("EV", _("planned for what is done"), _days(value.earned)),
        EarnedRow("AC", _("spent"), _days(value.actual)),
        EarnedRow("CV", _("done less spent"), _days(value.cost_variance)),
        EarnedRow("SV", _("done less planned"), _days(value.schedule_variance)),
        EarnedRow("CPI", _("done for each person-day spent"), _index(value.cost_index)),
        EarnedRow("SPI", _("done of what was planned; comes back to 1 at the end"), _index(value.schedule_index)),
        EarnedRow("EAC", _("spent in the end, if the rest costs as much more"), _days(value.at_completion)),
        EarnedRow("", _("spent in the end, if the rest costs as planned"), _days(value.at_completion_as_planned)),
        EarnedRow("TCPI", _("to be done for each person-day that is left"), _index(value.to_complete)),
        EarnedRow("AT", _("working days gone"), number(found.elapsed)),
        EarnedRow("ES", _("working days in which so much was planned"), number(found.earned_days, 1)),
        EarnedRow("SPI(t)", _("ES for each day gone; stays below 1 when late"), _index(found.time_index)),
    )


def earned_how(found: Earning) -> str:
    """How it was counted."""
    counted = ngettext(
        "{n} of {all} pieces of work has person-days: its effort, or its days and people.",
        "{n} of {all} pieces of work have person-days: their effort, or their days and people.",
        found.counted,
    ).format(n=found.counted, all=found.works)
    rule = _("Work earns half when it is begun and all when it is finished; typed percentages earn nothing.")
    return f"{counted} {rule}"


def earned_lines(found: Earning) -> Iterator[str]:
    """The figures as lines of text."""
    yield "  " + earned_title(found)
    rows = earned_rows(found)
    yield "  " + ", ".join(f"{row.name} {row.value}" for row in rows if row.name)
    for warning in found.warnings:
        yield f"  ! {full(warning)}"


def earned_json(found: Earning) -> dict[str, Any]:
    """The figures for machines: person-days, working days, indices; null where one cannot be computed."""
    value = found.value
    return {
        "bac": value.budget,
        "pv": value.planned,
        "ev": value.earned,
        "ac": value.actual,
        "cv": value.cost_variance,
        "sv": value.schedule_variance,
        "cpi": value.cost_index,
        "spi": value.schedule_index,
        "eac": value.at_completion,
        "eac_as_planned": value.at_completion_as_planned,
        "vac": value.variance_at_completion,
        "tcpi": value.to_complete,
        "at": found.elapsed,
        "es": found.earned_days,
        "spi_t": found.time_index,
        "counted": found.counted,
        "works": found.works,
    }


def _days(value: float | None) -> str:
    return _("n/a") if value is None else _("{n} pd").format(n=number(value, 1))


def _index(value: float | None) -> str:
    return _("n/a") if value is None else number(value, 2)
