"""The room: the facilitator steers, a phone joins, proposes, votes; nobody's vote is on another's page."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.model.room import STEPS, Step
from improvement.usecases import room as usecase
from improvement.usecases import room_steering as steering
from improvement.usecases.opened import opened as open_plan
from improvement.usecases.room import Seat
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.conftest import ROOT

WORDS = "Customers *wait* <b>four</b> days :red[for] a first answer"


HARBOUR = ("results", "promises", "retell", "activities", "end")


@pytest.fixture(scope="module")
def kept_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for what is only looked at, so that results are computed once."""
    return Path(shutil.copytree(ROOT / "plans", tmp_path_factory.mktemp("room") / "plans"))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path / "plans"))
    return start(tmp_path / "plans", lambda: datetime.now(UTC))


def lead(workspace: Workspace, plan: str = "city-clinic") -> Seat:
    return Seat(workspace, plan, "", "owner", steers=True)


def opened(workspace: Workspace, step: Step = "join", plan: str = "city-clinic") -> Seat:
    """A workshop at a step, with Bo in it."""
    leader = lead(workspace, plan)
    steering.begin(leader, "Ana Ruiz", 25)
    usecase.join(Seat(workspace, plan, "bo", "member"), "Bo")
    steering.go_to(leader, step, open_plan(workspace, plan).plan)
    return leader


