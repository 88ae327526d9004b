"""Thirty people edit one plan for half a minute, as their browsers would speak: nothing is lost, everybody sees it."""

import asyncio

import pytest

from tests.benchmarks.figures import percentile
from tests.load import server, workload
from tests.load.crowd import Crowd, Found, play
from tests.load.person import ANSWERS, Outcome
from tests.load.report import table

pytestmark = pytest.mark.e2e
CROWD = Crowd(sessions=30, seconds=30, pause=20, activities=100)
# so late does this process wake where others take the processors
STARVED = 0.05


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    root = tmp_path_factory.mktemp("plans")
    workload.place(root, CROWD.activities)
    with server.app(root) as (address, group):
        played = asyncio.run(play(address, group, root, CROWD))
    print(table(played))
    return played


def test_every_saved_edit_stands_in_the_file_and_once_in_the_journal(found: Found) -> None:
    assert found.lost == ()
    assert found.wrong == ()


def test_every_wish_to_save_gets_an_answer(found: Found) -> None:
    assert sum(found.outcomes.values()) >= CROWD.sessions
    if percentile(found.cost.late, 0.95) > STARVED:
        pytest.skip("other programs kept this machine so busy that people gave up waiting")
    assert found.errors == ()
    assert set(found.outcomes) <= {*ANSWERS, Outcome.UNTOLD}


def test_everybody_sees_the_last_value(found: Found) -> None:
    assert found.blind == ()
