"""`assess --weights`: the candidates in a team's own order; nothing of it is kept."""

import json

from improvement.cli import main
from tests.test_cli import answer, plans, run

__all__ = ["plans"]


def test_candidates_follow_the_weights_that_were_given(plans, capsys) -> None:
    usual = answer(capsys, plans, "assess", "harbour-bank")
    before = (plans / "harbour-bank/plan.yaml").read_bytes()
    by_reach = answer(capsys, plans, "assess", "harbour-bank", "--weights", "reach=1")
    assert (usual["weights_from"], by_reach["weights_from"]) == ("order", "team")
    assert by_reach["weights"] == {"reach": 1.0}
    reach = [each["criteria"]["reach"] for each in by_reach["candidates"]]
    assert reach == sorted(reach, reverse=True)
    assert reach != [each["criteria"]["reach"] for each in usual["candidates"]]
    assert (plans / "harbour-bank/plan.yaml").read_bytes() == before
    assert run(plans, "assess", "harbour-bank", "--weights", "reach=1") == 0
    assert "Your own weights: Customers or cases 100 of 100" in capsys.readouterr().out
    assert answer(capsys, plans, "assess", "harbour-bank")["candidates"] == usual["candidates"]


def test_weights_that_are_none_are_refused_with_what_there_is(plans, capsys) -> None:
    assert main(["assess", "--plans", str(plans), "harbour-bank", "--weights", "reech=1"]) == 1
    told = capsys.readouterr().err
    assert "there is no criterion reech" in told
    assert "did you mean 'reach'" in told
    for nothing in ("reach=0", "reach=1e-320", ""):
        assert run(plans, "assess", "--json", "harbour-bank", "--weights", nothing) == 1
        shown = capsys.readouterr()
        assert "weights-weigh-nothing" in shown.err + json.dumps(shown.out)


def test_a_weight_next_to_nothing_beside_a_large_one_is_none(plans, capsys) -> None:
    found = answer(capsys, plans, "assess", "harbour-bank", "--weights", "shortfall=1e-320,reach=1000000")
    assert found["weights"] == {"reach": 1.0}
