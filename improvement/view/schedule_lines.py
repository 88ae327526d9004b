"""The dates of the work as lines of text for the command line, and for machines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from improvement.errors import Issue
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.dates import as_json as dates_json
from improvement.view.format import day, number
from improvement.view.language import _, ngettext
from improvement.view.report import issue_json
from improvement.view.wording import full

MOST_PATHS = 3


def schedule_json(found: PlanSchedule, issues: Sequence[Issue]) -> dict[str, Any]:
    """Dates, and what cannot be kept."""
    return dates_json(found) | {"warnings": [issue_json(each) for each in issues]}


def schedule_lines(found: PlanSchedule, issues: Iterable[Issue]) -> Iterator[str]:
    """Finish, what cannot be kept, critical paths, then every activity by start; `*` marks what is critical."""
    yield _("finish {date}").format(date=day(found.finish))
    yield from (f"! {full(each)}" for each in issues)
    yield from _paths(found)
    for id, each in sorted(found.activities.items(), key=lambda pair: (pair[1].early_start, pair[0])):
        mark = "*" if each.critical else " "
        yield f"{mark} {each.early_start} .. {each.early_finish}  {number(each.total_float, 1)} d  {id}"


def _paths(found: PlanSchedule) -> Iterator[str]:
    paths, shown = found.paths, found.paths.shown[:MOST_PATHS]
    if shown:
        words = ngettext("{n} critical path", "{n} critical paths", paths.count).format(n=number(paths.count))
        more = paths.count - len(shown)
        yield words
        yield from ("  " + " -> ".join(path) for path in shown)
        if more:
            yield "  " + ngettext("and {count} more", "and {count} more", more).format(count=number(more))
    if found.near:
        yield _("nearly critical: {ids}").format(ids=", ".join(found.near))
