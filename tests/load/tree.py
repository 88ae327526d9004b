"""What one browser shows: the elements of a page as the server's messages build, change and clear them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Delta_pb2 import Delta


@dataclass(slots=True)
class Node:
    """A place of the page; `run` and `fragment` say which run of the script put it there."""

    run: str
    fragment: str
    block: Block | None = None
    kind: str = ""
    element: Any = None
    children: dict[int, "Node"] = field(default_factory=dict)


class Tree:
    """The page of one browser. Whatever a run no longer mentions goes when the run has finished."""

    def __init__(self) -> None:
        self.root = Node("", "")
        self._listed: list[Node] | None = None

    def apply(self, path: list[int], delta: Delta, run: str) -> Node | None:
        """Put an element or a container at its place; the node, or None for a message that puts nothing."""
        self._listed = None
        *way, last = path
        parent = self.root
        for step in way:
            parent = parent.children.setdefault(step, Node(run, delta.fragment_id))
        before = parent.children.get(last)
        match delta.WhichOneof("type"):
            case "new_element":
                kind = delta.new_element.WhichOneof("type") or ""
                node = Node(run, delta.fragment_id, None, kind, getattr(delta.new_element, kind, None))
            case "add_block":
                node = Node(run, delta.fragment_id, delta.add_block)
                if before and before.block and before.block.WhichOneof("type") == delta.add_block.WhichOneof("type"):
                    node.children = before.children
            case _:
                return None
        parent.children[last] = node
        return node

    def clear_stale(self, run: str, fragments: frozenset[str]) -> None:
        """Drop what a finished run did not draw: of the whole page, or of the fragments that ran."""
        self._listed = None
        for top in self.root.children.values():
            _sweep(top, run, fragments, inside=False)

    def clear(self) -> None:
        """Another page: nothing of this one stays."""
        self._listed = None
        self.root = Node("", "")

    def nodes(self) -> list[Node]:
        """Every place, in the order of the document."""
        if self._listed is None:
            self._listed = list(_walk(self.root))
        return self._listed

    def elements(self, *kinds: str) -> Iterator[Any]:
        """The elements of some kinds, in the order of the document."""
        return (each.element for each in self.nodes() if each.kind in kinds)

    def ids(self) -> set[str]:
        """The ids of all widgets and containers on the page."""
        return {id for each in self.nodes() if (id := id_of(each))}

    def keyed(self, key: str) -> Node | None:
        """The widget or container with this key; None where the page has none."""
        return next((each for each in self.nodes() if key_of(id_of(each)) == key), None)

    def labelled(self, kind: str, label: str) -> Node | None:
        """The first widget of a kind with this label; None where there is none."""
        return next((each for each in self.nodes() if each.kind == kind and each.element.label == label), None)


def id_of(node: Node) -> str:
    """The id that the server gave; empty for what has none."""
    return str(getattr(node.block if node.block else node.element, "id", ""))


def key_of(id: str) -> str:
    """The key in an id ($$ID-HASH-KEY); empty where the program gave none."""
    key = id.split("-", 2)[-1] if id.startswith("$$") else ""
    return "" if key == "None" else key


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for place in sorted(node.children):
        yield from _walk(node.children[place])


def _sweep(node: Node, run: str, fragments: frozenset[str], *, inside: bool) -> None:
    for place, each in list(node.children.items()):
        old = each.run != run and each.kind != "toast"
        within = inside and (bool(each.fragment) or each.block is not None)
        if old and (within if fragments else True):
            del node.children[place]
        else:
            _sweep(each, run, fragments, inside=inside or (each.fragment in fragments and not old))
