"""We beside a rival: titles, cautions, the value map, perceived value."""

from improvement.assessment.beside import FEWEST, Lead
from improvement.assessment.comparison_results import RivalScores, RivalValue, ValueBeside
from improvement.assessment.value_parts import verdict
from improvement.statistics.value_map import ValueMap
from improvement.view.beside import leads, range_words
from improvement.view.candidate_lines import capital
from improvement.view.charts.value_map import ValueView
from improvement.view.format import between, number, of_100
from improvement.view.language import _
from improvement.view.scores import Names, Words, short_names
from improvement.view.wording import full


def rival_title(found: RivalScores) -> str:
    """On how many questions we are behind, ahead or level."""
    counts = leads(found.attributes)
    if not counts[Lead.BEHIND] + counts[Lead.AHEAD] + counts[Lead.PARITY]:
        return _("{rival}: too few answers to compare").format(rival=found.rival)
    told = _("{rival}: we are behind in {behind}, ahead in {ahead}, without a clear lead in {level}")
    return told.format(
        rival=found.rival, behind=counts[Lead.BEHIND], ahead=counts[Lead.AHEAD], level=counts[Lead.PARITY]
    )


def rival_words(found: RivalScores, names: Names) -> Words:
    """Title, what parity means, cautions, and how the sides were compared."""
    shown = short_names(names, [each.item for each in found.attributes])
    level = [shown[each.item] for each in found.attributes if each.lead is Lead.PARITY]
    parity = _("No clear lead, so no advantage: {names}").format(names=", ".join(level))
    paired = any(each.difference.method == "paired t" for each in found.attributes)
    how = _("Ours less theirs; the same people rated both: Student's t for pairs, 95 %.")
    other = _("Ours less theirs; different people rated each: Welch's t, 95 %.")
    rule = _(
        "A lead is clear if its range excludes 0 and it holds when so many questions are looked at (Benjamini and"
        " Hochberg, 5 % false), unweighted."
    )
    twins = _("Weighted beside it: linearised standard errors, 95 %; of different people by Zou and Donner's method.")
    rules = (rule, twins) if any(each.weighted for each in found.attributes) else (rule,)
    cautions = _cautions(found, about_value=False)
    return Words(rival_title(found), parity if level else "", cautions, (how if paired else other, *rules))


def value_view(found: RivalScores) -> ValueView | None:
    """Our place on the value map against a rival; None where there is none or too few answers."""
    if found.value is None:
        return None
    quality, price, dearer = found.value.map.quality, found.value.map.price, found.value.map.dearer
    if None in (quality.lo, quality.hi, price.lo, price.hi):
        return None
    return ValueView(
        us=_("we"),
        rival=found.rival,
        quality=quality.estimate,
        quality_range=(quality.lo or 0.0, quality.hi or 0.0),
        price=price.estimate,
        price_range=(price.lo or 0.0, price.hi or 0.0),
        slope=found.value.map.slope,
        sure=verdict(dearer) != 0,
    )


def value_words(found: RivalScores, value: RivalValue, names: Names) -> Words:
    """Who gives the better value, only where the range holds."""
    titles = {
        1: _("{rival} gives the better value"),
        -1: _("We give better value than {rival}"),
        0: _("Who gives the better value, {rival} or we, cannot be told"),
    }
    quality, price = value.map.quality, value.map.price
    told = _("Quality {quality} times theirs, price {price} times (n {n})")
    caption = told.format(quality=range_words(quality), price=range_words(price), n=number(quality.n))
    if twin := value.weighted:
        told = _("{unweighted}; weighted: quality {quality}, price {price}")
        caption = told.format(unweighted=caption, quality=range_words(twin.quality), price=range_words(twin.price))
    line = _("Fair value: one hundredth more quality is worth {slope} hundredths more price.")
    same = (_("Kinds of customers: attributes weigh as for everybody; answers are unweighted."),) if value.parts else ()
    how = (
        _("Quality: weighted mean of our rating over theirs, question by question; price: how dear, alike. Gale 1994."),
        line.format(slope=number(value.map.slope, 2)),
        f"{_kinds()[value.kind]} {_weights(value, found, names)}",
        _("Ranges: 2,000 bootstrap redraws, 95 %; ratios take the zero of the scale as the zero of quality."),
        *same,
    )
    cautions = _cautions(found, about_value=True)
    return Words(titles[verdict(value.map.dearer)].format(rival=found.rival), caption, cautions, how)


