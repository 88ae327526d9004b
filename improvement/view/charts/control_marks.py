"""The words on a control chart: diamonds at signals, upright lines for what went live."""

from datetime import date

import altair as alt

from improvement.view.charts.control_view import ControlChart, Mark
from improvement.view.charts.scales import expr, text_width
from improvement.view.charts.theme import Ink, encoded, rows_of

# in text sizes: where the first day stands
LEFT = 0.6
MOST_WIDE = 0.6
CLOSE = 0.15
LATE = 0.55


def signals(
    view: ControlChart, x: alt.X, y: alt.Y, ends: tuple[float, float], room: float, ink: Ink
) -> list[alt.Chart]:
    """Diamonds with words above or below; `ends` of the value axis, `room` in pixels at the right of the last day."""
    values = {point.when: point.value for point in view.points}
    layers = []
    for mark in view.signals:
        data = rows_of({"day": mark.when.toordinal(), "value": values[mark.when], "words": mark.words})
        below = _dips(view, mark.when) or values[mark.when] > ends[1] - 0.1 * (ends[1] - ends[0])
        diamond = alt.Chart(data).mark_point(
            shape="diamond", size=12 * ink.size, filled=True, fill=ink.amber, stroke=ink.background, opacity=1
        )
        words = alt.Chart(data).mark_text(
            align=_inside(view, mark, room, ink),
            dy=(1.5 if below else -1.5) * ink.size,
            color=ink.amber_text,
            fontWeight=600,
            limit=expr(f"width * {MOST_WIDE}"),
        )
        layers += [encoded(diamond, x=x, y=y), encoded(words, x=x, y=y, text="words:N")]
    return layers


def _inside(view: ControlChart, mark: Mark, room: float, ink: Ink) -> alt.ExprRef:
    """Words stay between the left edge and the labels at the line's end; to clear an upright line, up to the edge."""
    left = LEFT * ink.size
    at = f"({left:.1f} + {view.share(mark.when):.4f} * (width - {left + room:.1f}))"
    wide = f"min({text_width(mark.words, 1.1 * ink.size):.0f}, {MOST_WIDE} * width)"
    if _follows(view, mark):
        return expr(f"{at} + {wide} > width ? 'right' : 'left'")
    return expr(f"{at} < {wide} / 2 ? 'left' : {at} + {wide} / 2 > width - {room:.0f} ? 'right' : 'center'")


def _follows(view: ControlChart, signal: Mark) -> bool:
    """Whether an upright line stands so close before the signal that centred words would cross it."""
    return any(0 <= view.share(signal.when) - view.share(mark.when) < CLOSE for mark in view.live)


def _dips(view: ControlChart, when: date) -> bool:
    """Whether the point of that day lies below the mean of its neighbours, so that there is room under it."""
    points = view.points
    place = next(index for index, point in enumerate(points) if point.when == when)
    near = [point.value for point in (*points[max(0, place - 1) : place], *points[place + 1 : place + 2])]
    return bool(near) and points[place].value < sum(near) / len(near)


def live(view: ControlChart, x: alt.X, ink: Ink) -> list[alt.Chart]:
    """An upright line a day, its words at the side that has room, in two rows by turns."""
    layers = []
    for place, mark in enumerate(view.live):
        data = rows_of({"day": mark.when.toordinal(), "words": mark.words})
        late = view.share(mark.when) > LATE
        rule = alt.Chart(data).mark_rule(color=ink.muted, strokeWidth=1.5)
        words = alt.Chart(data).mark_text(
            align="right" if late else "left",
            dx=-5 if late else 5,
            y=(0.6 + 1.3 * (place % 2)) * ink.size,
            color=ink.muted,
            fontSize=ink.size - 1,
            limit=expr("width * 0.5"),
        )
        layers += [encoded(rule, x=x), encoded(words, x=x, text="words:N")]
    return layers
