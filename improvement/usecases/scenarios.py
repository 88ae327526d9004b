"""The scenarios of a programme: read, laid over its plan, made, changed, removed, taken over."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path as File

from improvement.errors import Issue, KeptError, Severity, issue
from improvement.model.change import Edit, lookup
from improvement.model.ids import free_id, id_or
from improvement.model.plan import Plan, SharedPeople
from improvement.model.scenario import Scenario, ScenarioHead, Tree, difference, patched
from improvement.model.validation import suggestion
from improvement.realization.effect import Effect
from improvement.store.edits import edited
from improvement.store.scenarios import ScenarioFile, edited_text, id_of, scenario_text
from improvement.usecases.opened import Opened
from improvement.usecases.work import effect, trial
from improvement.view.names import people_names
from improvement.view.work import node_titles

__all__ = [
    "ScenarioFile", "as_if", "as_if_with", "change_scenario", "data_of", "effect_with", "file_scenario", "laid_over",
    "new_scenario", "remove_scenario", "scenario_issues", "scenario_names", "scenarios", "taken_over", "texts_of",
]  # fmt: skip
KNOWN = (*ScenarioHead.model_fields, *Plan.model_fields)


def scenarios(programme: Opened) -> dict[str, ScenarioFile]:
    """All scenario files of a programme by id, in alphabetical order; those with mistakes too."""
    store = programme.workspace.store
    names = {id: name for name in store.attachments(programme.id) if (id := id_of(name))}
    read = {id: store.scenario(programme.id, id, store.attachment(programme.id, name)) for id, name in names.items()}
    return {id: found for id, found in read.items() if found}


def file_scenario(programme: Opened, file: File) -> ScenarioFile:
    """The scenario in any file. KeptError where customers may not see what is wrong with it; OSError."""
    found = programme.workspace.store.scenario(programme.id, file.stem, file.read_bytes(), str(file))
    if found is None:
        raise KeptError(issue("not-allowed", Severity.ERROR, why="viewer"))
    return found


def laid_over(programme: Opened, found: ScenarioFile) -> Opened:
    """The programme as it would be. KeptError with every mistake of the scenario or of one that it builds on."""
    layers = _layers(scenarios(programme), found)
    before, after = _data(programme), _over(programme, layers)
    try:
        return trial(programme, difference(before, after))
    except KeptError as wrong:
        raise KeptError(*(_located(layers, _understood(before, each)) for each in wrong.issues)) from None


def taken_over(programme: Opened, found: ScenarioFile) -> tuple[Edit, ...]:
    """The edits that make the plan what the scenario says; none where both say the same. KeptError as above."""
    laid_over(programme, found)
    return tuple(difference(_data(programme), _over(programme, _layers(scenarios(programme), found))))


def _base_of(programme: Opened, found: ScenarioFile) -> Tree:
    """The plan data that a scenario is laid over: the plan's, with the scenarios that it builds on."""
    return _over(programme, _layers(scenarios(programme), found)[:-1])


def texts_of(programme: Opened, found: ScenarioFile) -> tuple[str, ...]:
    """The texts that say what a scenario is: its own and those of what it builds on. KeptError for their mistakes."""
    return tuple(each.source.text for each in _layers(scenarios(programme), found))


def data_of(programme: Opened, found: ScenarioFile | None) -> Tree:
    """The plan data as a scenario has it; without one the plan's. KeptError for mistakes in its files."""
    return _over(programme, _layers(scenarios(programme), found) if found else ())


def as_if(programme: Opened, found: ScenarioFile | None) -> Opened:
    """The programme as a scenario has it, or as it is without one. KeptError as for `laid_over`."""
    return laid_over(programme, found) if found else programme


def as_if_with(programme: Opened, found: ScenarioFile | None, edit: Edit) -> Opened:
    """The same with one more edit. KeptError for what is wrong then."""
    return trial(programme, _edits_with(programme, found, edit))


def effect_with(programme: Opened, found: ScenarioFile | None, edit: Edit) -> Effect:
    """What a scenario (or the plan) with one more edit does to the plan as it is. KeptError for what is wrong then."""
    return effect(programme, _edits_with(programme, found, edit))


def _edits_with(programme: Opened, found: ScenarioFile | None, edit: Edit) -> Iterator[Edit]:
    return difference(_data(programme), edited(data_of(programme, found), (edit,)))


def scenario_names(programme: Opened, then: Plan) -> dict[str, str]:
    """Names of persons, teams and work by id, those that only the scenario has too: what values of fields mean."""
    people = people_names(then, programme.workspace.store.people()) | people_names(programme.plan, SharedPeople())
    return people | node_titles(then) | node_titles(programme.plan)


