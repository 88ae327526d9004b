"""A file on its way in: dropped, understood, corrected, stored."""

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Applied, Outcome, Refused
from improvement.model.ids import id_or
from improvement.model.mapping import Mapping
from improvement.ui import session
from improvement.ui.intake_parts import about_wave, answered, dropping, roles
from improvement.ui.intake_rated import rated_table
from improvement.ui.intake_reading import reading_form
from improvement.ui.intake_survey import bridges, keypads, population
from improvement.ui.waiting import waiting
from improvement.usecases.evidence import Upload, store_evidence
from improvement.usecases.intake import Proposal, confirmed, proposed
from improvement.usecases.opened import Opened
from improvement.view.candidate_lines import capital
from improvement.view.escape import markdown
from improvement.view.intake import preview, questions, recognised, stored_as, understood
from improvement.view.language import _
from improvement.view.wording import full, hint, sentence

ROUND, NOTES = "intake.round", "intake.notes"


@st.fragment
def intake(programme: Opened) -> None:
    """Drop a file and see it through. A file that cannot be read changes nothing."""
    session.set_language()
    turn = st.session_state.setdefault(ROUND, 0)
    for note in st.session_state.get(NOTES, ()):
        st.info(markdown(note), icon=":material/info:")
    file = st.file_uploader(_("Drop a survey, ticket or phone file here"), key=f"intake.file.{turn}")
    st.caption(
        _(
            "CSV, Excel, Parquet or SPSS; exports of survey, ticket and phone programs are recognised. The file stays"
            " in memory until you store it. Stored is the cleaned table without personal columns, in this programme's"
            " folder on this machine; nothing is sent anywhere."
        )
    )
    if file is not None:
        st.session_state.pop(NOTES, None)
        _understand(programme, Upload(file.getvalue(), file.name), f"intake.{file.file_id}")


def _understand(programme: Opened, upload: Upload, key: str) -> None:
    memory = f"{key}.reading"
    reading: dict[str, str] = st.session_state.get(memory, {})
    try:
        with st.spinner(_("Reading {file} …").format(file=upload.name)):
            found = programme.remember((key, tuple(reading.items())), lambda: proposed(upload, reading, programme))
    except KeptError as wrong:
        told = "\n\n".join(markdown(capital(full(each))) for each in wrong.issues)
        st.error(told, title=_("This file was not stored"), icon=":material/block:")
        if reading or any(each.id == "unreadable-file" for each in wrong.issues):
            reading_form(None, memory, key)
        return
    # another reading gives other columns, so its inputs start anew
    _confirm(programme, upload, found, memory, ".".join((key, *reading.values())))


def _confirm(programme: Opened, upload: Upload, proposal: Proposal, memory: str, key: str) -> None:
    first = proposal.found
    if proposal.reused:
        st.success(
            _("An earlier file has the same columns; what they mean was taken from there."), icon=":material/history:"
        )
    if tool := recognised(first):
        st.markdown(f":material/database_search: **{markdown(tool)}**")
    asked = questions(first)
    settings = answered(asked, first.mapping, key)
    settings |= roles(first.mapping, tuple(each.control for each in asked), key)
    settings |= dropping(first.mapping, key)
    settings |= about_wave(first.mapping, key)
    settings |= population(first, settings, key)
    settings |= keypads(first.mapping, key)
    settings |= bridges(first.mapping, programme, key)
    meant = rated_table(first.mapping, key)
    reading_form(first.mapping.read, memory, key, any(each.control == "reading" for each in asked))
    try:
        found = confirmed(first, settings, meant)
    except KeptError as wrong:
        for each in wrong.issues:
            st.error(f"{markdown(sentence(each))} {markdown(hint(each))}", icon=":material/block:")
        return
    opened = not meant
    with st.expander(_("What was understood"), opened, icon=":material/fact_check:", key=f"{key}.understood"):
        st.markdown("\n".join(f"- {markdown(each)}" for each in understood(found)))
    st.markdown(f"**{_('The first rows, as they will be read')}**")
    st.dataframe(preview(found), hide_index=True, width="stretch", key=f"{key}.preview")
    st.caption(stored_as(found.rows, found.mapping))
    _store(programme, upload, found.mapping, key)


def _store(programme: Opened, upload: Upload, mapping: Mapping, key: str) -> None:
    sources = programme.plan.assessment.sources
    start = id_or(upload.name.rpartition(".")[0] or upload.name, "survey")
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}.store-row"):
        typed = st.text_input(_("Short name of this source"), start, key=f"{key}.id", width=320)
        source_id = id_or(typed or "", start)
        rated = any(item.scale for item in mapping.items.values())
        label = _("Store this survey") if rated else _("Store these cases")
        used = any(item.role != "ignore" for item in mapping.items.values())
        pressed = st.button(label, type="primary", icon=":material/save:", key=f"{key}.store", disabled=not used)
    if not used:
        st.caption(_("Nothing of this file would be used. Say above what its columns mean."))
    if source_id in sources:
        told = _("{source} gets a newer file. The one that is stored stays in the folder.")
        st.caption(markdown(told.format(source=sources[source_id].title or source_id)))
    elif source_id != typed:
        st.caption(markdown(_("It will be called {source}.").format(source=source_id)))
    if pressed:
        who = session.recorded_as()
        with waiting(_("Storing …")) as tell:
            outcome, notes = store_evidence(programme, source_id, upload, mapping, who, tell)
        _answer(outcome, [full(each) for each in notes], source_id)


def _answer(outcome: Outcome, notes: list[str], source_id: str) -> None:
    if not isinstance(outcome, Applied):
        st.error(_("Nothing was stored."), icon=":material/block:")
        for each in outcome.issues if isinstance(outcome, Refused) else ():
            st.markdown(f"- {markdown(sentence(each))} {markdown(hint(each))}")
        return
    st.session_state[NOTES] = notes
    st.session_state[ROUND] += 1
    session.leave_note(_("{source} is stored").format(source=source_id))
    st.rerun()
