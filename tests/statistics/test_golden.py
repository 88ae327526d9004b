"""Published and derived reference cases (golden.json of the shared methods), and some of them inline."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from improvement.statistics.control import ChartKind, ControlChart, Rule, control_chart
from improvement.statistics.differences import adjusted, mcnemar, share_difference
from improvement.statistics.importance_performance import Quadrant, mean_cross, priority, quadrants, scale_cross
from improvement.statistics.instruments import acsi
from improvement.statistics.intervals import adjusted_wald, nps, wilson
from improvement.statistics.kano import Kano, fong_least_difference, satisfaction_coefficients
from improvement.statistics.loyalty import Recommendation, Repurchase, Satisfaction, loyalty_class
from improvement.statistics.moments import Moments
from improvement.statistics.raking import rake
from improvement.statistics.ranking import rank_order_centroid
from improvement.statistics.rice import rice
from improvement.statistics.sample_size import answers_needed, answers_to_compare, margin_of_error
from improvement.statistics.servqual import servqual_score
from improvement.statistics.shapley import johnson_weights
from improvement.statistics.tolerance import cases_needed
from improvement.statistics.weighted import design_effect, kish_effective_n


def _concentrate(inputs: dict[str, Any]) -> list[int]:
    importance, performance = np.array(inputs["importance"]), np.array(inputs["performance"])
    cross = scale_cross(1, 4) if inputs["crosshair"] == "scale" else mean_cross(importance, performance)
    found = quadrants(importance, performance, cross)
    return [place + 1 for place, quadrant in enumerate(found) if quadrant is Quadrant.CONCENTRATE]


def _top4(inputs: dict[str, Any]) -> list[int]:
    distance = priority(np.array(inputs["importance"]), np.array(inputs["performance"]))
    return [int(place) + 1 for place in np.argsort(-distance, kind="stable")[:4]]


def _mtcars(inputs: dict[str, Any]) -> list[float]:
    rows = np.column_stack([inputs["data"][name] for name in (*inputs["x"], inputs["y"])]).astype(float)
    correlation = Moments.of(rows).correlation()
    return list(johnson_weights(correlation[:-1, :-1], correlation[:-1, -1]))


def _nps(inputs: dict[str, Any]) -> list[float]:
    found = nps(inputs["P"], inputs["N"], inputs["D"], confidence=2 * norm.cdf(inputs["z"]) - 1)
    return [found.estimate, found.standard_error, *found.wald]


def _limits(found: Any) -> list[float]:
    return [found.lo, found.hi]


def _ces(inputs: dict[str, Any]) -> list[float]:
    found = wilson(sum(inputs["counts"][4:]), sum(inputs["counts"]))
    return [found.estimate, *_limits(found)]


def _loyalty(inputs: Sequence[Sequence[str]]) -> list[str]:
    return [
        loyalty_class(Satisfaction(one), Repurchase(two), Recommendation(three)).value for one, two, three in inputs
    ]


def _kano(inputs: dict[str, float]) -> list[float]:
    letters = {"A": Kano.ATTRACTIVE, "O": Kano.ONE_DIMENSIONAL, "M": Kano.MUST_BE, "I": Kano.INDIFFERENT}
    return list(satisfaction_coefficients({letters[letter]: share for letter, share in inputs.items()}) or ())


def _kish(inputs: dict[str, Any]) -> list[float]:
    parts = [part.split("x") for part in inputs["weights"].split(",")]
    w = np.concatenate([np.full(int(count), float(weight)) for weight, count in parts])
    return [design_effect(w.sum(), (w * w).sum(), len(w)), kish_effective_n(w.sum(), (w * w).sum())]


def _ipf(inputs: dict[str, Any]) -> list[float]:
    cells = {(str(i), str(j)): sum for i, row in enumerate(inputs["seed"]) for j, sum in enumerate(row)}
    margins = [{str(place): sum for place, sum in enumerate(inputs[name])} for name in ("rows", "cols")]
    found = rake(cells, margins)
    rows, columns = found.factors
    return [sum * rows[key[0]] * columns[key[1]] for key, sum in cells.items() if key[0] == "0"]


def _p_chart(inputs: dict[str, Any]) -> ControlChart:
    counts = np.array(inputs["counts"], float)
    return control_chart(ChartKind.P, counts, np.full(len(counts), float(inputs["n"])))


def _p_limits(inputs: dict[str, Any]) -> list[float]:
    chart = _p_chart(inputs)
    assert chart.method == "p"
    assert chart.center is not None
    return [chart.center, chart.upper[0], chart.lower[0]]


def _p_out(inputs: dict[str, Any]) -> list[int]:
    return [each.index + 1 for each in _p_chart(inputs).signals if each.rule is Rule.BEYOND_LIMITS]


def _c_chart(inputs: dict[str, Any]) -> list[float]:
    chart = control_chart(ChartKind.C, np.full(inputs["k"], inputs["total"] / inputs["k"]))
    assert chart.center is not None
    return [chart.center, chart.upper[0], chart.lower[0]]


def _sizes(inputs: dict[str, Any]) -> list[float]:
    waves = answers_to_compare(inputs["p1"], inputs["p2"], inputs["power"])
    return [answers_needed(inputs["e"]), margin_of_error(inputs["n"]), waves]


METHODS: dict[str, Callable[[Any], Any]] = {
    "servqual_unweighted": lambda inputs: servqual_score(inputs["gaps"]),
    "servqual_weighted": lambda inputs: servqual_score(inputs["gaps"], inputs["weights"]),
    "ipa_concentrate_scale": _concentrate,
    "ipa_concentrate_mean": _concentrate,
    "ipa_diagonal_top4": _top4,
    "relative_weights_mtcars": _mtcars,
    "nps_wald": _nps,
    "wilson_81_263": lambda inputs: _limits(wilson(inputs["x"], inputs["n"])),
    "wilson_0_20": lambda inputs: _limits(wilson(inputs["x"], inputs["n"])),
    "adjwald_12_100": lambda inputs: _limits(adjusted_wald(inputs["x"], inputs["n"])),
    "ces2_wilson": _ces,
    "acsi_ohio": lambda inputs: acsi(inputs["x"], inputs["w"]),
    "loyalty_class": _loyalty,
    "kano_edge": _kano,
    "kano_fong": lambda inputs: fong_least_difference(inputs["a"], inputs["b"], inputs["n"]),
    "rice": lambda inputs: [rice(*each) for each in inputs["items"]],
    "roc5": lambda inputs: list(rank_order_centroid(inputs["n"])),
    "wilks_n": lambda inputs: [cases_needed(share, inputs["conf"]) for share in inputs["p"]],
    "n_moe": _sizes,
    # the published interval is first minus second
    "newcombe_56_70_48_80": lambda inputs: _limits(
        share_difference(inputs["x2"], inputs["n2"], inputs["x1"], inputs["n1"])
    ),
    "mcnemar": lambda inputs: [
        mcnemar(inputs["b"], inputs["c"]).statistic,
        mcnemar(inputs["b"], inputs["c"]).corrected,
    ],
    "bh": lambda inputs: list(adjusted(inputs["p"])),
    "kish_deff": _kish,
    "ipf_4x4_row1": _ipf,
    "p_chart": _p_limits,
    "p_chart_out": _p_out,
    "c_chart": _c_chart,
}


@pytest.mark.parametrize("case_id", METHODS)
def test_golden_case(case_id: str, shared: Path) -> None:
    cases = json.loads((shared / "methods" / "golden.json").read_text(encoding="utf-8"))
    case = next(each for each in cases if each["id"] == case_id)
    found = METHODS[case_id](case["inputs"])
    if case_id == "loyalty_class":
        assert found == case["expected"]
    else:
        assert found == pytest.approx(case["expected"], abs=case["tol"], rel=0)


def test_wilson_as_newcombe_1998() -> None:
    assert _limits(wilson(81, 263)) == pytest.approx([0.2553, 0.3662], abs=6e-5)
    assert _limits(wilson(0, 20)) == pytest.approx([0.0, 0.1611], abs=6e-5)


def test_cases_needed_as_wilks_1941() -> None:
    assert [cases_needed(share) for share in (0.90, 0.95, 0.98, 0.99)] == [29, 59, 149, 299]


def test_unweighted_servqual_score_is_the_mean() -> None:
    assert servqual_score([-0.65, -1.1, -0.83, -0.7, -1.01]) == pytest.approx(-0.858)


def test_weights_from_ranks_as_edwards_and_barron() -> None:
    assert rank_order_centroid(5) == pytest.approx([0.4567, 0.2567, 0.1567, 0.09, 0.04], abs=5e-5)
    assert math.isclose(rank_order_centroid(9).sum(), 1.0)
