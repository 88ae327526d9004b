"""What customers read and get: wording and slogan in each language, picture, recovery, retelling test."""

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Path, lookup
from improvement.model.snapshot import Snapshot
from improvement.model.values import LANGUAGES
from improvement.ui import rights
from improvement.ui.commit import commit
from improvement.ui.fields import Fields
from improvement.ui.standard_form import standard_form
from improvement.usecases.editing import set_to
from improvement.usecases.opened import Opened
from improvement.usecases.pictures import MOST_BYTES, picture, picture_edit
from improvement.view.escape import markdown
from improvement.view.language import _, language, ngettext
from improvement.view.names import object_title
from improvement.view.wording import hint, sentence

NAMES = {"en": "English", "es": "Español", "zh": "中文", "th": "ไทย", "ru": "Русский"}


def promise_form(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    """Everything about one promise that people write, its standard included."""
    _wording(programme, snapshot, promise_id)
    _picture(programme, snapshot, promise_id)
    _recovery(snapshot, promise_id)
    standard_form(programme, snapshot, programme.plan.commitment.promises[promise_id].standard)


def poster(programme: Opened, promise_id: str) -> None:
    """What customers see: picture and slogan; nothing where there is no picture."""
    shown = picture(programme, promise_id)
    if shown is None:
        return
    title = object_title(programme.plan, ("commitment", "promises", promise_id))
    with st.container(border=True, horizontal_alignment="center", key="poster"):
        try:
            st.image(shown, width=220, alt=_("The picture of “{promise}”").format(promise=title))
        except (OSError, SyntaxError, ValueError):
            st.caption(_("The picture cannot be shown: its file is damaged."))
        st.markdown(f"**{markdown(title)}**")


def _wording(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    texts = programme.plan.commitment.promises[promise_id].text.texts
    written = LANGUAGES if "" in texts else tuple(texts)
    told = ngettext(
        "Wording and slogan: {n} of {all} language", "Wording and slogan: {n} of {all} languages", len(LANGUAGES)
    )
    title = told.format(n=len(written), all=len(LANGUAGES))
    path = ("commitment", "promises", promise_id)
    with st.expander(title, icon=":material/translate:", key="wording"):
        with rights.form("wording-form"):
            fields = Fields(snapshot, "wording", path)
            tabs = st.tabs([NAMES[code] if code in written else f"{NAMES[code]} –" for code in LANGUAGES])
            for code, tab in zip(LANGUAGES, tabs, strict=True):
                with tab:
                    _local(fields, path, "text", _("Wording"), code, lines=3)
                    _local(fields, path, "slogan", _("Slogan"), code)
            if rights.submit(_("Save the wording")) and fields.save(_("Wording saved")):
                st.rerun()
        _split(snapshot, path)


def _local(fields: Fields, path: Path, name: str, label: str, code: str, lines: int = 1) -> None:
    """One language of a text; a text that is the same in every language is edited once, in the first tab."""
    if not isinstance(lookup(fields.snapshot.data, (*path, name)), str):
        fields.text(label, name, code, lines=lines)
    elif code == LANGUAGES[0]:
        fields.text(_("{label}, the same in every language").format(label=label), name, lines=lines)


@rights.editors_only
def _split(snapshot: Snapshot, path: Path) -> None:
    """Turn texts that hold for every language into texts of the reader's language."""
    same = [name for name in ("text", "slogan") if isinstance(lookup(snapshot.data, (*path, name)), str)]
    if same and st.button(_("Write it in each language"), type="tertiary", key="split-languages"):
        edits = [set_to(snapshot, (*path, name), {language(): lookup(snapshot.data, (*path, name))}) for name in same]
        if commit(snapshot, *edits, why=_("The wording has a text per language now")):
            st.rerun()


@rights.editors_only
def _picture(programme: Opened, snapshot: Snapshot, promise_id: str) -> None:
    with st.expander(_("Picture"), icon=":material/image:", key="picture"):
        if picture(programme, promise_id) is None:
            st.caption(_("A promise with a picture is remembered. There is none yet."))
        else:
            st.caption(_("The picture stands beside the card. A new one takes its place; the old file is kept."))
        current = programme.plan.commitment.promises[promise_id].picture
        limit = MOST_BYTES // 1_000_000
        label = _("A drawing (SVG) or picture (PNG), at most {megabytes} MB").format(megabytes=limit)
        file = st.file_uploader(label, ["svg", "png"], key=f"picture-file-{current}", max_upload_size=limit)
        if file and st.button(_("Use this picture"), key="picture-use", icon=":material/image:"):
            _store(programme, snapshot, promise_id, file.getvalue(), file.name)


def _store(programme: Opened, snapshot: Snapshot, promise_id: str, content: bytes, name: str) -> None:
    try:
        edit = picture_edit(programme, promise_id, content, name)
    except KeptError as refused:
        for each in refused.issues:
            st.error(f"{markdown(sentence(each))}. {markdown(hint(each))}", icon=":material/broken_image:")
        return
    if commit(snapshot, edit, why=_("Picture saved")):
        st.rerun()


def _recovery(snapshot: Snapshot, promise_id: str) -> None:
    with (
        st.expander(_("If it fails, and whether customers understand it"), icon=":material/healing:", key="recovery"),
        rights.form("recovery-form"),
    ):
        fields = Fields(snapshot, "recovery", ("commitment", "promises", promise_id))
        fields.text(_("What the customer gets when it is broken"), "recovery", "entitles")
        left, right = st.columns(2)
        with left:
            fields.text(_("Who may grant it"), "recovery", "authority")
            fields.text(_("Customers asked to retell it"), "retold", "asked", placeholder="5")
        with right:
            fields.text(_("How soon"), "recovery", "within", placeholder="2d", help=_("2d, 4h or elapsed 48h"))
            fields.text(_("How many said it right"), "retold", "right", placeholder="4")
        st.caption(_("Ask at least five customers to say the promise in their own words."))
        if rights.submit(_("Save")) and fields.save(_("Recovery and retelling test saved")):
            st.rerun()
