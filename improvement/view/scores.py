"""What one source says, as the rows of charts with the finding as title."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from improvement.assessment.results import ItemScore, SourceScores
from improvement.model.plan import Plan
from improvement.view.candidate_lines import FEWEST_ANSWERS, capital
from improvement.view.charts.dots import DotRow, GapRow, Measure
from improvement.view.format import between, between_of_100, number, of_100
from improvement.view.language import _, ngettext

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a chart: the finding as title, a line with n, cautions, and how it was computed."""

    title: str
    caption: str
    cautions: tuple[str, ...] = ()
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaleRows:
    """Mean scores of the items of one scale."""

    title: str
    domain: tuple[float, float]
    rows: tuple[DotRow, ...]
    measure: Measure


def source_names(plan: Plan, sources: Sequence[str]) -> dict[str, str]:
    """Sources by the names that people gave them."""
    return {id: plan.assessment.sources[id].title or id for id in sources}


def short_names(names: Names, items: Sequence[str]) -> dict[str, str]:
    """Names of items without the words up to a colon with which other items start too."""
    texts = {id: names.get(id, id) for id in items}
    heads = Counter(text.partition(": ")[0] for text in texts.values() if ": " in text)
    return {id: capital(_without_head(text, heads)) for id, text in texts.items()}


def _without_head(text: str, heads: Mapping[str, int]) -> str:
    head, _colon, rest = text.partition(": ")
    return rest if rest and heads.get(head, 0) > 1 else text


def gap_rows(scores: SourceScores, names: Names) -> tuple[tuple[GapRow, ...], tuple[float, float]]:
    """Gaps, the largest shortfall first, and the ends of their scale."""
    found = sorted(scores.gaps, key=lambda each: each.gap.estimate)
    shown = short_names(names, [each.perception_item for each in found])
    rows = [
        GapRow(shown[g.perception_item], g.gap.n, g.expectation, g.perception, g.gap.lo, g.gap.hi)
        if g.gap.n >= FEWEST_ANSWERS
        else GapRow(shown[g.perception_item], g.gap.n)
        for g in found
    ]
    return tuple(rows), _domain([scores.items[g.perception_item] for g in found])


def computed_by(scores: SourceScores) -> str:
    """What computed on the table of a source."""
    return _("Computed by {engine} on {n} rows.").format(engine=scores.engine, n=number(scores.n))


def gap_words(scores: SourceScores) -> Words:
    """How many attributes surely fall short."""
    usable = [each.gap for each in scores.gaps if each.gap.n >= FEWEST_ANSWERS]
    short = sum(each.hi is not None and each.hi < 0 for each in usable)
    told = ngettext(
        "Customers get less than they expect in {n} of {all} question",
        "Customers get less than they expect in {n} of {all} questions",
        len(scores.gaps),
    )
    how = _(
        "Received minus expected, only for people who answered both; range: Student's t for pairs, 95 %."
        " Red: the whole range lies below none."
    )
    title = told.format(n=short, all=len(scores.gaps))
    caption = _n([each.gap.n for each in scores.gaps])
    if scores.gap_score is not None and len(usable) == len(scores.gaps):
        together = _("All questions together: {gap} points").format(gap=number(scores.gap_score, sign=True))
        caption = f"{caption} · {together}"
    return Words(title, caption, (), (how, computed_by(scores)))


def scale_rows(scores: SourceScores, names: Names) -> tuple[ScaleRows, ...]:
    """Mean scores, lowest first, a group per scale."""
    groups: dict[str, list[ItemScore]] = {}
    for each in scores.items.values():
        groups.setdefault(each.mean.scale, []).append(each)
    return tuple(_scale_group(group, names) for group in groups.values())


def _scale_group(group: Sequence[ItemScore], names: Names) -> ScaleRows:
    low, high = _domain(group)
    told = ngettext("{n} question asked from {low} to {high}", "{n} questions asked from {low} to {high}", len(group))
    title = told.format(n=len(group), low=number(low), high=number(high))
    return ScaleRows(title, (low, high), tuple(_score_rows(group, names)), "share" if high <= 1 else "score")


def _score_rows(group: Sequence[ItemScore], names: Names) -> list[DotRow]:
    ordered = sorted(group, key=lambda each: each.performance)
    return [
        DotRow(names.get(s.item, s.item), s.mean.n, s.mean.estimate, s.mean.lo, s.mean.hi)
        if s.mean.n >= FEWEST_ANSWERS
        else DotRow(names.get(s.item, s.item), s.mean.n)
        for s in ordered
    ]


def score_words(scores: SourceScores, names: Names) -> Words:
    """Which question scores lowest."""
    usable = [each for each in scores.items.values() if each.mean.n >= FEWEST_ANSWERS]
    title = _("Too few answers for scores")
    if usable:
        lowest = min(usable, key=lambda each: each.performance)
        name = names.get(lowest.item, lowest.item)
        title = _("Rated lowest: {name}").format(name=name) if len(usable) > 1 else name
    how = _("Means with Student's t, 95 %, unweighted; shares of the two best answers with Wilson's range, 95 %.")
    return Words(title, _n([each.mean.n for each in scores.items.values()]), (), (how, computed_by(scores)))


def score_table(scores: SourceScores, names: Names) -> list[dict[str, str]]:
    """The numbers behind the scores, weighted too where the source has a weight."""
    return [_score_record(each, names) for each in scores.items.values() if each.mean.n >= FEWEST_ANSWERS]


def _score_record(each: ItemScore, names: Names) -> dict[str, str]:
    record = {
        _("Question"): names.get(each.item, each.item),
        _("n"): number(each.mean.n),
        _("Mean"): number(each.mean.estimate, 2),
        _("Two best answers"): of_100(each.top2.estimate),
    }
    if each.top2.lo is not None and each.top2.hi is not None:
        record[_("Range")] = between_of_100(each.top2.lo, each.top2.hi)
    if each.weighted_mean and each.weighted_top2:
        record[_("Mean, weighted")] = number(each.weighted_mean.estimate, 2)
        record[_("Two best answers, weighted")] = of_100(each.weighted_top2.estimate)
    return record


def _n(counts: Sequence[int]) -> str:
    low, high = min(counts, default=0), max(counts, default=0)
    if low == high:
        return _("n {n}").format(n=number(low))
    return _("n {range}").format(range=between(low, high, 0))


def _domain(scores: Sequence[ItemScore]) -> tuple[float, float]:
    scales = [each.meaning.scale for each in scores if each.meaning.scale]
    return (min((s.low for s in scales), default=0.0), max((s.high for s in scales), default=1.0))
