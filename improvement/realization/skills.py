"""What people can do, what they should be able to do, and whether training closes the gap.

Gap of competency: McGehee & Thayer 1961, Goldstein & Ford 2002. Four levels of effect: Kirkpatrick 1959-60; liking a
course hardly predicts doing it (Alliger et al. 1997), so a new level counts as proved only when it was rated again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from improvement.model.plan import Plan
from improvement.model.realization import Training
from improvement.schedule.staff import NOBODY, People, everybody

COHORT_SHARE = 0.6
Form = Literal["course", "coaching", "none"]
Effect = Literal["not-held", "expected", "to-prove", "proved"]
CheckState = Literal["unplanned", "ahead", "due"]
LEVELS = ("reaction", "learning", "behaviour", "results")


@dataclass(frozen=True, slots=True)
class SkillGap:
    """Levels of one competency for one person or team: gap = max(0, required - held); `people`: how many they are.

    Required: the highest `to_level` of the `training` whose audience they are. Held: as rated, 0 where nothing is said.
    """

    competency: str
    who: str
    people: int
    required: int
    held: int
    training: tuple[str, ...]

    @property
    def gap(self) -> int:
        """Levels that are missing, from 0."""
        return max(0, self.required - self.held)


@dataclass(frozen=True, slots=True)
class EffectCheck:
    """One of the four looks at a training's effect: unplanned (no day), ahead, due (its day has come)."""

    level: str
    day: date | None
    state: CheckState


@dataclass(frozen=True, slots=True)
class TrainingState:
    """One training. `short`: people of its audience below its level; `form`: a course where these are 60 % or more.

    Coverage = attended / audience, at most 1; None for an empty audience. `seats` sums the sessions where seats are
    given. `effect`: not-held; expected (attended, not yet seen at work); to-prove (the day of the behaviour check has
    come); proved (every rated level of the audience has reached it).
    """

    id: str
    audience: int
    short: int
    form: Form
    seats: int
    attended: int
    coverage: float | None
    effect: Effect
    checks: tuple[EffectCheck, ...]


def skill_gaps(plan: Plan, shared: People = NOBODY) -> tuple[SkillGap, ...]:
    """Required and held levels of everybody in the audience of a training, in the plan's order."""
    people = everybody(plan, shared)
    required: dict[tuple[str, str], dict[str, int]] = {}
    for id, training in plan.realization.training.items():
        for who in training.audience if training.competency else ():
            required.setdefault((training.competency or "", who), {})[id] = training.to_level or 0
    return tuple(
        SkillGap(
            competency=competency,
            who=who,
            people=people[who].count,
            required=max(levels.values()),
            held=people[who].skills.get(competency, 0),
            training=tuple(levels),
        )
        for (competency, who), levels in required.items()
        if who in people
    )


def training_states(plan: Plan, data_date: date | None, shared: People = NOBODY) -> tuple[TrainingState, ...]:
    """Attendance and effect of every training up to and including the data date (None: no check is due)."""
    people = everybody(plan, shared)
    return tuple(_state(id, each, people, data_date) for id, each in plan.realization.training.items())


def _state(id: str, training: Training, people: People, data_date: date | None) -> TrainingState:
    audience = {who: people[who] for who in training.audience if who in people}
    level, competency = training.to_level or 0, training.competency or ""
    heads = sum(person.count for person in audience.values())
    short = sum(person.count for person in audience.values() if person.skills.get(competency, 0) < level)
    attended = sum(each.attended or 0 for each in training.sessions.values())
    checks = tuple(_checks(training, data_date))
    return TrainingState(
        id=id,
        audience=heads,
        short=short,
        form=_form(short, heads),
        seats=sum(each.seats or 0 for each in training.sessions.values()),
        attended=attended,
        coverage=min(1.0, attended / heads) if heads else None,
        effect=_effect(attended > 0 or training.actual_finish is not None, heads > 0 and not short, checks),
        checks=checks,
    )


def _form(short: int, heads: int) -> Form:
    if not short:
        return "none"
    return "course" if short >= COHORT_SHARE * heads else "coaching"


def _effect(held: bool, reached: bool, checks: tuple[EffectCheck, ...]) -> Effect:
    if not held:
        return "not-held"
    if reached:
        return "proved"
    behaviour_is_due = any(each.level == "behaviour" and each.state == "due" for each in checks)
    return "to-prove" if behaviour_is_due else "expected"


def _checks(training: Training, data_date: date | None) -> Iterator[EffectCheck]:
    for level in LEVELS:
        day: date | None = getattr(training.checks, level, None)
        state: CheckState = "unplanned" if day is None else "due" if data_date and day <= data_date else "ahead"
        yield EffectCheck(level, day, state)
