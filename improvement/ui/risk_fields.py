"""Inputs for what only a risk event has: a probability, and what it does to which work."""

from collections.abc import Mapping

import streamlit as st

from improvement.model.change import PlanForm
from improvement.ui import drafts
from improvement.ui.work_fields import WorkFields
from improvement.view.escape import markdown
from improvement.view.language import _


class RiskFields(WorkFields):
    """Fields, with a probability and impacts."""

    def share(self, label: str, *path: str, placeholder: str) -> str:
        """A percentage; the sign may be left out."""
        key, seen = self._input(path, _share)
        typed = (st.text_input(label, key=key, placeholder=placeholder) or "").strip()
        number = typed.removesuffix("%").rstrip()
        share = f"{number}%" if number.replace(".", "", 1).isdecimal() else typed
        return str(self._note(path, seen, share or None) or "")

    def impacts(self, label: str, titles: Mapping[str, str], *path: str) -> bool:
        """Which work takes longer, by its title, and by how much; False while one of them lacks that."""
        key, seen = self._input(path, _works)
        known = [*dict.fromkeys((*titles, *_works(seen), *st.session_state[key]))]
        chosen = st.multiselect(
            label, known, format_func=lambda id: titles.get(id, id), key=key, placeholder=_("Choose by title")
        )
        was: Mapping[str, PlanForm] = seen if isinstance(seen, dict) else {}
        for id in was:
            if id not in chosen:
                self._note((*path, id), was[id], None)
        told = _("5d adds five working days; x1.5 is half as long again. Three: at best, most likely, at worst.")
        longer = [
            self.points(markdown(_("{title}: how much longer").format(title=titles.get(id, id))), "2d, 5d, 10d", told,
                        *path, id)
            for id in chosen
        ]  # fmt: skip
        return all(longer)

    def saved(self) -> None:
        """What was changed is in the plan: every input begins anew, the choice of works too, which is no field."""
        super().saved()
        drafts.renew(self._key)


def _share(seen: PlanForm) -> str:
    return seen if isinstance(seen, str) else ""


def _works(seen: PlanForm) -> list[str]:
    return [*seen] if isinstance(seen, dict) else []
