"""The few numbers on top of a source, its parts of customers, loyalty and waiting times."""

from collections.abc import Mapping
from dataclasses import dataclass

from improvement.assessment.instruments import InstrumentScore
from improvement.assessment.results import CaseScore, SegmentScore, SourceScores
from improvement.statistics.intervals import NpsResult
from improvement.statistics.loyalty import LoyaltyClass
from improvement.statistics.results import Estimate
from improvement.view.candidate_lines import FEWEST_ANSWERS, clock_time
from improvement.view.charts.dots import DotRow, Measure
from improvement.view.format import between, between_of_100, day, number, of_100
from improvement.view.language import _, ngettext

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NumberCard:
    """One number with its range and n; `weighted` is a further line, empty where there is no weight."""

    label: str
    value: str
    range: str
    weighted: str = ""


@dataclass(frozen=True, slots=True)
class SegmentRows:
    """Scores of the values of one segment item, and the ends of the axis."""

    rows: tuple[DotRow, ...]
    domain: tuple[float, float]
    measure: Measure


def about(scores: SourceScores) -> str:
    """Rows, wave, mode and day of a source in one line, and what its weights cost."""
    parts = [ngettext("{n} row", "{n} rows", scores.n).format(n=number(scores.n)), scores.wave, scores.mode]
    if scores.collected:
        parts.append(_("collected up to {date}").format(date=day(scores.collected)))
    if scores.weights:
        told = _("weights make {n} answers count like {effective}")
        parts.append(told.format(n=number(scores.weights.n), effective=number(scores.weights.effective_n, 0)))
    return " · ".join(part for part in parts if part)


def number_cards(scores: SourceScores, names: Names) -> tuple[NumberCard, ...]:
    """Recommendation, satisfaction on the whole, scores of known questionnaires and the waiting times."""
    found = [each for each in (_recommend(scores), _overall(scores, names)) if each]
    return (*found, *instrument_cards(scores), *case_cards(scores, names))


def _recommend(scores: SourceScores) -> NumberCard | None:
    found, label = scores.recommend, _("Recommendation (NPS)")
    if found is None:
        return None
    if found.score.n < FEWEST_ANSWERS:
        return NumberCard(label, "–", too_few(found.score.n))
    told = _("{range}, n {n}").format(range=_points(found.score.lo, found.score.hi), n=number(found.score.n))
    weighted = ""
    if found.weighted and found.weighted.lo is not None and found.weighted.hi is not None:
        words = _("weighted {value}, {range}")
        value = number(100 * found.weighted.estimate, 1, sign=True)
        weighted = words.format(value=value, range=_points(found.weighted.lo, found.weighted.hi))
    return NumberCard(label, number(found.nps_points, 1, sign=True), told, weighted)


def _points(lo: float, hi: float) -> str:
    return between(100 * lo, 100 * hi)


def _overall(scores: SourceScores, names: Names) -> NumberCard | None:
    found = scores.items.get(scores.overall or "")
    if found is None:
        return None
    label, share = names.get(found.item, found.item), found.top2
    if share.n < FEWEST_ANSWERS or share.lo is None or share.hi is None:
        return NumberCard(label, "–", too_few(share.n))
    told = _("one of the two best answers; {range}, n {n}")
    weighted = found.weighted_top2
    return NumberCard(
        label,
        of_100(share.estimate),
        told.format(range=between_of_100(share.lo, share.hi), n=number(share.n)),
        _("weighted {value}").format(value=of_100(weighted.estimate)) if weighted else "",
    )


def instrument_cards(scores: SourceScores) -> tuple[NumberCard, ...]:
    """Effort, satisfaction index and perceived value, where they were asked."""
    return tuple(_instrument_card(each) for each in scores.instruments)


