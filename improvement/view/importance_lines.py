"""What customers say matters to them, and how candidates are weighed, as lines of text for the command line."""

from collections.abc import Iterator

from improvement.assessment.order import CRITERIA
from improvement.assessment.results import Assessed, Candidate, SourceScores
from improvement.view.candidate_table import MONEY, criterion_names, weights_line
from improvement.view.format import number, of_100, place
from improvement.view.kano import kano_table, kano_words
from improvement.view.language import _
from improvement.view.stated import gap_test_words, stated_table, stated_words
from improvement.view.wording import full


def importance_lines(scores: SourceScores) -> Iterator[str]:
    """The test of the gap, stated importance and Kano's classes; nothing where nobody was asked."""
    if scores.gap_test and scores.outcome:
        words = gap_test_words(scores.gap_test, scores.outcome)
        yield f"{words.title} ({words.caption})"
    if scores.stated:
        yield stated_words(scores, {}).title
        yield from (f"  {_record(each)}" for each in stated_table(scores, {}))
    if scores.kano:
        words = kano_words(scores, {})
        yield f"{words.title} ({words.caption})"
        yield from (f"  {_record(each)}" for each in kano_table(scores, {}))
        yield from (f"  ! {each}" for each in words.cautions)


def _record(row: dict[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in row.items() if value)


def weighing_lines(found: Assessed) -> Iterator[str]:
    """What the criteria weigh; nothing without candidates."""
    if found.candidates:
        yield weights_line(found)


def about_candidate(candidate: Candidate) -> Iterator[str]:
    """What the ranking rests on, and the cautions."""
    yield criteria_line(candidate)
    yield from (f"! {full(each)}" for each in candidate.warnings)


def criteria_line(candidate: Candidate) -> str:
    """The place, the share of weightings in which it stays among the first three, and what the ranking rests on."""
    names = criterion_names()
    values: dict[str, float | None] = {name: getattr(candidate.criteria, name) for name in CRITERIA}
    told = [
        f"{names[name].partition(',')[0]} {number(value, 0) if name == MONEY else of_100(value)}"
        for name, value in values.items()
        if value is not None
    ]
    if candidate.place_from and candidate.place_to:
        ranked = _("place {place}, among the first three in {share} weightings")
        range = place(candidate.place_from, candidate.place_to)
        told = [ranked.format(place=range, share=of_100(candidate.in_top3)), *told]
    return " · ".join((*told, f"n {number(candidate.n, 0)}"))
