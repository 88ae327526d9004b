"""What staff think of the service beside what customers say: where we think better of ourselves than they do."""

from collections.abc import Mapping

from narwhals.typing import IntoFrame

from improvement.assessment.beside import Beside, alike, judged, matched, own_items, welch
from improvement.assessment.comparison_results import BlindSpots
from improvement.assessment.ratings import item_scores
from improvement.assessment.results import SourceScores
from improvement.errors import advice
from improvement.model.mapping import Mapping as Meaning


def blind_spots(found: SourceScores, staff: Mapping[str, tuple[Meaning, IntoFrame]]) -> tuple[BlindSpots, ...]:
    """Per source that staff answered: staff less customers (Welch) on every attribute that both rate on one scale."""
    return tuple(each for name in staff if (each := _spots(found, name, *staff[name])) is not None)


def _spots(found: SourceScores, name: str, meaning: Meaning, table: IntoFrame) -> BlindSpots | None:
    rated = own_items(meaning, table)
    views = item_scores(table, rated, None)
    pairs = matched(rated, {item: score.meaning for item, score in found.items.items()})
    both = {each: (views[mine], found.items[theirs]) for each, (mine, theirs) in pairs.items() if mine in views}
    usable = {each: pair for each, pair in both.items() if alike(pair[0].meaning, pair[1].meaning)}
    rows = [
        Beside(each, theirs.item, mine.item, mine.mean, theirs.mean, welch(mine.mean, theirs.mean, mine.meaning))
        for each, (mine, theirs) in usable.items()
    ]
    unlike = len(both) - len(usable)
    warnings = (advice("staff-unlike-scales", n=unlike),) if unlike else ()
    return BlindSpots(name, judged(rows, largest_first=True), warnings) if both else None
