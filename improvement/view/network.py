"""Who waits for whom: boxes, lines and sentences of the picture of the network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from improvement.model.plan import Plan
from improvement.model.realization import Milestone, Work
from improvement.model.values import Dependency
from improvement.realization.progress import Progress
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.neighbours import Neighbourhood
from improvement.view.format import day, short_day
from improvement.view.language import _, ngettext
from improvement.view.network_layout import Pair
from improvement.view.work import SIGNS, node_titles, status_words

Nodes = Mapping[str, Work | Milestone]


@dataclass(frozen=True, slots=True)
class Box:
    """One piece of work or milestone. `detail`: how it stands and its days; `words`: all of it for those who listen."""

    id: str
    title: str
    detail: str
    words: str
    done: bool
    late: bool
    critical: bool
    milestone: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A link to the right: `words` its kind and lag where it is not the usual one, `critical` in a deciding chain."""

    pair: Pair
    words: str
    critical: bool


def boxes(plan: Plan, dates: PlanSchedule, found: Progress, ids: Iterable[str]) -> tuple[Box, ...]:
    """The boxes of some pieces of work and milestones, in their order."""
    return tuple(_box(dates, found, id, title) for id, title in node_titles(plan, ids).items())


def _box(dates: PlanSchedule, found: Progress, id: str, title: str) -> Box:
    if id in found.milestones:
        stone = found.milestones[id]
        done, late = stone.reached, stone.status == "missed"
        status, days, whole = _milestone_words(stone.status), short_day(stone.day), day(stone.day)
        sign = "◆"
    else:
        each = found.works[id]
        done, late, sign = each.status == "done", each.late, SIGNS[each.status]
        status = status_words(each)
        days = f"{short_day(each.start)} – {short_day(each.finish)}"
        whole = f"{day(each.start)} – {day(each.finish)}"
    critical = dates.activities[id].critical and not done
    told = [title, status, whole, *([_("decides the finish")] if critical else [])]
    return Box(id, title, f"{sign} {status} · {days}", ", ".join(told), done, late, critical, id in found.milestones)


def _milestone_words(status: str) -> str:
    return {"met": _("Reached"), "missed": _("Missed"), "ahead": _("Ahead")}[status]


def lines(nodes: Nodes, dates: PlanSchedule, ids: Iterable[str]) -> tuple[Line, ...]:
    """The links between some pieces of work, one per pair."""
    shown = dict.fromkeys(ids)
    deciding = {pair for path in dates.paths.shown for pair in pairwise(path)}
    deciding |= {
        (times.driver, id) for id in dates.critical if (times := dates.activities[id]).driver in dates.critical
    }
    words: dict[Pair, list[str]] = {}
    for id in shown:
        for link in nodes[id].after:
            if link.predecessor in shown:
                words.setdefault((link.predecessor, id), []).append(link_words(link))
    return tuple(Line(pair, ", ".join(filter(None, texts)), pair in deciding) for pair, texts in words.items())


def link_words(link: Dependency) -> str:
    """Kind and lag; empty for the usual link, whose successor may start once the other is finished."""
    lag = f"{'−' if link.lead else '+'}{lag_words(link)}" if link.lag else ""
    return lag if link.kind == "FS" else f"{link.kind} {lag}".strip()


def lag_words(link: Dependency) -> str:
    """The length of a lag or lead; empty without one."""
    if not link.lag:
        return ""
    if link.lag.elapsed:
        words = _("{length} by the calendar")
        return words.format(length=str(link.lag).removeprefix("elapsed "))
    return str(link.lag)


def kind_words() -> dict[str, str]:
    """What the four kinds of link mean, the usual one first."""
    return {
        "FS": _("may start once it is finished"),
        "SS": _("may start once it has started"),
        "FF": _("may be finished once it is finished"),
        "SF": _("may be finished once it has started"),
    }


def lag_units() -> dict[str, str]:
    """How a lag may be counted."""
    return {
        "d": _("working days"),
        "w": _("working weeks"),
        "h": _("working hours"),
        "elapsed d": _("days by the calendar"),
    }


def link_title(titles: Mapping[str, str], link: Dependency) -> str:
    """A link by the title of what is waited for, with what its kind means and its lag where it is not the usual one."""
    title = titles.get(link.predecessor, link.predecessor)
    told = [kind_words()[link.kind]] if link.kind != "FS" else []
    if link.lag:
        words = _("{length} before") if link.lead else _("{length} later")
        told.append(words.format(length=lag_words(link)))
    return _("{title} ({link})").format(title=title, link=", ".join(told)) if told else title


def network_title(near: Neighbourhood, title: str) -> str:
    """How many lead to the chosen one and how many follow it."""
    before, after = _counts(near)
    if not before and not after:
        return _("“{title}” waits for nothing, and nothing waits for it").format(title=title)
    leads = ngettext("{n} leads to “{title}”", "{n} lead to “{title}”", before).format(n=before, title=title)
    follows = ngettext("{n} follows it", "{n} follow it", after).format(n=after)
    return _("{leads}, {follows}").format(leads=leads, follows=follows)


def _counts(near: Neighbourhood) -> tuple[int, int]:
    before = sum(far < 0 for far in near.steps.values()) + near.more_before
    return before, sum(far > 0 for far in near.steps.values()) + near.more_after


def whole_title(boxes: int, lines: int) -> str:
    """What the picture of a whole plan holds."""
    pieces = ngettext("{n} piece of work and milestone", "{n} pieces of work and milestones", boxes).format(n=boxes)
    links = ngettext("{n} link", "{n} links", lines).format(n=lines)
    return _("All together: {pieces}, {links}").format(pieces=pieces, links=links)


def more_words(near: Neighbourhood) -> str:
    """How many are within the steps but not drawn; empty where all are."""
    told = []
    if near.more_before:
        words = ngettext("and {n} more before", "and {n} more before", near.more_before)
        told.append(words.format(n=near.more_before))
    if near.more_after:
        words = ngettext("and {n} more after", "and {n} more after", near.more_after)
        told.append(words.format(n=near.more_after))
    return " · ".join(told)


def network_key(shown: Iterable[Line]) -> str:
    """What the marks mean, and the kinds of link that the picture shows."""
    kinds = kind_words()
    told = [_("Thick outline and line: decides the finish · filled: done · a click chooses a piece of work")]
    named = " ".join(line.words for line in shown)
    told += [f"{kind}: {words}" for kind, words in kinds.items() if kind != "FS" and kind in named]
    return " · ".join(told)


def list_lines(plan: Plan, nodes: Nodes, boxes: Iterable[Box]) -> tuple[str, ...]:
    """The picture as sentences: each piece of work with how it stands and what it waits for."""
    titles = node_titles(plan)
    return tuple(_list_line(titles, nodes, box) for box in boxes)


def _list_line(titles: Mapping[str, str], nodes: Nodes, box: Box) -> str:
    before = [link_title(titles, link) for link in nodes[box.id].after]
    if not before:
        return box.words
    return _("{work}; waits for {titles}").format(work=box.words, titles=", ".join(before))
