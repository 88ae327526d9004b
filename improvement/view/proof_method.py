"""How a chart was computed: method, limits, cases, what was left out."""

from improvement.guarantee.charting import MeasureChart
from improvement.guarantee.series import MeasureSeries
from improvement.view.case_words import joined
from improvement.view.format import day, number, period
from improvement.view.language import _, ngettext
from improvement.view.proof import said, stop


def unfinished(found: MeasureSeries) -> str:
    """Periods that are not over, and cases that are too young to count; empty where there are none."""
    running = [each for each in found.points if each.running]
    if not running:
        return ""
    names = ", ".join(period(each.start, found.period) for each in running)
    cases = sum(each.n for each in running)
    told = ngettext(
        "{periods} is not finished and not in the chart; so far {cases}.",
        "{periods} are not finished and not in the chart; so far {cases}.",
        len(running),
    )
    counted = ngettext("{n} case", "{n} cases", cases).format(n=number(cases, 0))
    return joined(stop(told.format(periods=names, cases=counted)), _not_due(found.not_due))


def _not_due(count: int) -> str:
    told = ngettext("{n} more is open and not yet due.", "{n} more are open and not yet due.", count)
    return told.format(n=number(count, 0)) if count else ""


def cautions(found: MeasureSeries, made: MeasureChart) -> tuple[str, ...]:
    """What weakens the chart, in words."""
    return said((*found.warnings, *made.chart.warnings))


def method(found: MeasureSeries, made: MeasureChart) -> tuple[str, ...]:
    """Method, limits, rules and cases, a sentence each."""
    cases = sum(each.n for each in made.points)
    counted = ngettext(
        "{n} case in {points} periods, received up to {date}.",
        "{n} cases in {points} periods, received up to {date}.",
        cases,
    )
    told = counted.format(n=number(cases, 0), points=number(len(made.points), 0), date=day(found.until))
    return (_names()[made.chart.method], *_limits(made), told)


def _names() -> dict[str, str]:
    return {
        "p": _("p-chart: shares of cases."),
        "p-prime": _("Laney's p′-chart: shares of many cases, which spread more than chance alone would make them."),
        "c": _("c-chart: counts in periods of equal length."),
        "xmr": _("XmR chart: single values and their moving ranges."),
    }


def _limits(made: MeasureChart) -> tuple[str, ...]:
    if made.chart.center is None:
        return ()
    last = made.points[made.chart.baseline - 1].last
    usual = ngettext(
        "The usual range is the mean of the first {n} period (up to {date}) and three standard deviations to each"
        " side.",
        "The usual range is the mean of the first {n} periods (up to {date}) and three standard deviations to each"
        " side.",
        made.chart.baseline,
    )
    rules = _("Unusual is a point outside it, and eight points in a row on one side of its middle.")
    return usual.format(n=number(made.chart.baseline, 0), date=day(last)), rules


def kept_method() -> str:
    """How a promise is judged, which is another thing than its chart."""
    return _(
        "Kept and missed are counted, not estimated: every case of the promise's segments that was received in a month"
        " since it is public. The chart shows all cases."
    )
