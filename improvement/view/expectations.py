"""Expectation and tolerance: rows of charts, titles, a table."""

from collections.abc import Sequence

from improvement.assessment.beside import FEWEST
from improvement.assessment.results import SourceScores
from improvement.statistics.results import Estimate
from improvement.statistics.servqual import States
from improvement.view.beside import Records, range_words
from improvement.view.candidate_lines import capital
from improvement.view.charts.states import StateRow
from improvement.view.format import between, between_of_100, number, of_100
from improvement.view.language import _, ngettext
from improvement.view.scores import Names, Words, short_names


def state_rows(scores: SourceScores, names: Names) -> tuple[StateRow, ...]:
    """Who gets less, as much, or more than expected; most disappointed first."""
    return _rows([(each.item, each.shares) for each in scores.states], names)


def zone_rows(scores: SourceScores, names: Names) -> tuple[StateRow, ...]:
    """Who gets less than is adequate, something between, or more than desired; most below first."""
    return _rows([(each.item, each.shares) for each in scores.zones], names)


def _rows(found: Sequence[tuple[str, States]], names: Names) -> tuple[StateRow, ...]:
    shown = short_names(names, [item for item, _shares in found])
    rows = [
        StateRow(shown[item], each.below.n, each.below.estimate, each.within.estimate, each.above.estimate)
        for item, each in found
    ]
    return tuple(sorted(rows, key=lambda row: -row.below))


def state_names() -> tuple[str, str, str]:
    """The three states of satisfaction."""
    return _("less than expected"), _("as expected"), _("more than expected")


def zone_names() -> tuple[str, str, str]:
    """Below, within and above the zone of tolerance."""
    return _("less than acceptable"), _("acceptable"), _("more than desired")


def state_words(rows: Sequence[StateRow]) -> Words:
    """Where most people are disappointed."""
    how = _(
        "People who answered both questions: received less expected, more than half a point below 0, about 0, or above;"
        " Wilson's range, 95 %."
    )
    return Words(_most(rows, _("{share} got less than they expected: {name}")), _n(rows), (), (how,))


def zone_words(scores: SourceScores, rows: Sequence[StateRow]) -> Words:
    """Where most people get less than they accept."""
    odd = sum(each.odd for each in scores.zones)
    told = ngettext(
        "{n} answer calls more acceptable than desired and is left out",
        "{n} answers call more acceptable than desired and are left out",
        odd,
    )
    how = _(
        "Zone of tolerance: from the least that is acceptable to what is desired, both included; people who answered"
        " all three questions. Zeithaml, Berry and Parasuraman 1993."
    )
    cautions = (told.format(n=number(odd)),) if odd else ()
    return Words(_most(rows, _("{share} got less than they accept: {name}")), _n(rows), cautions, (how,))


def _most(rows: Sequence[StateRow], told: str) -> str:
    usable = [row for row in rows if row.n >= FEWEST]
    if not usable:
        return _("Too few answers for shares")
    return told.format(share=capital(of_100(usable[0].below)), name=usable[0].label)


def _n(rows: Sequence[StateRow]) -> str:
    low, high = min(row.n for row in rows), max(row.n for row in rows)
    shown = number(low) if low == high else between(low, high, 0)
    return _("n {n}").format(n=shown)


def state_table(scores: SourceScores, names: Names) -> Records:
    """Shares with their ranges."""
    less, same, more = state_names()
    return [
        {
            _("Question"): names.get(each.item, each.item),
            capital(less): _share(each.shares.below),
            capital(same): _share(each.shares.within),
            capital(more): _share(each.shares.above),
        }
        for each in scores.states
        if each.shares.below.n >= FEWEST
    ]


def _share(found: Estimate) -> str:
    return "" if found.lo is None or found.hi is None else between_of_100(found.lo, found.hi)


def zone_table(scores: SourceScores, names: Names) -> Records:
    """Levels and both gaps of the zone of tolerance."""
    return [
        {
            _("Question"): names.get(each.item, each.item),
            _("Got less than acceptable"): _share(each.shares.below),
            _("Got more than desired"): _share(each.shares.above),
            _("Acceptable"): number(each.adequate, 2),
            _("Received"): number(each.received, 2),
            _("Desired"): number(each.desired, 2),
            _("Received less acceptable"): range_words(each.adequacy),
            _("Received less desired"): range_words(each.superiority),
        }
        for each in scores.zones
        if each.shares.below.n >= FEWEST
    ]
