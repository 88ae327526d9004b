"""What one round asked in another form, carried over into the form of the next by a sample that got both."""

from collections.abc import Mapping
from dataclasses import dataclass

from improvement.assessment.groups import FEWEST_IN_SEGMENT
from improvement.assessment.results import ItemScore, SourceScores
from improvement.errors import Issue, advice
from improvement.model.mapping import Item
from improvement.statistics.bridging import carried_over
from improvement.statistics.results import Estimate


@dataclass(frozen=True, slots=True)
class Crossing:
    """The scores of both forms of one question, each with the source that asked it."""

    old: tuple[SourceScores, ItemScore]
    new: tuple[SourceScores, ItemScore]


def crossing(
    name: str, first: SourceScores, second: SourceScores, sources: Mapping[str, SourceScores]
) -> Crossing | Issue | None:
    """The bridge of an item from one round to the next; why it does not hold; None where there is none.

    It holds where its questions have the scale, keys and mode of the two rounds and 30 answers each.
    """
    declared = second.bridges.get(name)
    if declared is None:
        return None
    ends = [_end(reference, sources) for reference in (declared.old, declared.new)]
    if ends[0] is None or ends[1] is None:
        return _broken(name, "unknown")
    found = Crossing(ends[0], ends[1])
    pairs = ((first, found.old), (second, found.new))
    if any(form(here.items[name].meaning) != form(there[1].meaning) for here, there in pairs):
        return _broken(name, "form")
    if any(here.mode != there[0].mode for here, there in pairs):
        return _broken(name, "mode")
    if min(found.old[1].top2.n, found.new[1].top2.n) < FEWEST_IN_SEGMENT:
        return _broken(name, "few")
    return found


def carried_share(name: str, before: Estimate, found: Crossing) -> Estimate | Issue:
    """The earlier share of the two best answers in the later form, or why it cannot be carried over."""
    return carried_over(before, found.old[1].top2, found.new[1].top2) or _broken(name, "far")


def carried_recommend(name: str, before: Estimate, found: Crossing) -> Estimate | Issue:
    """The earlier net promoter score in the later form, or why it cannot be carried over."""
    scores = [source.recommend for source, item in (found.old, found.new)]
    old, new = scores
    if old is None or new is None or old.item != found.old[1].item or new.item != found.new[1].item:
        return _broken(name, "form")
    ends = [Estimate(each.score.estimate, each.score.lo, each.score.hi, each.score.n, "") for each in (old, new)]
    return carried_over(before, ends[0], ends[1], low=-1.0) or _broken(name, "far")


def form(item: Item) -> tuple[object, ...]:
    """Scale and keys of a question; how many were asked is no part of it."""
    return item.scale, item.keypad and item.keypad.model_copy(update={"offered": None})


def _end(reference: str, sources: Mapping[str, SourceScores]) -> tuple[SourceScores, ItemScore] | None:
    source, _, item = reference.partition("/")
    if source not in sources or item not in sources[source].items:
        return None
    return sources[source], sources[source].items[item]


def _broken(name: str, why: str) -> Issue:
    return advice("bridge-not-usable", ("items", name), why=why, needed=FEWEST_IN_SEGMENT)
