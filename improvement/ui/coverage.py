"""A folded part of the Assessment page: which factors and contact elements are looked at, and why others are not."""

from collections.abc import Sequence

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.fields import Fields
from improvement.usecases.coverage import covered
from improvement.usecases.opened import Opened
from improvement.view.coverage import coverage_line, coverage_title, topic_names
from improvement.view.escape import markdown
from improvement.view.language import _

LEFT_OUT = ("assessment", "left_out")


def coverage(programme: Opened, snapshot: Snapshot) -> None:
    """A line per topic; a reason can be given for one that nothing is known about."""
    found = covered(programme)
    box = st.expander(coverage_title(found), icon=":material/checklist:", key="coverage", on_change="rerun")
    if not box.open:
        return
    with box:
        for each in found:
            icon = ":green[:material/check:]" if each.settled else ":orange[:material/help:]"
            st.markdown(f"{icon} {markdown(coverage_line(each))}")
        st.caption(_("Give questions their factor, and what customers meet in them, when a file is dropped."))
        missing = [each.topic for each in found if not (each.questions or each.findings)]
        if missing:
            _reasons(snapshot, missing)


def _reasons(snapshot: Snapshot, topics: Sequence[str]) -> None:
    with rights.form("coverage-form"):
        fields = Fields(snapshot, "coverage", LEFT_OUT)
        for topic in topics:
            fields.text(_("Why not: {topic}").format(topic=topic_names()[topic]), topic)
        if rights.submit(_("Save the reasons")) and fields.save(_("Reasons saved")):
            st.rerun()
