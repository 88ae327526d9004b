"""How a dropped file is read, where the guess was wrong."""

import streamlit as st

from improvement.model.mapping import Reading
from improvement.view.escape import markdown
from improvement.view.intake import delimiter_names
from improvement.view.language import _

ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp1251", "koi8-r", "cp874", "gb18030", "big5", "shift_jis")


def reading_form(read: Reading | None, memory: str, key: str, doubtful: bool = True) -> None:
    """Another encoding, delimiter or heading row, put into `memory`; everything is then understood anew."""
    now = read or Reading()
    told = _("How the file is read: {encoding}, {delimiter} between cells")
    marks = delimiter_names()
    mark = marks.get(now.delimiter or "", "")
    label = told.format(encoding=now.encoding, delimiter=mark) if mark else _("How the file is read")
    box = st.expander(markdown(label), expanded=doubtful, icon=":material/tune:", key=f"{key}.reading-box")
    with box, st.form(f"{key}.reading-form", border=False):
        left, middle, right = st.columns(3)
        encoding = left.selectbox(_("Encoding"), *_with(now.encoding, ENCODINGS), key=f"{key}.encoding")
        delimiter = middle.selectbox(
            _("Between cells"),
            list(marks),
            list(marks).index(now.delimiter or ","),
            format_func=marks.__getitem__,
            key=f"{key}.delimiter",
        )
        rows = right.number_input(_("Rows up to the headings"), 0, 50, now.header_rows, key=f"{key}.header-rows")
        sheet = st.text_input(_("Sheet"), now.sheet, key=f"{key}.sheet") if now.sheet else None
        if st.form_submit_button(_("Read again")):
            chosen = {"encoding": encoding, "delimiter": delimiter, "header_rows": str(rows)}
            st.session_state[memory] = chosen | ({"sheet": sheet} if sheet else {})
            st.rerun(scope="fragment")


def _with(now: str, usual: tuple[str, ...]) -> tuple[list[str], int]:
    options = list(usual) if now in usual else [now, *usual]
    return options, options.index(now)
