"""May a promise go public? The list, the step itself after a confirmation, and the signature that sets a rule aside."""

from datetime import date

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.cards import mood_text
from improvement.ui.commit import commit
from improvement.usecases.card import Card, card
from improvement.usecases.editing import set_to
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.going_public import PublicList, public_list
from improvement.view.language import _
from improvement.view.names import object_title, people_names


def public_card(programme: Opened, snapshot: Snapshot, shown: Card) -> None:
    """The list beside the promise card."""
    promise_id = shown.found.promise
    with st.container(border=True, key="public-list"):
        st.subheader(_("May it go public?"), anchor=False)
        if promise_id is None:
            st.markdown(_("Nobody promises this yet. Write the promise below."))
            return
        view = public_list(programme.plan, promise_id, shown.conditions)
        for line in view.lines:
            st.markdown(mood_text(line.mood, line.words))
        st.caption(view.summary)
        _step(programme, snapshot, promise_id, view, safe=shown.found.verdict == "safe")


@rights.editors_only
def _step(programme: Opened, snapshot: Snapshot, promise_id: str, view: PublicList, safe: bool) -> None:
    waiver = programme.plan.commitment.promises[promise_id].waiver
    if waiver and st.button(_("Withdraw the signature"), type="tertiary", key="withdraw"):
        _set(snapshot, promise_id, "waiver", None, _("Signature withdrawn"))
    if view.since:
        if st.button(_("Take it back from the public"), type="tertiary", key="unpublish"):
            _set(snapshot, promise_id, "public_since", None, _("No longer public"))
    elif not safe and st.button(_("Publish it"), key="publish", disabled=view.blockers > 0):
        publish_dialog(programme, snapshot, promise_id)


def _set(snapshot: Snapshot, promise_id: str, field: str, new: str | None, why: str) -> None:
    if commit(snapshot, set_to(snapshot, ("commitment", "promises", promise_id, field), new), why=why):
        st.rerun()


def publish_dialog(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    """Say what becomes public and what is still open, then do it."""

    @st.dialog(_("Publish the promise?"))
    def opened() -> None:
        session.set_language()
        st.markdown(markdown(object_title(programme.plan, ("commitment", "promises", promise_id))))
        _publish(programme, snapshot, promise_id)

    opened()


def _publish(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    view = public_list(programme.plan, promise_id, card(programme, promise_id, is_promise=True).conditions)
    if view.blockers:
        st.markdown(view.summary)
    elif view.open:
        st.markdown(_("Customers are told from today on. Still open:"))
    else:
        st.markdown(_("Customers are told from today on. Every condition is met."))
    for line in view.lines:
        if line.mood != "good":
            st.markdown(mood_text(line.mood, line.words))
    if not view.blockers and st.button(_("Publish it today"), type="primary", key="publish-today"):
        _set(snapshot, promise_id, "public_since", str(programme.workspace.today), _("The promise is public"))


def sign_dialog(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    """Keep a promise that past cases do not prove: a name, a reason, an end date."""

    @st.dialog(_("Keep it, signed with a reason"))
    def opened() -> None:
        session.set_language()
        _sign(programme, snapshot, promise_id)

    opened()


def _sign(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    names = people_names(programme.plan, programme.workspace.store.people())
    if not names:
        st.info(_("Nobody could sign: the programme names no person yet. Add people to its charter."))
        return
    st.caption(
        _("The rule against over-promises is set aside for this promise only. It blocks again after the end date.")
    )
    people = list(names)
    sponsor = programme.plan.programme.sponsor or programme.plan.programme.owner or ""
    place = people.index(sponsor) if sponsor in names else None
    with st.form("sign-form", border=False):
        by = st.selectbox(_("Who signs"), people, place, format_func=names.__getitem__, key="sign-by")
        reason = st.text_input(_("Why, in one sentence"), key="sign-reason")
        judged_on = max(programme.data_date, programme.workspace.today)
        until = st.date_input(_("Last day on which it holds"), None, judged_on, key="sign-until", format="YYYY-MM-DD")
        if not st.form_submit_button(_("Sign"), type="primary"):
            return
    if not (by and reason.strip() and isinstance(until, date)):
        st.error(_("A signature needs a name, a reason and an end date."), icon=":material/edit:")
        return
    signed = {"rule": "over-promise", "by": by, "date": str(programme.workspace.today), "reason": reason.strip()}
    edit = set_to(snapshot, ("commitment", "promises", promise_id, "waiver"), {**signed, "until": str(until)})
    if commit(snapshot, edit, why=_("Signed until {date}").format(date=day(until))):
        st.rerun()
