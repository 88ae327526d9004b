"""Activities from the playbook for findings: what fits, and the edits that draft it."""

from functools import cache
from importlib.resources import files

from improvement.model.change import Edit
from improvement.model.playbook import Playbook
from improvement.model.playbook import playbook as validated
from improvement.realization.draft import draft, suggest
from improvement.realization.matching import Suggestion
from improvement.store.source import read_source
from improvement.usecases.opened import Opened


@cache
def playbook() -> Playbook:
    """The interventions that come with the product."""
    folder = files("improvement") / "playbook" / "interventions"
    texts = sorted((each for each in folder.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name)
    return validated({each.name: read_source(each.read_bytes(), each.name).data for each in texts})


def suggestions(programme: Opened, finding_id: str) -> tuple[Suggestion, ...]:
    """Interventions that fit a finding, best first. KeptError for a finding that the plan does not have."""
    return suggest(programme.plan, finding_id, playbook())


def drafted(programme: Opened, findings: tuple[str, ...], interventions: tuple[str, ...] | None) -> tuple[Edit, ...]:
    """The edits that draft interventions (None: the best one for each finding)."""
    people = programme.workspace.store.people().people
    return draft(programme.plan, findings, interventions, playbook(), people)
