"""What work may point to, by name: standards and findings served, competencies, steps of a rollout, owners."""

from collections.abc import Mapping

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.view.language import _


def served_names(plan: Plan) -> dict[str, str]:
    """What work may serve: standards by title, findings by statement."""
    standards = {id: each.title or id for id, each in plan.commitment.standards.items()}
    return standards | {id: each.statement for id, each in plan.assessment.findings.items()}


def rollout_names() -> dict[str, str]:
    """The steps of a rollout."""
    return {
        "plan-explanation": _("Explain the plan"),
        "on-site-guidance": _("Guide on site"),
        "remote-monitoring": _("Watch from afar"),
    }


def competency_names(plan: Plan) -> dict[str, str]:
    """Competencies by id."""
    return {id: each.title for id, each in plan.realization.competencies.items()}


def owners(plan: Plan, people: Mapping[str, Person]) -> dict[str, str]:
    """Names of those who own work, in alphabetical order."""
    works = (*plan.realization.activities.values(), *plan.realization.training.values())
    owning = {each.owner for each in works if each.owner}
    names = {id: person.name for id, person in people.items() if id in owning}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))
