"""What staff think beside what customers say: title, blind spots by name, cautions."""

from improvement.assessment.beside import Lead
from improvement.assessment.comparison_results import BlindSpots
from improvement.view.beside import leads
from improvement.view.candidate_lines import capital
from improvement.view.language import _, ngettext
from improvement.view.scores import Names, Words, short_names
from improvement.view.wording import full


def blind_title(found: BlindSpots) -> str:
    """On how many questions staff think better of the service than customers do."""
    counts = leads(found.spots)
    if not counts[Lead.BEHIND] + counts[Lead.AHEAD] + counts[Lead.PARITY]:
        return _("Too few answers to compare staff and customers")
    if not counts[Lead.AHEAD]:
        return _("No question is proven in which we think better of ourselves than customers do")
    told = ngettext(
        "We think better of ourselves than customers do in {n} of {all} question",
        "We think better of ourselves than customers do in {n} of {all} questions",
        len(found.spots),
    )
    return told.format(n=counts[Lead.AHEAD], all=len(found.spots))


def blind_words(found: BlindSpots, names: Names) -> Words:
    """Title, the blind spots by name, cautions, and how both sides were compared."""
    shown = short_names(names, [each.item for each in found.spots])
    blind = [shown[each.item] for each in found.spots if each.lead is Lead.AHEAD]
    harsh = [shown[each.item] for each in found.spots if each.lead is Lead.BEHIND]
    parts = [_("Blind spots: {names}").format(names=", ".join(blind))] if blind else []
    parts += [_("Customers think better of it: {names}").format(names=", ".join(harsh))] if harsh else []
    how = _(
        "Customers less staff, different people: Welch's t, 95 %; red: customers say less, proven among so many"
        " questions. What staff say enters no other figure."
    )
    cautions = tuple(capital(full(each)) for each in found.warnings)
    return Words(blind_title(found), " · ".join(parts), cautions, (how,))
