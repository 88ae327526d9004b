"""Lists of a room that nobody presses: names, proposals, places. What people typed is always text, never markup."""

from collections.abc import Collection, Sequence
from html import escape

from improvement.model.room import Participant, Proposal
from improvement.view.language import _
from improvement.view.room import VoteRow, VoteRun, joined_words


def names(people: Sequence[Participant], asleep: Collection[Participant]) -> str:
    """Everybody who is here; a dark screen is paler and says so."""
    return f'<ul class="kept-names">{"".join(_name(each, each in asleep) for each in people)}</ul>'


def _name(person: Participant, sleeps: bool) -> str:
    notes = [_("watches")] if person.watches else []
    notes += [_("screen asleep")] if sleeps else []
    told = f" <small>{escape(' · '.join(notes))}</small>" if notes else ""
    return f'<li class="{"asleep" if sleeps else "awake"}">{escape(person.name)}{told}</li>'


def proposals(groups: Sequence[Sequence[Proposal]], everything: Sequence[Proposal]) -> str:
    """Proposals, those that say much the same within one frame."""
    return f'<div class="kept-proposals">{"".join(_group(group, everything) for group in groups)}</div>'


def _group(group: Sequence[Proposal], everything: Sequence[Proposal]) -> str:
    items = "".join(_proposal(each, everything) for each in group)
    told = f"<small>{escape(_('much alike'))}</small>" if len(group) > 1 else ""
    return f'<div class="group{" alike" if len(group) > 1 else ""}">{told}<ul>{items}</ul></div>'


def _proposal(each: Proposal, everything: Sequence[Proposal]) -> str:
    notes = [joined_words(everything, each.id), _("in the programme") if each.finding else ""]
    told = "".join(f"<br><small>{escape(note)}</small>" for note in notes if note)
    return f"<li>{escape(each.text)}{told}</li>"


def sentences(texts: Sequence[str]) -> str:
    """A plain list."""
    return f'<ul class="kept-sentences">{"".join(f"<li>{escape(each)}</li>" for each in texts)}</ul>'


def places(runs: Sequence[VoteRun]) -> str:
    """The result of a vote: place, finding, bar, votes; a bracket with the doubt where the order could be turned."""
    return f'<div class="kept-places">{"".join(_run(each) for each in runs)}</div>'


def _run(run: VoteRun) -> str:
    rows = f"<ul>{''.join(_place(each) for each in run.rows)}</ul>"
    return f'<div class="turn">{rows}<small>{escape(run.doubt)}</small></div>' if run.doubt else f"<div>{rows}</div>"


def _place(row: VoteRow) -> str:
    return (
        f'<li><span class="place">{escape(row.place)}</span><span class="what">{escape(row.statement)}</span>'
        f'<span class="bar" aria-hidden="true"><span style="width:{100 * row.share:.1f}%"></span></span>'
        f'<span class="votes">{escape(row.votes)}</span></li>'
    )
