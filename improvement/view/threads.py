"""The golden thread in words: from computed chains to the rows that are drawn."""

from collections.abc import Iterable

from improvement.checks.cells import Cell
from improvement.checks.chains import Chain
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.thread import ThreadCell, ThreadRow
from improvement.view.wording import consequence, words

# the page on which a missing link is made
MADE_ON = {
    "finding": "assessment",
    "promise": "commitment",
    "work": "realization",
    "measure": "commitment",
    "verdict": "guarantee",
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
    if cell.state == "missing" and cell.path:
        target = f"{MADE_ON[cell.kind]}/{cell.path[2]}"
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
        return object_title(plan, cell.path), _public_words(plan, cell) or told
    if cell.kind == "measure":
        return object_title(plan, ("guarantee", "measures", cell.ids[0])), told
    if cell.kind == "work":
        facts = dict(cell.facts)
        return _amounts(int(facts["activities"]), int(facts["training"])), _work_detail(plan, cell)
    return told, ""


def _public_words(plan: Plan, cell: Cell) -> str:
    if cell.word != "cell-promised":
        return ""
    since = plan.commitment.promises[cell.path[2]].public_since
    return _("public since {date}").format(date=day(since)) if since else _("not public yet")


def _work_detail(plan: Plan, cell: Cell) -> str:
    facts = dict(cell.facts)
    if "worst" in facts:
        facts["worst"] = f"“{object_title(plan, cell.path)}”"
    told = words(cell.word, tuple(facts.items()))
    return told.partition("; ")[2]


def _amounts(activities: int, training: int) -> str:
    parts = []
    if activities or not training:
        parts.append(ngettext("{n} activity", "{n} activities", activities).format(n=activities))
    if training:
        parts.append(ngettext("{n} training", "{n} trainings", training).format(n=training))
    return ", ".join(parts)


def target_of(path: Path) -> str:
    """Where a click on an object leads: `page/id`; every section of the plan has the page of its name."""
    if not path:
        return ""
    return f"{path[0]}/{path[2] if len(path) > 2 else ''}"
