"""A workshop of 180 minutes with 25 people, played by a script; everybody acts with the rights of their own link."""

import random
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.change import Applied, Edit
from improvement.model.commitment import Target
from improvement.model.plan import Plan
from improvement.model.room import Room
from improvement.store.source import read_source
from improvement.usecases import room as usecase
from improvement.usecases import room_steering as steering
from improvement.usecases.access import open_workshop, with_token
from improvement.usecases.answering import Answer, answer_edits, measure_choices, waiting
from improvement.usecases.drafting import drafted
from improvement.usecases.editing import apply, set_to
from improvement.usecases.findings import Decided, open_findings
from improvement.usecases.opened import Opened, opened
from improvement.usecases.promises import promise_feasibility
from improvement.usecases.room import Seat
from improvement.usecases.room_closing import lacking, next_dates, open_points
from improvement.usecases.room_edits import (
    decision_edits,
    finding_edits,
    is_kept,
    next_date_edits,
    retold_edits,
    standing,
    vote_edits,
)
from improvement.usecases.start import start
from improvement.usecases.work import board
from tests.conftest import ROOT

pytestmark = pytest.mark.heavy

ID = "city-clinic"
NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
TODAY, REVIEW, LISTEN = NOW.date(), date(2027, 3, 31), date(2027, 10, 4)
FIRST_NAMES = ("Ana", "Bo", "ณัฐ", "李明", "Иван")
SENTENCES = (
    "Patients wait for a parking place",
    "Patients wait long for a parking place!",
    "Letters cannot be understood",
    "ใบเสร็จอ่านยาก",
    "候诊室太吵",
)
WHO = {"noor": "Noor Haddad", "pavel": "Pavel Orlov"}


class Workshop:
    """The facilitator, 24 members who act at once, one who only watches."""

    def __init__(self, folder: Path) -> None:
        self.machine = start(folder, lambda: NOW)
        tokens = open_workshop(self.machine, ID, ("owner", "member", "viewer"), 8)
        self.lead = Seat(with_token(self.machine, tokens["owner"]), ID, "", "owner", steers=True)
        member, viewer = with_token(self.machine, tokens["member"]), with_token(self.machine, tokens["viewer"])
        self.members = [Seat(member, ID, f"key-{n}", "member") for n in range(24)]
        self.watcher = Seat(viewer, ID, "key-watcher", "viewer")
        self.file = folder / ID / "plan.yaml"

    @property
    def programme(self) -> Opened:
        return opened(self.lead.workspace, ID)

    @property
    def plan(self) -> Plan:
        return self.programme.plan

    @property
    def room(self) -> Room:
        return usecase.room(self.lead)

    @property
    def changes(self) -> int:
        return len(self.machine.store.log(ID))

    def all_at_once(self, what: Callable[[int, Seat], object]) -> None:
        with ThreadPoolExecutor(24) as crowd:
            list(crowd.map(what, range(24), self.members))

    def save(self, edits: tuple[Edit, ...], seat: Seat | None = None) -> None:
        """One change, with the rights of the facilitator or of another seat."""
        store = (seat or self.lead).workspace.store
        before = self.changes
        assert isinstance(apply(store, ID, "Noor Haddad", NOW, edits), Applied)
        assert self.changes == before + 1

    def snapshot(self):
        return self.lead.workspace.store.snapshot(ID)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    shutil.copytree(ROOT / "plans" / ID, tmp_path / ID)
    return Workshop(tmp_path)


def join(played: Workshop) -> None:
    steering.begin(played.lead, "Noor Haddad", expected=25)
    played.all_at_once(lambda n, seat: usecase.join(seat, FIRST_NAMES[n % 5]))
    usecase.join(played.watcher, "Wim")
    assert (len(played.room.people), played.room.expected) == (25, 25)
    assert len({each.name for each in played.room.people}) == 25
    assert [each.name for each in played.room.people if each.watches] == ["Wim"]
    assert usecase.asleep(played.lead, played.room.people) == ()


def propose(played: Workshop) -> None:
    steering.go_to(played.lead, "results", played.plan)
    steering.show_picture(played.lead, 1)
    steering.go_to(played.lead, "propose", played.plan)
    steering.start_timer(played.lead, 15)
    assert usecase.seconds_left(played.room, NOW) == 900
    played.all_at_once(lambda n, seat: usecase.propose(seat, SENTENCES[n % 5]))
    assert len(played.room.proposals) == 24
    for text in (SENTENCES[0], SENTENCES[2], SENTENCES[3], SENTENCES[4]):
        alike = {text, SENTENCES[1]} if text == SENTENCES[0] else {text}
        ids = [each.id for each in played.room.proposals if each.text in alike]
        steering.join_proposals(played.lead, ids, text)
    assert sorted(each.text for each in standing(played.room)) == sorted({*SENTENCES} - {SENTENCES[1]})
    steering.leave_out(played.lead, [each.id for each in standing(played.room) if each.text == SENTENCES[4]])
    findings, edits = finding_edits(played.plan, played.room)
    played.save(edits)
    steering.proposals_taken(played.lead, findings)
    assert {each.statement for each in played.plan.assessment.findings.values()} >= {SENTENCES[0], *SENTENCES[2:4]}
    assert standing(played.room) == ()
    assert finding_edits(played.plan, played.room) == ({}, ())


