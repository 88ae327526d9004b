"""Unsent text of a person, kept beside the plan and offered again after a reload or a restart of the server."""

from collections.abc import Sequence

from improvement.store.drafts import Draft, Typed
from improvement.usecases.workspace import Workspace

__all__ = ["Draft", "Typed", "begun", "keep"]


def begun(workspace: Workspace, plan_id: str, owner: str) -> tuple[Draft, ...]:
    """What this owner typed and did not save, the oldest first."""
    return workspace.drafts.read(plan_id, owner)


def keep(workspace: Workspace, plan_id: str, owner: str, drafts: Sequence[Draft]) -> bool:
    """Keep these drafts and no others; False where the folder cannot be written (the text is still on screen)."""
    try:
        workspace.drafts.write(plan_id, owner, drafts)
    except OSError:
        return False
    return True