def screen(plan: str = "city-clinic", page: str = "room", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = plan
    app = app.run().switch_page(f"pages/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def phone(**query: str) -> AppTest:
    return screen(**{"as": "phone", **query})


def words(app: AppTest) -> str:
    kinds = (app.header, app.subheader, app.markdown, app.caption, app.info, app.success, app.warning, app.error)
    texts = [each.value for kind in kinds for each in kind]
    return "\n".join([*texts, *(each.proto.body for each in app.get("html"))]).replace("\\", "")


def button(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


@pytest.mark.parametrize(
    ("plan", "step"), [*(("city-clinic", step) for step in STEPS), *(("harbour-bank", step) for step in HARBOUR)]
)
def test_every_step_on_every_screen(step, plan, kept_folder, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(kept_folder))
    opened(start(kept_folder, lambda: datetime.now(UTC)), step, plan)
    for app in (screen(plan), screen(plan, me="bo", **{"as": "phone"}), screen(plan, "present", follow="1")):
        assert not app.exception
        assert app.header or app.subheader


def test_the_facilitator_opens_the_workshop_and_leads_it_on(workspace) -> None:
    app = screen()
    app.text_input(key="room.facilitator").set_value("Ana Ruiz")
    app.number_input(key="room.awaited").set_value(25)
    app = button(app, "Open the workshop")
    room = usecase.room(lead(workspace))
    assert (room.facilitator, room.expected, room.step) == ("Ana Ruiz", 25, "join")
    assert "0 of 25 here" in words(app)
    assert any("/room?plan=city-clinic&as=phone" in each.value for each in app.code)
    app = app.button(key="room-next").click().run()
    app.button(key="timer-5").click().run()
    room = usecase.room(lead(workspace))
    assert room.step == "results"
    assert room.timer
    assert 295 <= (usecase.seconds_left(room, datetime.now(UTC)) or 0) <= 300


def test_a_phone_joins_with_one_input_and_one_button_and_a_reload_is_the_same_person(workspace) -> None:
    opened(workspace)
    app = phone()
    assert (len(app.text_input), [each.label for each in app.button if each.label == "Join"]) == (1, ["Join"])
    app.text_input(key="room.name").set_value("ณัฐ")
    app = button(app, "Join")
    assert "You are in, ณัฐ" in words(app)
    (key,) = [each.key for each in usecase.room(lead(workspace)).people if each.name == "ณัฐ"]
    assert key in app.query_params["me"]
    assert [each.name for each in usecase.room(lead(workspace)).people] == ["Bo", "ณัฐ"]
    again = phone(me=key)
    assert "You are in, ณัฐ" in words(again)
    assert len(usecase.room(lead(workspace)).people) == 2


def test_nobody_joins_without_a_name(workspace) -> None:
    opened(workspace)
    app = button(phone(), "Join")
    assert "Give your name" in words(app)
    assert len(usecase.room(lead(workspace)).people) == 1


def test_a_proposal_is_shown_as_it_was_typed_and_becomes_a_finding(workspace) -> None:
    opened(workspace, "propose")
    app = phone(me="bo")
    app.text_area(key="room.proposal").set_value(WORDS)
    app = button(app, "Propose")
    assert app.text_area(key="room.proposal").value == ""
    assert "&lt;b&gt;four&lt;/b&gt; days :red[for]" in words(app)
    app = button(screen(), "Take 1 finding into the programme")
    assert not app.exception
    statements = [each.statement for each in open_plan(workspace, "city-clinic").plan.assessment.findings.values()]
    assert WORDS in statements
    assert "in the programme" in words(app)


def test_a_finding_that_was_taken_back_can_be_taken_again(workspace) -> None:
    leader = opened(workspace, "propose")
    usecase.propose(Seat(workspace, "city-clinic", "bo", "member"), "Rooms are cold")
    steering.proposals_taken(leader, {"1": "gone-by-now"})
    app = screen()
    assert any(each.label == "Take 1 finding into the programme" for each in app.button)


def test_votes_are_given_and_taken_back_and_never_too_many(workspace) -> None:
    leader = opened(workspace, "vote")
    steering.give_votes(leader, 2)
    app = phone(me="bo")
    assert "Nobody sees votes until Ana Ruiz shows them." in words(app)
    app = app.button(key="more-seen-late").click().run()
    app = app.button(key="more-seen-late").click().run()
    assert "0 of 2 votes left" in words(app)
    assert app.button(key="more-results-asked-for").disabled
    app = app.button(key="less-seen-late").click().run()
    assert "1 of 2 votes left" in words(phone(me="bo"))
    assert usecase.room(leader).person("bo").ballot == {"seen-late": 1}


def test_nobodys_votes_are_on_a_page_before_they_are_shown(workspace) -> None:
    leader = opened(workspace, "vote")
    usecase.vote(Seat(workspace, "city-clinic", "bo", "member"), "seen-late", 4)
    for app in (screen(), phone(), screen(page="present", follow="1")):
        assert "4 votes" not in words(app)
        assert "1-2" not in words(app)
    steering.show_votes(leader)
    for app in (screen(), phone(me="bo"), screen(page="present", follow="1")):
        assert "4 votes" in words(app)
        assert "One finding is ahead" in words(app)


def test_the_result_is_kept_once_as_counts(workspace) -> None:
    leader = opened(workspace, "vote")
    usecase.vote(Seat(workspace, "city-clinic", "bo", "member"), "seen-late", 4)
    app = button(button(screen(), "Show the votes"), "Keep the result")
    assert not app.exception
    plan = open_plan(workspace, "city-clinic").plan
    (day,) = plan.assessment.votes
    assert plan.assessment.votes[day]["seen-late"] == 4
    assert plan.assessment.voters == {day: 1}
    assert "Kept on" in words(app)
    assert not any(each.label == "Keep the result" for each in app.button)
    assert usecase.room(leader).vote.kept == day


def test_what_comes_too_late_is_said_and_nothing_happens(workspace) -> None:
    leader = opened(workspace, "vote")
    app = phone(me="bo")
    steering.show_votes(leader)
    app = app.button(key="more-seen-late").click().run()
    assert "The votes are shown, so nobody can vote any more" in words(app)
    assert usecase.room(leader).voters == ()


def test_a_decision_needs_a_name_and_a_reason(workspace) -> None:
    opened(workspace, "decide")
    app = screen()
    app = app.button(key="room-accepted").click().run()
    assert "A decision needs a name and a reason." in words(app)
    app.selectbox(key="room.who").set_value("noor")
    app.text_input(key="room.why.seen-late").set_value("asked for by every second patient")
    app = app.button(key="room-accepted").click().run()
    finding = open_plan(workspace, "city-clinic").plan.assessment.findings["seen-late"]
    assert (finding.decision, finding.decided_by) == ("accepted", "noor")


def test_the_promise_is_hidden_while_people_write_and_the_count_is_kept(workspace) -> None:
    leader = opened(workspace, "retell", "harbour-bank")
    app = button(screen("harbour-bank"), "Show it to everybody")
    assert "One day, one name" in words(screen("harbour-bank", me="bo", **{"as": "phone"}))
    button(app, "Hide it, let them write")
    seen = screen("harbour-bank", me="bo", **{"as": "phone"})
    assert "One day, one name" not in words(seen)
    assert "One day, one name" not in words(screen("harbour-bank", "present", follow="1"))
    seen.text_area(key="room.retold").set_value("one name in a day")
    button(seen, "Send")
    app = screen("harbour-bank")
    app = app.checkbox(key="right-0").check().run()
    assert "right-bo" not in str(app.main)
    assert usecase.room(leader).answers[0].right
    app = button(app, "Keep the count")
    promises = open_plan(workspace, "harbour-bank").plan.commitment.promises
    told = promises[usecase.room(leader).retelling.promise].retold
    assert told
    assert (told.asked, told.right) == (1, 1)


def test_a_damaged_room_is_said_and_a_new_one_opened(workspace, tmp_path) -> None:
    opened(workspace)
    (tmp_path / "plans/.store/city-clinic/room/room.json").write_text("{")
    assert "is damaged" in words(phone(me="bo"))
    assert "is damaged" in words(screen(page="present", follow="1"))
    app = screen()
    assert "is damaged" in words(app)
    button(app, "Open a new workshop")
    assert usecase.room(lead(workspace)).people == ()


def test_the_workshop_is_closed_and_everybody_is_told(workspace) -> None:
    opened(workspace, "end")
    app = screen().button(key="room-close").click().run()
    assert not app.exception
    assert not usecase.is_open(workspace, "city-clinic")
    assert "No workshop is open" in words(phone(me="bo"))
    assert not any(each.label == "Follow the room" for each in screen(page="present").toggle)