def vote(played: Workshop) -> dict[str, int]:
    steering.go_to(played.lead, "vote", played.plan)
    up = played.room.vote.findings
    assert set(up) == set(open_findings(played.plan))
    dice = random.Random(7)
    wanted = [[dice.choice(up) for _ in range(5)] for _ in played.members]

    def lay(n: int, seat: Seat) -> None:
        for finding in set(wanted[n]):
            usecase.vote(seat, finding, wanted[n].count(finding))

    before = played.file.read_bytes()
    played.all_at_once(lay)
    assert played.file.read_bytes() == before
    assert all(each.dots == 5 for each in played.room.people if not each.watches)
    steering.show_votes(played.lead)
    played.save(vote_edits(played.snapshot(), played.plan, played.room, TODAY))
    steering.votes_kept(played.lead, TODAY)
    assert is_kept(played.plan, played.room)
    assert vote_edits(played.snapshot(), played.plan, played.room, TODAY) == ()
    every = [finding for ballot in wanted for finding in ballot]
    return {finding: every.count(finding) for finding in up}


def decide(played: Workshop) -> None:
    steering.go_to(played.lead, "decide", played.plan)
    decided = {"seen-late": "accepted", "results-asked-for": "parked"}
    for finding in open_findings(played.plan):
        choice = Decided(decided.get(finding, "rejected"), "Noor Haddad", TODAY, "decided by the room after the vote")
        played.save(decision_edits(played.snapshot(), played.plan, WHO, finding, choice))


def promise(played: Workshop) -> str:
    steering.go_to(played.lead, "promises", played.plan)
    assert waiting(played.plan) == ("seen-late",)
    choice = next(each for each in measure_choices(played.programme) if each.measure.item == "per-waiting")
    answer = Answer(
        "seen-late",
        "Seen on time",
        "You are seen within ten minutes of your time, every second time at least",
        "en",
        need="to know when it is my turn",
        choice=choice,
        target=Target(share=0.5),
        internal_target=Target(share=0.6),
        owner="noor",
        slogan="On time, or we say so",
        entitles="an hour of parking",
    )
    promised, edits = answer_edits(opened(played.members[3].workspace, ID), answer)
    played.save(edits, played.members[3])
    assert promise_feasibility(played.programme, promised).verdict != "no-verdict"
    return promised


def retell(played: Workshop, promised: str) -> None:
    steering.go_to(played.lead, "retell", played.plan)
    steering.start_retelling(played.lead, promised)
    usecase.retell(played.members[0], "too early, it can still be read")
    assert played.room.answers == ()
    steering.hide_promise(played.lead)
    played.all_at_once(lambda n, seat: usecase.retell(seat, "On time or told" if n < 20 else "Something with time"))
    for each in played.room.answers:
        steering.tick(played.lead, each.key, each.retold == "On time or told")
    played.save(retold_edits(played.snapshot(), played.room))
    steering.retelling_kept(played.lead)


def plan_work(played: Workshop) -> None:
    steering.go_to(played.lead, "activities", played.plan)
    played.save(drafted(played.programme, ("seen-late",), None), played.members[7])
    assert lacking(played.programme) == ()


def close(played: Workshop, standard: str) -> None:
    steering.go_to(played.lead, "end", played.plan)
    played.save(next_date_edits(played.snapshot(), played.plan, REVIEW, LISTEN))
    assert next_dates(played.programme) == (REVIEW, LISTEN)
    assert {each.id for each in open_points(played.programme)} == {"not-monitored", "not-rewarded"}
    path = ("commitment", "standards", standard)
    until = {"by": "noor", "date": str(TODAY), "reason": "the first round starts in spring", "until": str(REVIEW)}
    waived = set_to(played.snapshot(), (*path, "waiver"), {"rule": "not-monitored", **until})
    excepted = set_to(played.snapshot(), (*path, "exceptions", "incentive"), "paid from the second cycle on")
    played.save((waived, excepted))
    steering.end(played.lead)


