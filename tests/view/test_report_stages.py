"""The lines of the stages: a candidate's place is the one that the data give, not its line."""

from dataclasses import replace

from improvement.assessment.results import Assessed, Candidate, Confidence, Criteria
from improvement.errors import advice
from improvement.model.base import FrozenMap
from improvement.view.report_stages import assessed_lines

ONE = Candidate(
    "survey/speed",
    advice("candidate-weak-driver", text="Speed"),
    ("survey/speed",),
    Criteria(0.4, 0.2, 0.5),
    Confidence.NOT_PROVEN,
    200,
)


def first_words(*candidates: Candidate) -> list[str]:
    lines = assessed_lines(Assessed(FrozenMap(), candidates))
    return [line.split()[0] for line in lines if line.endswith("[survey/speed]")]


def test_candidates_have_the_places_that_the_weights_leave_open() -> None:
    tied = replace(ONE, place_from=1, place_to=2)
    assert first_words(tied, tied, replace(ONE, place_from=3, place_to=3)) == ["1-2.", "1-2.", "3."]


def test_a_candidate_without_a_place_has_a_dash_and_no_number() -> None:
    assert first_words(ONE, replace(ONE, place_from=1, place_to=1), ONE) == ["–", "1.", "–"]
