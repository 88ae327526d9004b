"""How much of the Gantt chart is drawn and how large: for the desk, for a wall, for paper."""

from collections.abc import Sequence
from typing import Literal, get_args

import streamlit as st

from improvement.model.plan import Plan
from improvement.ui.chart import drawn, show
from improvement.view.charts.gantt import MOST_ON_DEMAND, MOST_ROWS, GanttRow, gantt, gantt_key
from improvement.view.charts.theme import PAPER
from improvement.view.charts.timeline import Timeline
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _

Size = Literal["usual", "large", "print"]
SIZES: tuple[Size, ...] = get_args(Size)
# what is left of the width of A4 at 96 dots an inch; 40 rows of PAPER are lower than the sheet
SHEET_WIDTH = 690
# everything that is not on the sheet goes; each chart keeps to one sheet
SHEET = """<style>
.st-key-gantt-print{color-scheme:light;background:var(--kept-background);padding:8px}
.st-key-gantt-print p,.st-key-gantt-print strong{color:var(--kept-text)!important}
.st-key-gantt-print [data-testid=stCaptionContainer]{opacity:1!important}
@media print{
@page{margin:10mm}
:root{color-scheme:light!important}
html,body,.stApp{background:var(--kept-background)!important}
[data-testid=stHeader],[data-testid=stSidebar],[data-testid=stToolbar],[data-testid=stElementToolbar]{display:none!important}
[data-testid=stElementContainer]:not(.st-key-gantt-print *){display:none!important}
[data-testid=stLayoutWrapper]:not(:has(.st-key-gantt-print)):not(.st-key-gantt-print *){display:none!important}
.stMainBlockContainer{padding:0!important}
.st-key-gantt,.st-key-gantt-print{border:0!important;padding:0!important}
.st-key-gantt-print>*{break-inside:avoid}
}</style>"""


def how_large(rows: int) -> tuple[int, Size]:
    """How many rows at most, and the size of the text."""
    names = {"usual": _("Usual size"), "large": _("Large type"), "print": _("For print")}
    with st.container(horizontal=True, vertical_alignment="center", key="gantt-size"):
        size: Size = st.segmented_control(
            _("Size"),
            SIZES,
            default="usual",
            required=True,
            format_func=names.__getitem__,
            key="see-gantt.size",
            label_visibility="collapsed",
        )
        if rows <= MOST_ROWS:
            return MOST_ROWS, size
        count = min(rows, MOST_ON_DEMAND)
        more = st.toggle(_("Draw {n} rows instead of {few}").format(n=count, few=MOST_ROWS), key="see-gantt.more")
    return (MOST_ON_DEMAND if more else MOST_ROWS), size


def printed(plan: Plan, rows: Sequence[GanttRow], left_out: int, time: Timeline, words: str) -> None:
    """The chart on white, 40 rows a sheet; the browser prints nothing else of the page. `left_out`: rows not given."""
    st.html(SHEET)
    st.caption(_("Print the page with your browser: only the chart is printed, at most 40 rows a sheet, on A4 or A3."))
    with st.container(key="gantt-print", width=SHEET_WIDTH):
        st.markdown(f"**{markdown(plan.programme.title)}**: {markdown(words)}")
        for sheet, start in enumerate(range(0, len(rows), MOST_ROWS)):
            spec = drawn(gantt, rows[start : start + MOST_ROWS], time, PAPER)
            show({**spec, "background": PAPER.background}, words, f"gantt-sheet-{sheet}")
        st.caption(markdown(_foot(plan, len(rows), left_out)))


def _foot(plan: Plan, rows: int, left_out: int) -> str:
    data_date = plan.programme.data_date
    known = _("data up to {date}").format(date=day(data_date)) if data_date else _("no progress reported")
    count = _("{n} of {all} rows").format(n=rows, all=rows + left_out)
    return f"{gantt_key()} · {count} · {known}"
