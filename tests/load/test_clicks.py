"""A click while the page looks for news: it must not get lost, however slowly that look comes to its end.

On a busy machine milliseconds lie between the last line of a run and its end; here they always do.
"""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.load import server, workload
from tests.load.person import Edit, Outcome, Person
from tests.load.tab import Tab

pytestmark = pytest.mark.e2e
SLOW_END = Path(__file__).with_name("slow_end")
CLICKS, LONGEST = 30, 0.012


class Interrupted(Person):
    """Somebody whose page looks for news just before each click."""

    async def save_soon(self, edit: Edit, dice: random.Random) -> Outcome:
        button = await self._labelled("button", "Save the changes")
        await self.tab.poll()
        await asyncio.sleep(dice.uniform(0, LONGEST))
        return (await self._save(edit, button)).outcome

    async def click_often(self) -> Counter[Outcome]:
        dice, number = random.Random(7), self.own[0]
        await self.arrive()
        await self._choose(number)
        await self._unfold(f"edit-{workload.id_of(number)}", lambda: self._input(number, "title"))
        found = Counter[Outcome]()
        for turn in range(CLICKS):
            field = await self._there(lambda: self._input(number, "title"), "title")
            title = f"Title {turn}"
            self.tab.write(field, string_value=title)
            found[await self.save_soon(Edit(self.name, workload.at(number, "title"), title, 0.0), dice)] += 1
        await self.tab.close()
        return found


def test_no_click_is_lost_to_a_look_for_news(tmp_path: Path) -> None:
    root = tmp_path / "plans"
    root.mkdir()
    workload.place(root, 100)
    with server.app(root, {"PYTHONPATH": str(SLOW_END)}) as (address, _group):
        query = f"plan={workload.ID}&lang=en&id={workload.id_of(1)}"
        person = Interrupted(Tab(address, "realization", query), 1, [1], seed=7, hurry=0.0)
        found = asyncio.run(person.click_often())
    assert found == {Outcome.SAVED: CLICKS}
