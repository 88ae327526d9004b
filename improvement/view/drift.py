"""How far work and milestones are from the approved dates."""

from collections.abc import Iterator

from improvement.model.plan import Baseline, Plan
from improvement.realization.progress import Progress
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.work import approved_line, node_titles


def drifts(found: Progress) -> dict[str, int]:
    """Working days after the approved day, by work and milestone, where there is such a day and it has moved."""
    works = {id: each.days_late for id, each in found.works.items()}
    stones = {id: each.days_after_baseline for id, each in found.milestones.items()}
    return {id: days for id, days in (works | stones).items() if days}


def drift_title(found: Progress) -> str:
    """How many have moved, and the finish of all."""
    moved, all = len(drifts(found)), len(found.works) + len(found.milestones)
    words = ngettext(
        "{n} of {all} has moved since the dates were approved",
        "{n} of {all} have moved since the dates were approved",
        moved,
    )
    finish = _("the finish: {line}").format(line=approved_line(found.planned_finish, found.days_late))
    return f"{words.format(n=moved, all=all)}; {finish}"


def drift_rows(plan: Plan, found: Progress, baseline: Baseline) -> list[dict[str, str]]:
    """Everything that has moved, the latest first: approved day, day now, working days between."""
    titles, names = node_titles(plan), drift_columns()
    now = {id: each.finish for id, each in found.works.items()} | {
        id: each.day for id, each in found.milestones.items()
    }
    moved = sorted(drifts(found).items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {
            names["title"]: titles[id],
            names["approved"]: day(baseline.activities[id].finish) if id in baseline.activities else "",
            names["now"]: day(now[id]),
            names["days"]: f"{days:+d}",
        }
        for id, days in moved
    ]


def drift_columns() -> dict[str, str]:
    """The columns by key."""
    return {
        "title": _("Title"),
        "approved": _("Approved day"),
        "now": _("Day now"),
        "days": _("Drift (working days)"),
    }


def drift_lines(found: Progress) -> Iterator[str]:
    """The finish and each that has moved, as lines of text."""
    yield "  " + drift_title(found)
    for id, days in sorted(drifts(found).items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"    {days:+d} d  {id}"
