"""Inputs for what only work has: estimates, links to other work, people needed."""

from collections.abc import Mapping

import streamlit as st

from improvement.model.change import PlanForm
from improvement.ui.fields import Fields, ids_of
from improvement.usecases.work_edits import listed
from improvement.view.language import _


class WorkFields(Fields):
    """Fields, with estimates, links and needs."""

    def estimate(self, label: str, *path: str) -> str:
        """One duration, or three with commas between them."""
        told = _("10d are ten working days; also 2w, 4h, elapsed 10d. Three: at best, most likely, at worst.")
        return self.points(label, "2d, 3d, 6d", told, *path)

    def points(self, label: str, placeholder: str, help: str, *path: str) -> str:
        """One value, or three with commas between them; returns what is typed."""
        key, seen = self._input(path, _estimates)
        if self._viewed:
            return self._told(label, _estimates(seen))
        typed = st.text_input(label, key=key, placeholder=placeholder, help=help, **self._looks, **self._live) or ""
        self._note(path, seen, listed(typed))
        return typed.strip()

    def links(self, label: str, titles: Mapping[str, str], *path: str) -> None:
        """Work that must come before, by title; a kind and a lag are typed as in the plan: keep-a-call FS+2d."""
        key, seen = self._input(path, ids_of)
        if self._viewed:
            self._told(label, *(_link_words(link, titles) for link in ids_of(seen)))
            return
        start = [*dict.fromkeys((*ids_of(seen), *st.session_state[key]))]
        linked = {each.partition(" ")[0] for each in start}
        options = [*start, *(id for id in titles if id not in linked)]
        chosen = st.multiselect(
            label,
            options,
            format_func=lambda link: _link_words(link, titles),
            key=key,
            placeholder=_("none"),
            accept_new_options=True,
            help=_(
                "Choose what must be finished before. For another link type its id, a kind (FS SS FF SF) and a lag:"
                " call-list FS+2d starts two working days after call-list ends."
            ),
            **self._looks,
        )
        self._note(path, seen, _or_none([_link_of(each, titles) for each in chosen]))

    def needs(self, label: str, people: Mapping[str, tuple[str, int]], *path: str) -> None:
        """Who is needed: persons, and teams with how many of them; `people`: name and head count by id."""
        key, seen = self._input(path, _needs)
        if self._viewed:
            self._told(label, *(_need_words(need, people) for need in _needs(seen)))
            return
        start = [*dict.fromkeys((*_needs(seen), *st.session_state[key]))]
        offered = [f"{who}: {n}" for who, (_name, heads) in people.items() for n in range(1, min(heads, 9) + 1)]
        chosen = st.multiselect(
            label,
            [*start, *(each for each in offered if each not in start)],
            format_func=lambda need: _need_words(need, people),
            key=key,
            placeholder=_("nobody named"),
            accept_new_options=True,
            help=_("A skill is typed: skill:complaint-ownership>=2: 1"),
            **self._looks,
        )
        needs: dict[str, PlanForm] = {who: count.strip() or "1" for who, _sign, count in map(_parts, chosen)}
        self._note(path, seen, needs or None)


def _estimates(seen: PlanForm) -> str:
    return ", ".join(map(str, seen)) if isinstance(seen, list) else str(seen or "")


def _needs(seen: PlanForm) -> list[str]:
    return [f"{who}: {count}" for who, count in seen.items()] if isinstance(seen, dict) else []


def _or_none(chosen: list[str]) -> PlanForm:
    texts: list[PlanForm] = [" ".join(each.split()) for each in chosen]
    return texts or None


def _link_words(link: str, titles: Mapping[str, str]) -> str:
    id, _space, _kind = link.partition(" ")
    return f"{titles[id]} ({link})" if id in titles else link


def _link_of(words: str, titles: Mapping[str, str]) -> str:
    """The link that somebody chose; a browser may send words with a title that another person has changed since."""
    link = words.rpartition(" (")[2].removesuffix(")")
    return link if words.endswith(f"({link})") and link.partition(" ")[0] in titles else words


def _parts(need: str) -> tuple[str, str, str]:
    # the id of a skill holds a colon itself: only the last one stands before the count
    who, sign, count = need.rpartition(":")
    return (who, sign, count) if count.strip().isdigit() else (need, "", "")


def _need_words(need: str, people: Mapping[str, tuple[str, int]]) -> str:
    who, _sign, count = _parts(need)
    name, heads = people.get(who, (who, 2))
    return name if heads == 1 and count.strip() == "1" else f"{name} × {count.strip()}"
