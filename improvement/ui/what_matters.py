"""What customers say matters to them: the test of the gap, stated importance, Kano's classes."""

from collections.abc import Mapping

from improvement.assessment.results import SourceScores
from improvement.ui import chart
from improvement.ui.evidence_card import evidence_card
from improvement.ui.style import ink
from improvement.view.charts import dots
from improvement.view.charts.kano_plane import kano_alt, kano_plane
from improvement.view.kano import kano_dots, kano_table, kano_words
from improvement.view.stated import gap_test_words, stated_rows, stated_table, stated_words

Names = Mapping[str, str]


def gap_test(seen: SourceScores, names: Names) -> None:
    """Whether the gap adds to perception; nothing where it was not tested."""
    if seen.gap_test and seen.outcome:
        evidence_card("gap-test", gap_test_words(seen.gap_test, names.get(seen.outcome, seen.outcome)))


def stated(seen: SourceScores, names: Names) -> None:
    """What people call important, in a picture of its own; nothing where nobody was asked."""
    if seen.stated:
        rows = stated_rows(seen, names)
        drawn = chart.drawn(dots.scores, rows, (0.0, 1.0), "share", ink())
        evidence_card(
            "stated", stated_words(seen, names), drawn, dots.dots_alt(rows, "share"), stated_table(seen, names)
        )


def kano(seen: SourceScores, names: Names) -> None:
    """Kano's plane and classes; nothing where nobody was asked in pairs."""
    if seen.kano:
        found = kano_dots(seen, names)
        drawn = chart.drawn(kano_plane, found, ink()) if found else None
        evidence_card("kano", kano_words(seen, names), drawn, kano_alt(found), kano_table(seen, names))
