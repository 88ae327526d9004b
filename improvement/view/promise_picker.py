"""The promises of a programme to choose from: each with its verdict as an icon and a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from improvement.commitment.verdicts import Feasibility, VerdictWord
from improvement.model.plan import Plan
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import object_title

Mood = Literal["good", "look", "act", "wait"]
MOODS: dict[VerdictWord, Mood] = {
    "safe": "good",
    "plausible": "look",
    "over-promise": "act",
    "not-enough-cases": "wait",
    "no-verdict": "wait",
}
ICONS: dict[VerdictWord, str] = {
    "safe": ":material/check_circle:",
    "plausible": ":material/help:",
    "over-promise": ":material/block:",
    "not-enough-cases": ":material/hourglass_empty:",
    "no-verdict": ":material/link_off:",
}
COLOURS: dict[Mood, str] = {"good": "green", "look": "orange", "act": "red", "wait": "gray"}
REASON_ICONS = {
    "not-stable": ":material/trending_down:",
    "finer-than-the-clock": ":material/schedule:",
    "no-target": ":material/flag:",
}
MOST_URGENT: tuple[VerdictWord, ...] = ("over-promise", "no-verdict", "not-enough-cases", "plausible", "safe")


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """A verdict for the eye: icon, word, mood (colour)."""

    icon: str
    word: str
    mood: Mood


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise, or a standard that nobody has promised yet; `label` is markdown, `plain` the same in words."""

    id: str
    is_promise: bool
    label: str
    plain: str
    verdict: VerdictWord


def verdict_look(found: Feasibility) -> VerdictLook:
    """The look of a verdict in the language of the run."""
    icon = REASON_ICONS.get(found.reason.id, ICONS[found.verdict]) if found.reason else ICONS[found.verdict]
    return VerdictLook(icon, verdict_names()[found.verdict], MOODS[found.verdict])


def verdict_names() -> dict[str, str]:
    """The verdicts in words."""
    return {
        "safe": _("Safe"),
        "plausible": _("Plausible, not proven"),
        "over-promise": _("Over-promise"),
        "not-enough-cases": _("Not enough cases"),
        "no-verdict": _("No verdict yet"),
    }


def entries(plan: Plan, found: Iterable[Feasibility]) -> tuple[Entry, ...]:
    """One entry a verdict, in the order of the plan."""
    return tuple(_entry(plan, each) for each in found)


def _entry(plan: Plan, found: Feasibility) -> Entry:
    look = verdict_look(found)
    kind, id = ("promises", found.promise) if found.promise else ("standards", found.standard)
    title = object_title(plan, ("commitment", kind, id))
    label = f":{COLOURS[look.mood]}[{look.icon}] {markdown(title)}"
    return Entry(id, found.promise is not None, label, f"{title} · {look.word}", found.verdict)


def chosen_entry(plan: Plan, known: tuple[Entry, ...], wanted: str) -> Entry:
    """The entry that an id names (of a promise, a standard, or a standard's promise), else the most urgent one."""
    named = [each for each in known if each.id == wanted]
    behind = [each for each in known if each.is_promise and plan.commitment.promises[each.id].standard == wanted]
    urgent = sorted(known, key=lambda each: MOST_URGENT.index(each.verdict))
    return (*named, *behind, *urgent)[0]
