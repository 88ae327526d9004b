"""What customers call important, with the opportunity it promises, and what the gap adds to perception, in words."""

from improvement.assessment.results import SourceScores
from improvement.assessment.stated import StatedImportance
from improvement.statistics.nested import NestedTest
from improvement.statistics.opportunity import Opportunity
from improvement.statistics.results import Estimate
from improvement.view.candidate_lines import FEWEST_ANSWERS
from improvement.view.charts.dots import DotRow
from improvement.view.format import between, between_of_100, number
from improvement.view.language import _
from improvement.view.scores import Names, Words, short_names


def stated_rows(scores: SourceScores, names: Names) -> tuple[DotRow, ...]:
    """The share who call it important, the largest first."""
    shown = short_names(names, [each.item for each in scores.stated])
    return tuple(
        DotRow(shown[each.item], each.important.n, each.important.estimate, each.important.lo, each.important.hi)
        for each in _ordered(scores)
    )


def _ordered(scores: SourceScores) -> list[StatedImportance]:
    return sorted(scores.stated, key=lambda each: -each.important.estimate)


def stated_words(scores: SourceScores, names: Names) -> Words:
    """What is surely called most important."""
    usable = [each for each in _ordered(scores) if each.important.n >= FEWEST_ANSWERS]
    title = _("Too few answers about what is important")
    if len(usable) == 1:
        title = _("What customers call important")
    elif usable:
        first, second = usable[0].important, usable[1].important
        title = _("What customers call most important cannot be told apart")
        if first.lo is not None and second.hi is not None and first.lo > second.hi:
            shown = short_names(names, [each.item for each in scores.stated])
            title = _("Called most important: {name}").format(name=shown[usable[0].item])
    how = (
        _("Share of the two best answers about importance, of people who answered both questions; Wilson, 95 %."),
        _("Opportunity: importance + what importance is ahead of satisfaction, each 0 to 10; bootstrap, 95 %."),
        _("Above 15 extreme, from 12 high, from 10 solid. It never shares an axis with derived importance."),
    )
    return Words(title, _("What people call important; what is derived from their answers stands above"), (), how)


def stated_table(scores: SourceScores, names: Names) -> list[dict[str, str]]:
    """Importance, satisfaction and opportunity, the largest opportunity first."""
    found = sorted(scores.stated, key=lambda each: -each.opportunity.estimate)
    return [_stated_row(each, names) for each in found if each.important.n >= FEWEST_ANSWERS]


def _stated_row(each: StatedImportance, names: Names) -> dict[str, str]:
    return {
        _("Question"): names.get(each.item, each.item),
        _("Call it important"): _shares(each.important),
        _("Are satisfied"): _shares(each.satisfied),
        _("Opportunity, 0 to 20"): number(each.opportunity.estimate),
        _("Range"): _range(each.opportunity),
        _("Class"): opportunity_names()[each.kind],
        _("n"): number(each.important.n),
    }


def opportunity_names() -> dict[Opportunity, str]:
    """The classes of opportunity in words."""
    return {
        Opportunity.EXTREME: _("extreme"),
        Opportunity.HIGH: _("high"),
        Opportunity.SOLID: _("solid"),
        Opportunity.LOW: _("low"),
        Opportunity.OVERSERVED: _("more satisfied than it matters"),
    }


def _shares(found: Estimate) -> str:
    return "" if found.lo is None or found.hi is None else between_of_100(found.lo, found.hi)


def _range(found: Estimate) -> str:
    return "" if found.lo is None or found.hi is None else between(found.lo, found.hi)


def gap_test_words(found: NestedTest, outcome: str) -> Words:
    """Whether expectations are worth asking for the sake of explaining satisfaction."""
    title = _("The gap adds nothing beyond perception: use perception")
    told = _("What people receive tells {r2} of 100 of “{outcome}”; what they expect adds at most {hi} more (n {n})")
    if found.adds:
        title = _("The gap adds to perception: keep asking what people expect")
        told = _("What people receive tells {r2} of 100 of “{outcome}”; what they expect adds {range} more (n {n})")
    caption = told.format(
        r2=number(100 * found.r2, 0),
        outcome=outcome,
        hi=number(100 * found.hi, rounding="up"),
        range=between(100 * found.lo, 100 * found.hi),
        n=number(found.n),
    )
    shown = {"df1": found.df[0], "df2": found.df[1], "f": number(found.f, 2), "p": _chance(found.p)}
    how = (
        _("Regression on perceptions alone and with expectations: F({df1}, {df2}) = {f}, p {p}.").format(**shown),
        _("With perceptions known, gaps and expectations say the same. Range: noncentral F, 90 %."),
    )
    return Words(title, caption, (), how)


def _chance(p: float) -> str:
    # translators: a p value
    return _("< 0.001") if p < 0.001 else f"= {number(p, 3)}"
