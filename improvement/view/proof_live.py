"""What may have moved a measure: activities that went live, promises that customers were told."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from improvement.model.guarantee import Measure
from improvement.model.plan import Plan
from improvement.view.charts.control_view import Mark
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title

CLOSE_DAYS = 45
# from here on the chart writes to the left of a line
LATE = 0.55


class Live(NamedTuple):
    """Something that went live on a day."""

    when: date
    title: str


def went_live(plan: Plan, measure_id: str) -> tuple[Live, ...]:
    """What may have moved a measure: finished activities that serve its standards; for a count, promises made public.

    By day.
    """
    measure = plan.guarantee.measures[measure_id]
    if measure.kind == "count":
        return announced(plan, measure)
    served = {id for id, each in plan.commitment.standards.items() if each.measure == measure_id}
    found = [
        Live(each.actual_finish, each.title or id)
        for id, each in plan.realization.activities.items()
        if each.actual_finish and served & set(each.serves)
    ]
    return tuple(sorted(found))


def announced(plan: Plan, measure: Measure) -> tuple[Live, ...]:
    """Public promises that are measured on the same source: telling customers of them brings more cases."""
    same = {id for id, each in plan.guarantee.measures.items() if each.source == measure.source}
    standards = plan.commitment.standards
    found = [
        Live(each.public_since, object_title(plan, ("commitment", "promises", id)))
        for id, each in plan.commitment.promises.items()
        if each.public_since and each.standard in standards and standards[each.standard].measure in same
    ]
    return tuple(sorted(found))


def live_marks(live: Sequence[Live], measure: Measure, first: date, last: date) -> tuple[Mark, ...]:
    """A line a day; days close to each other share their words, on the outer line of them, where there is room."""
    marks: list[Mark] = []
    for group in _groups(live):
        late = (group[0].when - first) / max(last - first, timedelta(days=1)) > LATE
        days = sorted({each.when for each in group})
        named = days[0] if late else days[-1]
        marks += [Mark(when, _together(group, measure) if when == named else "") for when in days]
    return tuple(marks)


def _groups(live: Sequence[Live]) -> list[list[Live]]:
    groups: list[list[Live]] = []
    for each in live:
        if groups and (each.when - groups[-1][-1].when).days <= CLOSE_DAYS:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _together(group: Sequence[Live], measure: Measure) -> str:
    n = len(group)
    if n == 1:
        return group[0].title
    if measure.kind == "count":
        return ngettext("{n} promise went public", "{n} promises went public", n).format(n=n)
    return ngettext("{n} activity went live", "{n} activities went live", n).format(n=n)


def live_words(measure: Measure, live: Sequence[Live]) -> tuple[str, ...]:
    """What went live by name, and what does not follow from it."""
    if not live:
        return ()
    names = "; ".join(_("{title} ({date})").format(title=each.title, date=day(each.when)) for each in live)
    if measure.kind == "count":
        expected = _(
            "More cases after that are expected, because customers who know the promise speak up."
            " They need not mean worse service."
        )
        return _("Went public: {names}.").format(names=names), expected
    unproven = _("Whether these helped is not proven: there is no comparison group.")
    return _("Went live: {names}.").format(names=names), unproven
