"""The team's own weights of what candidates are ranked by: typed on the page, kept in its address."""

from collections.abc import Mapping

import streamlit as st

from improvement.assessment.order import filled_criteria
from improvement.assessment.own_weights import MOST, parse_weights, write_weights
from improvement.assessment.results import Assessed
from improvement.errors import KeptError
from improvement.usecases.opened import Opened
from improvement.usecases.scores import assessed, assessed_by
from improvement.view.candidate_lines import capital
from improvement.view.candidate_table import criterion_names
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.wording import full

PARAM = "weights"
WIDTH = 190
# a single criterion has nothing to be weighed against
FEWEST = 2


def weighed(programme: Opened) -> Assessed:
    """The assessment as the page's address weighs the criteria; weights that cannot be used are told."""
    text = st.query_params.get(PARAM, "")
    if not text:
        return assessed(programme)
    try:
        return assessed_by(programme, parse_weights(text))
    except KeptError as wrong:
        for each in wrong.issues:
            st.warning(markdown(capital(full(each))), icon=":material/balance:")
        return assessed(programme)


def weight_inputs(found: Assessed) -> None:
    """A number per criterion that the data fill; what is typed orders the candidates at once."""
    typed = _typed(found)
    if len(typed) < FEWEST:
        return
    names = {name: title.partition(",")[0] for name, title in criterion_names().items()}
    st.markdown(f"**{_('What should weigh how much?')}**")
    with st.container(horizontal=True, vertical_alignment="bottom", key="criterion-weights"):
        for name, value in typed.items():
            key = _key(name)
            st.session_state[key] = value
            st.number_input(
                names[name], 0.0, MOST, step=5.0, format="%g", key=key, width=WIDTH, on_change=_remember, args=(typed,)
            )
        if found.own:
            st.button(_("The usual weights"), icon=":material/undo:", key="usual-weights", on_click=_forget)
    st.caption(
        _(
            "Only the proportions count. Your weights stand in this page's address and nowhere in the plan: whoever"
            " opens the same link sees the same order."
        )
    )


def _typed(found: Assessed) -> dict[str, float]:
    """The numbers in the inputs: as they stand in the address, else hundredths of the usual weights."""
    filled = filled_criteria(found.candidates)
    if not found.own:
        return {name: float(round(100 * found.weights[name])) for name in filled}
    asked = parse_weights(st.query_params[PARAM])
    return {name: asked.get(name, 0.0) for name in filled}


def _key(name: str) -> str:
    return f"criterion-weight.{name}"


def _remember(names: Mapping[str, float]) -> None:
    st.query_params[PARAM] = write_weights({name: float(st.session_state[_key(name)] or 0.0) for name in names})


def _forget() -> None:
    st.query_params.pop(PARAM, None)
