"""Whether a survey has answers enough: how closely it tells, what a round more would show, what it takes."""

from dataclasses import dataclass

from improvement.statistics.results import Estimate
from improvement.statistics.sample_size import answers_needed, change_seen, margin_of_error

ROUND_MARGINS = (0.1, 0.05, 0.03, 0.02, 0.01, 0.005)
CLEARLY_CLOSER = 0.6


@dataclass(frozen=True, slots=True)
class SurveySize:
    """What `n` answers tell of the share of the two best answers to `item`, 95 %, shares 0..1.

    `share` is (x + 2)/(n + 4), so that it is never 0 or 1 (Agresti & Coull 1998). `wanted` is the next round margin
    that is clearly closer than `margin`, and `needed` the answers that it takes; None where there is none. `change` is
    the least change between two rounds of this size that is seen 8 times of 10. Weights cost answers (`design_effect`).
    """

    item: str
    n: int
    share: float
    design_effect: float
    margin: float
    wanted: float | None
    needed: int | None
    change: float


def survey_size(item: str, top2: Estimate, design_effect: float = 1.0) -> SurveySize:
    """The size of a survey judged by one share of its answers; no answers is a ValueError."""
    share = (top2.estimate * top2.n + 2) / (top2.n + 4)
    margin = margin_of_error(top2.n, share, design_effect=design_effect)
    wanted = next((each for each in ROUND_MARGINS if each <= CLEARLY_CLOSER * margin), None)
    return SurveySize(
        item=item,
        n=top2.n,
        share=share,
        design_effect=design_effect,
        margin=margin,
        wanted=wanted,
        needed=None if wanted is None else answers_needed(wanted, share, design_effect=design_effect),
        change=change_seen(top2.n, share, design_effect=design_effect),
    )
