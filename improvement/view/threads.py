"""The golden thread in words: from computed chains to the rows that are drawn."""

from collections.abc import Iterable

from improvement.checks.cells import Cell
from improvement.checks.chains import Chain
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.view.language import _, language, ngettext
from improvement.view.thread import ThreadCell, ThreadRow
from improvement.view.wording import consequence, words

PAGE_OF = {
    "programme": "programme",
    "assessment": "assessment",
    "commitment": "commitment",
    "realization": "realization",
    "guarantee": "guarantee",
}


def thread_rows(plan: Plan, found: Iterable[Chain]) -> tuple[ThreadRow, ...]:
    """One row a chain, in the given order; targets are `page/id` for ui.navigation."""
    return tuple(ThreadRow(tuple(_cell(plan, cell) for cell in chain.cells)) for chain in found)


def thread_title(found: tuple[Chain, ...]) -> str:
    """How many chains are broken: the heading of the thread."""
    broken = sum(chain.broken is not None for chain in found)
    if not found:
        return _("From finding to proof")
    if not broken:
        return _("From finding to proof: every chain holds")
    words = ngettext(
        "From finding to proof: {n} of {all} chain is broken",
        "From finding to proof: {n} of {all} chains are broken",
        len(found),
    )
    return words.format(n=broken, all=len(found))


def _cell(plan: Plan, cell: Cell) -> ThreadCell:
    target = target_of(cell.path)
    if cell.state == "faded":
        return ThreadCell("–", "", "faded")
    if cell.state == "missing":
        return ThreadCell(words(cell.word, cell.facts), consequence(cell.word), "missing", target)
    title, detail = _words(plan, cell)
    return ThreadCell(title, detail, "plain" if cell.kind == "finding" else cell.state, target)


def _words(plan: Plan, cell: Cell) -> tuple[str, str]:
    told = words(cell.word, cell.facts)
    if cell.kind == "finding":
        return plan.assessment.findings[cell.ids[0]].statement, told
    if cell.kind == "promise":
        return promise_name(plan, cell.path), told
    if cell.kind == "measure":
        return measure_name(plan, cell.ids[0]), told
    first, _semicolon, rest = told.partition("; ")
    return first, rest


def promise_name(plan: Plan, path: Path) -> str:
    """The short name of a promise or standard: slogan, else wording, else title, else id."""
    if path[1] == "promises":
        promise = plan.commitment.promises[path[2]]
        return (promise.slogan or promise.text).show(language())
    standard = plan.commitment.standards[path[2]]
    return standard.title or standard.need or path[2]


def measure_name(plan: Plan, measure_id: str) -> str:
    """A measure's title, else its id."""
    measure = plan.guarantee.measures.get(measure_id)
    return measure.title or measure_id if measure else measure_id


def target_of(path: Path) -> str:
    """Where a click on an object leads: `page/id`, the id empty where the path names none."""
    if not path:
        return ""
    return f"{PAGE_OF[path[0]]}/{path[2] if len(path) > 2 else ''}"
