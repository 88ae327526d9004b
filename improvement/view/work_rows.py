"""All work as the rows of one table."""

from collections.abc import Collection

from improvement.model.plan import Plan
from improvement.realization.progress import Progress
from improvement.schedule.dates import PlanSchedule
from improvement.view.format import day, number
from improvement.view.language import _
from improvement.view.work import SIGNS, estimate_text, node_titles, status_words

Row = dict[str, str | None]


def work_rows(plan: Plan, dates: PlanSchedule, found: Progress, ids: Collection[str]) -> list[Row]:
    """A row per activity and training in the given order; keys are those of `work_columns` and `id`."""
    works = {**plan.realization.activities, **plan.realization.training}
    titles = node_titles(plan)
    rows: list[Row] = []
    for id in (id for id in ids if id in works):
        each, work, times = found.works[id], works[id], dates.activities[id]
        before = [titles[link.predecessor] for link in work.after if link.predecessor in titles]
        open_work = each.status != "done"
        rows.append(
            {
                "id": id,
                "status": f"{SIGNS[each.status]} {status_words(each)}",
                "title": titles[id],
                "owner": work.owner,
                "estimate": estimate_text(work),
                "start": day(each.start),
                "finish": day(each.finish),
                "float": number(times.total_float) if open_work else "",
                "late": str(each.days_late) if each.late else "",
                "after": ", ".join(before),
            }
        )
    return rows


def work_columns() -> dict[str, str]:
    """The columns of the table by key, in their order."""
    return {
        "status": _("Status"),
        "title": _("Title"),
        "owner": _("Owner"),
        "estimate": _("Estimate"),
        "start": _("Start"),
        "finish": _("Finish"),
        "float": _("Float (working days)"),
        "late": _("Late (working days)"),
        "after": _("Waits for"),
    }
