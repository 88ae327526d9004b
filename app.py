"""The entry: page settings, language, who is let in, navigation. Nothing else."""

import streamlit as st

from improvement.ui.navigation import pages
from improvement.ui.session import set_language
from improvement.ui.sign_in import let_in
from improvement.ui.style import ICON, inject

st.set_page_config(page_title="Kept", page_icon=ICON, layout="wide")
set_language()
inject()
st.navigation(let_in(pages()), position="top").run()
