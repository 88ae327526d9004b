"""One programme's standing with what is wrong with its dates and what it has earned."""

from improvement.checks.standing import Standing
from improvement.errors import KeptError
from improvement.usecases.dates import date_issues
from improvement.usecases.earned import earned
from improvement.usecases.opened import Opened
from improvement.usecases.workspace import Workspace
from improvement.view.status import Status


def status_of(workspace: Workspace, found: Standing) -> Status:
    """More about a programme whose standing is known."""
    if found.plan is None or found.progress is None:
        return Status(found, (), None)
    programme = Opened(workspace, found.id, found.plan)
    try:
        return Status(found, date_issues(programme), earned(programme))
    except KeptError as wrong:
        return Status(found, wrong.issues, None)
