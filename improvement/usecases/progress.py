"""Progress of one programme: computed from what happened, never typed."""

from improvement.realization.progress import Progress
from improvement.realization.progress import progress as computed
from improvement.usecases.dates import baseline, schedule
from improvement.usecases.opened import Opened


def progress(programme: Opened) -> Progress:
    """How far the work is, against the approved dates. Raises CyclicNetwork."""
    people = programme.workspace.store.people().people
    plan = programme.plan
    return programme.remember(
        ("progress", people),
        lambda: computed(plan, schedule(programme), plan.programme.data_date, baseline(programme), people),
    )