def new_scenario(programme: Opened, title: str, builds_on: str, edit: Edit) -> str:
    """Keep a new scenario with one field changed; its id, made from its title. KeptError for whom it is not allowed."""
    known = scenarios(programme)
    id = free_id(id_or(title, "scenario"), known)
    empty = programme.workspace.store.scenario(programme.id, id, scenario_text(Scenario(id, title, builds_on, {})))
    if empty is None:
        raise KeptError(issue("not-allowed", Severity.ERROR, why="viewer"))
    _keep(programme, id, edited_text(empty, _base_of(programme, empty), edit))
    return id


def change_scenario(programme: Opened, found: ScenarioFile, edit: Edit) -> None:
    """Change one more field in a scenario. KeptError where its file was changed meanwhile, or it is not allowed."""
    _keep(programme, found.id, edited_text(found, _base_of(programme, found), edit), found.source.to_bytes())


def remove_scenario(programme: Opened, found: ScenarioFile) -> None:
    """Remove its file. KeptError where another builds on it, it was changed meanwhile, or it is not allowed."""
    above = [each for each in scenarios(programme).values() if each.scenario and each.scenario.builds_on == found.id]
    if above:
        titles = ", ".join(each.scenario.title for each in above if each.scenario)
        raise KeptError(issue("scenario-needed", Severity.ERROR, titles=titles))
    programme.workspace.store.keep_scenario(programme.id, found.id, None, found.source.to_bytes())


def scenario_issues(programme: Opened) -> Iterator[Issue]:
    """What is wrong with the scenarios of a programme, with places in their files."""
    for found in scenarios(programme).values():
        yield from (each for each in found.issues if each.severity is not Severity.ERROR)
        try:
            laid_over(programme, found)
        except KeptError as wrong:
            yield from (each for each in wrong.issues if each.where.document == found.source.document)


def _keep(programme: Opened, id: str, text: str, seen: bytes = b"") -> None:
    programme.workspace.store.keep_scenario(programme.id, id, text.encode(), seen)


def _data(programme: Opened) -> Tree:
    data = programme.workspace.store.snapshot(programme.id).data
    return data if isinstance(data, dict) else {}


def _layers(known: dict[str, ScenarioFile], found: ScenarioFile) -> list[ScenarioFile]:
    """A scenario and all it builds on, the lowest first. KeptError for mistakes in one of them."""
    layers, below = [found], found.scenario.builds_on if found.scenario else ""
    while below:
        top = layers[-1]
        if below in {each.id for each in layers}:
            loop = " -> ".join((*(each.id for each in layers), below))
            raise KeptError(_at_base(found, "scenario-cycle", chain=loop))
        if below not in known:
            guess = suggestion(below, known)
            raise KeptError(_at_base(top, "scenario-missing", text=below, suggestion=guess))
        layers.append(known[below])
        scenario = known[below].scenario
        below = scenario.builds_on if scenario else ""
    if wrong := tuple(chain(*(_errors(each) for each in layers))):
        raise KeptError(*wrong)
    return layers[::-1]


def _errors(found: ScenarioFile) -> tuple[Issue, ...]:
    return tuple(each for each in found.issues if each.severity is Severity.ERROR)


def _at_base(found: ScenarioFile, id: str, **facts: str) -> Issue:
    return found.source.located(issue(id, Severity.ERROR, ("builds_on",), **facts))


def _over(programme: Opened, layers: Iterable[ScenarioFile]) -> Tree:
    data = _data(programme)
    for each in layers:
        data = patched(data, each.scenario.tree if each.scenario else {})
    return data


def _understood(data: Tree, problem: Issue) -> Issue:
    """A mistake in words that fit a scenario: an entry too short for a new one was probably misspelt."""
    path = problem.where.path
    if problem.id == "unknown-key" and len(path) == 1:
        return issue(problem.id, problem.severity, path, key=path[0], suggestion=suggestion(path[0], KNOWN))
    if problem.id != "missing-field" or not path or lookup(data, path) is not None:
        return problem
    siblings = lookup(data, path[:-1])
    guess = suggestion(path[-1], siblings if isinstance(siblings, dict) else ())
    facts = {"text": path[-1], "missing": str(problem.fact("field")), "suggestion": guess}
    return issue("scenario-new-entry", Severity.ERROR, path, **facts)


def _located(layers: Sequence[ScenarioFile], problem: Issue) -> Issue:
    """An issue at its place in the topmost of the files that come nearest to writing the field."""
    path = problem.where.path
    written = [max(n for n in range(len(path) + 1) if not n or path[:n] in each.source.keys) for each in layers]
    nearest = max(range(len(layers)), key=lambda i: (written[i], i))
    return layers[nearest].source.located(problem)
