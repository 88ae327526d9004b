"""Two sides that rate the same questions, as rows of a chart, a table and lines."""

from collections.abc import Mapping, Sequence

from improvement.assessment.beside import FEWEST, Beside, Lead
from improvement.assessment.results import SourceScores
from improvement.statistics.results import Estimate
from improvement.view.charts.dots import GapRow
from improvement.view.format import between, number
from improvement.view.language import _
from improvement.view.scores import Names, short_names

Records = list[dict[str, str]]


def range_words(found: Estimate) -> str:
    """The range in words; '' where there is none."""
    return "" if found.lo is None or found.hi is None else between(found.lo, found.hi, 2)


def beside_rows(
    scores: SourceScores, found: Sequence[Beside], names: Names, *, turned: bool = False
) -> tuple[tuple[GapRow, ...], tuple[float, float]]:
    """Both sides (hollow: the other) and the ends of their scale; `turned`: hollow is the first side."""
    shown = short_names(names, [each.item for each in found])
    return tuple(_beside_row(each, shown[each.item], turned=turned) for each in found), _domain(scores, found)


def _beside_row(each: Beside, label: str, *, turned: bool) -> GapRow:
    found = each.difference
    if each.lead is Lead.TOO_FEW or found.lo is None or found.hi is None:
        return GapRow(label, min(found.n, FEWEST - 1))
    proven = each.lead is not Lead.PARITY
    one, other = each.one.estimate, each.other.estimate
    if turned:
        return GapRow(label, found.n, one, other, -found.hi, -found.lo, proven)
    return GapRow(label, found.n, other, one, found.lo, found.hi, proven)


def _domain(scores: SourceScores, found: Sequence[Beside]) -> tuple[float, float]:
    scales = [scale for each in found if (scale := scores.items[each.item].meaning.scale)]
    return min((scale.low for scale in scales), default=0.0), max((scale.high for scale in scales), default=1.0)


def leads(rows: Sequence[Beside]) -> Mapping[Lead, int]:
    """How many questions have each outcome, 0 included."""
    return {lead: sum(each.lead is lead for each in rows) for lead in Lead}


def beside_table(found: Sequence[Beside], names: Names, one: str, other: str) -> Records:
    """Both means and the range of the difference per question, weighted too where a question has weights."""
    weighs = any(each.weighted for each in found)
    return [
        {
            _("Question"): names.get(each.item, each.item),
            one: number(each.one.estimate, 2),
            other: number(each.other.estimate, 2),
            _("Difference"): range_words(each.difference),
            **({_("Difference, weighted"): _weighted(each)} if weighs else {}),
            _("n"): number(each.difference.n),
        }
        for each in found
        if each.lead is not Lead.TOO_FEW
    ]


def beside_line(each: Beside, names: Names, one: str, other: str) -> str:
    """One question in one line: both means, their difference and its range; too few answers are said instead."""
    label = names.get(each.item, each.item)
    if each.lead is Lead.TOO_FEW:
        return f"{label}: " + _("too few answers ({n})").format(n=each.difference.n)
    told = _("{label}: {one} {a}, {other} {b}; difference {range}, n {n}")
    a, b = number(each.one.estimate, 2), number(each.other.estimate, 2)
    n = number(each.difference.n)
    line = told.format(label=label, one=one, a=a, other=other, b=b, range=range_words(each.difference), n=n)
    weighted = _weighted(each)
    return _("{line}; weighted {range}").format(line=line, range=weighted) if weighted else line


def _weighted(each: Beside) -> str:
    return range_words(each.weighted.difference) if each.weighted else ""
