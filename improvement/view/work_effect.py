"""What a report or an edit would change, said before it is saved."""

from datetime import date

from improvement.model.plan import Plan
from improvement.realization.effect import Effect
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.stage_cards import Mood
from improvement.view.work import node_titles, working_days


def effect_lines(plan: Plan, found: Effect) -> tuple[tuple[Mood, str], ...]:
    """The finish of all first, then promises and milestones, then how many works move."""
    lines = [_finish(found.finish, found.days)]
    for id in found.endangered:
        lines.append(("act", _("“{promise}” not ready in time").format(promise=_promise(plan, id))))
    for id in found.still:
        lines.append(("look", _("“{promise}” still not ready in time").format(promise=_promise(plan, id))))
    for id in found.relieved:
        lines.append(("good", _("“{promise}” ready in time again").format(promise=_promise(plan, id))))
    for id in found.missed:
        lines.append(("act", _("Milestone missed: {title}").format(title=node_titles(plan, [id]).get(id, id))))
    later = sum(new > old for old, new in found.moved.values())
    if later:
        words = ngettext("{n} piece of work ends later", "{n} pieces of work end later", later)
        lines.append(("look", words.format(n=later)))
    if earlier := len(found.moved) - later:
        words = ngettext("{n} piece of work ends earlier", "{n} pieces of work end earlier", earlier)
        lines.append(("good", words.format(n=earlier)))
    return tuple(lines)


def _finish(finish: date, days: int) -> tuple[Mood, str]:
    if days > 0:
        return "act", _("Finish +{days}: {date}").format(days=working_days(days), date=day(finish))
    if days < 0:
        return "good", _("Finish −{days}: {date}").format(days=working_days(-days), date=day(finish))
    return "wait", _("The finish stays {date}").format(date=day(finish))


def _promise(plan: Plan, id: str) -> str:
    return object_title(plan, ("commitment", "promises", id))
