"""Thirty tabs on one plan: everybody polls, everybody edits; then what was lost, what was seen and what it cost."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from improvement.model.change import PlanForm
from tests.load import workload
from tests.load.person import ANSWERS, TAKEN, Edit, Outcome, Person
from tests.load.server import Usage
from tests.load.sight import Sight, delays, own_words
from tests.load.tab import Tab

Times = list[float]
Journal = list[tuple[str, workload.At, Any]]
GRACE = 10.0
BEAT = 0.05


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people, for how long; `pause`: seconds between two edits of a person; `shared`: share on one field."""

    sessions: int = 30
    seconds: float = 30.0
    pause: float = 10.0
    shared: float = 0.02
    activities: int = 100
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Cost:
    """Times in seconds, sorted.

    `redraws`: polls that found news and drew the page anew; `megabytes`: resident at the start and at most; `late`: how
    late this process woke.
    """

    waits: dict[str, list[float]]
    polls: list[float]
    redraws: list[float]
    cores: float
    client_cores: float
    megabytes: tuple[float, float]
    late: list[float]
    kilobytes: float


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it. `lost` and `wrong` name edits, `blind` people; `visible`: seconds from click to other screens.

    `words`: share of edits that others received in the very words, not only through a later change; `untold`: pages
    whose end the server kept to itself.
    """

    outcomes: Counter[str]
    lost: tuple[str, ...]
    wrong: tuple[str, ...]
    blind: tuple[str, ...]
    errors: tuple[str, ...]
    visible: list[float]
    words: float
    untold: int
    cost: Cost


async def play(address: str, group: int, root: Path, crowd: Crowd) -> Found:
    """Let the crowd work, then compare its memory with the file and the journal."""
    sights = {f"Person {n:02}": Sight() for n in range(crowd.sessions)}
    people = [_person(address, n, sights[f"Person {n:02}"], crowd) for n in range(crowd.sessions)]
    for each in people:
        await each.arrive()
    tabs = [each.tab for each in people]
    until = time.perf_counter() + crowd.seconds
    work = [each.work(until, crowd.pause, crowd.shared) for each in people]
    cost = await _measured(work, group, crowd.seconds, tabs, [each.waits for each in people])
    blind = await _last_word(people, sights)
    for tab in tabs:
        await tab.close()
    edits = [edit for each in people for edit in each.edits]
    journal = workload.journal(root)
    held = {_key(*each) for each in journal}
    for edit in edits:
        if edit.outcome == Outcome.UNANSWERED and _key(edit.who, edit.place, edit.value) in held:
            edit.outcome = Outcome.UNTOLD
    titles = [each for each in edits if each.token and each.outcome in TAKEN]
    return Found(
        outcomes=Counter(str(each.outcome) for each in edits),
        lost=tuple(lost(edits, journal)),
        wrong=tuple(wrong(edits, journal, workload.standing(root))),
        blind=blind,
        errors=(
            *(f"{_told(each)}: {each.said}" for each in edits if each.outcome not in (*ANSWERS, Outcome.UNTOLD)),
            *(error for each in people for error in (*each.stuck, *each.tab.errors)),
        ),
        visible=sorted(delays(titles, _order(titles, journal), sights)),
        words=own_words(titles, sights),
        untold=sum(tab.untold for tab in tabs),
        cost=cost,
    )


async def play_idle(address: str, group: int, crowd: Crowd) -> Cost:
    """As many tabs, as busy, on a page that does nothing."""
    tabs = [Tab(address, "", "") for _n in range(crowd.sessions)]
    for each in tabs:
        await each.open()
    waits: list[dict[str, list[float]]] = [{"save": []} for _tab in tabs]
    until = time.perf_counter() + crowd.seconds
    dice = random.Random(crowd.seed)
    work = [_click_idly(tab, until, crowd.pause, found["save"], dice) for tab, found in zip(tabs, waits, strict=True)]
    cost = await _measured(work, group, crowd.seconds, tabs, waits)
    for tab in tabs:
        await tab.close()
    return cost


def lost(edits: Iterable[Edit], journal: Journal) -> list[str]:
    """Edits that the page said were saved, but that the journal does not hold exactly once."""
    held = Counter(_key(*each) for each in journal)
    acknowledged = [each for each in edits if each.outcome in TAKEN]
    return [_told(each) for each in acknowledged if held[_key(each.who, each.place, each.value)] != 1]


def wrong(edits: Iterable[Edit], journal: Journal, data: PlanForm) -> list[str]:
    """Edits that stand although the person was told otherwise, and places where the file differs from the journal."""
    held = {_key(*each) for each in journal}
    denied = [each for each in edits if each.outcome in (Outcome.THEIRS, Outcome.REFUSED, Outcome.SWALLOWED)]
    found = [_told(each) for each in denied if _key(each.who, each.place, each.value) in held]
    last = {place: value for _who, place, value in journal}
    return found + [".".join(place) for place, value in last.items() if workload.value_at(data, place) != value]


def share(values: list[float], part: float) -> float:
    """The value below which this part of the sorted values lies; 0 where there is none."""
    return values[min(int(len(values) * part), len(values) - 1)] if values else 0.0


def _person(address: str, number: int, sight: Sight, crowd: Crowd) -> Person:
    own = [n for n in range(1, crowd.activities) if n % crowd.sessions == number]
    query = f"plan={workload.ID}&lang=en&id={workload.id_of(own[0])}"
    return Person(Tab(address, "realization", query, sight.read), number, own, crowd.seed)


async def _measured(
    work: list[Coroutine[None, None, None]], group: int, seconds: float, tabs: list[Tab], waits: list[dict[str, Times]]
) -> Cost:
    """Let everybody work and measure the server, the line and this process meanwhile."""
    usage, late = Usage(group), list[float]()
    read, own = sum(each.bytes_read for each in tabs), time.process_time()
    heart = asyncio.create_task(_beat(late))
    watching = asyncio.create_task(usage.watch(seconds))
    try:
        await asyncio.gather(*work)
        await watching
    finally:
        heart.cancel()
    kinds = sorted({what for each in waits for what in each})
    return Cost(
        waits={what: sorted(wait for each in waits for wait in each.get(what, ())) for what in kinds},
        polls=sorted(wait for each in tabs for wait in each.polls),
        redraws=sorted(wait for each in tabs for wait in each.redraws),
        cores=usage.cores,
        client_cores=(time.process_time() - own) / seconds,
        megabytes=(usage.megabytes[0], max(usage.megabytes)),
        late=sorted(late),
        kilobytes=(sum(each.bytes_read for each in tabs) - read) / 1024 / seconds,
    )


async def _click_idly(tab: Tab, until: float, pause: float, waits: Times, dice: random.Random) -> None:
    while True:
        rest = until - time.perf_counter()
        await asyncio.sleep(min(dice.expovariate(1 / pause), max(rest, 0)))
        if time.perf_counter() >= until:
            return
        title, button = tab.tree.labelled("text_input", "Title"), tab.tree.labelled("button", "Save the changes")
        assert title
        assert button
        tab.write(title, string_value=f"{dice.random()}")
        waits.append(await tab.click(button))


def _order(edits: Iterable[Edit], journal: Journal) -> dict[bytes, int]:
    """The number in the journal of every edit that carries a token."""
    numbers = {_key(*each): number for number, each in enumerate(journal)}
    keys = {each.token: _key(each.who, each.place, each.value) for each in edits}
    return {token: numbers[key] for token, key in keys.items() if key in numbers}


async def _beat(late: list[float]) -> None:
    """How late this process itself is: the times measured here are no better than that."""
    while True:
        due = time.perf_counter() + BEAT
        await asyncio.sleep(BEAT)
        late.append(time.perf_counter() - due)


async def _last_word(people: list[Person], sights: dict[str, Sight]) -> tuple[str, ...]:
    """When all are silent one person edits once more: whose page does not show it?"""
    speaker, *others = people
    await speaker.attempt(speaker.retitle, speaker.own[0])
    token = speaker.edits[-1].token
    end = time.perf_counter() + GRACE
    while time.perf_counter() < end and any(token not in sights[each.name].first for each in others):
        await asyncio.sleep(BEAT)
    return tuple(each.name for each in others if token not in sights[each.name].first)


def _key(who: str, place: workload.At, value: Any) -> tuple[str, workload.At, str]:
    return who, place, workload.as_text(value)


def _told(edit: Edit) -> str:
    return f"{edit.who}, {'.'.join(edit.place)}: {edit.value} ({edit.outcome})"