def test_a_workshop_ends_in_the_file_as_agreed(workshop: Workshop) -> None:
    join(workshop)
    propose(workshop)
    counted = vote(workshop)
    decide(workshop)
    promised = promise(workshop)
    retell(workshop, promised)
    plan_work(workshop)
    close(workshop, workshop.plan.commitment.promises[promised].standard)

    plan = opened(workshop.machine, ID).plan
    for finding in plan.assessment.findings.values():
        assert finding.decision != "open"
        assert (finding.decided_by, finding.decided_on) == ("noor", TODAY)
        assert finding.reason
    assert plan.assessment.votes == {TODAY: counted}
    assert plan.assessment.voters == {TODAY: 24}
    assert sum(counted.values()) == 24 * 5
    standard = plan.commitment.standards[plan.commitment.promises[promised].standard]
    assert standard.answers == ("seen-late",)
    assert standard.measure in plan.guarantee.measures
    assert (standard.target, standard.owner) == (Target(share=0.5), "noor")
    told = plan.commitment.promises[promised].retold
    assert told
    assert (told.asked, told.right) == (24, 20)
    work = board(opened(workshop.machine, ID)).works
    assert len(work) >= 3
    assert all(each.owner and (each.estimate or each.effort) for each in work.values())
    assert [each.held_on for each in plan.guarantee.reviews.values()] == [REVIEW]
    assert plan.programme.listen_again == LISTEN
    assert open_points(opened(workshop.machine, ID)) == ()
    assert standard.waiver
    assert standard.waiver.by == "noor"
    nothing_of_the_room_is_left(workshop)


def nothing_of_the_room_is_left(played: Workshop) -> None:
    """No name of a participant, no key, no ballot in the plan; the room is empty and its links are dead."""
    text = played.file.read_text(encoding="utf-8")
    assert not re.search(r"key-\d|ณัฐ|李明|Иван|Wim", text)
    assert played.machine.rooms.read(ID) == Room()
    with pytest.raises(KeptError):
        opened(played.members[0].workspace, ID)
    assert isinstance(read_source(text).data, dict)


def refused(what: Callable[..., object], *given: object) -> str:
    with pytest.raises(KeptError) as wrong:
        what(*given)
    return wrong.value.issues[0].id


def test_who_watches_takes_no_part_and_who_takes_part_does_not_steer(workshop: Workshop) -> None:
    join(workshop)
    member, plan = workshop.members[0], workshop.plan
    assert refused(steering.go_to, member, "vote", plan) == "room-facilitator-only"
    assert refused(steering.begin, member, "Me") == "room-facilitator-only"
    assert refused(steering.show_votes, workshop.watcher) == "room-facilitator-only"
    for step, act in (("propose", usecase.propose), ("retell", usecase.retell)):
        steering.go_to(workshop.lead, step, plan)
        assert refused(act, workshop.watcher, "words") == "room-viewer"
    steering.go_to(workshop.lead, "vote", plan)
    before = workshop.room
    assert refused(usecase.vote, workshop.watcher, "seen-late", 1) == "room-viewer"
    assert refused(usecase.propose, member, "late") == "room-moved-on"
    assert refused(usecase.vote, replace(member, key="forged"), "seen-late", 1) == "room-not-joined"
    assert refused(usecase.join, replace(member, key=""), "Nobody") == "room-viewer"
    assert refused(usecase.join, replace(member, key="stranger", role=None), "Nobody") == "room-viewer"
    assert workshop.room == before


def test_without_a_workshop_nothing_can_be_done(workshop: Workshop) -> None:
    assert refused(usecase.join, workshop.members[0], "Ana") == "room-closed"
    assert not usecase.is_open(workshop.machine, ID)
    steering.begin(workshop.lead, "Noor")
    assert usecase.is_open(workshop.machine, ID)
    steering.end(workshop.lead)
    assert refused(usecase.propose, workshop.members[0], "late") == "room-closed"


def test_a_restart_in_the_middle_keeps_ballots_and_step(workshop: Workshop) -> None:
    join(workshop)
    steering.go_to(workshop.lead, "vote", workshop.plan)
    usecase.vote(workshop.members[5], "seen-late", 3)
    again = start(workshop.file.parents[1], lambda: NOW)
    room = again.rooms.read(ID)
    assert room == workshop.room
    seat = Seat(again, ID, "key-5", "member")
    assert room.person("key-5").ballot == {"seen-late": 3}  # type: ignore[union-attr]
    assert usecase.vote(seat, "results-asked-for", 2).person("key-5").dots == 5  # type: ignore[union-attr]
    # nobody's screen has asked for news since the start, but this one's
    assert len(usecase.asleep(seat, room.people)) == 24
