"""Whether a survey has answers enough, and how many the next one needs."""

import streamlit as st

from improvement.assessment.planned_size import SizeQuestion, planned_size
from improvement.assessment.survey_size import SurveySize
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.sample_size import size_how, size_lines, size_words

USUAL_MARGIN = 0.03
# from any share there is room for it above or below
LARGEST_CHANGE = 49.0


def survey_size(found: SurveySize | None) -> None:
    """How closely the answers tell; below, sizes for the next round from what a person knows of it."""
    if found is None:
        return
    st.caption(markdown(size_words(found)))
    with st.expander(_("How many answers are enough?"), icon=":material/groups:", key="survey-size"):
        _planned(found)
        st.caption(size_how())


@st.fragment
def _planned(found: SurveySize) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="survey-size-row"):
        start = round(100 * (found.wanted or USUAL_MARGIN), 1)
        margin = st.number_input(_("Wanted: ± of 100"), 0.1, 50.0, start, 0.5, "%g", key="see-size.margin", width=150)
        change = st.number_input(
            _("Change of 100"), 0.5, LARGEST_CHANGE, 5.0, 0.5, "%g", key="see-size.change", width=150
        )
        all_of = st.number_input(_("Customers in all"), 1, None, None, 100, key="see-size.population", width=170)
        answering = st.number_input(
            _("How many of 100 answer"), 1.0, 100.0, 25.0, 1.0, "%g", key="see-size.response", width=190
        )
    asked = SizeQuestion(
        margin=margin / 100,
        change=_change(found.share, change / 100),
        share=found.share,
        population=all_of,
        response=answering / 100,
        # equal weights may fall short of 1 by rounding
        design_effect=max(1.0, found.design_effect),
    )
    for line in size_lines(planned_size(asked)):
        st.markdown(markdown(line))


def _change(share: float, size: float) -> tuple[float, float]:
    """From the share seen to the one that is better by so much, or worse where there is no room above."""
    return (share, share + size) if share + size < 1 else (share, share - size)
