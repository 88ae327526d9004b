"""Page."""

from improvement.model.snapshot import Snapshot
from improvement.ui.frame import head, show_page
from improvement.ui.navigation import next_link
from improvement.usecases.opened import Opened


def render(programme: Opened, snapshot: Snapshot) -> None:
    head("present", snapshot)
    next_link("present")


show_page(render)