def part_rows(value: RivalValue, names: Names) -> list[dict[str, str]]:
    """Everybody, then every kind of customers: quality and price as multiples of the rival's, and who is better."""
    who: list[tuple[str, int, ValueMap | None]] = [(_("everybody"), value.map.quality.n, value.map)]
    who += [(f"{names.get(each.item, each.item)}: {each.value}", each.n, each.map) for each in value.parts]
    return [_part_row(name, n, place) for name, n, place in who] if value.parts else []


def _part_row(name: str, n: int, found: ValueMap | None) -> dict[str, str]:
    why = "" if found else _("too few answers") if n < FEWEST else _("no ratio: a mean at or below 0")
    # a name may be longer than a phone is wide
    better = {1: _("the rival"), -1: _("we"), 0: _("cannot be told")}
    return {
        _("Who"): name,
        _("Better value"): better[verdict(found.dearer)] if found else why,
        _("Quality"): range_words(found.quality) if found else "",
        _("Price"): range_words(found.price) if found else "",
        _("n"): number(n),
    }


def part_line(row: dict[str, str]) -> str:
    """One row as a line."""
    return "; ".join(f"{name}: {value}" for name, value in row.items() if value)


def _cautions(found: RivalScores, *, about_value: bool) -> tuple[str, ...]:
    """What to know about the value map stands with it, if there is one."""
    told = [
        each for each in found.warnings if (each.id.startswith("value-") and found.value is not None) == about_value
    ]
    return tuple(capital(full(each)) for each in told)


def _kinds() -> dict[str, str]:
    return {
        "stated": _("Weights: how important customers call it."),
        "derived": _("Weights: how much each weighs for the whole (drivers)."),
        "equal": _("Weights: half for quality and half for price, in equal parts."),
    }


def _weights(value: RivalValue, found: RivalScores, names: Names) -> str:
    items = {each.attribute: each.item for each in found.attributes}
    shown = short_names(names, [items[name] for name, _weight in value.weights])
    return ", ".join(f"{shown[items[name]]} {of_100(weight)}" for name, weight in value.weights)


def perceived_line(found: RivalScores, value: ValueBeside) -> str:
    """Benefits less costs of both, and the range of the difference."""
    if value.difference.n < FEWEST or value.difference.lo is None or value.difference.hi is None:
        return _("Perceived value: too few answers ({n})").format(n=value.difference.n)
    told = _("Perceived value (benefits less costs): ours {ours}, {rival} {theirs}; difference {range}, n {n}")
    line = told.format(
        ours=number(value.one.estimate, 2),
        rival=found.rival,
        theirs=number(value.other.estimate, 2),
        range=between(value.difference.lo, value.difference.hi, 2),
        n=number(value.difference.n),
    )
    if value.weighted is None:
        return line
    return _("{line}; weighted {range}").format(line=line, range=range_words(value.weighted.difference))


def perceived_caution(value: ValueBeside) -> str:
    """That the ratio tells another story than the difference; empty where it does not or too few answered."""
    ours, theirs = value.one_ratio, value.other_ratio
    if value.difference.n < FEWEST or not value.reversed or ours is None or theirs is None:
        return ""
    told = _("Benefits per cost tell the other story: ours {ours}, theirs {theirs}")
    return told.format(ours=number(ours, 2), theirs=number(theirs, 2))
