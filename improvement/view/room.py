"""A workshop's room in words: its steps, who is here, votes and their places, the retelling."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement.model.plan import Plan
from improvement.model.room import Participant, Proposal, Room, Step
from improvement.statistics.dot_votes import Standing
from improvement.statistics.likeness import alike
from improvement.view.format import day, place
from improvement.view.language import _, language, ngettext
from improvement.view.names import object_title

FINDING = ("assessment", "findings")


def step_name(step: Step) -> str:
    """The step in the facilitator's list."""
    names: dict[Step, str] = {
        "join": _("Join"),
        "results": _("Results"),
        "propose": _("Propose"),
        "vote": _("Vote"),
        "decide": _("Decide"),
        "promises": _("Promises"),
        "retell": _("Retell"),
        "activities": _("Activities"),
        "end": _("End"),
    }
    return names[step]


def step_question(step: Step) -> str:
    """What the room works on at this step."""
    asked: dict[Step, str] = {
        "join": _("Who is here?"),
        "results": _("What did customers tell us?"),
        "propose": _("What falls short?"),
        "vote": _("What matters most?"),
        "decide": _("What do we take on?"),
        "promises": _("What do we promise?"),
        "retell": _("Can you say it from memory?"),
        "activities": _("Who does what?"),
        "end": _("What is open?"),
    }
    return asked[step]


def here_words(people: int, expected: int, asleep: int = 0) -> str:
    """23 of 25 here · 2 screens asleep."""
    if expected:
        told = _("{n} of {expected} here").format(n=people, expected=expected)
    else:
        told = ngettext("{n} here", "{n} here", people).format(n=people)
    if not asleep:
        return told
    return f"{told} · " + ngettext("{n} screen asleep", "{n} screens asleep", asleep).format(n=asleep)


def left_words(room: Room, own: Participant) -> str:
    """2 of 5 votes left."""
    told = ngettext("{left} of {each} vote left", "{left} of {each} votes left", room.vote.each)
    return told.format(left=room.vote.each - own.dots, each=room.vote.each)


def secret_words(room: Room) -> str:
    """Until when nobody sees the votes."""
    if room.facilitator:
        return _("Nobody sees votes until {name} shows them.").format(name=room.facilitator)
    return _("Nobody sees votes until the facilitator shows them.")


def voted_words(room: Room) -> str:
    """18 of 23 have voted: of those who may."""
    able = sum(not each.watches for each in room.people)
    told = ngettext("{n} of {all} has voted", "{n} of {all} have voted", len(room.voters))
    return told.format(n=len(room.voters), all=able)


def outcome_title(rows: Sequence[Standing]) -> str:
    """The result of a vote in one sentence; honest where it has no first."""
    if not rows or not rows[0].dots:
        return _("Nobody has voted")
    first = rows[0]
    if first.last == 1:
        if first.turnable:
            return _("One finding is ahead, but two people could turn it")
        return _("One finding is clearly ahead")
    return ngettext("The first {n} share the lead", "The first {n} share the lead", first.last).format(n=first.last)


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One finding in the result: its place (shared: "1-2"), its share of the most votes (0..1), its votes in words."""

    place: str
    statement: str
    share: float
    votes: str


@dataclass(frozen=True, slots=True)
class VoteRun:
    """Findings that stand together: equal ones, and those whose order two people could turn; then `doubt` says so."""

    rows: tuple[VoteRow, ...]
    doubt: str


def vote_runs(plan: Plan, found: Sequence[Standing]) -> tuple[VoteRun, ...]:
    """The result from the first place to the last, parted where the order is firm."""
    most = max((each.dots for each in found), default=0)
    runs: list[list[Standing]] = []
    for each in found:
        before = runs[-1][-1] if runs else None
        if before and (before.turnable or before.first == each.first):
            runs[-1].append(each)
        else:
            runs.append([each])
    return tuple(VoteRun(tuple(_vote_row(plan, each, most) for each in run), _doubt(run)) for run in runs)


def _vote_row(plan: Plan, row: Standing, most: int) -> VoteRow:
    votes = ngettext("{n} vote", "{n} votes", row.dots).format(n=row.dots)
    return VoteRow(place(row.first, row.last), statement(plan, row.id), row.dots / most if most else 0.0, votes)


def _doubt(run: Sequence[Standing]) -> str:
    places = len({each.first for each in run})
    if places == 1:
        return ""
    if places == 2:
        return _("Two people could turn this order.")
    return _("Two people could turn each of these places with the next one.")


def statement(plan: Plan, finding: str) -> str:
    """What a finding says; its id where it is no longer in the plan."""
    return object_title(plan, (*FINDING, finding))


def kept_words(room: Room) -> str:
    """The result stands in the programme; empty where it does not."""
    return _("Kept on {date}, counts only").format(date=day(room.vote.kept)) if room.vote.kept else ""


def how_turned() -> str:
    """The rule behind the doubt, for those who ask."""
    return _(
        "Two people could turn an order when any two of those who voted, by giving all their votes otherwise, could "
        "bring the lower finding above the upper one. Equal counts share a place."
    )


def grouped(proposals: Sequence[Proposal]) -> tuple[tuple[Proposal, ...], ...]:
    """Standing proposals, those that say much the same together; the rest in the order in which they came."""
    found = [each for each in proposals if each.stands]
    return tuple(tuple(found[number] for number in group) for group in alike([each.text for each in found]))


def joined_words(proposals: Sequence[Proposal], head: str) -> str:
    """What was joined into a proposal; empty where nothing was."""
    texts = [each.text for each in proposals if each.joined == head]
    return _("joined with: {texts}").format(texts=" · ".join(texts)) if texts else ""


def taken_title(n: int) -> str:
    """The button that makes findings of proposals."""
    return ngettext("Take {n} finding into the programme", "Take {n} findings into the programme", n).format(n=n)


def proposals_title(room: Room) -> str:
    """How many proposals there are by now."""
    n = sum(each.stands for each in room.proposals)
    return ngettext("{n} proposal so far", "{n} proposals so far", n).format(n=n) if n else _("No proposal yet")


def promise_words(plan: Plan, promise: str) -> tuple[str, str]:
    """The slogan (or the wording where there is none) that is to be retold, and the wording below a slogan."""
    found = plan.commitment.promises.get(promise)
    if found is None:
        return "", ""
    wording = str(found.text.show(language()))
    slogan = str(found.slogan.show(language())) if found.slogan else ""
    return (slogan, wording) if slogan else (wording, "")


def answered_words(room: Room) -> str:
    """12 of 23 have answered: of those who may."""
    able = sum(not each.watches for each in room.people)
    told = ngettext("{n} of {all} has answered", "{n} of {all} have answered", len(room.answers))
    return told.format(n=len(room.answers), all=able)


def right_words(room: Room) -> str:
    """10 of 12 said it right."""
    right = sum(each.right for each in room.answers)
    told = ngettext("{right} of {n} said it right", "{right} of {n} said it right", len(room.answers))
    return told.format(right=right, n=len(room.answers))
