"""Two rounds compared: what changed, what is chance, what may not be compared, and a changed mix."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from improvement.assessment.report import as_json
from improvement.assessment.results import Assessed
from improvement.assessment.scores import assess
from improvement.assessment.wave_results import WaveChange
from improvement.model.mapping import Item, Keypad, Mapping
from improvement.view.waves import wave_lines, wave_table, wave_title
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, SEVEN, rated

ITEMS = {"all": rated("All", "overall"), "seat": rated("Seat", "driver")}


def answers(good: int, n: int, best: float = 5.0) -> list[float]:
    return [best] * good + [2.0] * (n - good)


def table(all: int, seat: int, n: int = 200) -> pd.DataFrame:
    return pd.DataFrame({"all": answers(all, n), "seat": answers(seat, n)})


def both(
    one: pd.DataFrame,
    other: pd.DataFrame,
    items: dict[str, Item] = ITEMS,
    later: dict[str, Item] | None = None,
    mode: tuple[str | None, str | None] = ("phone", "phone"),
) -> Assessed:
    first = Mapping(items=items, wave="2025", mode=mode[0], collected="2025-11-01")
    second = Mapping(items=later or items, wave="2026", mode=mode[1], collected="2026-11-01")
    # the order of the plan is not the order of the rounds
    return assess(plan_with("new", "old"), {"old": (first, one), "new": (second, other)})


def changes(*given, **more) -> WaveChange:
    (found,) = both(*given, **more).waves
    return found


def ids(found: WaveChange) -> list[str]:
    return [each.id for each in found.warnings]


def test_a_change_is_proven_and_chance_is_not() -> None:
    found = changes(table(100, 100), table(140, 108))
    assert (found.first, found.second) == ("old", "new")
    by_name = {each.item: each for each in found.items}
    share = by_name["all"].share
    assert share.estimate == pytest.approx(0.2)
    theirs = confint_proportions_2indep(140, 200, 100, 200, method="newcomb", compare="diff")
    assert (share.lo, share.hi) == pytest.approx(theirs)
    assert by_name["all"].changed
    assert not by_name["seat"].changed
    assert by_name["all"].adjusted_p == pytest.approx(2 * by_name["all"].p), "two questions were looked at"
    assert by_name["all"].mean.estimate == pytest.approx(0.6)
    assert found.warnings == ()
    assert wave_title(found) == "1 of 2 questions changed since the round before: 1 better, 0 worse"
    assert next(iter(wave_lines(found, {"all": "All in all"}))).startswith(
        "All in all: +20 (between +10 and +29) of 100"
    )
    assert [each["Proven"] for each in wave_table(found, {})] == ["yes", "no"]


def test_a_proven_change_below_what_matters_is_no_change() -> None:
    one, other = table(0, 10_000, 20_000), table(0, 10_500, 20_000)
    found = changes(one[["seat"]], other[["seat"]], items={"seat": ITEMS["seat"]})
    (seat,) = found.items
    assert seat.share.lo is not None
    assert seat.share.lo > 0
    assert seat.adjusted_p < 0.001
    assert not seat.changed
    assert wave_title(found) == "No proven change since the round before"


def test_of_twenty_questions_without_change_none_is_proven_by_chance_alone() -> None:
    """Each of 20 questions at p = 0.04 would be a find alone; together they are not."""
    items = {f"q{n}": rated(f"Q{n}", "driver") for n in range(20)}
    one = pd.DataFrame({name: answers(100, 200) for name in items})
    other = one.assign(q0=answers(121, 200))
    found = changes(one, other, items=items)
    assert found.items[0].p < 0.05 < found.items[0].adjusted_p
    assert not any(each.changed for each in found.items)


def test_other_modes_and_weights_are_not_compared() -> None:
    assert ids(changes(table(100, 100), table(140, 100), mode=("phone", "web"))) == ["wave-mode-differs"]
    weighted = ITEMS | {"w": Item(column="w", role="weight")}
    found = changes(table(100, 100), table(140, 100).assign(w=1.0), later=weighted)
    assert (found.items, ids(found)) == ((), ["wave-weighting-differs"])
    assert wave_title(found) == "Not comparable with the round before"


def test_both_weighted_compare_weighted_shares_with_fewer_answers() -> None:
    items = ITEMS | {"w": Item(column="w", role="weight")}
    weights = np.where(np.arange(200) % 2 == 0, 1.0, 3.0)
    one, other = (each.assign(w=weights) for each in (table(100, 100), table(140, 100)))
    plain, found = changes(table(100, 100), table(140, 100)).items[0], changes(one, other, items=items).items[0]
    assert found.share.estimate == pytest.approx(plain.share.estimate)
    assert found.share.lo is not None
    assert plain.share.lo is not None
    assert found.share.lo < plain.share.lo
    assert found.p > plain.p


def test_an_unknown_mode_is_said() -> None:
    assert ids(changes(table(100, 100), table(140, 100), mode=(None, None))) == ["wave-mode-unknown"]


@pytest.mark.parametrize(
    ("seat", "why"),
    [
        (rated("Seat", "driver", SEVEN), "scale"),
        (rated("Seat", "driver").model_copy(update={"keypad": Keypad(pause_seconds=3.0)}), "keypad"),
        (rated("Seat", "driver").model_copy(update={"text": "Was your seat clean?"}), "words"),
    ],
)
def test_an_item_asked_otherwise_is_left_out_and_named(seat: Item, why: str) -> None:
    items = ITEMS | {"seat": ITEMS["seat"].model_copy(update={"text": "Was your seat soft?"})}
    found = changes(table(100, 100), table(140, 100), items=items, later=ITEMS | {"seat": seat})
    assert [each.item for each in found.items] == ["all"]
    assert [(each.id, each.fact("why"), each.where.path) for each in found.warnings] == [
        ("wave-not-comparable", why, ("items", "seat"))
    ]


def test_how_many_were_asked_is_no_part_of_the_design() -> None:
    asked = [ITEMS | {"seat": ITEMS["seat"].model_copy(update={"keypad": Keypad(offered=n)})} for n in (300, 400)]
    assert ids(changes(table(100, 100), table(140, 100), items=asked[0], later=asked[1])) == []


def test_few_answers_are_not_compared() -> None:
    found = changes(table(10, 10, 20), table(20, 20, 20))
    assert (found.items, ids(found)) == ((), ["wave-too-few"])


def test_recommendation_is_tested_with_the_rest() -> None:
    items = {"nps": rated("NPS", "recommend", ELEVEN)}
    one = pd.DataFrame({"nps": [9.0] * 60 + [7.0] * 60 + [3.0] * 80})
    other = pd.DataFrame({"nps": [9.0] * 110 + [7.0] * 60 + [3.0] * 30})
    found = changes(one, other, items=items)
    assert found.recommend is not None
    assert found.recommend.score.estimate == pytest.approx(0.5)
    assert found.recommend.changed
    assert found.items == (), "one question, one test"
    assert wave_title(found) == "1 of 1 question changed since the round before: 1 better, 0 worse"
    more = changes(one.assign(seat=answers(100, 200)), other.assign(seat=answers(100, 200)), items=ITEMS | items)
    assert wave_title(more) == "1 of 2 questions changed since the round before: 1 better, 0 worse"
    assert next(iter(wave_lines(found, {}))).startswith("Recommendation (NPS): +50 (between")


def mixed(vip: int, plain: int, vip_good: int, plain_good: int) -> pd.DataFrame:
    values = answers(vip_good, vip) + answers(plain_good, plain)
    return pd.DataFrame({"all": values, "kind": ["vip"] * vip + ["plain"] * plain})


def test_a_total_that_rises_while_every_kind_falls_is_pointed_out() -> None:
    items = {"all": ITEMS["all"], "kind": Item(column="Kind", role="segment")}
    found = changes(mixed(100, 900, 90, 360), mixed(600, 400, 510, 140), items=items)
    (mix,) = found.mix
    assert mix.shift.against
    assert mix.shift.total == pytest.approx(3 * (0.65 - 0.45))
    assert ids(found) == ["wave-mix-against"]
    assert "every kind of customer the other way (-0.15)" in list(wave_lines(found, {}))[-1]
    steady = changes(mixed(100, 900, 90, 360), mixed(100, 900, 95, 400), items=items)
    assert (ids(steady), steady.mix[0].shift.mix) == ([], pytest.approx(0))
    partly = changes(mixed(100, 900, 90, 360), mixed(600, 400, 540, 160), items=items)
    assert ids(partly) == ["wave-mix-shift"]


def test_a_mix_that_weights_hold_moved_nothing() -> None:
    """70 and 30, then 30 and 70 of 100, weighted to half and half; another kind of parts is still looked at."""
    items = {
        "all": ITEMS["all"],
        "kind": Item(column="Kind", role="segment"),
        "age": Item(column="Age", role="segment"),
    }
    one, other = (
        each.assign(age=["old", "young"] * 500) for each in (mixed(700, 300, 700, 0), mixed(300, 700, 300, 0))
    )
    pair = zip(("w1", "w2"), (one, other), strict=True)
    population = {"kind": {"vip": "50%", "plain": "50%"}}
    rounds = {
        wave: (Mapping.model_validate({"items": items, "wave": wave, "mode": "phone", "population": population}), given)
        for wave, given in pair
    }
    (found,) = assess(plan_with("w1", "w2"), rounds).waves
    assert found.items[0].share.estimate == pytest.approx(0)
    assert [each.item for each in found.mix] == ["age"]
    assert not [each for each in ids(found) if each.startswith("wave-mix")]


def test_the_report_carries_changes_and_sources_without_a_round_none() -> None:
    shown = as_json(both(table(100, 100), table(140, 100)))["waves"]
    assert shown[0]["items"]["all"]["changed"] is True
    assert shown[0]["items"]["all"]["share"]["method"] == "Newcombe"
    alone = assess(plan_with("s"), {"s": (Mapping(items=ITEMS), table(100, 100))})
    assert alone.waves == ()


def test_the_difference_turns_its_sign_with_the_rounds() -> None:
    there, back = changes(table(100, 90), table(140, 80)), changes(table(140, 80), table(100, 90))
    for one, other in zip(there.items, back.items, strict=True):
        assert (one.share.estimate, one.p) == (pytest.approx(-other.share.estimate), pytest.approx(other.p))
