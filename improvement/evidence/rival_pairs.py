"""Which columns rate a competitor, and which of ours asks the same, told by the headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement.evidence import names


@dataclass(frozen=True, slots=True)
class RivalPair:
    """Whom a column rates; the heading of our own rating of the same and the attribute, None where we are not rated."""

    rival: str
    own: str | None = None
    attribute: str | None = None


def rival_pairs(rated: Sequence[str]) -> dict[str, RivalPair]:
    """Per heading that names a competitor: `Speed (competitor A)` beside `Speed`, `Speed (us)` or `perceived speed`."""
    own = _own([each for each in rated if not names.RIVAL.search(each)])
    named = {each: word.group().strip(" -_") for each in rated if (word := names.RIVAL.search(each))}
    return {heading: _pair(heading, rival, own) for heading, rival in named.items()}


def _pair(heading: str, rival: str, own: dict[str, str]) -> RivalPair:
    attribute = names.stem(heading, names.RIVAL)
    return RivalPair(rival, own[attribute], attribute) if attribute in own else RivalPair(rival)


def _own(headings: Sequence[str]) -> dict[str, str]:
    """Our headings by attribute: as they stand before what we are perceived as, and that before what is expected."""
    plain = {names.stem(each, names.OURS): each for each in headings}
    expected, perceived = (
        {names.stem(attribute, word): each for attribute, each in plain.items()}
        for word in (names.EXPECTATION, names.PERCEPTION)
    )
    return expected | perceived | plain
