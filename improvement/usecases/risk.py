"""How sure the dates of a programme are, and what an edit would change in that."""

from collections.abc import Iterable

from improvement.errors import KeptError
from improvement.model.change import Edit, PlanForm
from improvement.model.ids import free_id, id_or
from improvement.model.plan import Plan
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.risk import RUNS, SEED, PlanRisk, risk
from improvement.store.edits import put
from improvement.usecases.dates import beyond_years
from improvement.usecases.opened import Opened
from improvement.usecases.work import trial

RISKS = ("realization", "risks")


def how_sure(programme: Opened, n: int = RUNS, seed: int = SEED, limited: bool = False) -> PlanRisk | None:
    """Runs of the work with the progress up to the data date; None where there is no work. Computed once.

    `limited`: people are limited in every run. Raises KeptError for work that waits for itself or, in some run, leads
    out of the years that a calendar covers.
    """
    plan, people = programme.plan, programme.workspace.store.people().people

    def compute() -> PlanRisk | None:
        try:
            return risk(plan, n, seed, plan.programme.data_date, people, limited)
        except OutsideCalendar:
            raise KeptError(beyond_years()) from None

    return programme.remember(("risk", n, seed, limited, people), compute)


def how_sure_with(programme: Opened, edits: Iterable[Edit], limited: bool = False) -> PlanRisk | None:
    """The same with some edits that are not saved. KeptError as above, and with all that stands in their way."""
    return how_sure(trial(programme, edits), limited=limited)


def new_risk(plan: Plan, title: str, typed: Iterable[Edit]) -> Edit:
    """The edit that adds a risk event with what was typed field by field; its id comes from its title."""
    id = free_id(id_or(title, "risk"), plan.realization.risks)
    entry: dict[str, PlanForm] = {}
    for each in typed:
        entry = put(entry, each.path[len(RISKS) + 1 :], each.new)
    return Edit("add", (*RISKS, id), None, entry)
