"""What the data say about a candidate, one sentence a line."""

from improvement.assessment.results import Candidate, CaseScore, SourceScores
from improvement.view.format import between, between_of_100, duration, in_10, number, of_100, points
from improvement.view.language import _

FEWEST_ANSWERS = 30
DAYS_FROM = 72


def capital(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def clock_time(hours: float) -> str:
    """Hours by the clock, in days from three days on."""
    return duration(hours, "hours") if hours < DAYS_FROM else duration(hours / 24, "days")


def evidence_lines(scores: SourceScores, candidate: Candidate) -> tuple[str, ...]:
    """What the data say about a candidate: sentences with ranges and n."""
    kind, item = candidate.statement.id, candidate.id.partition("/")[2]
    if kind == "candidate-gap":
        return _gap_lines(scores, item)
    if kind == "candidate-weak-driver":
        shares = () if candidate.criteria.driver_share is None else _share_lines(scores, item)
        return (*_score_lines(scores, item), *shares)
    if kind == "candidate-low-segment":
        return (_segment_line(scores, candidate),)
    return tuple(_case_lines(next(each for each in scores.cases if each.case == item)))


def _gap_lines(scores: SourceScores, item: str) -> tuple[str, ...]:
    found = next(each for each in scores.gaps if each.perception_item == item)
    if found.gap.n < FEWEST_ANSWERS or found.gap.lo is None or found.gap.hi is None:
        return (_("Too few answers to both questions ({n})").format(n=found.gap.n),)
    told = _("Expected {expected}, received {received}: the difference lies {range} (n {n})")
    shown = told.format(
        expected=number(found.expectation),
        received=number(found.perception),
        range=between(found.gap.lo, found.gap.hi),
        n=number(found.gap.n),
    )
    return (shown, *_share_lines(scores, item), *_reach_lines(scores, item))


def _score_lines(scores: SourceScores, item: str) -> tuple[str, ...]:
    found = scores.items[item]
    low, high = (found.meaning.scale.low, found.meaning.scale.high) if found.meaning.scale else (0.0, 1.0)
    if found.mean.n < FEWEST_ANSWERS or found.mean.lo is None or found.mean.hi is None:
        return (_("Too few answers ({n})").format(n=found.mean.n),)
    told = _("Rated {range} on a scale from {low} to {high} (n {n})")
    shown = told.format(
        range=between(found.mean.lo, found.mean.hi, 2), low=number(low), high=number(high), n=number(found.mean.n)
    )
    return (shown, *_reach_lines(scores, item))


def _reach_lines(scores: SourceScores, item: str) -> tuple[str, ...]:
    found = scores.items[item].top2
    if found.lo is None or found.hi is None:
        return ()
    told = _("{range} people who answered did not choose one of the two best answers (n {n})")
    return (told.format(range=capital(between_of_100(1 - found.hi, 1 - found.lo)), n=number(found.n)),)


def _share_lines(scores: SourceScores, item: str) -> tuple[str, ...]:
    drivers = scores.drivers
    found = next((each for each in drivers.drivers if each.item == item), None) if drivers else None
    if drivers is None or found is None or found.lo is None or found.hi is None or drivers.n < FEWEST_ANSWERS:
        return ()
    told = _("Carries {range} of what the questions tell about satisfaction on the whole (n {n})")
    return (told.format(range=between_of_100(found.lo, found.hi), n=number(drivers.n)),)


def _segment_line(scores: SourceScores, candidate: Candidate) -> str:
    facts = dict(candidate.statement.facts)
    by_points = scores.recommend is not None and scores.recommend.item == facts["item"]
    write = points if by_points else number
    told = _("Between {lo} and {hi}, all customers {everybody} (n {n})")
    if by_points:
        told = _("Would recommend: between {lo} and {hi} points, all customers {everybody} (n {n})")
    values = {key: write(float(facts[key])) for key in ("lo", "hi", "everybody") if facts[key] != ""}
    return told.format(**({"lo": "–"} | values), n=number(candidate.n))


def _case_lines(found: CaseScore) -> list[str]:
    counts = {"n": number(found.n), "open": number(found.open)}
    if found.median_hours is None or found.p90_hours is None:
        return [_("{open} of {n} cases are still open").format(**counts)]
    told = _("Half take up to {median}, one in ten longer than {p90}, by the clock ({n} cases, {open} still open)")
    slow = _("{share} cases take more than twice as long as half of them do")
    return [
        told.format(median=clock_time(found.median_hours), p90=clock_time(found.p90_hours), **counts),
        slow.format(share=capital(of_100(found.slow))),
    ]


def weighing_line(candidate: Candidate) -> str:
    """How far the place hangs on the weights."""
    told = _("{chance} ways of weighing shortfall, importance and reach put it among the first three")
    return told.format(chance=in_10(candidate.in_top3))
