"""What the assessment looks at, in words: factors and contact elements, covered, left out or open."""

from collections.abc import Iterator, Sequence

from improvement.assessment.coverage import FACTORS, Coverage
from improvement.view.intake import element_names, factor_names
from improvement.view.language import _, ngettext


def topic_names() -> dict[str, str]:
    """Factors and contact elements by id."""
    return {**factor_names(), **element_names()}


def coverage_title(found: Sequence[Coverage]) -> str:
    """How many factors are settled."""
    factors = [each for each in found if each.topic in FACTORS]
    settled = sum(each.settled for each in factors)
    if settled == len(factors):
        return _("Product, price, channel and competition are all looked at or left out with a reason")
    told = ngettext("{n} of {all} factor is looked at", "{n} of {all} factors are looked at", len(factors))
    return told.format(n=settled, all=len(factors))


def coverage_line(each: Coverage) -> str:
    """What is known about one topic."""
    name = topic_names()[each.topic]
    parts = []
    if each.questions:
        parts.append(ngettext("{n} question", "{n} questions", len(each.questions)).format(n=len(each.questions)))
    if each.findings:
        parts.append(ngettext("{n} finding", "{n} findings", len(each.findings)).format(n=len(each.findings)))
    if each.reason:
        parts.append(_("left out: {reason}").format(reason=each.reason))
    return (
        f"{name}: {' · '.join(parts)}"
        if parts
        else _("{name}: nothing is known, and no reason is given").format(name=name)
    )


def coverage_lines(found: Sequence[Coverage]) -> Iterator[str]:
    """The title, then a line per topic."""
    yield coverage_title(found)
    yield from (f"  {'-' if each.settled else 'x'} {coverage_line(each)}" for each in found)