def _instrument_card(found: InstrumentScore) -> NumberCard:
    labels = {
        "effort-1": _("Little effort (grades 1 and 2 of 5)"),
        "effort-2": _("Made easy (grades 5 to 7 of 7)"),
        "satisfaction-index": _("Satisfaction index, three questions, equal weights (0 to 100)"),
        "perceived-value": _("Perceived value: benefits less costs, equal weights (points)"),
    }
    label, score = labels[found.kind], found.score
    if score.n < FEWEST_ANSWERS or score.lo is None or score.hi is None:
        return NumberCard(label, "–", too_few(score.n))
    told, share = _("{range}, n {n}"), found.kind in {"effort-1", "effort-2"}
    value = of_100(score.estimate) if share else number(score.estimate, sign=found.kind == "perceived-value")
    shown = between_of_100(score.lo, score.hi) if share else between(score.lo, score.hi)
    return NumberCard(label, value, told.format(range=shown, n=number(score.n)))


def loyalty_words(scores: SourceScores) -> str:
    """The line under the loyalty classes; with the index where there are answers enough."""
    told, index = _("Shares of all who were asked"), scores.loyalty_index
    if index is None or index.n < FEWEST_ANSWERS or index.lo is None or index.hi is None:
        return told
    words = _("{told} · loyalty index {value} of 100, {range}")
    return words.format(told=told, value=number(index.estimate, 0), range=between(index.lo, index.hi, 0))


def case_cards(scores: SourceScores, names: Names) -> tuple[NumberCard, ...]:
    """Waiting times, open cases counted."""
    return tuple(_case_card(each, names) for each in scores.cases)


def too_few(n: int) -> str:
    """Instead of a number that so few answers do not carry."""
    return _("too few answers ({n})").format(n=number(n))


def _case_card(found: CaseScore, names: Names) -> NumberCard:
    told = _("{start} → {stop}").format(
        start=names.get(found.start, found.start), stop=names.get(found.stop, found.stop)
    )
    cases = ngettext("{n} case, {open} open", "{n} cases, {open} open", found.n)
    counts = cases.format(n=number(found.n), open=number(found.open))
    if found.median_hours is None or found.n < FEWEST_ANSWERS:
        few = _("too few cases for a time") if found.n < FEWEST_ANSWERS else _("too many are open for a time")
        return NumberCard(told, "–", f"{counts}; {few}")
    half = _("half within {time}").format(time=clock_time(found.median_hours))
    late = found.p90_hours
    tail = _("one in ten longer than {time}, {cases}").format(time=clock_time(late), cases=counts) if late else counts
    return NumberCard(told, half, tail)


def segment_items(scores: SourceScores, names: Names) -> dict[str, str]:
    """The items by which customers are parted."""
    return {each.item: names.get(each.item, each.item) for each in scores.segments}


def segment_rows(scores: SourceScores, item: str, titles: Names) -> SegmentRows:
    """Satisfaction on the whole, else recommendation, per value of an item; too few answers leave the row empty."""
    parts = [each for each in scores.segments if each.item == item]
    overall = scores.items.get(scores.overall or "")
    if overall and overall.meaning.scale:
        scale = overall.meaning.scale
        return SegmentRows(tuple(_row(each, each.overall, titles) for each in parts), (scale.low, scale.high), "score")
    return SegmentRows(tuple(_row(each, each.recommend, titles) for each in parts), (-1.0, 1.0), "points")


def _row(part: SegmentScore, found: Estimate | NpsResult | None, titles: Names) -> DotRow:
    label = titles.get(part.segment or "", part.value)
    return DotRow(label, found.n, found.estimate, found.lo, found.hi) if found else DotRow(label, part.n)


def loyalty_rows(scores: SourceScores) -> tuple[DotRow, ...]:
    """Shares of the loyalty classes."""
    names = loyalty_names()
    return tuple(DotRow(names[kind], s.n, s.estimate, s.lo, s.hi) for kind, s in scores.loyalty)


def loyalty_names() -> dict[LoyaltyClass, str]:
    """What the loyalty classes are called."""
    return {
        LoyaltyClass.SECURE: _("Secure"),
        LoyaltyClass.FAVOURABLE: _("Favourable"),
        LoyaltyClass.VULNERABLE: _("Vulnerable"),
        LoyaltyClass.AT_RISK: _("At risk"),
        LoyaltyClass.UNCLASSIFIED: _("Unclassified"),
    }
