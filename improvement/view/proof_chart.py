"""The control chart of a measure in words and as a view: its usual range, what is outside it, what went live."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement.guarantee.charting import MeasureChart
from improvement.guarantee.series import MeasureSeries
from improvement.model.commitment import Target
from improvement.model.plan import Plan
from improvement.view.charts.control_view import ControlChart, ControlPoint, Mark
from improvement.view.format import day, number
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.proof_live import Live, live_marks, live_words, went_live
from improvement.view.proof_signals import Episode, episodes
from improvement.view.targets import length_words

# more could not be told apart on a phone
MOST_POINTS = 60


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure's chart with its title (what it found), its words for those who do not see it, and its captions."""

    title: str
    chart: ControlChart
    alt: str
    captions: tuple[str, ...]


def measure_view(plan: Plan, found: MeasureSeries, made: MeasureChart, target: Target | None) -> MeasureView | None:
    """The chart of a measure, its newest points; None where no period is over yet."""
    if not made.points:
        return None
    measure = plan.guarantee.measures[found.measure]
    drawn = range(max(0, len(made.points) - MOST_POINTS), len(made.points))
    first, last = made.points[drawn[0]].start, made.points[-1]
    live = [each for each in went_live(plan, found.measure) if first <= each.when <= last.last]
    told = [each for each in episodes(made, found.period) if each.last >= first]
    share = measure.kind in {"time", "share"}
    chart = ControlChart(
        tuple(_point(made, index) for index in drawn),
        _promise(target) if share else None,
        tuple(Mark(each.at, each.short if each.newest else "") for each in told if each.drawn and each.at >= first),
        live_marks([each for each in live if each.when <= last.start], measure, first, last.start),
        "share" if share else "amount",
        found.period,
    )
    title = _title(_name(plan, found), made, told)
    sentences = (each.sentence for each in told)
    captions = (_axis(plan, found, target), _newest(found, made), *sentences, *live_words(measure, live))
    return MeasureView(title, chart, _alt(title, chart, made, told, live), tuple(each for each in captions if each))


def _newest(found: MeasureSeries, made: MeasureChart) -> str:
    n = len(made.points)
    if n <= MOST_POINTS:
        return ""
    shown = {"shown": number(MOST_POINTS, 0), "n": number(n, 0)}
    monthly = _("The last {shown} of {n} months are drawn.")
    weekly = _("The last {shown} of {n} weeks are drawn.")
    return (monthly if found.period == "month" else weekly).format(**shown)


def _point(made: MeasureChart, index: int) -> ControlPoint:
    limits = made.chart
    lower = limits.lower[index] if limits.lower else None
    upper = limits.upper[index] if limits.upper else None
    return ControlPoint(made.points[index].start, limits.points[index], lower, upper)


def _promise(target: Target | None) -> float | None:
    if target is None:
        return None
    return target.at_most.events / target.at_most.per if target.at_most else target.share


def _name(plan: Plan, found: MeasureSeries) -> str:
    # a title such as "Hours to the first answer" would turn "above" into its contrary
    return _("In time") if found.kind == "time" else object_title(plan, ("guarantee", "measures", found.measure))


def _title(name: str, made: MeasureChart, told: Sequence[Episode]) -> str:
    if made.chart.center is None:
        return _("{measure}: too few periods for a usual range").format(measure=name)
    newest = [each for each in told if each.last == made.points[-1].start]
    if newest:
        return _("{measure}: {what}").format(measure=name, what=newest[0].long)
    return _("{measure}: in its usual range").format(measure=name)


def _alt(title: str, chart: ControlChart, made: MeasureChart, told: Sequence[Episode], live: Sequence[Live]) -> str:
    last = made.points[-1]
    sentences = [
        f"{title}.",
        _("{date}: {value}.").format(date=day(last.last), value=chart.write(chart.points[-1].value)),
    ]
    if chart.promise is not None:
        sentences.append(_("Promised: {value}.").format(value=chart.write(chart.promise)))
    lower, upper = chart.points[-1].lower, chart.points[-1].upper
    if lower is not None and upper is not None:
        told_range = _("Usual range: {lower} to {upper}.")
        sentences.append(told_range.format(lower=chart.write(lower), upper=chart.write(upper)))
    return " ".join([*sentences, *(each.sentence for each in told), *(f"{day(x.when)}: {x.title}." for x in live)])


def _axis(plan: Plan, found: MeasureSeries, target: Target | None) -> str:
    """What one point is."""
    monthly = found.period == "month"
    if found.kind == "time" and target and target.within:
        told = _("{measure}: of all cases received in a month, the share within {time}.")
        weekly = _("{measure}: of all cases received in a week, the share within {time}.")
        name = object_title(plan, ("guarantee", "measures", found.measure))
        return (told if monthly else weekly).format(measure=name, time=length_words(target.within))
    if found.kind == "count":
        return _("Cases received in a month.") if monthly else _("Cases received in a week.")
    if found.kind == "mean":
        return _("Mean of the cases of a month.") if monthly else _("Mean of the cases of a week.")
    return (
        _("Of all cases of a month, the share that meets it.")
        if monthly
        else _("Of all cases of a week, the share that meets it.")
    )
