"""Do we keep it, did it help?"""

from improvement.model.snapshot import Snapshot
from improvement.ui.audits import audits, incentives, review_button, reviews
from improvement.ui.closing import closing
from improvement.ui.frame import empty, head, show_page
from improvement.ui.measures import measures
from improvement.ui.navigation import link, next_link
from improvement.ui.proof import promises, watched
from improvement.usecases.guarding import all_kept
from improvement.usecases.opened import Opened
from improvement.view.language import _
from improvement.view.proof import guarantee_title, promise_rows


def render(programme: Opened, snapshot: Snapshot) -> None:
    plan = programme.plan
    found = all_kept(programme)
    rows = promise_rows(plan, found)
    measured = any(each.measure for each in rows)
    head(guarantee_title(found) if measured else _("Nothing to guarantee yet"), snapshot)
    if measured:
        review_button(programme, snapshot, rows)
        promises(programme, rows)
    else:
        empty(_("Opens when a promise has a measure."))
        link("commitment", _("Go to the promises"))
    watched(programme)
    measures(programme, snapshot)
    audits(plan, snapshot)
    incentives(plan, snapshot)
    reviews(plan, snapshot)
    closing(programme, snapshot)
    next_link("guarantee")


show_page(render)
