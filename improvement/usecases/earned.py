"""What a programme has earned by its data date."""

from improvement.realization.earning import Earning, earning
from improvement.usecases.dates import baseline
from improvement.usecases.opened import Opened


def earned(programme: Opened) -> Earning | None:
    """Earned value and earned schedule; None where no work has effort or names people. Raises KeptError."""
    people = programme.workspace.store.people().people
    plan, day = programme.plan, programme.data_date
    return programme.remember(("earned", people), lambda: earning(plan, day, baseline(programme), people))
