"""Everything that stands beside the scores of a source, as lines for the command line."""

from collections.abc import Iterator

from improvement.assessment.beside import FEWEST
from improvement.assessment.results import SourceScores
from improvement.view.beside import beside_line
from improvement.view.blind_spots import blind_title
from improvement.view.expectations import state_names, state_rows, zone_names, zone_rows
from improvement.view.format import of_100
from improvement.view.language import _
from improvement.view.rivals import part_line, part_rows, perceived_line, rival_title, value_words
from improvement.view.scores import Names
from improvement.view.wording import full


def comparison_lines(scores: SourceScores, names: Names) -> Iterator[str]:
    """Everything that stands beside the scores of a source, as lines."""
    for rows, labels in ((state_rows(scores, names), state_names()), (zone_rows(scores, names), zone_names())):
        for row in rows:
            shares = zip(labels, (row.below, row.within, row.above), strict=True)
            told = ", ".join(f"{label} {of_100(share)}" for label, share in shares)
            few = _("too few answers ({n})").format(n=row.n)
            yield f"{row.label}: {told if row.n >= FEWEST else few}"
    ours, theirs, staff, customers = _("ours"), _("theirs"), _("staff"), _("customers")
    for rival in scores.rivals:
        yield rival_title(rival)
        yield from (f"  {beside_line(each, names, ours, theirs)}" for each in rival.attributes)
        if rival.value:
            words = value_words(rival, rival.value, names)
            yield f"  {words.title}. {words.caption}"
            yield from (f"    {part_line(each)}" for each in part_rows(rival.value, names))
        if rival.perceived:
            yield f"  {perceived_line(rival, rival.perceived)}"
        yield from (f"  ! {full(each)}" for each in rival.warnings)
    for found in scores.blind_spots:
        yield blind_title(found)
        yield from (f"  {beside_line(each, names, staff, customers)}" for each in found.spots)
        yield from (f"  ! {full(each)}" for each in found.warnings)
