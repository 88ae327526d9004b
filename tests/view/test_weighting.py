"""Scores unweighted and weighted side by side."""

from improvement.assessment.results import SegmentScore, SourceScores
from improvement.statistics.intervals import nps
from improvement.statistics.results import Estimate
from improvement.view.weighting import twins_table


def test_the_recommendation_of_a_kind_of_customers_has_a_weighted_twin() -> None:
    part = SegmentScore(
        "age",
        "young",
        None,
        100,
        recommend=nps(50, 30, 20),
        weighted_recommend=Estimate(0.125, 0.1, 0.15, 100, "weighted"),
    )
    source = SourceScores("s", 100, "", "", segments=(part,))
    (row,) = twins_table(source, {"age": "Age"})
    assert row["Score"] == "Age: young, NPS"
    assert row["Unweighted"].startswith("+30")
    assert row["Weighted"].startswith("+12.5")
