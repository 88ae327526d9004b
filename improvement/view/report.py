"""Results as lines of text for the command line, and as JSON where several results make one answer."""

from collections.abc import Iterable, Iterator
from typing import Any

from improvement.checks.chains import Chain
from improvement.errors import Issue
from improvement.model.change import Edit, PlanForm
from improvement.view.language import _
from improvement.view.wording import full, object_name, words


def issue_json(found: Issue) -> dict[str, Any]:
    """One issue for machines, its words in the language of the run."""
    where = found.where
    return {
        "id": found.id,
        "severity": str(found.severity),
        "file": where.document,
        "line": where.line,
        "column": where.column,
        "path": ".".join(where.path),
        "object": object_name(found),
        "message": full(found),
        "facts": dict(found.facts),
    }


def chain_json(chain: Chain) -> dict[str, Any]:
    """One golden thread for machines."""
    cells = [
        {"kind": each.kind, "ids": list(each.ids), "state": each.state, "words": words(each.word, each.facts)}
        for each in chain.cells
    ]
    broken = chain.cells[chain.broken].kind if chain.broken is not None else None
    return {"finding": chain.finding, "broken_at": broken, "cells": cells}


def thread_lines(plan_id: str, found: Iterable[Chain]) -> Iterator[str]:
    """The golden thread: one line a chain, the first break in capitals."""
    chains = list(found)
    broken = sum(each.broken is not None for each in chains)
    if chains:
        yield _("{plan}: {broken} of {all} chains are broken").format(plan=plan_id, broken=broken, all=len(chains))
    for chain in chains:
        cells = (words(each.word, each.facts) for each in chain.cells if each.state != "faded")
        name = chain.finding or "?"
        yield f"  {'x' if chain.broken is not None else '-'} {name}: " + " > ".join(cells)


def conflict_line(edit: Edit, theirs: PlanForm) -> str:
    """A clash of one field."""
    told = _("{path} was changed meanwhile: it is {theirs} now, you wrote {mine}; nothing was saved")
    return told.format(path=".".join(edit.path), theirs=theirs, mine=edit.new)


def edit_json(edit: Edit) -> dict[str, Any]:
    """One edit for machines."""
    return {"op": edit.op, "path": ".".join(edit.path), "old": edit.old, "new": edit.new}


def edit_line(edit: Edit) -> str:
    """One edit on one line."""
    return f"{edit.op} {'.'.join(edit.path)}" + (f" = {edit.new}" if edit.new is not None else "")


def clash_line(theirs: Edit) -> str:
    """A field that both sides of a merge changed: mine stays."""
    told = _("{path}: both sides changed it; mine stays, theirs was {theirs}")
    return told.format(path=".".join(theirs.path), theirs=theirs.new)
