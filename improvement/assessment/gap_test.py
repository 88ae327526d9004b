"""Whether the gap says more about satisfaction than perception alone does."""

from collections.abc import Sequence

from narwhals.typing import IntoFrame

from improvement.assessment.results import GapScore
from improvement.errors import Issue, advice
from improvement.evidence.moments import driver_data
from improvement.statistics.drivers import FEWEST_FOR_RANKS, FEWEST_PER_ITEM
from improvement.statistics.nested import NestedTest, nested_test


def gap_test(
    table: IntoFrame, gaps: Sequence[GapScore], outcome: str | None
) -> tuple[NestedTest | None, tuple[Issue, ...]]:
    """The outcome by the perceptions, and by perceptions and expectations; and why there is no such test.

    A gap is perception - expectation, so that with the perceptions known the gaps add what the expectations add.
    Withheld below max(100, 10 per question) complete rows.
    """
    if not gaps or outcome is None:
        return None, ()
    perceived, expected = [each.perception_item for each in gaps], [each.expectation_item for each in gaps]
    if outcome in {*perceived, *expected}:
        return None, ()
    found = nested_test(len(perceived), driver_data(table, [*perceived, *expected, outcome]))
    needed = max(FEWEST_FOR_RANKS, FEWEST_PER_ITEM * 2 * len(gaps))
    if found is None or found.n < needed:
        return None, (advice("gap-test-withheld", n=found.n if found else 0, needed=needed),)
    return found, ()
