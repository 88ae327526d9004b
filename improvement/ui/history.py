"""The history of a programme on its page: who changed what, and the button that commits it to git."""

import streamlit as st

from improvement.errors import KeptError
from improvement.ui import rights, session
from improvement.usecases.history import changes
from improvement.usecases.opened import Opened
from improvement.usecases.versions import commit, is_versioned
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.versions import history_rows, version_line
from improvement.view.wording import full

MOST = 50


def history(programme: Opened) -> None:
    """The newest changes, folded; nothing where none was made and git does not follow the folder."""
    found = changes(programme)
    if not found and not is_versioned(programme):
        return
    title = ngettext("History ({n} change)", "History ({n} changes)", len(found)).format(n=len(found))
    with st.expander(markdown(title), icon=":material/history:", key="history"):
        rows = history_rows(programme.plan, found[-MOST:], programme.workspace.now())
        if rows:
            st.dataframe(rows, hide_index=True, width="stretch", key="history-table")
        if (more := len(found) - MOST) > 0:
            st.caption(ngettext("and {n} older change", "and {n} older changes", more).format(n=more))
        _to_git(programme)


@rights.editors_only
def _to_git(programme: Opened) -> None:
    if not is_versioned(programme):
        return
    st.caption(_("Git keeps the plan, its evidence, baselines and pictures, with who changed what."))
    if not st.button(_("Commit to git"), icon=":material/commit:", key="commit-to-git"):
        return
    try:
        made = commit(programme)
    except KeptError as refused:
        for each in refused.issues:
            st.error(markdown(full(each)), icon=":material/block:")
        return
    session.leave_note(version_line(made.name, made.message))
    st.rerun()
