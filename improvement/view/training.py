"""Training in words: levels held against levels required, training days, attendance, the four looks at its effect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.model.realization import Training
from improvement.realization.skills import SkillGap, TrainingState
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.stage_cards import Mood


@dataclass(frozen=True, slots=True)
class GapRow:
    """One competency for one group of people (by role)."""

    mood: Mood
    words: str


def gap_rows(plan: Plan, gaps: Iterable[SkillGap], people: Mapping[str, Person]) -> tuple[GapRow, ...]:
    """A sentence per competency and role: how many are below the level required, and how many levels are missing."""
    groups: dict[tuple[str, str], list[SkillGap]] = {}
    for each in gaps:
        groups.setdefault((each.competency, people[each.who].role or _("no role")), []).append(each)
    return tuple(_gap(competency_title(plan, id), role, found) for (id, role), found in groups.items())


def competency_title(plan: Plan, id: str | None) -> str:
    """The competency's name; its id where the plan does not describe it."""
    known = plan.realization.competencies.get(id or "")
    return known.title if known else id or _("no competency named")


def _gap(competency: str, role: str, found: list[SkillGap]) -> GapRow:
    heads = sum(each.people for each in found)
    short = sum(each.people for each in found if each.gap)
    levels = sum(each.gap * each.people for each in found)
    where = {"competency": competency, "role": role, "n": heads, "short": short}
    if not short:
        words = ngettext(
            "{competency} · {role}: the one person holds the level required",
            "{competency} · {role}: all {n} hold the level required",
            heads,
        )
        return GapRow("good", words.format(**where))
    words = ngettext(
        "{competency} · {role}: {short} of {n} is below the level required ({held} held, {required} required)",
        "{competency} · {role}: {short} of {n} are below the level required ({held} held, {required} required)",
        short,
    )
    told = words.format(**where, held=_range(found, "held"), required=_range(found, "required"))
    missing = ngettext("{n} level is missing in all", "{n} levels are missing in all", levels).format(n=levels)
    return GapRow("look", f"{told}; {missing}")


def _range(found: list[SkillGap], field: str) -> str:
    levels = sorted(getattr(each, field) for each in found)
    first, last = levels[0], levels[-1]
    return _("level {level}").format(level=first if first == last else f"{first}–{last}")


def level_rows(plan: Plan, gaps: Iterable[SkillGap], people: Mapping[str, Person]) -> list[dict[str, object]]:
    """A row per person and competency; `id`: COMPETENCY/PERSON; shared people are left out."""
    return [
        {
            "id": f"{each.competency}/{each.who}",
            "person": people[each.who].name,
            "competency": competency_title(plan, each.competency),
            "held": each.held,
            "required": each.required,
            "missing": each.gap,
        }
        for each in gaps
        if each.who in plan.programme.people
    ]


@dataclass(frozen=True, slots=True)
class TrainingCard:
    """One training: attendance, whether a course is the right form, and its effect."""

    id: str
    title: str
    mood: Mood
    effect: str
    attendance: str
    form: str
    sessions: list[dict[str, str]]
    checks: list[dict[str, str]]


def training_cards(plan: Plan, found: Iterable[TrainingState], data_date: date | None) -> tuple[TrainingCard, ...]:
    """Every training in the plan's order."""
    return tuple(_card(plan.realization.training[each.id], each, data_date) for each in found)


def _card(training: Training, each: TrainingState, data_date: date | None) -> TrainingCard:
    moods: dict[str, Mood] = {"proved": "good", "to-prove": "act", "expected": "wait", "not-held": "wait"}
    return TrainingCard(
        id=each.id,
        title=training.title,
        mood=moods[each.effect],
        effect=_effect(each, training),
        attendance=_attendance(each),
        form=_form(each),
        sessions=_sessions(training, data_date),
        checks=[_check(level.level, level.day, level.state == "due") for level in each.checks],
    )


def _effect(each: TrainingState, training: Training) -> str:
    return {
        "proved": _("Proved: everybody has been rated at level {level} or above"),
        "to-prove": _("Time to look: rate the audience again; attended is not yet able"),
        "expected": _("Attended; whether it shows at work is not known yet"),
        "not-held": _("Not held yet"),
    }[each.effect].format(level=training.to_level or 0)


def _attendance(each: TrainingState) -> str:
    words = ngettext("{attended} of {n} has attended", "{attended} of {n} have attended", each.audience)
    told = words.format(attended=each.attended, n=each.audience)
    if not each.seats:
        return told
    seats = ngettext("{n} seat", "{n} seats", each.seats).format(n=each.seats)
    return _("{attendance}, {seats} offered").format(attendance=told, seats=seats)


def _form(each: TrainingState) -> str:
    told = {
        "course": _("{short} of {n} are below the level: a course fits, because they are 6 in 10 or more"),
        "coaching": _("{short} of {n} are below the level: coaching on the job fits, they are fewer than 6 in 10"),
        "none": _("Nobody of {n} is below the level"),
    }[each.form]
    return told.format(short=each.short, n=each.audience) if each.audience else _("No audience is named yet")


def _sessions(training: Training, data_date: date | None) -> list[dict[str, str]]:
    order = sorted(training.sessions.values(), key=lambda each: each.date)
    return [
        {
            _("Day"): day(each.date),
            _("Place"): each.place or "",
            _("Seats"): "" if each.seats is None else str(each.seats),
            _("Attended"): _attended(each.attended, each.date, data_date),
        }
        for each in order
    ]


def _attended(attended: int | None, when: date, data_date: date | None) -> str:
    if attended is not None:
        return str(attended)
    return _("not reported") if data_date and when <= data_date else _("ahead")


def _check(level: str, when: date | None, due: bool) -> dict[str, str]:
    state = _("no day set") if when is None else _("due") if due else _("ahead")
    return {_("Question"): check_question(level), _("Day"): day(when) if when else "–", _("State"): state}


def check_question(level: str) -> str:
    """What each of the four looks at a training asks."""
    return {
        "reaction": _("Did they like it?"),
        "learning": _("Do they know it?"),
        "behaviour": _("Do they do it at work?"),
        "results": _("Does the customer feel it?"),
    }[level]
