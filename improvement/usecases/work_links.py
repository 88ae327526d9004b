"""What a piece of work waits for: the edit of its links, and the network around it."""

from collections.abc import Collection, Mapping

from improvement.model.change import Edit, PlanForm, lookup
from improvement.model.realization import Milestone, Work
from improvement.model.snapshot import Snapshot
from improvement.model.values import Dependency, Duration, LinkKind
from improvement.usecases.work_edits import path_of

# how a lag is counted: working days, weeks and hours, or days of the calendar
LAG_UNITS = ("d", "w", "h", "elapsed d")


def link_to(predecessor: str, kind: LinkKind, lag: float, unit: str) -> Dependency:
    """A link with a lag in one of LAG_UNITS; below 0: a lead; 0: none."""
    length = Duration.parse(f"elapsed {abs(lag):.2f}d" if unit == "elapsed d" else f"{abs(lag):.2f}{unit}")
    return Dependency(predecessor, kind, length, lag < 0) if length.amount else Dependency(predecessor, kind)


def relinked(
    snapshot: Snapshot, node: Work | Milestone, id: str, dropped: Collection[Dependency], added: Dependency | None
) -> tuple[Edit, ...]:
    """The one edit by which work no longer waits for some and waits for another; none where nothing changes."""
    links = links_with(node.after, dropped, added)
    if links == node.after:
        return ()
    path = (*path_of(snapshot, id), "after")
    return (Edit("set", path, lookup(snapshot.data, path), links_form(links)),)


def links_with(
    after: tuple[Dependency, ...], dropped: Collection[Dependency], added: Dependency | None
) -> tuple[Dependency, ...]:
    """Links without some and with another, which takes the place of one of the same kind to the same predecessor."""
    kept = [link for link in after if link not in dropped]
    if added:
        same = (place for place, link in enumerate(kept) if _pair(link) == _pair(added))
        place = next(same, len(kept))
        kept[place : place + 1] = [added]
    return tuple(kept)


def links_form(links: tuple[Dependency, ...]) -> PlanForm:
    """Links as they stand in the plan; None without any."""
    return [str(link) for link in links] or None


def _pair(link: Dependency) -> tuple[str, str]:
    return link.predecessor, link.kind


def waits(nodes: Mapping[str, Work | Milestone]) -> dict[str, list[str]]:
    """What each piece of work and each milestone waits for, each once; what does not exist is left out."""
    return {
        id: list(dict.fromkeys(link.predecessor for link in node.after if link.predecessor in nodes))
        for id, node in nodes.items()
    }
