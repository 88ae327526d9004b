"""How answers are weighted to the customers, and every score unweighted and weighted side by side."""

from collections.abc import Iterable, Iterator, Mapping

from improvement.assessment.results import SourceScores
from improvement.assessment.weighting import Weighting
from improvement.errors import Issue
from improvement.statistics.intervals import NpsResult
from improvement.statistics.results import Estimate
from improvement.statistics.weighted import WeightEffect
from improvement.view.candidate_lines import FEWEST_ANSWERS, capital
from improvement.view.format import between, between_of_100, number, of_100
from improvement.view.language import _
from improvement.view.score_cards import instrument_cards, loyalty_names, too_few
from improvement.view.scores import short_names
from improvement.view.wording import full

Names = Mapping[str, str]
ABOUT_WEIGHTS = ("weights-", "population-", "trim-")


def weight_cautions(warnings: Iterable[Issue]) -> tuple[Issue, ...]:
    """Those of the warnings that are about weights."""
    return tuple(each for each in warnings if each.id.startswith(ABOUT_WEIGHTS))


def weighting_title(how: Weighting | None, names: Names) -> str:
    """By what the answers are weighted, or that they could not be."""
    if how is None:
        return _("Answers could not be weighted")
    if how.kind == "column":
        return _("Answers are weighted as the file says")
    items = ", ".join(names.get(each, each) for each in dict.fromkeys(part.item for part in how.parts))
    return _("Answers are weighted to the customers by {items}").format(items=items)


def weighting_lines(scores: SourceScores) -> Iterator[str]:
    """What the weights cost, whether any was cut, and every caution."""
    how, effect = scores.weighting, scores.weights
    if how and effect:
        told = _("{n} answers count like {effective}")
        yield told.format(n=number(effect.n), effective=number(effect.effective_n, 0))
    if how and not how.cut:
        yield _("No weight was cut")
    yield from (capital(full(each)) for each in weight_cautions(scores.warnings))


def weighting_how(how: Weighting, effect: WeightEffect | None) -> str:
    """The method behind the weights."""
    ranges = _("Weighted ranges: linearised standard errors, 95 %. What matters and its map are computed unweighted.")
    if effect:
        told = _("Answers counted alike: their number by Kish's design effect, here {deff}.")
        ranges = f"{told.format(deff=number(effect.design_effect, 2))} {ranges}"
    if how.kind == "column":
        return ranges
    method = {
        "post-stratified": _(
            "Post-stratified: every part weighs its share in all customers over its share in answers."
        ),
        "raked": _(
            "Raked: weights were fitted to every list of shares in turn until all were met (Deming and Stephan)."
        ),
    }[how.kind]
    return f"{method} {ranges}"


def parts_table(how: Weighting, names: Names) -> list[dict[str, str]]:
    """Every part of the customers: its answers, their share, its share in all customers, and its share weighted."""
    return [
        {
            _("Part"): f"{names.get(each.item, each.item)}: {each.part}",
            _("n"): number(each.n),
            _("Of the answers"): _percent(each.answered),
            _("Of all customers"): _percent(each.customers),
            _("Weighted"): _percent(each.weighted),
        }
        for each in how.parts
    ]


def parts_lines(how: Weighting, names: Names) -> Iterator[str]:
    """The same as lines of text."""
    told = _("{part}: {answered} of the answers, {customers} of all customers, weighted {weighted}")
    for each in how.parts:
        part = f"{names.get(each.item, each.item)} {each.part}"
        answered, customers, weighted = map(_percent, (each.answered, each.customers, each.weighted))
        yield told.format(part=part, answered=answered, customers=customers, weighted=weighted)


def _percent(share: float) -> str:
    return _("{share} %").format(share=number(100 * share, 1))


def twins_table(scores: SourceScores, names: Names) -> list[dict[str, str]]:
    """Every score that has a weighted twin; those with too few answers without a number."""
    return [
        {_("Score"): label, _("Unweighted"): plain, _("Weighted"): twin} for label, plain, twin in _twins(scores, names)
    ]


def twin_lines(scores: SourceScores, names: Names) -> Iterator[str]:
    """The same as lines of text."""
    for label, plain, twin in _twins(scores, names):
        yield _("{label}: {plain}; weighted {twin}").format(label=label, plain=plain, twin=twin)


def _twins(scores: SourceScores, names: Names) -> Iterator[tuple[str, str, str]]:
    if scores.recommend and scores.recommend.weighted:
        yield _twin(_("Recommendation (NPS)"), scores.recommend.score, scores.recommend.weighted, "points")
    for each in scores.items.values():
        if each.weighted_mean and each.weighted_top2:
            name = names.get(each.item, each.item)
            yield _twin(name, each.mean, each.weighted_mean, "score")
            yield _twin(_("{name}, two best answers").format(name=name), each.top2, each.weighted_top2, "share")
    yield from _group_twins(scores, names)


def _group_twins(scores: SourceScores, names: Names) -> Iterator[tuple[str, str, str]]:
    shown = short_names(names, [each.perception_item for each in scores.gaps])
    for gap in scores.gaps:
        if gap.weighted:
            label = _("Gap: {name}").format(name=shown[gap.perception_item])
            yield _twin(label, gap.gap, gap.weighted, "score")
    for card, found in zip(instrument_cards(scores), scores.instruments, strict=True):
        if found.weighted:
            yield _twin(card.label, found.score, found.weighted, "share" if "effort" in found.kind else "score")
    weighted = dict(scores.weighted_loyalty)
    for kind, share in scores.loyalty:
        if kind in weighted:
            yield _twin(loyalty_names()[kind], share, weighted[kind], "share")
    if scores.loyalty_index and scores.weighted_loyalty_index:
        yield _twin(_("Loyalty index"), scores.loyalty_index, scores.weighted_loyalty_index, "score")
    for part in scores.segments:
        name = f"{names.get(part.item, part.item)}: {part.value}"
        if part.overall and part.weighted_overall:
            yield _twin(name, part.overall, part.weighted_overall, "score")
        if part.recommend and part.weighted_recommend:
            yield _twin(_("{name}, NPS").format(name=name), part.recommend, part.weighted_recommend, "points")


def _twin(label: str, plain: Estimate | NpsResult, twin: Estimate, kind: str) -> tuple[str, str, str]:
    few = too_few(plain.n)
    plain_words, twin_words = (few if plain.n < FEWEST_ANSWERS else _shown(each, kind) for each in (plain, twin))
    return label, plain_words, twin_words


def _shown(found: Estimate | NpsResult, kind: str) -> str:
    if found.lo is None or found.hi is None:
        return "–"
    if kind == "share":
        return f"{of_100(found.estimate)}, {between_of_100(found.lo, found.hi)}"
    times, places = (100, 1) if kind == "points" else (1, 2)
    value = number(times * found.estimate, places, sign=kind == "points")
    return f"{value}, {between(times * found.lo, times * found.hi, places)}"
