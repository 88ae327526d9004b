"""How a verdict came about, for those who ask: the only place where its methods are named."""

from improvement.commitment.verdicts import Feasibility
from improvement.view.format import number
from improvement.view.language import _
from improvement.view.targets import length_words


def how_computed(found: Feasibility) -> tuple[str, ...]:
    """A few lines of markdown; the numbers with their decimals."""
    if not found.n:
        return (_("Nothing was computed: there is no case to judge."),)
    lines = [_rule(found)]
    if found.lower is not None and found.share is not None:
        told = _("Observed {share} %, one-sided 95 % lower limit {lower} %, promised {target} %, from {n} cases.")
        shares = {"share": found.share, "lower": found.lower, "target": found.target_share or 0.0}
        shown = {name: number(100 * share, 2) for name, share in shares.items()}
        lines.append(told.format(**shown, n=number(found.n, 0)))
    if found.hours is not None:
        lines.append(_times(found))
    return tuple(lines)


def _rule(found: Feasibility) -> str:
    if found.events is not None:
        return _(
            "Safe: the exact one-sided 95 % Poisson limit of the rate is at most the promised rate. "
            "Over-promise: the observed rate is above it. Between the two it is not proven."
        )
    return _(
        "Safe: the one-sided 95 % lower limit of the share (Clopper and Pearson) reaches the promised share. "
        "Over-promise: the observed share is below it. Between the two it is plausible. "
        "Not enough cases: even a perfect record of so many could not reach it."
    )


def _times(found: Feasibility) -> str:
    told = _(
        "Shares follow Kaplan and Meier: an open case counts for as long as it was seen. "
        "Every time on the ruler is judged by the same rule; said times are rounded up, said shares down."
    )
    if found.shortest_plausible is None:
        return told
    edge = _("The shortest time that is no over-promise is {time}.")
    return f"{told} {edge.format(time=length_words(found.shortest_plausible))}"
