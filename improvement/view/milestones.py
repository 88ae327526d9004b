"""Milestones in words: met, missed, ahead, and by how many days."""

from dataclasses import dataclass

from improvement.model.plan import Plan
from improvement.model.realization import Milestone
from improvement.realization.progress import MilestoneProgress, Progress
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.stage_cards import Mood
from improvement.view.work import approved_line


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone: met, missed or ahead, with its days."""

    id: str
    title: str
    mood: Mood
    words: str


def milestone_rows(plan: Plan, found: Progress) -> tuple[MilestoneRow, ...]:
    """Milestones by their day."""
    order = sorted(found.milestones, key=lambda id: (found.milestones[id].day, id))
    milestones = plan.realization.milestones
    return tuple(_milestone(id, milestones[id], found.milestones[id]) for id in order)


def _milestone(id: str, milestone: Milestone, each: MilestoneProgress) -> MilestoneRow:
    behind = (each.days_after_due or 0) > 0
    mood: Mood = {"met": "good", "missed": "act"}.get(each.status, "look" if behind else "wait")  # type: ignore[assignment]  # the four words are moods
    head = {"met": _("Met"), "missed": _("Missed"), "ahead": _("Ahead")}[each.status]
    when = _("reached on {date}") if each.reached else _("forecast for {date}")
    parts = [f"{head}: {when.format(date=day(each.day))}"]
    if each.due and each.days_after_due is not None:
        parts.append(approved_line(each.due, each.days_after_due))
    if each.baseline and each.days_after_baseline:
        parts.append(_("approved for {date}").format(date=day(each.baseline)))
    return MilestoneRow(id, milestone.title, mood, " · ".join(parts))


def milestone_title(found: Progress) -> str:
    """How many there are, met and missed."""
    states = [each.status for each in found.milestones.values()]
    words = ngettext(
        "{n} milestone: {met} met, {missed} missed", "{n} milestones: {met} met, {missed} missed", len(states)
    )
    return words.format(n=len(states), met=states.count("met"), missed=states.count("missed"))
