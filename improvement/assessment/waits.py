"""How long cases take, open ones included."""

import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.results import CaseScore
from improvement.evidence.cases import case_moments, hours_taken
from improvement.model.mapping import Mapping
from improvement.statistics.survival import TimesTable, kaplan_meier, time_quantile


def case_scores(table: IntoFrame, mapping: Mapping) -> tuple[CaseScore, ...]:
    """Median and 90th percentile in hours by the clock, per case time of the mapping that has at least one case."""
    found = []
    for name, times in mapping.cases.items():
        cases = case_moments(table, times.start, times.stop, mapping.collected)
        hours = TimesTable.of(hours_taken(cases), np.logical_not(cases.is_open))
        if hours.n == 0:
            continue
        median = time_quantile(hours, 0.5)
        found.append(
            CaseScore(
                case=name,
                start=times.start,
                stop=times.stop,
                n=hours.n,
                open=int(cases.is_open.sum()),
                median_hours=median,
                p90_hours=time_quantile(hours, 0.9),
                slow=1.0 if median is None else 1.0 - kaplan_meier(hours, 2 * median).estimate,
                has_clock=cases.has_clock,
                warnings=cases.warnings,
            )
        )
    return tuple(found)
