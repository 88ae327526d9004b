"""The sentence under a verdict on a rate: at most so many per so many."""

from improvement.commitment.verdicts import Feasibility
from improvement.model.values import Rate
from improvement.view.case_words import bold, count, missing, more_to_prove, needed
from improvement.view.format import number
from improvement.view.language import _, ngettext
from improvement.view.targets import rate_words


def rate_parts(found: Feasibility, events: int) -> tuple[str, ...]:
    """The counts, the comparison and what it means, a sentence each."""
    promised = found.target.at_most if found.target and found.target.at_most else Rate(0.0, 100.0)
    told = ngettext(
        "It happened in {events} of the last {n} cases.", "It happened in {events} of the last {n} cases.", events
    )
    counted = told.format(events=count(events), n=count(found.n))
    seen = bold(_per(found.rate or 0.0, promised, 1))
    upper = bold(_per(found.rate_upper or 0.0, promised, 1, up=True))
    facts = {"rate": seen, "promised": rate_words(promised), "upper": upper}
    compared = _("That is {rate}; you promise at most {promised}.").format(**facts)
    if found.verdict == "safe":
        luck = _("Even with bad luck it is at most {upper}.").format(**facts)
        return counted, compared, luck, _("You may promise it.")
    if found.verdict == "plausible":
        return counted, compared, _("But it could be as many as {upper}.").format(**facts), more_to_prove(found)
    if found.verdict == "over-promise":
        safe = bold(rate_words(found.safe_rate)) if found.safe_rate else ""
        return counted, compared, _("The least you can promise safely is {rate}.").format(rate=safe) if safe else ""
    return counted, needed(found, bold(_("at most {rate}").format(rate=rate_words(promised)))), missing(found)


def _per(rate: float, promised: Rate, decimals: int, up: bool = False) -> str:
    amount = number(rate * promised.per, decimals, rounding="up" if up else "nearest")
    return _("{events} per {per}").format(events=amount, per=number(promised.per, 0))
