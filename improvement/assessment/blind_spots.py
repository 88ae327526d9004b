"""What staff think of the service beside what customers say: where we think better of ourselves than they do."""

from collections.abc import Mapping

from narwhals.typing import IntoFrame

from improvement.assessment.beside import Beside, attributes, judged, own_items, welch
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
    customers = attributes({item: score.meaning for item, score in found.items.items()})
    staff = attributes({item: score.meaning for item, score in views.items()})
    both = [attribute for attribute in staff if attribute in customers]
    pairs = {each: (views[staff[each]], found.items[customers[each]]) for each in both}
    alike = {each: pair for each, pair in pairs.items() if pair[0].meaning.scale == pair[1].meaning.scale}
    rows = [
        Beside(each, theirs.item, mine.item, mine.mean, theirs.mean, welch(mine.mean, theirs.mean, mine.meaning))
        for each, (mine, theirs) in alike.items()
    ]
    unlike = len(pairs) - len(alike)
    warnings = (advice("staff-unlike-scales", n=unlike),) if unlike else ()
    return BlindSpots(name, judged(rows, largest_first=True), warnings) if pairs else None
