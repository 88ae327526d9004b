"""Page."""

from improvement.model.snapshot import Snapshot
from improvement.ui.frame import head, show_page
from improvement.ui.navigation import next_link
from improvement.usecases.opened import Opened


def render(programme: Opened, snapshot: Snapshot) -> None:
    head("guarantee", snapshot)
    next_link("guarantee")


show_page(render)
