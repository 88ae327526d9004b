"""What a workshop leaves in the plan, as edits: findings, counts of votes, decisions, the retelling, the next dates."""

from datetime import date

from improvement.model.change import Edit, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.model.room import Proposal, Room
from improvement.model.snapshot import Snapshot
from improvement.usecases.editing import set_to
from improvement.usecases.findings import Decided, Names, Wording, all_by_hand, decide
from improvement.usecases.guarding import hold_review
from improvement.usecases.room import outcome

VOTES, VOTERS = ("assessment", "votes"), ("assessment", "voters")
PROMISES = ("commitment", "promises")


def standing(now: Room) -> tuple[Proposal, ...]:
    """The proposals that stand for themselves and are no finding yet."""
    return tuple(each for each in now.proposals if each.stands and not each.finding)


def finding_edits(plan: Plan, now: Room) -> tuple[dict[str, str], tuple[Edit, ...]]:
    """Which finding each standing proposal becomes, and the edits that add those that the plan does not say already."""
    known = {each.statement: id for id, each in plan.assessment.findings.items()}
    fresh = [text for text in dict.fromkeys(each.text for each in standing(now)) if text not in known]
    edits = all_by_hand(plan, [Wording(text) for text in fresh])
    known |= {text: edit.path[-1] for text, edit in zip(fresh, edits, strict=True)}
    return {each.id: known[each.text] for each in standing(now)}, edits


def lost(plan: Plan, now: Room) -> tuple[str, ...]:
    """The proposals whose finding is no longer in the plan, because somebody took that back."""
    return tuple(each.id for each in now.proposals if each.finding and each.finding not in plan.assessment.findings)


def vote_edits(snapshot: Snapshot, plan: Plan, now: Room, on: date) -> tuple[Edit, ...]:
    """The edits that keep the outcome of the vote: dots per finding and how many voted, no ballots.

    A second vote on one day takes the place of the first; findings that are no longer in the plan are left out.
    """
    counts: dict[str, PlanForm] = {
        each.id: str(each.dots) for each in outcome(now) if each.id in plan.assessment.findings
    }
    return _changed(
        set_to(snapshot, (*VOTES, str(on)), counts or None),
        set_to(snapshot, (*VOTERS, str(on)), str(len(now.voters))),
    )


def is_kept(plan: Plan, now: Room) -> bool:
    """Whether the outcome stands in the plan: it was kept, and nobody has taken that back."""
    return now.vote.kept is not None and now.vote.kept in plan.assessment.votes


def decision_edits(snapshot: Snapshot, plan: Plan, people: Names, finding: str, decided: Decided) -> tuple[Edit, ...]:
    """The edits that decide a finding in somebody's name; somebody new becomes a person of the programme."""
    return decide(snapshot, people, finding, Wording(plan.assessment.findings[finding].statement), decided)


def retold_edits(snapshot: Snapshot, now: Room) -> tuple[Edit, ...]:
    """The edits that keep how many were asked and how many said it right."""
    path = (*PROMISES, now.retelling.promise, "retold")
    if not now.answers or lookup(snapshot.data, path[:-1]) is None:
        return ()
    right = sum(each.right for each in now.answers)
    return _changed(set_to(snapshot, path, {"asked": str(len(now.answers)), "right": str(right)}))


def next_date_edits(snapshot: Snapshot, plan: Plan, review: date | None, listen_again: date | None) -> tuple[Edit, ...]:
    """The edits that date the next review and the next listening; None leaves a date as it is."""
    held = {each.held_on for each in plan.guarantee.reviews.values()}
    dated = [hold_review(plan, review, ())] if review and review not in held else []
    asked = [set_to(snapshot, ("programme", "listen_again"), str(listen_again))] if listen_again else []
    return _changed(*dated, *asked)


def _changed(*edits: Edit) -> tuple[Edit, ...]:
    return tuple(each for each in edits if each.old != each.new)
