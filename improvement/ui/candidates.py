"""Ranked candidates for findings: one in hand, the others in a list; accept, reject or park it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from improvement.assessment.results import Assessed
from improvement.model.assessment import Decision
from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.cards import mood
from improvement.ui.choices import lines_of, one_of, person_field
from improvement.ui.commit import commit
from improvement.ui.criterion_weights import weighed, weight_inputs
from improvement.ui.frame import empty
from improvement.ui.tables import named_table
from improvement.usecases.findings import Decided, Wording, decide_candidate, finding_of, waiting
from improvement.usecases.opened import Opened
from improvement.usecases.scores import assessed
from improvement.view.candidate_table import candidate_table, empty_lines, weights_how, weights_line
from improvement.view.candidates import CandidateCard, candidate_cards
from improvement.view.escape import markdown
from improvement.view.findings import ItemNames
from improvement.view.intake import factor_names
from improvement.view.language import _

DECIDING, SKIPPED = "candidate.deciding", "candidate.skipped"
MOST = 8
ICONS: dict[Decision, str] = {
    "accepted": ":material/check:",
    "rejected": ":material/close:",
    "parked": ":material/pause:",
}


def candidates(programme: Opened, snapshot: Snapshot, names: ItemNames, people: Mapping[str, str]) -> None:
    """The candidates that nobody has decided yet."""
    plan, found = programme.plan, weighed(programme)
    due = [(each, finding_of(plan, each)) for each in waiting(plan, found.candidates)]
    cards = candidate_cards(plan, found, due, names)
    if not cards:
        _nothing(decided=bool(found.candidates))
        return
    left, right = st.columns([3, 2], gap="medium")
    with right:
        chosen = _list(cards, own=found.own)
    with left, st.container(key="card-candidate"):
        _card(cards, chosen)
        _decision(programme, snapshot, chosen, people, cards[(cards.index(chosen) + 1) % len(cards)].id)
    _side_by_side(found, cards)


def _side_by_side(found: Assessed, cards: Sequence[CandidateCard]) -> None:
    with st.expander(_("All side by side"), icon=":material/table:", key="candidates-table"):
        named_table(candidate_table(found, cards), "table-candidates", _("What"))
        st.caption(markdown(weights_line(found)))
        weight_inputs(found)
        for line in (*empty_lines(found), *weights_how(found)):
            st.caption(markdown(line))


def _nothing(decided: bool) -> None:
    if decided:
        st.success(_("Every shortfall that the data show is decided."), icon=":material/check_circle:")
    else:
        empty(_("The data show no shortfall that could be ranked. Add data, or write a finding by hand."))


def _list(cards: Sequence[CandidateCard], *, own: bool) -> CandidateCard:
    """All candidates by place; the one in hand is chosen here or by the button below it, and named in the URL."""
    by_id = {card.id: card for card in cards}
    wanted = session.chosen_id()
    shown = list(by_id)
    if len(cards) > MOST and (wanted not in by_id or shown.index(wanted) < MOST):
        told = _("Show all {n}").format(n=len(cards))
        shown = shown if st.toggle(told, key="candidates-all") else shown[:MOST]
    key = f"candidate-choice.{len(cards)}.{len(shown)}.{st.session_state.get(SKIPPED, 0)}"
    usual, yours = _("Ranked by shortfall, importance and reach"), _("Ranked by your own weights (below)")
    chosen = st.radio(
        yours if own else usual,
        shown,
        shown.index(wanted) if wanted in shown else 0,
        format_func=lambda id: _label(by_id[id]),
        key=key,
        # only a choice changes the URL, which may name a finding below
        on_change=lambda: st.query_params.update({session.ID: st.session_state[key]}),
    )
    return by_id[chosen or shown[0]]


def _skip(following: str) -> None:
    # a new key lets the list start at the candidate that the URL names
    st.session_state[SKIPPED] = st.session_state.get(SKIPPED, 0) + 1
    st.query_params[session.ID] = following


def _label(card: CandidateCard) -> str:
    words = markdown(card.short)
    return f"**{card.place}** · {words}" if card.place else words


def _card(cards: Sequence[CandidateCard], card: CandidateCard) -> None:
    number = list(cards).index(card) + 1
    told = _("{number} of {all}").format(number=number, all=len(cards))
    ranked = _("place {place}").format(place=card.place) if card.place else _("no place given")
    st.caption(f"{told} · {ranked}")
    st.markdown(f"#### {markdown(card.statement)}")
    for line in card.lines:
        st.markdown(markdown(line))
    mood(card.mood, card.confidence)
    for caution in card.cautions:
        st.markdown(f":orange[:material/warning:] {markdown(caution)}")
    st.caption(_("Rests on {sources}").format(sources=markdown(card.rests_on)))


def _decision(
    programme: Opened, snapshot: Snapshot, card: CandidateCard, people: Mapping[str, str], following: str
) -> None:
    now: tuple[str, Decision] | None = st.session_state.get(DECIDING)
    if now and now[0] == card.id and rights.may_edit():
        _form(programme, snapshot, card, now[1], people)
        return
    labels: dict[Decision, str] = {"accepted": _("Accept"), "rejected": _("Reject"), "parked": _("Park")}
    with st.container(horizontal=True, key="candidate-buttons"):
        for decision, label in labels.items():
            first = decision == "accepted"
            key = f"candidate-{decision}"
            if rights.button(label, type="primary" if first else "secondary", icon=ICONS[decision], key=key):
                st.session_state[DECIDING] = (card.id, decision)
                st.rerun()
        if following != card.id:
            icon = ":material/arrow_forward:"
            st.button(
                _("Next one"), type="tertiary", icon=icon, key="candidate-next", on_click=_skip, args=(following,)
            )


def _form(
    programme: Opened, snapshot: Snapshot, card: CandidateCard, decision: Decision, people: Mapping[str, str]
) -> None:
    key = f"decide.{card.id}"
    with st.form(key, border=False):
        statement = (
            st.text_area(_("The finding in one sentence"), card.statement, key=f"{key}.statement") or ""
        ).strip()
        who = person_field(_("Who decides"), people, f"{key}.who")
        reason = (st.text_input(_("Why"), key=f"{key}.why") or "").strip()
        written = Wording(statement, card.factor, segments=card.segments)
        if decision == "accepted":
            factor = one_of(_("Factor"), factor_names(), f"{key}.factor", card.factor)
            causes = lines_of(_("Causes, one a line (may follow later)"), f"{key}.causes", card.causes)
            written = written._replace(factor=factor, causes=causes)
        with st.container(horizontal=True):
            done = st.form_submit_button(_labels()[decision], type="primary", icon=ICONS[decision])
            if st.form_submit_button(_("Cancel")):
                st.session_state.pop(DECIDING, None)
                st.rerun()
    if done and not (who and reason and statement):
        st.error(_("A decision needs a sentence, a name and a reason."), icon=":material/edit:")
    elif done:
        decided = Decided(decision, who, programme.workspace.today, reason)
        _save(programme, snapshot, card.id, written, decided, people)


def _labels() -> dict[Decision, str]:
    return {
        "accepted": _("Accept this finding"),
        "rejected": _("Reject this finding"),
        "parked": _("Park this finding"),
    }


def _save(
    programme: Opened, snapshot: Snapshot, id: str, written: Wording, decided: Decided, people: Mapping[str, str]
) -> None:
    candidate = next(each for each in assessed(programme).candidates if each.id == id)
    written = written._replace(evidence=candidate.evidence)
    notes = {"accepted": _("Finding accepted"), "rejected": _("Finding rejected"), "parked": _("Finding parked")}
    edits = decide_candidate(snapshot, programme.plan, people, candidate, written, decided)
    if commit(snapshot, *edits, why=notes[decided.decision]):
        st.session_state.pop(DECIDING, None)
        st.query_params.pop(session.ID, None)
        st.rerun()
