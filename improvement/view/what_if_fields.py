"""What a scenario may change, by name: objects of the plan in groups, and their fields in the order of a form."""

from collections.abc import Iterator, Mapping

from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.realization import Milestone, Training, Work
from improvement.model.values import Span
from improvement.schedule.staff import holders
from improvement.view.format import day
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.work import node_path, node_titles

PEOPLE: Path = ("programme", "people")
RISKS: Path = ("realization", "risks")
STANDARDS: Path = ("commitment", "standards")
CHARTER: Path = ("programme",)


def targets(plan: Plan) -> dict[str, tuple[Path, str]]:
    """Everything with a field that moves dates, the load of people or what is promised: its place and its name.

    Work that is not finished, milestones, teams and those whom work asks for, risk events, promises, the programme.
    """
    return dict((*_work(plan), *_people(plan), *_risks(plan), *_promises(plan), _programme()))


def _work(plan: Plan) -> Iterator[tuple[str, tuple[Path, str]]]:
    titles, open_ = node_titles(plan), _open_works(plan)
    for id in open_:
        yield f"work.{id}", (node_path(plan, id), titles[id])
    for id in plan.realization.milestones:
        yield f"milestone.{id}", (node_path(plan, id), _("Milestone: {title}").format(title=titles[id]))


def _open_works(plan: Plan) -> dict[str, Work]:
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    return {id: work for id, work in works.items() if not work.actual_finish}


def _people(plan: Plan) -> Iterator[tuple[str, tuple[Path, str]]]:
    people = plan.programme.people
    works = (*plan.realization.activities.values(), *plan.realization.training.values())
    asked = {who for work in works for need in work.needs for who in holders(need, people)}
    for id, person in people.items():
        if person.count > 1 or id in asked:
            yield f"people.{id}", ((*PEOPLE, id), _("People: {name}").format(name=person.name))


def _risks(plan: Plan) -> Iterator[tuple[str, tuple[Path, str]]]:
    for id, risk in plan.realization.risks.items():
        yield f"risk.{id}", ((*RISKS, id), _("Risk event: {title}").format(title=risk.title))


def _promises(plan: Plan) -> Iterator[tuple[str, tuple[Path, str]]]:
    for id, promise in plan.commitment.promises.items():
        if promise.standard in plan.commitment.standards:
            title = object_title(plan, ("commitment", "promises", id))
            yield f"promise.{id}", ((*STANDARDS, promise.standard), _("Promise: {title}").format(title=title))


def _programme() -> tuple[str, tuple[Path, str]]:
    return "programme", (CHARTER, _("The whole programme"))


def fields(plan: Plan, path: Path) -> dict[str, str]:
    """The fields of the object at a path that a scenario may change, by the key in the plan."""
    if path == CHARTER:
        return {"starts": _("First day"), "workdays": _("Working days"), "closed": _("Days on which nobody works")}
    if path[:2] == PEOPLE:
        return {"count": _("How many"), "availability": _("Availability"), "away": _("Leave"),
                "workdays": _("Working days")}  # fmt: skip
    if path[:2] == RISKS:
        return {"probability": _("How likely it is"), "impact": _("How much longer work takes")}
    if path[:2] == STANDARDS:
        return {"target": _("Target")}
    return _node_fields(node_at(plan, path))


def node_at(plan: Plan, path: Path) -> Work | Milestone:
    """The work or milestone at a path."""
    found: Work | Milestone = getattr(plan.realization, path[1])[path[2]]
    return found


def _node_fields(node: Work | Milestone) -> dict[str, str]:
    if isinstance(node, Milestone):
        return {"after": _("Waits for"), "due": _("Due")}
    begins = {"not_before": _("Not before"), "must_start": _("Must start on")}
    ends = {"not_after": _("Not after"), "must_finish": _("Must be finished on")}
    length = {"estimate": _("Estimate")}
    if isinstance(node, Training) and node.sessions:
        # training with sessions takes its dates from them
        length, begins, ends = {"sessions": _("Training days")}, {}, {}
    elif getattr(node, "effort", None):
        length = {"effort": _("Effort")}
    if node.actual_start:
        length, begins = length | {"remaining": _("Still takes")}, {}
    return {**length, "owner": _("Owner"), "needs": _("Needs"), "after": _("Waits for"), **begins, **ends}


def skill_needs(plan: Plan) -> dict[str, str]:
    """Needs for a skill of the plan's competencies, at each level above 0."""
    return {
        f"skill:{id}>={level}": _("People with {competency} from level {level}").format(
            competency=each.title, level=level
        )
        for id, each in plan.realization.competencies.items()
        for level in range(1, each.levels + 1)
    }


def span_words(span: Span) -> str:
    """A day, or the first and the last of several."""
    return day(span.first) if span.first == span.last else f"{day(span.first)} – {day(span.last)}"


def day_names(training: Training) -> Mapping[str, str]:
    """The training days by place and date."""
    return {
        id: _("{place}, {date}").format(place=each.place or id, date=day(each.date))
        for id, each in training.sessions.items()
    }
