"""Everything a presentation needs from a programme, computed once."""

from improvement.errors import KeptError
from improvement.realization.progress import Progress
from improvement.schedule.dates import PlanSchedule
from improvement.usecases.dates import baseline, schedule
from improvement.usecases.evidence import mapping_of
from improvement.usecases.opened import Opened
from improvement.usecases.overview import overview
from improvement.usecases.progress import progress
from improvement.usecases.promises import all_feasible
from improvement.usecases.proof import kept
from improvement.usecases.scores import assessed
from improvement.view.intake import item_names
from improvement.view.stage_cards import next_words
from improvement.view.story import Told


def told(programme: Opened) -> Told:
    """The results behind the story of one programme."""
    plan, seen = programme.plan, overview(programme)
    dates, done = _work(programme)
    mappings = {id: mapping_of(programme, id) for id in plan.assessment.sources}
    return Told(
        plan=plan,
        assessed=assessed(programme),
        names={id: item_names(each) for id, each in mappings.items() if each},
        verdicts=all_feasible(programme),
        dates=dates,
        progress=done,
        baseline=baseline(programme),
        kept=tuple(kept(programme, id) for id in plan.commitment.promises),
        chains=seen.chains,
        next_step=next_words(plan, seen.next_step).text,
    )


def _work(programme: Opened) -> tuple[PlanSchedule | None, Progress | None]:
    try:
        return schedule(programme), progress(programme)
    except KeptError:
        return None, None
