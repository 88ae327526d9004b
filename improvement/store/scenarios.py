"""Scenario files: scenarios/ID.yaml beside a plan, read with positions and written in the house style."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from improvement.errors import Issue, Severity
from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.scenario import Scenario, ScenarioHead, Tree, with_edit
from improvement.model.validation import validate
from improvement.store.edits import CannotEdit, put
from improvement.store.emit import entry, scalar
from improvement.store.source import Source, read_source
from improvement.store.splice import new_text

FOLDER, ENDING = "scenarios/", ".yaml"
HEADING = "# What if: fields of plan.yaml that this scenario changes; null takes one away\n"
HEAD = tuple(ScenarioHead.model_fields)


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """One file read: the scenario (None where nothing can be made of it), its text with positions, its mistakes."""

    id: str
    scenario: Scenario | None
    source: Source
    issues: tuple[Issue, ...]


def file_of(id: str) -> str:
    """The name of a scenario's file inside the programme's folder."""
    return f"{FOLDER}{id}{ENDING}"


def id_of(name: str) -> str:
    """The scenario of a file beside a plan; empty for any other file."""
    inner = name.removeprefix(FOLDER).removesuffix(ENDING)
    return inner if name == file_of(inner) and "/" not in inner else ""


def read_scenario(raw: bytes | str, id: str, document: str = "") -> ScenarioFile:
    """Read the text of a scenario. Fields are not judged here: they are, once they are laid over a plan."""
    source = read_source(raw, document or file_of(id))
    words = {(each.where.line, each.where.column) for each in source.issues if each.id == "null-word"}
    nulls = {path for path, place in source.values.items() if place in words and not _in_list(source.data, path)}
    places = {source.values[path] for path in nulls}
    issues = tuple(
        each for each in source.issues
        if each.id != "null-word" or (each.where.line, each.where.column) not in places
    )  # fmt: skip
    if not isinstance(source.data, dict):
        return ScenarioFile(id, None, source, issues)
    tree = _with_nulls(source.data, nulls)
    head, wrong = validate(ScenarioHead, {key: tree[key] for key in HEAD if tree.get(key) is not None}, source.document)
    issues += tuple(source.located(each) for each in wrong)
    if head is None or any(each.severity is Severity.ERROR for each in issues):
        return ScenarioFile(id, None, source, issues)
    fields = {key: each for key, each in tree.items() if key not in HEAD}
    return ScenarioFile(id, Scenario(id, head.title, head.builds_on or "", fields), source, issues)


def scenario_text(scenario: Scenario) -> str:
    """The whole text of a scenario; reading it gives the same back."""
    head = entry("title", scenario.title, 0) + entry("builds_on", scenario.builds_on or None, 0)
    return HEADING + head + "".join(_lines(scenario.tree, 0))


def edited_text(found: ScenarioFile, base: PlanForm, edit: Edit) -> str:
    """The text of a scenario with one more field changed; other lines stay as they are, where that is possible."""
    scenario = found.scenario
    assert scenario  # only what could be read is offered for a change
    tree = with_edit(scenario.tree, base, edit.path, edit.new)
    wanted = Scenario(scenario.id, scenario.title, scenario.builds_on, tree)
    with contextlib.suppress(CannotEdit):
        text = _spliced(found.source, edit.path, lookup(tree, edit.path))
        if read_scenario(text, scenario.id).scenario == wanted:
            return text
    return scenario_text(wanted)


def _spliced(source: Source, path: Path, value: PlanForm) -> str:
    """The text with a value at a path; other than meant where a null is in it, or where a map takes a value's place."""
    data = source.data if isinstance(source.data, dict) else {}
    return new_text(source, Edit("set", path, None, value), put(data, path, value))


def _in_list(data: PlanForm, path: Path) -> bool:
    return not isinstance(lookup(data, path[:-1]), dict)


def _with_nulls(tree: Tree, nulls: set[Path], path: Path = ()) -> Tree:
    """The tree with None where the text says null."""
    found: Tree = {}
    for key, value in tree.items():
        here = (*path, key)
        found[key] = _with_nulls(value, nulls, here) if isinstance(value, dict) else None if here in nulls else value
    return found


def _lines(tree: Tree, indent: int) -> Iterator[str]:
    for key, value in tree.items():
        lead = " " * indent + scalar(key) + ":"
        if value is None:
            yield f"{lead} null\n"
        elif isinstance(value, dict):
            yield f"{lead}\n"
            yield from _lines(value, indent + 2)
        else:
            yield entry(key, value, indent)
