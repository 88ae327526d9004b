"""Fields of a plan as people call them in a sentence: owner, estimate, wording."""

from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.view.language import N_, _
from improvement.view.names import object_title

NAMES = {
    "actual_effort": N_("person-days spent"),
    "actual_finish": N_("finish"),
    "actual_start": N_("start"),
    "after": N_("what it waits for"),
    "answers": N_("findings answered"),
    "asked": N_("customers asked"),
    "attended": N_("attendance"),
    "audience": N_("who learns it"),
    "availability": N_("availability"),
    "away": N_("leave"),
    "baseline": N_("approved dates"),
    "blocked_by": N_("what blocks it"),
    "causes": N_("causes"),
    "competency": N_("competency"),
    "count": N_("how many people"),
    "data_date": N_("data date"),
    "decided_by": N_("who decided"),
    "decided_on": N_("day of the decision"),
    "decision": N_("decision"),
    "decisions": N_("decisions"),
    "department": N_("department"),
    "due": N_("due day"),
    "effort": N_("effort"),
    "estimate": N_("estimate"),
    "evidence": N_("evidence"),
    "factor": N_("factor"),
    "impact": N_("impact"),
    "internal_target": N_("staff aim"),
    "listen_again": N_("day of asking again"),
    "measure": N_("measure"),
    "name": N_("name"),
    "need": N_("need"),
    "needs": N_("people needed"),
    "must_finish": N_("day of the finish"),
    "must_start": N_("day of the start"),
    "not_after": N_("latest finish"),
    "not_before": N_("earliest start"),
    "owner": N_("owner"),
    "percent_complete": N_("progress"),
    "priority": N_("priority"),
    "probability": N_("probability"),
    "picture": N_("picture"),
    "public_since": N_("day of publishing"),
    "reach": N_("customers it touches"),
    "reason": N_("reason"),
    "recovery": N_("recovery"),
    "remaining": N_("what remains"),
    "response": N_("response"),
    "retold": N_("retelling test"),
    "rule": N_("rule"),
    "segments": N_("segments"),
    "serves": N_("what it serves"),
    "sessions": N_("training days"),
    "skills": N_("skills"),
    "slogan": N_("slogan"),
    "sponsor": N_("sponsor"),
    "starts": N_("start"),
    "statement": N_("statement"),
    "target": N_("target"),
    "text": N_("wording"),
    "title": N_("title"),
    "touchpoint": N_("touchpoint"),
    "waiver": N_("exception"),
    "workdays": N_("working days"),
}
# programme.title stands two deep, programme.calendar.hours three, everything else below the id of an entry
CHARTER = "programme"
PARTS = frozenset(["calendar", "correlation"])


def field_name(path: Path) -> str:
    """The field at a path; the innermost name that people know, else the plan's own word; empty for a whole entry."""
    inner = path[2:] if _is_part(path) else path[3:] or path[1:2] * (path[0] == CHARTER)
    known = next((NAMES[each] for each in reversed(inner) if each in NAMES), "")
    return _(known) if known else inner[-1].replace("_", " ") if inner else ""


def field_words(plan: Plan, path: Path) -> str:
    """A field with its object: owner of “Brief the team”; for a whole entry its name alone."""
    field = field_name(path)
    if path[0] == CHARTER and (len(path) < 3 or _is_part(path)):
        return _("{field} of the programme").format(field=field) if field else _("the charter")
    title = object_title(plan, path) or _("a new entry")
    return _("{field} of “{object}”").format(field=field, object=title) if field else f"“{title}”"


def _is_part(path: Path) -> bool:
    return path[0] == CHARTER and len(path) > 2 and path[1] in PARTS
