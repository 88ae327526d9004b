"""Rounds asked in different forms: compared with a bridge, refused without one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.assessment.report import as_json
from improvement.assessment.scores import assess
from improvement.assessment.wave_results import WaveChange
from improvement.model.mapping import Bridge, Item, Keypad, Mapping
from improvement.statistics.bridging import carried_over
from improvement.statistics.differences import estimate_difference
from improvement.statistics.intervals import wilson
from improvement.view.waves import wave_lines, wave_table
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, FIVE, SEVEN, rated

OLD, NEW = rated("Seat", "driver", FIVE), rated("Seat", "driver", SEVEN)
BRIDGE = Bridge(old="split/a", new="split/b")


def answers(good: int, n: int, best: float = 5.0) -> list[float | None]:
    return [best] * good + [2.0] * (n - good)


def split(old: int = 60, new: int = 40, n: int = 100) -> pd.DataFrame:
    """Each caller got one form by chance: 60 of 100 are among the two best answers of the old form, 40 of the new."""
    nobody: list[float | None] = [None] * n
    return pd.DataFrame({"a": answers(old, n) + nobody, "b": nobody + answers(new, n, 7.0)})


def series(
    bridge: Bridge | None = BRIDGE,
    sample: pd.DataFrame | None = None,
    forms: tuple[Item, Item] = (OLD, NEW),
    modes: tuple[str, str, str] = ("phone", "phone", "phone"),
    good: tuple[int, int] = (120, 130),
) -> WaveChange:
    """120 of 200 of the round before among the two best of five answers, 130 of 200 of seven in this round."""
    best = 7.0 if forms[1].scale == SEVEN else 5.0
    before = Mapping(items={"seat": OLD}, wave="2025", mode=modes[0], collected="2025-11-01")
    items = {"seat": NEW if best == 7 else OLD}
    bridges = {"seat": bridge} if bridge else {}
    now = Mapping(items=items, wave="2026", mode=modes[1], collected="2026-11-01", bridges=bridges)
    side = Mapping(items={"a": forms[0], "b": forms[1]}, mode=modes[2])
    given = {
        "old": (before, pd.DataFrame({"seat": answers(good[0], 200)})),
        "new": (now, pd.DataFrame({"seat": answers(good[1], 200, best)})),
        "split": (side, split() if sample is None else sample),
    }
    (found,) = assess(plan_with("old", "new", "split"), given).waves
    return found


def why(found: WaveChange) -> list[tuple[str, object]]:
    return [(each.id, dict(each.facts).get("why")) for each in found.warnings]


def test_without_a_bridge_another_scale_is_refused() -> None:
    found = series(bridge=None)
    assert found.items == ()
    assert why(found) == [("wave-not-comparable", "scale")]


def test_a_bridge_carries_the_earlier_share_over_with_a_wider_range() -> None:
    found = series()
    (seat,) = found.items
    plain = wilson(120, 200)
    assert seat.bridged is not None
    assert seat.bridged.estimate == pytest.approx(0.6 - 0.2)
    assert plain.lo is not None
    assert plain.hi is not None
    assert seat.bridged.lo is not None
    assert seat.bridged.hi is not None
    assert seat.bridged.hi - seat.bridged.lo > 1.5 * (plain.hi - plain.lo)
    assert seat.share.estimate == pytest.approx(0.65 - 0.4)
    assert seat.mean is None, "points of unlike scales do not subtract"
    assert seat.changed
    assert why(found) == []
    lines = list(wave_lines(found, {"seat": "Seat"}))
    assert lines[0].startswith("Seat: +25 (between")
    assert lines[0].endswith(", bridged")
    assert lines[1].startswith("Seat, bridged: as it is asked now it would have been 40 of 100 before, between")
    assert wave_table(found, {})[0]["Bridged"] == "yes"


def test_what_a_bridge_leaves_open_is_no_proven_change() -> None:
    """+10 of 100 between two rounds of 200 is proven on one scale, and not across a bridge of 40 + 40."""
    sample = split(24, 24, 40)
    (seat,) = series(sample=sample, good=(120, 141)).items
    assert seat.share.estimate == pytest.approx(0.105)
    assert not seat.changed
    same = series(forms=(OLD, OLD), good=(120, 141)).items[0]
    assert same.bridged is None, "no bridge is used where none is needed"
    assert same.changed


def test_another_mode_is_compared_over_two_samples_asked_at_the_same_time() -> None:
    items = {"seat": OLD, "nps": rated("NPS", "recommend", ELEVEN)}
    rng = np.random.default_rng(3)

    def asked(shift: float) -> pd.DataFrame:
        return pd.DataFrame(
            {"seat": rng.choice([5.0, 2.0], 400, p=[0.5 + shift, 0.5 - shift]), "nps": rng.choice([10.0, 3.0], 400)}
        )

    def mapping(mode: str, wave: str | None = None, **more: object) -> Mapping:
        return Mapping(items=items, mode=mode, wave=wave, **more)

    bridges = {name: Bridge(old=f"byphone/{name}", new=f"byweb/{name}") for name in items}
    given = {
        "old": (mapping("phone", "2025", collected="2025-11-01"), asked(0.2)),
        "new": (mapping("web", "2026", collected="2026-11-01", bridges=bridges), asked(0.0)),
        "byphone": (mapping("phone"), asked(0.2)),
        "byweb": (mapping("web"), asked(0.0)),
    }
    found = assess(plan_with(*given), given)
    (wave,) = found.waves
    assert [each.item for each in wave.items] == ["seat"]
    assert abs(wave.items[0].share.estimate) < 0.15
    assert not wave.items[0].changed, "the phone flatters; nothing has changed"
    assert wave.recommend is not None
    assert wave.recommend.bridged is not None
    assert [each.id for each in wave.warnings] == ["wave-mode-bridged"]
    shown = as_json(found)["waves"][0]
    assert shown["items"]["seat"]["bridged"]["method"] == "bridged"
    assert "mean" not in shown["items"]["seat"]
    assert shown["nps"]["bridged"]["n"] == 400


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"bridge": Bridge(old="split/a", new="split/c")}, "unknown"),
        ({"bridge": Bridge(old="gone/a", new="split/b")}, "unknown"),
        ({"bridge": Bridge(old="split/b", new="split/a")}, "form"),
        ({"forms": (OLD.model_copy(update={"keypad": Keypad(pause_seconds=3.0)}), NEW)}, "form"),
        ({"modes": ("phone", "phone", "web")}, "mode"),
        ({"sample": split(12, 8, 20)}, "few"),
        ({"sample": split(95, 5)}, "far"),
    ],
)
def test_a_bridge_that_does_not_hold_says_why(changes: dict[str, object], reason: str) -> None:
    found = series(**changes)
    assert found.items == ()
    assert ("bridge-not-usable", reason) in why(found)


def test_another_mode_without_a_bridge_is_refused_whole() -> None:
    found = series(bridge=None, modes=("phone", "web", "phone"), forms=(OLD, OLD))
    assert found.items == ()
    assert why(found) == [("wave-mode-differs", None)]


def test_rounds_weighted_by_different_things_are_not_compared() -> None:
    items = {"seat": OLD, **{name: Item(column=name, role="segment") for name in ("region", "age")}}
    half = {"a": "50%", "b": "50%"}
    given = pd.DataFrame({"seat": answers(100, 200), "region": ["a", "b"] * 100, "age": ["a", "a", "b", "b"] * 50})
    rounds = {
        name: (Mapping.model_validate({"items": items, "wave": name, "population": {by: half}}), given)
        for name, by in (("one", "region"), ("two", "age"))
    }
    (found,) = assess(plan_with("one", "two"), rounds).waves
    assert (found.items, why(found)) == ((), [("wave-weighting-other", None)])


@settings(max_examples=40, deadline=None)
@given(st.integers(40, 60), st.integers(40, 60), st.integers(40, 60))
def test_a_range_carried_over_is_never_narrower_and_holds_the_estimate(one: int, old: int, new: int) -> None:
    before = wilson(one, 100)
    found = carried_over(before, wilson(old, 100), wilson(new, 100))
    assert found is not None
    assert found.lo is not None
    assert found.hi is not None
    assert before.lo is not None
    assert before.hi is not None
    assert found.lo <= found.estimate <= found.hi
    assert found.hi - found.lo > before.hi - before.lo
    assert found.estimate - before.estimate == pytest.approx((new - old) / 100)


def test_a_form_carried_over_to_itself_moves_nothing() -> None:
    before, form = wilson(30, 100), wilson(50, 100)
    found = carried_over(before, form, form)
    assert found is not None
    assert found.estimate == pytest.approx(before.estimate)
    assert estimate_difference(before, found).estimate == pytest.approx(0)
