"""Audits, incentives and reviews: what keeps a promise kept, and what was decided about it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, rights, session
from improvement.ui.cards import mood
from improvement.ui.choices import lines_of
from improvement.ui.commit import commit
from improvement.ui.entries import Collection, Drawn, collection, table
from improvement.ui.fields import Fields
from improvement.usecases.guarding import GUARANTEE, hold_review
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.guarding import (
    audit_names,
    audit_rows,
    incentive_names,
    incentive_rows,
    review_names,
    rota_words,
    titles,
)
from improvement.view.language import _
from improvement.view.proof import PromiseRow

REVIEW = "review-decisions"


def audits(plan: Plan, snapshot: Snapshot) -> None:
    """The section of audits."""
    what = Collection(
        "audits",
        _("Audits"),
        ":material/fact_check:",
        _("No audit yet: announced checks, and some that nobody expects."),
        _("Change an audit"),
        audit_names(plan),
        lambda: table(audit_rows(plan), "audits-table"),
        lambda fields, _id: _audit(plan, fields),
        _("Add an audit") if plan.commitment.standards else "",
    )
    collection(snapshot, what)


def _audit(plan: Plan, fields: Fields) -> Drawn:
    standard = fields.choice(_("Standard"), titles(plan, "commitment", "standards"), "standard")
    rota = fields.choice(_("Announced"), rota_words(), "rota")
    fields.text(_("Of these unannounced"), "surprise_share", placeholder="30%")
    return Drawn(bool(standard and rota), f"{standard} {rota}")


def incentives(plan: Plan, snapshot: Snapshot) -> None:
    """The section of incentives."""
    what = Collection(
        "incentives",
        _("Incentives"),
        ":material/redeem:",
        _("No incentive yet: what the people who keep a standard gain."),
        _("Change an incentive"),
        incentive_names(plan),
        lambda: table(incentive_rows(plan), "incentives-table"),
        lambda fields, _id: _incentive(plan, fields),
        _("Add an incentive") if plan.commitment.standards else "",
    )
    collection(snapshot, what)


def _incentive(plan: Plan, fields: Fields) -> Drawn:
    standard = fields.choice(_("Standard"), titles(plan, "commitment", "standards"), "standard")
    rule = fields.text(_("Who gets what, when"), "rule", lines=2)
    return Drawn(bool(standard and rule), standard)


def reviews(plan: Plan, snapshot: Snapshot) -> None:
    """The section of reviews, the newest first."""
    names = review_names(plan)
    what = Collection(
        "reviews",
        _("Reviews"),
        ":material/groups:",
        _("No review was held yet."),
        _("Change a review"),
        names,
        lambda: _held(plan, tuple(names)),
        _review,
    )
    collection(snapshot, what)


def _held(plan: Plan, ids: Sequence[str]) -> None:
    for id in ids:
        each = plan.guarantee.reviews[id]
        decisions = "\n".join(f"- {markdown(decision)}" for decision in each.decisions)
        st.markdown(f"**{markdown(day(each.held_on))}**\n\n{decisions or markdown(_('Nothing was decided.'))}")


def _review(fields: Fields, _id: str) -> Drawn:
    fields.day(_("Held on"), "held_on")
    fields.lines(_("Decisions, one a line"), "decisions")
    return Drawn(complete=True, name="")


def review_button(programme: Opened, snapshot: Snapshot, rows: Sequence[PromiseRow]) -> None:
    """The page's first button: hold the review."""
    if rights.button(_("Hold the review"), type="primary", icon=":material/groups:", key="hold-review"):
        st.dialog(_("Hold the review"))(lambda: _hold(programme, snapshot, rows))()


def _hold(programme: Opened, snapshot: Snapshot, rows: Sequence[PromiseRow]) -> None:
    session.set_language()
    for each in rows:
        if each.counted:
            mood(each.mood, f"{each.title}: {each.word}. {each.counted}")
    today = programme.workspace.today
    held_on = st.date_input(_("Held on"), today, key="review-day", format="YYYY-MM-DD")
    drafts.keep_texts(programme.id, REVIEW, {REVIEW: (GUARANTEE, "reviews", "", "decisions")})
    decisions = lines_of(_("Decisions, one a line"), REVIEW)
    if isinstance(held_on, date) and held_on > programme.data_date:
        told = _("The stage counts this review once the data reach that day; they end on {date}.")
        st.caption(markdown(told.format(date=day(programme.data_date))))
    pressed = st.button(_("Save the review"), type="primary", key="save-review", disabled=held_on is None)
    if pressed and isinstance(held_on, date):
        edit = hold_review(programme.plan, held_on, decisions)
        if commit(snapshot, edit, why=_("Review saved")):
            drafts.forget(programme.id, REVIEW)
            st.query_params[session.ID] = edit.path[-1]
            st.rerun()
