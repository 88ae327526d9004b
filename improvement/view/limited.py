"""Dates with the people there are, in words: when all is ready, what is proved, who decides it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.schedule.limited_waits import Step, decided_by
from improvement.schedule.smoothed import SmoothedSchedule
from improvement.view.format import day, number
from improvement.view.language import _, ngettext
from improvement.view.report import issue_json
from improvement.view.wording import full
from improvement.view.work import node_titles

if TYPE_CHECKING:
    from improvement.schedule.limited import LimitedSchedule

MOST_DECIDING, MOST_WAITS = 5, 4
_DAYS = "day-not-kept"
_LIMITS = ("search-left-out", "need-set-aside", "need-not-together", _DAYS)


def limited_title(found: "LimitedSchedule", plain: float) -> str:
    """The answer: by when, and how much later than if nobody were limited (`plain` working days)."""
    later = found.makespan - plain
    words = _("Ready by {date} with the people there are").format(date=day(found.finish))
    if round(later, 1) <= 0:
        return _("{words}, no later than if nobody were limited").format(words=words)
    return _("{words}, {days} later than if nobody were limited").format(words=words, days=_days(later))


def proof_words(found: "LimitedSchedule") -> str:
    """Optimal, or feasible with the most that it may be above the bound, rounded up."""
    if found.status == "optimal":
        return _("Optimal: no schedule with these people is ready on an earlier day.")
    words = _("Feasible, at most {percent} % above the bound: no schedule with these people is ready before {date}.")
    return words.format(percent=number(100 * found.gap, 1, rounding="up"), date=day(found.bound))


def side_by_side(found: "LimitedSchedule", plain: float, plain_finish: date) -> list[tuple[str, str, str]]:
    """Without and with limits and the bound: name, working days from the start, day."""
    return [
        (_("If nobody were limited"), _days(plain), day(plain_finish)),
        (_("With the people there are"), _days(found.makespan), day(found.finish)),
        (_("No schedule is shorter than"), _days(found.least), day(found.bound)),
    ]


def _days(days: float) -> str:
    return ngettext("{n} working day", "{n} working days", 1 if round(days, 1) == 1 else 2).format(n=number(days))


def deciding_words(steps: Sequence[Step], names: Mapping[str, str]) -> str:
    """Who decides the finish, and how long the chain that leads to it waits for each of them."""
    waits = list(decided_by(steps).items())
    if not waits:
        return _("Nobody: the links between the work decide the finish, not the people.")
    told = [_("{who} ({days})").format(who=names.get(who, who), days=_days(days)) for who, days in waits]
    words = _("The chain of work that decides the finish waits for {names}").format(
        names=", ".join(told[:MOST_DECIDING])
    )
    more = len(told) - MOST_DECIDING
    return words if more <= 0 else f"{words} {ngettext('and {n} more', 'and {n} more', more).format(n=more)}"


def waiting_lines(plan: Plan, steps: Sequence[Step], names: Mapping[str, str]) -> list[str]:
    """The longest waits on that chain, a sentence each."""
    titles = node_titles(plan, [id for each in steps for id in (each.id, each.follows)])
    waits = sorted((each for each in steps if each.people), key=lambda each: -each.held)
    return [_waiting_line(each, titles, names) for each in waits[:MOST_WAITS]]


def _waiting_line(each: Step, titles: Mapping[str, str], names: Mapping[str, str]) -> str:
    facts = {
        "title": titles[each.id],
        "days": _days(each.days),
        "who": _people(each.people, names),
    }
    if each.follows:
        words = _("“{title}” waits {days} for {who}, until “{before}” is finished")
        return words.format(before=titles[each.follows], **facts)
    return _("“{title}” waits {days} until {who} can begin").format(**facts)


def how_found(found: "LimitedSchedule", quick: bool, proves: bool) -> str:
    """How many schedules were compared, the rules in a line, and what is missing on this machine."""
    count = ngettext("{n} schedule compared.", "{n} schedules compared.", found.schedules)
    told = [
        count.format(n=number(found.schedules, 0)),
        _("Nobody does two things at once; who begins stays to the end; work pauses while one of its people is away."),
        _("What people do in other programmes is not counted."),
    ]
    if not quick:
        told.append(_("Numba is not installed: good answers come slower."))
    if not proves:
        told.append(_("OR-tools is not installed: fewer answers can be proved optimal."))
    return " ".join(told)


def searching_words(state: str, seconds: float, most: float) -> str:
    """What the search beside the page does now."""
    if state == "waiting":
        return _("Waits until another programme's search is over")
    return _("Looking for an earlier finish: {seconds} of at most {most} seconds").format(
        seconds=number(seconds, 0), most=number(most, 0)
    )


def over_words(seconds: float, stopped: bool, failed: bool = False) -> str:
    """How the search ended."""
    if failed:
        words = _("The search broke off after {seconds} s by a fault of the program; the dates found by then stay")
    else:
        words = _("Stopped after {seconds} s") if stopped else _("Searched for {seconds} s")
    return words.format(seconds=number(seconds))


def placed_rows(plan: Plan, found: "LimitedSchedule", names: Mapping[str, str]) -> list[dict[str, str]]:
    """Who does what when, by start."""
    titles = node_titles(plan)
    order = sorted(found.activities.items(), key=lambda pair: (pair[1].start, pair[1].finish, pair[0]))
    return [
        {
            _("Work"): titles[id],
            _("From"): day(each.start),
            _("To"): day(each.finish),
            _("Who"): _people(each.people, names),
            _("Waits for people, days"): number(each.waited) if each.waited else "",
        }
        for id, each in order
    ]


def _people(people: Iterable[str], names: Mapping[str, str]) -> str:
    heads = Counter(people)
    return ", ".join(f"{names.get(who, who)} × {n}" if n > 1 else names.get(who, who) for who, n in heads.items())


def even_words(found: SmoothedSchedule) -> str:
    """What smoothing gains: the finish stays, nobody's limit is looked at."""
    if found.after >= found.before:
        return _("Same finish: the load cannot be more even without moving it.")
    percent = number(100 * (1 - found.after / found.before), 0)
    words = _("Same finish, {date}; the load is more even: its squares add up to {percent} % less. Nobody is limited.")
    return words.format(date=day(found.finish), percent=percent)


