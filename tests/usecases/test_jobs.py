"""Searches beside the pages: one for a question, one at a time, with a deadline, stopped at once."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from improvement.usecases.jobs import ASKED_WITHIN, KEPT, Jobs, Run


class Desk:
    """A clock that a test turns, and work that runs when the test says so."""

    def __init__(self) -> None:
        self.time = 100.0
        self.started: list[Callable[[], None]] = []
        self.jobs: Jobs[int] = Jobs(lambda: self.time, self.started.append, 20)
        self.worked: list[str] = []

    def work(self, name: str, *found: int) -> Callable[[Run[int]], None]:
        def run(run: Run[int]) -> None:
            self.worked.append(name)
            for each in found:
                run.tell(each)

        return run

    def run_all(self) -> None:
        while self.started:
            self.started.pop(0)()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_thirty_tabs_start_one_search(desk: Desk) -> None:
    for _ in range(30):
        glance = desk.jobs.ask("plan", "key", desk.work("w", 3, 2))
    assert (glance.state, glance.found, len(desk.started)) == ("running", None, 1)
    desk.time += 4
    assert desk.jobs.ask("plan", "key", desk.work("w")).seconds == 4
    desk.run_all()
    desk.time += 9
    glance = desk.jobs.ask("plan", "key", desk.work("w"))
    assert (glance.state, glance.found, glance.seconds, glance.stopped) == ("over", 2, 4, False)
    assert desk.worked == ["w"]


def test_one_at_a_time_in_the_order_asked(desk: Desk) -> None:
    states = [desk.jobs.ask(each, each, desk.work(each)).state for each in "abc"]
    assert states == ["running", "waiting", "waiting"]
    assert len(desk.started) == 1
    desk.run_all()
    assert desk.worked == ["a", "b", "c"]


def test_a_newer_state_of_a_programme_ends_the_older_search(desk: Desk) -> None:
    seen: list[bool] = []
    desk.jobs.ask("plan", "old", lambda run: seen.append(run.stopped()))
    desk.jobs.ask("plan", "older-waiting", desk.work("never"))
    desk.jobs.ask("other", "other", desk.work("other"))
    desk.jobs.ask("plan", "new", desk.work("new"))
    desk.run_all()
    assert seen == [True]
    assert desk.worked == ["other", "new"]
    assert desk.jobs.look("older-waiting") is None


def test_a_newer_state_ends_the_older_search_before_it_asks_for_its_own(desk: Desk) -> None:
    seen: list[bool] = []
    desk.jobs.ask("plan", "old", lambda run: seen.append(run.stopped()))
    desk.jobs.make_way("plan", "old")
    desk.jobs.make_way("other", "new")
    running = desk.jobs.look("old")
    assert running
    assert not running.stopped
    desk.jobs.make_way("plan", "new")
    desk.run_all()
    assert seen == [True]


def test_stopping_keeps_what_is_found_and_it_can_go_on(desk: Desk) -> None:
    rounds: list[tuple[int, float]] = []

    def work(run: Run[int]) -> None:
        rounds.append((run.round, run.deadline))
        run.tell(7 - run.round)
        assert run.stopped() is (run.round == 0)

    desk.jobs.ask("plan", "key", work)
    desk.jobs.stop("key")
    desk.run_all()
    glance = desk.jobs.look("key")
    assert glance
    assert (glance.state, glance.found, glance.stopped) == ("over", 7, True)
    desk.jobs.stop("key")
    desk.time += 50
    desk.jobs.go_on("key")
    desk.jobs.go_on("key")
    assert len(desk.started) == 1
    desk.run_all()
    glance = desk.jobs.look("key")
    assert glance
    assert (glance.found, glance.stopped) == (6, False)
    assert rounds == [(0, 120.0), (1, 170.0)]


def test_a_waiting_search_that_is_stopped_never_begins(desk: Desk) -> None:
    desk.jobs.ask("a", "a", desk.work("a"))
    desk.jobs.ask("b", "b", desk.work("b"))
    desk.jobs.stop("b")
    desk.run_all()
    glance = desk.jobs.look("b")
    assert glance
    assert (desk.worked, glance.state, glance.stopped) == (["a"], "over", True)


def test_a_waiting_search_that_is_stopped_is_over_while_another_runs(desk: Desk) -> None:
    desk.jobs.ask("a", "a", desk.work("a"))
    desk.jobs.ask("b", "b", desk.work("b"))
    desk.jobs.stop("b")
    glance = desk.jobs.wait("b", 0)
    assert glance
    assert (glance.state, glance.seconds, glance.stopped) == ("over", 0, True)
    desk.jobs.go_on("b")
    desk.run_all()
    assert desk.worked == ["a", "b"]


def test_whoever_waits_for_the_end_of_a_search_is_told_of_it_at_once(threads: list[threading.Thread]) -> None:
    def start(work: Callable[[], None]) -> None:
        threads.append(threading.Thread(target=work))
        threads[-1].start()

    def work(run: Run[int]) -> None:
        while not run.stopped():
            time.sleep(0.001)

    jobs: Jobs[int] = Jobs(time.monotonic, start, 60)
    jobs.ask("a", "a", work)
    running = jobs.wait("a", 0.01)
    assert running
    assert running.state == "running"
    jobs.stop("a")
    over = jobs.wait("a", 60)
    assert over
    assert over.state == "over"
    assert jobs.wait("nobody asked", 60) is None


def test_a_waiting_search_that_nobody_looks_at_is_put_off(desk: Desk) -> None:
    for each in "abc":
        desk.jobs.ask(each, each, desk.work(each))
    desk.time += ASKED_WITHIN + 1
    desk.jobs.look("c")
    desk.run_all()
    assert desk.worked == ["a", "c"]
    assert desk.jobs.look("b") is None
    desk.jobs.ask("b", "b", desk.work("b"))
    desk.run_all()
    assert desk.worked == ["a", "c", "b"]


def test_work_that_fails_makes_way_for_the_next(desk: Desk) -> None:
    def fail(run: Run[int]) -> None:
        run.tell(1)
        raise RuntimeError("broken")

    desk.jobs.ask("a", "a", fail)
    desk.jobs.ask("b", "b", desk.work("b"))
    with pytest.raises(RuntimeError, match="broken"):
        desk.started.pop(0)()
    glance = desk.jobs.look("a")
    assert glance
    assert (glance.state, glance.found, str(glance.fault)) == ("over", 1, "broken")
    desk.run_all()
    assert desk.worked == ["b"]


def test_the_oldest_are_forgotten(desk: Desk) -> None:
    for each in range(KEPT + 5):
        desk.jobs.ask(str(each), each, desk.work(str(each), each))
        desk.run_all()
    kept = [each for each in range(KEPT + 5) if desk.jobs.look(each)]
    assert kept == list(range(5, KEPT + 5))


@pytest.fixture
def threads() -> Iterator[list[threading.Thread]]:
    started: list[threading.Thread] = []
    yield started
    for each in started:
        each.join(10)


def test_with_threads_a_stop_is_seen_while_the_work_runs(threads: list[threading.Thread]) -> None:
    def beside(work: Callable[[], None]) -> None:
        threads.append(threading.Thread(target=work, daemon=True))
        threads[-1].start()

    jobs: Jobs[int] = Jobs(time.monotonic, beside, 60)

    def work(run: Run[int]) -> None:
        while not run.stopped():
            run.tell(1)
            time.sleep(0.001)

    asking = [threading.Thread(target=jobs.ask, args=("p", "key", work)) for _ in range(30)]
    for each in asking:
        each.start()
    for each in asking:
        each.join(10)
    assert len(threads) == 1
    jobs.stop("key")
    threads[0].join(10)
    glance = jobs.look("key")
    assert glance
    assert (glance.state, glance.found, glance.stopped) == ("over", 1, True)


def test_asked_again_after_another_state_it_begins_anew_and_nobody_has_stopped_it(desk: Desk) -> None:
    seen: list[bool] = []

    def other(run: Run[int]) -> None:
        seen.append(run.stopped())

    desk.jobs.ask("plan", "one", desk.work("one", 3))
    first = desk.started.pop(0)
    desk.jobs.ask("plan", "two", other)
    first()
    glance = desk.jobs.ask("plan", "one", desk.work("one again", 2))
    assert (glance.state, glance.found, glance.stopped) == ("waiting", 3, False)
    desk.run_all()
    glance = desk.jobs.ask("plan", "one", desk.work("never"))
    assert (glance.state, glance.found, glance.stopped) == ("over", 2, False)
    assert seen == [True]
    assert desk.worked == ["one", "one again"]


def test_asked_again_while_it_is_still_about_to_end(desk: Desk) -> None:
    desk.jobs.ask("plan", "one", lambda run: run.tell(9))
    desk.jobs.ask("plan", "two", desk.work("two"))
    desk.jobs.ask("plan", "one", desk.work("one again", 2))
    desk.run_all()
    glance = desk.jobs.look("one")
    assert glance
    assert (glance.state, glance.found, glance.stopped) == ("over", 2, False)
    assert desk.worked == ["one again"]
    assert desk.jobs.look("two") is None


def test_what_a_person_stopped_stays_stopped_after_another_state(desk: Desk) -> None:
    desk.jobs.ask("plan", "one", desk.work("one", 3))
    desk.jobs.stop("one")
    desk.run_all()
    desk.jobs.ask("plan", "two", desk.work("two"))
    glance = desk.jobs.ask("plan", "one", desk.work("never"))
    assert (glance.state, glance.stopped, desk.jobs.look("two") is not None) == ("over", True, True)
    desk.run_all()
    assert desk.worked == ["one", "two"]


def test_a_known_question_ends_the_search_for_another(desk: Desk) -> None:
    desk.jobs.ask("plan", "one", desk.work("one"))
    desk.run_all()
    seen: list[bool] = []
    desk.jobs.ask("plan", "two", lambda run: seen.append(run.stopped()))
    desk.jobs.make_way("plan", "one")
    desk.run_all()
    assert seen == [True]


def test_a_search_that_cannot_start_leaves_room_for_the_next(desk: Desk) -> None:
    def refuse(_work: Callable[[], None]) -> None:
        raise RuntimeError("no thread")

    def begin(work: Callable[[], None]) -> None:
        starts.pop(0)(work)

    starts = [refuse, desk.started.append, desk.started.append]
    desk.jobs = Jobs(lambda: desk.time, begin, 20)
    glance = desk.jobs.ask("a", "a", desk.work("a"))
    assert (glance.state, str(glance.fault)) == ("over", "no thread")
    assert desk.jobs.ask("b", "b", desk.work("b")).state == "running"
    desk.run_all()
    desk.jobs.go_on("a")
    desk.run_all()
    again = desk.jobs.look("a")
    assert again
    assert (again.state, again.fault) == ("over", None)
    assert desk.worked == ["b", "a"]
