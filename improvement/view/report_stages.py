"""Results of the four stages as lines of text for the command line."""

from collections.abc import Iterable, Iterator
from typing import Any

from improvement.assessment.results import Assessed, Candidate, ItemScore, SourceScores
from improvement.commitment.verdicts import Feasibility
from improvement.evidence.recognise import Understanding
from improvement.model.base import plain
from improvement.model.plan import Plan
from improvement.view.candidate_lines import FEWEST_ANSWERS
from improvement.view.comparisons import comparison_lines
from improvement.view.format import between, between_of_100, number, of_100, place, points
from improvement.view.importance_lines import about_candidate, importance_lines, weighing_lines
from improvement.view.intake import brief
from improvement.view.keypads import keypad_lines, keypad_title
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.report import issue_json
from improvement.view.sample_size import size_words
from improvement.view.score_cards import case_cards, instrument_cards, too_few
from improvement.view.waves import wave_lines, wave_title
from improvement.view.weighting import parts_lines, twin_lines, weight_cautions, weighting_lines, weighting_title
from improvement.view.wording import full, sentence


def understanding_json(found: Understanding) -> dict[str, Any]:
    """What a file is understood to be, for machines."""
    return {
        "rows": found.rows,
        "mapping": plain(found.mapping),
        "doubts": [issue_json(each) for each in found.doubts],
        "understood": [issue_json(each) for each in found.understood],
        "columns": [
            {"column": each.column, "distinct": each.distinct, "filled": each.filled, "examples": list(each.examples)}
            for each in found.columns
        ],
    }


def understanding_lines(found: Understanding) -> Iterator[str]:
    """Doubts first, then what was understood."""
    for each in found.doubts:
        yield f"? {full(brief(each, found.mapping))}"
    for each in found.understood:
        yield f"  {sentence(brief(each, found.mapping))}"


def assessed_lines(found: Assessed) -> Iterator[str]:
    """Scores of each source, then the candidates in their order."""
    for name, scores in found.sources.items():
        yield from _source_lines(name, scores)
    for wave in found.waves:
        yield f"{wave.first} → {wave.second}: {wave_title(wave)}"
        yield from (f"  {told}" for told in wave_lines(wave, {}))
    for candidate in found.candidates:
        yield f"{_rank(candidate)} {sentence(candidate.statement)} [{', '.join(candidate.evidence)}]"
        yield from (f"   {told}" for told in about_candidate(candidate))
    yield from weighing_lines(found)
    for warning in found.warnings:
        yield f"! {full(warning)}"


def _rank(candidate: Candidate) -> str:
    """The place, as the page shows it; a dash where the data give none."""
    if candidate.place_from is None or candidate.place_to is None:
        return "–"
    return f"{place(candidate.place_from, candidate.place_to)}."


def _source_lines(name: str, scores: SourceScores) -> Iterator[str]:
    yield _("{source}: {n} rows, computed by {engine}").format(source=name, n=scores.n, engine=scores.engine)
    yield from (f"  {told}" for told in _recommend_lines(scores))
    for item, each in scores.items.items():
        yield f"  {item}: {_item_words(each)}"
    yield from (f"  {told}" for told in _driver_lines(scores))
    for card in (*instrument_cards(scores), *case_cards(scores, {})):
        yield f"  {card.label}: {card.value}; {card.range}"
    yield from (f"  {told}" for told in importance_lines(scores))
    yield from (f"  {told}" for told in comparison_lines(scores, {}))
    for keypad in scores.keypads:
        yield f"  {keypad_title(keypad, {})}"
        yield from (f"    {told}" for told in keypad_lines(keypad))
    if scores.weighting:
        yield "  " + weighting_title(scores.weighting, {})
        yield from (f"    {told}" for told in weighting_lines(scores))
        yield from (f"    {told}" for told in parts_lines(scores.weighting, {}))
        yield from (f"    {told}" for told in twin_lines(scores, {}))
    if scores.size:
        yield "  " + size_words(scores.size)
    told = set(weight_cautions(scores.warnings)) if scores.weighting else set()
    for warning in scores.warnings:
        if warning not in told:
            yield f"  ! {full(warning)}"


def _recommend_lines(scores: SourceScores) -> Iterator[str]:
    if scores.recommend is None:
        return
    score = scores.recommend.score
    if score.n < FEWEST_ANSWERS:
        few = too_few(score.n)
        yield _("recommendation: {few}").format(few=few)
        return
    told = _("recommendation {score}, between {lo} and {hi} (n {n})")
    yield told.format(score=points(score.estimate), lo=points(score.lo), hi=points(score.hi), n=score.n)


def _item_words(found: ItemScore) -> str:
    top = found.top2
    if top.n < FEWEST_ANSWERS or top.lo is None or top.hi is None:
        return too_few(top.n)
    mean, shares = number(found.mean.estimate, 2), between_of_100(top.lo, top.hi)
    return f"{mean}; {of_100(top.estimate)} ({shares}), n {top.n}"


def _driver_lines(scores: SourceScores) -> Iterator[str]:
    """What matters; nothing from so few answers that even the shares are withheld."""
    found = scores.drivers
    for driver in found.drivers if found and found.n >= FEWEST_ANSWERS else ():
        rank = place(driver.place_from, driver.place_to) if driver.place_from and driver.place_to else "-"
        share = between(100 * driver.lo, 100 * driver.hi, 0) if driver.lo is not None and driver.hi is not None else ""
        yield f"{rank} {driver.item}: {number(100 * driver.share, 1)} % ({share}), r {number(driver.r, 2)}"


def feasible_lines(plan: Plan, found: Iterable[Feasibility]) -> Iterator[str]:
    """One line a promise: verdict, counts, the shortest safe time."""
    for each in found:
        section, id = ("promises", each.promise) if each.promise else ("standards", each.standard)
        yield f"{object_title(plan, ('commitment', section, id))} [{id}]: {each.verdict}"
        if each.reason:
            yield "  " + full(each.reason)
        if each.share is not None:
            told = _("{kept} of {n} in time, {share}; promised {target}")
            share, target = of_100(each.share), of_100(each.target_share or 0)
            yield "  " + told.format(kept=each.kept, n=each.n, share=share, target=target)
        if each.shortest_safe:
            yield "  " + _("shortest safe: {time}").format(time=each.shortest_safe)
        for warning in each.warnings:
            yield f"  ! {full(warning)}"