def limited_json(plan: dict[str, Any], found: "LimitedSchedule") -> dict[str, Any]:
    """The schedule for machines with the limited dates in it; working days from the programme's start."""
    rows = {
        id: {
            **plan["activities"][id],
            "start": str(each.start),
            "finish": str(each.finish),
            "people": list(each.people),
            "waited": each.waited,
        }
        for id, each in found.activities.items()
    }
    return {
        **plan,
        "status": found.status,
        "bound": str(found.bound),
        "finish": str(found.finish),
        "gap": found.gap,
        "days": found.makespan,
        "bound_days": found.least,
        "unlimited_finish": plan["finish"],
        "schedules": found.schedules,
        "activities": rows,
        "warnings": [*(each for each in plan["warnings"] if each["id"] != _DAYS), *map(issue_json, limits(found))],
    }


def limited_lines(found: "LimitedSchedule", plain: float) -> Iterator[str]:
    """When all is ready with the people there are, what is proved, then who does what when."""
    yield limited_title(found, plain)
    yield proof_words(found)
    yield from (f"! {full(each)}" for each in limits(found))
    for id, each in sorted(found.activities.items(), key=lambda pair: (pair[1].start, pair[0])):
        who = _people(each.people, {}) or "-"
        waits = f"  +{number(each.waited)} d" if each.waited else ""
        yield f"  {each.start} .. {each.finish}  {id}  {who}{waits}"


def limits(found: "LimitedSchedule") -> tuple[Issue, ...]:
    """What is said of limited dates only: needs set aside and days that they do not keep."""
    return tuple(each for each in found.warnings if each.id in _LIMITS)
