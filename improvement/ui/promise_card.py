"""The promise card on a page: verdict, ruler, remedies as buttons, and another target that is tried without saving."""

from typing import Literal

import streamlit as st

from improvement.commitment.verdicts import Feasibility
from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.promise_public import publish_dialog, sign_dialog
from improvement.ui.promise_target import aim_at, link_measure_dialog, promise_days_dialog, take, target_dialog, trial
from improvement.ui.verdicts import draw_ruler, verdict
from improvement.usecases.card import Card
from improvement.usecases.opened import Opened
from improvement.view.case_words import joined
from improvement.view.escape import markdown
from improvement.view.how_computed import how_computed
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.promise_card import PromiseCard, promise_card
from improvement.view.promise_offers import Offer, offers


def card(programme: Opened, snapshot: Snapshot, shown: Card) -> None:
    """One card, whole."""
    names = people_names(programme.plan, programme.workspace.store.people())
    view = promise_card(programme.plan, shown.found, names, programme.workspace.today)
    with st.container(key="promise-card"):
        _said(view)
        _judged(view)
        _buttons(programme, snapshot, shown)
        _always(view)
    trial(programme, snapshot, shown.found)
    _computed(shown.found)


def _said(view: PromiseCard) -> None:
    with st.container(key="quote-card"):
        st.markdown(view.quote.text)
    st.caption(view.about)
    if view.quote.doubt:
        st.warning(markdown(view.quote.doubt), icon=":material/edit_note:")


def _judged(view: PromiseCard) -> None:
    verdict(view.look, "verdict")
    st.markdown(view.sentence)
    if view.signed:
        st.markdown(f":material/signature: {view.signed}")
    if view.ruler:
        draw_ruler(view.ruler, "ruler")


def _buttons(programme: Opened, snapshot: Snapshot, shown: Card) -> None:
    made = offers(programme.plan, shown.found, shown.remedies)
    if not made:
        return
    st.markdown(f"**{_('What you can do now')}**" if rights.may_edit() else f"**{_('What can be done now')}**")
    if not rights.may_edit():
        st.markdown("\n".join(f"- {markdown(offer.label)}" for offer in made))
        return
    with st.container(horizontal=True, key="remedies"):
        for place, offer in enumerate(made):
            if st.button(markdown(offer.label), type=_weight(place, offer), key=f"do-{offer.kind}"):
                _do(programme, snapshot, shown.found, offer)


def _weight(place: int, offer: Offer) -> Literal["primary", "secondary", "tertiary"]:
    if place == 0:
        return "primary"
    return "tertiary" if offer.kind == "sign" else "secondary"


def _do(programme: Opened, snapshot: Snapshot, found: Feasibility, offer: Offer) -> None:
    """Carry a remedy out: set a value, open a dialog, or leave for the page where it is done."""
    if offer.target:
        take(snapshot, found.standard, offer.target)
    elif offer.aim:
        aim_at(snapshot, found.standard, offer.aim)
    elif offer.goes_to:
        session.ask_to_go(offer.goes_to)
        st.rerun()
    elif offer.kind in {"publish", "sign"} and found.promise:
        (publish_dialog if offer.kind == "publish" else sign_dialog)(programme, snapshot, found.promise)
    elif offer.kind in {"add-measure", "mend-measure"}:
        link_measure_dialog(programme, snapshot, found.standard)
    elif offer.kind == "promise-days":
        promise_days_dialog(programme, snapshot, found)
    else:
        target_dialog(programme, snapshot, found)


def _always(view: PromiseCard) -> None:
    if view.always:
        st.caption(joined(*view.always))
    for warning in view.warnings:
        st.caption(f":material/info: {warning}")


def _computed(found: Feasibility) -> None:
    with st.expander(_("How was this computed?"), icon=":material/calculate:", key="how"):
        for line in how_computed(found):
            st.markdown(line)
