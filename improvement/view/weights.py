"""What weighs how much, and the priority map, as the rows of charts with the finding as title."""

from collections.abc import Sequence

from improvement.assessment.results import SourceScores
from improvement.statistics.drivers import Driver, DriverResult
from improvement.statistics.importance_performance import Quadrant
from improvement.view.candidate_lines import FEWEST_ANSWERS, capital
from improvement.view.candidates import WITHHELD
from improvement.view.charts.dots import DotRow
from improvement.view.charts.priority_map import SURE, MapPoint, PriorityMap
from improvement.view.format import between, number
from improvement.view.language import _
from improvement.view.scores import Names, Words, computed_by, short_names
from improvement.view.weighting import weight_cautions
from improvement.view.wording import full

MARGIN = 0.08
NAMED = 3


def weight_rows(found: DriverResult, names: Names) -> tuple[DotRow, ...]:
    """What weighs most first; with too few answers the questions alone, in their order."""
    if found.n < FEWEST_ANSWERS:
        items = [each.item for each in found.drivers]
        return tuple(DotRow(label, found.n) for label in short_names(names, items).values())
    drivers = sorted(found.drivers, key=lambda each: -each.share)
    shown = short_names(names, [each.item for each in drivers])
    return tuple(
        DotRow(_signed(shown[d.item], d), found.n, d.share, d.lo, d.hi, d.place_from, d.place_to) for d in drivers
    )


def _signed(label: str, driver: Driver) -> str:
    return _("{label} (the other way round)").format(label=label) if driver.r < 0 else label


def weight_words(scores: SourceScores, found: DriverResult, names: Names) -> Words:
    """Which questions weigh most, as far as they can be told apart."""
    first = [each for each in found.drivers if each.place_from == 1]
    if not first:
        title = _("What matters most cannot be ranked yet")
    elif len(first) == 1:
        title = _("{name} weighs most").format(
            name=short_names(names, [each.item for each in found.drivers])[first[0].item]
        )
    else:
        title = _("The first {n} cannot be told apart").format(n=len(first))
    outcome = names.get(scores.outcome or "", scores.outcome or "")
    caption = _("Share in what the questions tell about “{outcome}” (n {n})").format(outcome=outcome, n=number(found.n))
    cautions = other_cautions(scores)
    return Words(title, caption, cautions, (*_weight_method(found), computed_by(scores)))


def other_cautions(scores: SourceScores) -> tuple[str, ...]:
    """What to know about the answers and what matters; what is about weights of answers stands with those."""
    told = set(weight_cautions(scores.warnings))
    return tuple(capital(full(each)) for each in scores.warnings if each not in told)


def _weight_method(found: DriverResult) -> tuple[str, ...]:
    explained = number(found.r2, 2) if found.n >= FEWEST_ANSWERS else "–"
    if found.n >= FEWEST_ANSWERS and found.r2_lo is not None and found.r2_hi is not None:
        explained += f" ({between(found.r2_lo, found.r2_hi, 2)})"
    return (
        _("Johnson's relative weights as shares of R² {r2}; rows that answer every question.").format(r2=explained),
        _("Ranges: 2,000 bootstrap redraws, 95 %. Places: as many as overlapping ranges leave open."),
        _("It is importance derived from how answers go together, not what people call important."),
        *_second_method(found),
    )


def _second_method(found: DriverResult) -> tuple[str, ...]:
    if all(each.lmg_share is None for each in found.drivers):
        return ()
    return (_("LMG, a second method: each question's part of R² averaged over all orders of the questions."),)


def weight_table(found: DriverResult, names: Names) -> list[dict[str, str]]:
    """The numbers behind the chart, with the sign of the correlation and a second method; none from too few answers."""
    if found.n < FEWEST_ANSWERS:
        return []
    return [
        {
            _("Question"): names.get(each.item, each.item),
            _("Share of 100"): number(100 * each.share, 1),
            _("Range"): "" if each.lo is None or each.hi is None else between(100 * each.lo, 100 * each.hi, 1),
            _("Correlation"): number(each.r, 2, sign=True),
            _("LMG share of 100"): "" if each.lmg_share is None else number(100 * each.lmg_share, 1),
        }
        for each in sorted(found.drivers, key=lambda each: -each.share)
    ]


def priority_view(scores: SourceScores, names: Names) -> PriorityMap | None:
    """The map, its cross at the means; None with fewer than two items or too few answers."""
    points = scores.map
    if len(points) < 2 or scores.drivers is None or scores.drivers.n < FEWEST_ANSWERS:
        return None
    shown = short_names(names, [each.item for each in points])
    across, up = [each.performance for each in points], [each.importance for each in points]
    return PriorityMap(
        points=tuple(MapPoint(shown[p.item], p.performance, p.importance, p.chance) for p in points),
        performance_axis=_padded(across),
        importance_axis=_padded(up),
        performance_split=sum(across) / len(across),
        importance_split=sum(up) / len(up),
    )


def priority_words(scores: SourceScores, names: Names) -> Words:
    """What comes first, as far as redraws agree."""
    shown = short_names(names, [each.item for each in scores.map])
    sure = [p for p in scores.map if p.quadrant is Quadrant.CONCENTRATE and p.chance >= SURE]
    first = sorted(sure, key=lambda each: -each.priority)[:NAMED]
    title = _("Nothing surely comes first")
    if first and not any(each.id in WITHHELD for each in scores.warnings):
        title = _("Improve first: {names}").format(names=", ".join(shown[each.item] for each in first))
    n = number(scores.drivers.n) if scores.drivers else "0"
    caption = _("Filled: in the same area in at least 8 of 10 redraws (n {n})").format(n=n)
    how = (
        _("Importance: Johnson's shares of R². Performance: mean answer from the worst (0) to the best (1)."),
        _("The cross stands at the means; 1,000 bootstrap redraws say how sure an area is."),
        _("Above the diagonal importance is high for the performance, seen within this picture."),
    )
    return Words(title, caption, (), how)


def _padded(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    margin = MARGIN * ((high - low) or 1.0)
    return max(0.0, low - margin), high + margin
