"""What customers say matters to them, beside what is derived from their answers."""

from dataclasses import replace

import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.gap_test import gap_test
from improvement.assessment.kano import kano_scores
from improvement.assessment.ratings import Items
from improvement.assessment.results import SourceScores
from improvement.assessment.stated import stated_importance


def with_what_matters(
    found: SourceScores, table: IntoFrame, items: Items, outcome: str | None, rng: np.random.Generator
) -> SourceScores:
    """The scores with stated importance, Kano's classes, and the test whether the gap adds to perception."""
    test, untested = gap_test(table, found.gaps, outcome)
    kano, unasked = kano_scores(table, items)
    return replace(
        found,
        stated=stated_importance(table, items, rng),
        gap_test=test,
        kano=kano,
        warnings=(*found.warnings, *untested, *unasked),
    )
