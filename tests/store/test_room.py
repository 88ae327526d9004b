"""The file of a room: two processes lose nothing, a restart keeps everything, a damaged file is said."""

import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.base import FrozenMap
from improvement.model.room import Participant, Proposal, Retelling, Room, Timer, Vote
from improvement.store.room import Rooms
from improvement.usecases import room_moves as moves

NOW = datetime(2027, 2, 15, 9, tzinfo=UTC)
FULL = Room(
    opened=NOW,
    facilitator="Ana Ruiz",
    expected=25,
    step="vote",
    picture=2,
    people=(Participant("k", "ณัฐ", False, FrozenMap({"slow": 2}), "one day", True), Participant("l", "李", True)),
    proposals=(Proposal("1", "Calls are dropped", "k"), Proposal("2", "Calls get lost", "l", "1", finding="calls")),
    vote=Vote(7, ("slow", "calls"), True, NOW.date()),
    retelling=Retelling("one-day", True, True),
    timer=Timer(5, NOW),
)


def test_a_room_is_read_back_equal_by_another_process(tmp_path: Path) -> None:
    assert Rooms(tmp_path).read("demo") == Room()
    Rooms(tmp_path).begin("demo", FULL)
    again = Rooms(tmp_path).read("demo")
    assert again == FULL
    assert (again.people[0].dots, type(again.people[0].ballot["slow"])) == (2, int)
    assert not (tmp_path / "demo").exists()
    assert (tmp_path / ".store/demo/room/room.json").stat().st_mode & 0o077 == 0


def test_a_change_by_another_process_is_seen_and_nothing_is_read_in_between(tmp_path: Path) -> None:
    mine, theirs = Rooms(tmp_path), Rooms(tmp_path)
    first = mine.begin("demo", FULL)
    assert mine.read("demo") is first
    theirs.update("demo", lambda room: moves.expecting(room, 9))
    assert mine.read("demo").expected == 9


def test_a_move_that_is_refused_or_changes_nothing_leaves_the_file(tmp_path: Path) -> None:
    rooms = Rooms(tmp_path)
    rooms.begin("demo", FULL)
    before = rooms._stamp("demo")
    rooms.update("demo", lambda room: room)
    with pytest.raises(KeptError):
        rooms.update("demo", lambda room: moves.joined(room, "m", "", False))
    assert rooms._stamp("demo") == before
    assert [each.name for each in (tmp_path / ".store/demo/room").iterdir() if each.name.endswith(".tmp")] == []


def test_a_damaged_file_is_said_and_a_new_workshop_takes_its_place(tmp_path: Path) -> None:
    rooms = Rooms(tmp_path)
    rooms.begin("demo", FULL)
    file = tmp_path / ".store/demo/room/room.json"
    for content in (b"", b"{", b'{"step": "dance"}', b"[" * 100_000, b"\xff"):
        file.write_bytes(content)
        for act in (rooms.read, lambda id: rooms.update(id, lambda room: room)):
            with pytest.raises(KeptError) as wrong:
                act("demo")
            assert wrong.value.issues[0].id == "room-damaged"
    assert rooms.begin("demo", FULL) == Rooms(tmp_path).read("demo")


@pytest.mark.parametrize("id", ["../etc", "", "a/b", ".store"])
def test_nothing_outside_is_touched(tmp_path: Path, id: str) -> None:
    with pytest.raises(ValueError, match=re.escape(id) or "^$"):
        Rooms(tmp_path).begin(id, FULL)
    assert list(tmp_path.iterdir()) == []


WRITER = """
import sys
from pathlib import Path
from improvement.store.room import Rooms
from improvement.usecases import room_moves as moves
rooms, me = Rooms(Path(sys.argv[1])), sys.argv[2]
rooms.update("demo", lambda room: moves.joined(room, me, me, False))
for number in range(60):
    rooms.update("demo", lambda room: moves.proposed(room, me, f"{me} says {number}"))
    rooms.read("demo")
"""


@pytest.mark.heavy
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    Rooms(tmp_path).begin("demo", Room(NOW))
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), me]) for me in ("one", "two", "three")]
    assert [each.wait(timeout=60) for each in writers] == [0, 0, 0]
    room = Rooms(tmp_path).read("demo")
    assert {each.name for each in room.people} == {"one", "two", "three"}
    assert {each.text for each in room.proposals} == {
        f"{me} says {number}" for me in ("one", "two", "three") for number in range(60)
    }
    assert len({each.id for each in room.proposals}) == 180


def test_asking_for_news_costs_next_to_nothing(tmp_path: Path) -> None:
    rooms = Rooms(tmp_path)
    people = tuple(Participant(str(number), f"n{number}", ballot=FrozenMap({"slow": 2})) for number in range(30))
    rooms.begin("demo", Room(NOW, people=people))
    poll = partial(rooms.read, "demo")
    poll()
    start = time.process_time()
    for number in range(1_000):
        rooms.saw("demo", str(number % 30), NOW)
        poll()
    assert (time.process_time() - start) / 1_000 < 0.0005
