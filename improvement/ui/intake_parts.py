"""The questions and choices about a dropped file; each part gives the settings that a person changed."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from improvement.model.mapping import ItemRole, Mapping
from improvement.ui.intake_answers import Settings, answer, changed
from improvement.view.escape import markdown
from improvement.view.intake import Question, item_names, respondent_names, with_role
from improvement.view.language import _


def answered(asked: Iterable[Question], mapping: Mapping, key: str) -> Settings:
    """Doubts first, each with its control; the settings that the answers make."""
    settings: Settings = {}
    for number, question in enumerate(asked):
        icon = ":material/info:" if question.control == "none" else ":material/help:"
        with st.container(border=question.control != "none", key=f"{key}.question-{number}"):
            st.markdown(
                f"{icon} **{markdown(question.text)}**" if question.control != "none" else markdown(question.text)
            )
            if question.hint:
                st.caption(markdown(question.hint))
            settings |= answer(question, mapping, f"{key}.answer-{number}")
    return settings


def roles(mapping: Mapping, asked: tuple[str, ...], key: str) -> Settings:
    """What the columns are used for; a role that a question above settles is not asked again."""
    rated, others = item_names(mapping, rated=True), item_names(mapping, rated=False)
    settings: Settings = {}
    st.markdown(f"**{_('What the columns are used for')}**")
    left, right = st.columns(2)
    with left:
        if "overall" not in asked:
            settings |= _one(_("Satisfaction on the whole"), mapping, "overall", rated, key)
        settings |= _one(_("Would you recommend us?"), mapping, "recommend", rated, key)
    with right:
        if "weight" not in asked:
            settings |= _one(_("Weight of each answer"), mapping, "weight", others, key)
        settings |= _one(_("Who answered (only a keyed code is stored)"), mapping, "respondent", others, key)
    settings |= _several(_("What may matter (drivers)"), mapping, "drivers", "driver", rated, key)
    settings |= _several(_("Kinds of customers (segments)"), mapping, "segment", "segment", others, key)
    return settings


def _one(label: str, mapping: Mapping, role: ItemRole, names: dict[str, str], key: str) -> Settings:
    guess = next(iter(with_role(mapping, role)), None)
    options = list(names) if guess is None or guess in names else [*names, guess]
    index = options.index(guess) if guess else None
    shown = item_names(mapping)
    chosen = st.selectbox(
        label, options, index, format_func=lambda id: shown[id], key=f"{key}.role-{role}", placeholder=_("none")
    )
    return changed(role, chosen or "", guess or "")


def _several(label: str, mapping: Mapping, setting: str, role: ItemRole, names: dict[str, str], key: str) -> Settings:
    guess = list(with_role(mapping, role))
    shown = item_names(mapping)
    options = [*names, *(id for id in guess if id not in names)]
    chosen = st.multiselect(
        label, options, guess, format_func=lambda id: shown[id], key=f"{key}.role-{role}", placeholder=_("none")
    )
    return changed(setting, ",".join(chosen), ",".join(guess))


def dropping(mapping: Mapping, key: str) -> Settings:
    """Personal columns are ticked to be dropped; others may be added."""
    settings: Settings = {}
    personal = with_role(mapping, "personal")
    if personal:
        st.markdown(f"**{_('Columns that seem personal')}**")
    for id in personal:
        label = _("Drop {column}").format(column=markdown(mapping.items[id].column))
        if not st.checkbox(label, value=True, key=f"{key}.drop-{id}"):
            settings[f"role.{id}"] = "text"
    names = {
        id: name for id, name in item_names(mapping).items() if mapping.items[id].role not in ("personal", "ignore")
    }
    more = st.multiselect(
        _("Leave out more columns"),
        list(names),
        format_func=names.__getitem__,
        key=f"{key}.drop-more",
        placeholder=_("none"),
    )
    return settings | {f"role.{id}": "personal" for id in more}


def about_wave(mapping: Mapping, key: str) -> Settings:
    """When and how people were asked."""
    left, middle, right = st.columns(3)
    wave = left.text_input(_("Survey round"), mapping.wave or "", key=f"{key}.wave", placeholder=_("2027-spring"))
    mode = middle.text_input(
        _("How people were asked"), mapping.mode or "", key=f"{key}.mode", placeholder=_("phone, e-mail, on site")
    )
    until = right.date_input(_("Last day of data"), mapping.collected, key=f"{key}.collected", format="YYYY-MM-DD")
    settings = changed("wave", (wave or "").strip(), mapping.wave or "")
    settings |= changed("mode", (mode or "").strip(), mapping.mode or "")
    if isinstance(until, date) and until != mapping.collected:
        settings["collected"] = str(until)
    return settings | _about_whom(mapping, key)


def _about_whom(mapping: Mapping, key: str) -> Settings:
    """Who answered, and whom they rate."""
    left, right = st.columns(2)
    names, known = respondent_names(), mapping.respondents
    who = left.selectbox(
        _("Who answered"), list(names), list(names).index(known), format_func=names.__getitem__, key=f"{key}.answered"
    )
    rival = right.text_input(
        _("Whom they rate"), mapping.rival or "", key=f"{key}.rival", placeholder=_("us; or the name of a rival")
    )
    return changed("respondents", who or known, known) | changed("rival", (rival or "").strip(), mapping.rival or "")
