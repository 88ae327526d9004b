"""Which program wrote a table: every recogniser is a pure function of the first rows."""

from collections.abc import Callable

from improvement.errors import advice
from improvement.evidence.call_tools import asterisk, asterisk_with_headings, keypad
from improvement.evidence.form_tools import google_forms, kobo, limesurvey, microsoft_forms
from improvement.evidence.layouts import Layout, Rows
from improvement.evidence.qualtrics import qualtrics
from improvement.evidence.surveymonkey import surveymonkey
from improvement.evidence.ticket_tools import freshdesk, jira, zendesk
from improvement.evidence.wjx import wjx

RECOGNISERS: tuple[Callable[[Rows], Layout | None], ...] = (
    qualtrics, surveymonkey, wjx, kobo, limesurvey, microsoft_forms, zendesk, freshdesk, jira, asterisk,
    asterisk_with_headings, keypad, google_forms,
)  # fmt: skip


def recognised(rows: Rows) -> Layout | None:
    """The layout of the first rows, the most telling signs first; None for a table that no known program wrote.

    A second program whose signs are there too is a doubt.
    """
    found = [layout for each in RECOGNISERS if (layout := each(rows)) is not None]
    if not found:
        return None
    first, *others = found
    if not others:
        return first
    doubt = advice("tool-unsure", ("tool",), tool=first.tool, others=", ".join(each.tool for each in others))
    return Layout(
        first.tool, first.shape, first.header_rows, first.columns, first.tests, first.unfinished, first.start,
        first.stops, (*first.doubts, doubt), first.joined,
    )  # fmt: skip
