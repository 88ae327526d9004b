"""Sizes of a survey in words."""

from improvement.assessment.planned_size import SizeQuestion, planned_size
from improvement.assessment.survey_size import survey_size
from improvement.statistics.intervals import wilson
from improvement.view.sample_size import size_lines, size_words


def test_a_judged_survey() -> None:
    assert size_words(survey_size("all", wilson(155, 214))) == (
        "214 answers tell a share to ± 6 of 100; for ± 3 it takes 861; "
        "another round of this size shows a change from about 13 of 100 on."
    )
    assert "it takes" not in size_words(survey_size("all", wilson(500_000, 1_000_000)))


def test_a_planned_survey() -> None:
    asked = SizeQuestion(answers=214, margin=0.03, change=(0.8, 0.85), share=0.7, response=0.25)
    assert list(size_lines(planned_size(asked))) == [
        "214 answers tell a share of 70 of 100 to ± 6.1 of 100",
        "For ± 3 of 100 it takes 897 answers, that is 3,588 people asked",
        "To see 80 of 100 become 85 of 100, with a chance of 80 of 100, each round takes 903 answers, "
        "that is 3,612 people asked",
    ]
    assert not list(size_lines(planned_size(SizeQuestion())))
