"""How sure the dates of a programme are."""

from improvement.errors import KeptError
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.risk import RUNS, SEED, PlanRisk, risk
from improvement.usecases.dates import beyond_years
from improvement.usecases.opened import Opened


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
