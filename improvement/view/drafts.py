"""Drafting from the playbook in words: findings that wait for work, what fits and why, what would be added."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from improvement.model.change import Edit, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.model.playbook import Intervention
from improvement.realization.matching import Suggestion
from improvement.view.language import _, ngettext

ORDER = ("accepted", "open")


def findings_to_draft(plan: Plan) -> tuple[str, ...]:
    """Findings that are accepted or open: those without work first, accepted before open, then in the plan's order."""
    findings = plan.assessment.findings
    worked = served_findings(plan)
    wanted = [id for id, each in findings.items() if each.decision in ORDER]
    return tuple(sorted(wanted, key=lambda id: (id in worked, ORDER.index(findings[id].decision))))


def served_findings(plan: Plan) -> frozenset[str]:
    """Findings that some work serves, directly or through a standard."""
    work = plan.realization
    served = {id for each in (*work.activities.values(), *work.training.values()) for id in each.serves}
    answered = {id for name, each in plan.commitment.standards.items() if name in served for id in each.answers}
    return frozenset(served | answered)


def draft_title(plan: Plan) -> str:
    """What drafting is for now: findings without work, by number."""
    waiting = len([id for id in findings_to_draft(plan) if id not in served_findings(plan)])
    if not waiting:
        return _("Draft activities from the playbook")
    words = ngettext(
        "Draft activities from the playbook for {n} finding",
        "Draft activities from the playbook for {n} findings",
        waiting,
    )
    return words.format(n=waiting)


def finding_label(plan: Plan, id: str) -> str:
    """A finding in the list: its statement, and whether it has work already."""
    statement = plan.assessment.findings[id].statement
    return _("{statement} (has work)").format(statement=statement) if id in served_findings(plan) else statement


def suggestion_words(each: Suggestion, intervention: Intervention) -> str:
    """Why it fits, what the customer notices, and where it comes from."""
    why = (
        _("fits because of {words}").format(words=", ".join(f"“{word}”" for word in each.words))
        if each.words
        else _("no word matches; it mends the same side of the service")
    )
    rows = _("source {rows}").format(rows=", ".join(intervention.source))
    return f"{intervention.outcome} · {why} · {rows}"


def draft_rows(edits: Sequence[Edit], people: Mapping[str, str]) -> list[dict[str, str]]:
    """The works that would be added, with `id`; owners by name, links by title."""
    titles = {each.path[2]: str(lookup(each.new, ("title",))) for each in edits}
    return [
        {
            "id": each.path[2],
            "kind": _("Training") if each.path[1] == "training" else _("Activity"),
            "title": str(lookup(each.new, ("title",)) or ""),
            "estimate": _joined(lookup(each.new, ("estimate",))),
            "owner": people.get(str(lookup(each.new, ("owner",))), ""),
            "after": _joined(lookup(each.new, ("after",)), titles),
        }
        for each in edits
        if each.path[0] == "realization" and each.path[1] != "competencies"
    ]


def beside(edits: Iterable[Edit]) -> str:
    """What comes with the works: standards and competencies; empty where nothing does."""
    names = {"standards": _("standard “{title}”"), "competencies": _("competency “{title}”")}
    found = [names[each.path[1]].format(title=lookup(each.new, ("title",))) for each in edits if each.path[1] in names]
    return _("Comes with it: {things}").format(things=", ".join(found)) if found else ""


def _joined(value: PlanForm, names: Mapping[str, str] = MappingProxyType({})) -> str:
    texts = [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
    return ", ".join(names.get(each, each) for each in texts)
