"""All candidates side by side: what each criterion says, what it weighs, and what no data fill."""

from collections.abc import Sequence

from improvement.assessment.order import CRITERIA, filled_criteria
from improvement.assessment.results import Assessed, Candidate
from improvement.view.candidates import CandidateCard
from improvement.view.format import number, of_100
from improvement.view.language import _

MONEY = "contact_cost"


def criterion_names() -> dict[str, str]:
    """The criteria in words."""
    return {
        "shortfall": _("Shortfall, of 100"),
        "driver_share": _("Weight in satisfaction, of 100"),
        "stated": _("Called important, of 100"),
        "rival_gap": _("Rival ahead, of 100"),
        "reach": _("Customers or cases, of 100"),
        "contact_cost": _("Cost of contacts"),
    }


def candidate_table(assessed: Assessed, cards: Sequence[CandidateCard]) -> list[dict[str, str]]:
    """A row per candidate that waits, in their order; an empty cell is a criterion that its data cannot tell."""
    by_id = {each.id: each for each in assessed.candidates}
    return [_row(by_id[card.id], card) for card in cards]


def _row(candidate: Candidate, card: CandidateCard) -> dict[str, str]:
    names = criterion_names()
    return {
        _("Place"): card.place or "–",
        _("What"): card.short,
        _("Score, 0 to 100"): number(100 * candidate.score, 0),
        _("Among the first three"): of_100(candidate.in_top3) if card.place else "",
        **{names[name]: _cell(candidate, name) for name in CRITERIA},
        _("n"): number(candidate.n),
        _("How sure"): card.confidence,
        _("Rests on"): ", ".join(candidate.evidence),
        _("Cautions"): "; ".join(card.cautions),
    }


def _cell(candidate: Candidate, name: str) -> str:
    value: float | None = getattr(candidate.criteria, name)
    if value is None:
        return ""
    return number(value, 0) if name == MONEY else number(100 * value, 0)


def weights_line(assessed: Assessed) -> str:
    """What each criterion weighs in the score."""
    names = {name: title.partition(",")[0] for name, title in criterion_names().items()}
    parts = " · ".join(f"{names[name]} {of_100(weight)}" for name, weight in assessed.weights.items())
    told = _("Your own weights: {parts}") if assessed.own else _("The score weighs: {parts}")
    return told.format(parts=parts)


def empty_lines(assessed: Assessed) -> tuple[str, ...]:
    """Which columns no data fill, and what would."""
    missing = {
        "driver_share": _("Weight in satisfaction is empty: it takes overall satisfaction and enough answers."),
        "stated": _("Called important is empty: no survey asks how important something is."),
        "rival_gap": _("Rival ahead is empty: nobody was asked about a rival."),
        "contact_cost": _("Cost of contacts is empty: it takes tickets or cases, and an assumption contact-cost."),
    }
    filled = filled_criteria(assessed.candidates)
    return tuple(told for name, told in missing.items() if name not in filled)


def weights_how(assessed: Assessed) -> tuple[str, ...]:
    """How the score and the places come about."""
    stretched = _(
        "Every column is stretched from its least to its largest value; an empty cell counts as the column's mean."
    )
    if assessed.own:
        return stretched, _(
            "Among the first three: share of 2,000 random weightings that lie around yours. Places: what 95 % of them"
            " leave open."
        )
    return (
        stretched,
        _("Weights fall in the order of the columns (rank-order centroids); an empty column weighs nothing."),
        _("Among the first three: share of 2,000 random weightings. Places: what 95 % of them leave open."),
    )
