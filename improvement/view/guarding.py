"""What guards the promises: measures, audits, incentives, reviews, and the stages that wait to be closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from improvement.checks.facts import StageName
from improvement.checks.stages import Stage
from improvement.model.plan import Plan
from improvement.model.values import write_percent
from improvement.view.format import day, number
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.stage_cards import StageCard, stage_cards
from improvement.view.wording import words

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ClosingCard:
    """A stage with what is missing before it may be closed; `signed`: who closed it, empty while it is not closed."""

    stage: StageName
    card: StageCard
    missing: tuple[str, ...]
    ready: bool
    signed: str


def closing_cards(plan: Plan, found: tuple[Stage, ...], people: Mapping[str, str]) -> tuple[ClosingCard, ...]:
    """The stages in the order of the loop; `people`: names by id."""
    return tuple(
        ClosingCard(
            stage.name,
            card,
            tuple(words(each.id) for each in stage.conditions if not each.passed),
            stage.state == "ready",
            _signed(plan, stage, people),
        )
        for stage, card in zip(found, stage_cards(plan, found), strict=True)
    )


def _signed(plan: Plan, stage: Stage, people: Mapping[str, str]) -> str:
    closing = plan.programme.closed.get(stage.name)
    if closing is None or stage.state != "closed":
        return ""
    return _("by {name}").format(name=people.get(closing.by, closing.by))


def kind_words() -> dict[str, str]:
    """The kinds of a measure."""
    return {
        "time": _("Time between two moments"),
        "share": _("Share of cases that meet a value"),
        "count": _("How many cases"),
        "mean": _("Mean of an answer"),
    }


def period_words() -> dict[str, str]:
    """How long one point of a chart is."""
    return {"week": _("a week"), "month": _("a month")}


def rota_words() -> dict[str, str]:
    """How often an audit is held."""
    return {"weekly": _("every week"), "monthly": _("every month"), "quarterly": _("every quarter")}


def titles(plan: Plan, section: str, collection: str) -> dict[str, str]:
    """The objects of a collection by id, as people named them."""
    found = getattr(getattr(plan, section), collection)
    return {id: object_title(plan, (section, collection, id)) for id in found}


def measure_rows(plan: Plan, points: dict[str, int]) -> Rows:
    """The table of measures; `points`: how many periods each has."""
    sources, kinds, periods = titles(plan, "assessment", "sources"), kind_words(), period_words()
    rows = []
    for id, each in plan.guarantee.measures.items():
        standards = [known for known, one in plan.commitment.standards.items() if one.measure == id]
        rows.append(
            {
                _("Measure"): object_title(plan, ("guarantee", "measures", id)),
                _("Tells of"): ", ".join(object_title(plan, ("commitment", "standards", one)) for one in standards),
                _("Kind"): kinds[each.kind],
                _("Source"): sources.get(each.source, each.source),
                _("One point is"): periods[each.period],
                _("Points"): number(points.get(id, 0), 0),
                _("Usual range until"): day(each.baseline_until) if each.baseline_until else "",
            }
        )
    return rows


def audit_rows(plan: Plan) -> Rows:
    """The table of audits."""
    rotas = rota_words()
    return [
        {
            _("Standard"): object_title(plan, ("commitment", "standards", each.standard)),
            _("Announced"): rotas[each.rota],
            _("Of these unannounced"): write_percent(each.surprise_share),
        }
        for each in plan.guarantee.audits.values()
    ]


def incentive_rows(plan: Plan) -> Rows:
    """The table of incentives."""
    return [
        {
            _("Standard"): object_title(plan, ("commitment", "standards", each.standard)),
            _("Who gets what, when"): each.rule,
        }
        for each in plan.guarantee.incentives.values()
    ]


def audit_names(plan: Plan) -> dict[str, str]:
    """Audits to choose from: what is checked, how often."""
    standards, rotas = titles(plan, "commitment", "standards"), rota_words()
    return {
        id: _("{standard}, {rota}").format(standard=standards.get(each.standard, each.standard), rota=rotas[each.rota])
        for id, each in plan.guarantee.audits.items()
    }


def incentive_names(plan: Plan) -> dict[str, str]:
    """Incentives to choose from: what is rewarded, and how."""
    standards = titles(plan, "commitment", "standards")
    return {
        id: _("{standard}: {rule}").format(standard=standards.get(each.standard, each.standard), rule=each.rule)
        for id, each in plan.guarantee.incentives.items()
    }


def review_names(plan: Plan) -> dict[str, str]:
    """Reviews to choose from, the newest first."""
    ordered = sorted(plan.guarantee.reviews.items(), key=lambda each: each[1].held_on, reverse=True)
    return {id: day(each.held_on) for id, each in ordered}


def unpromised(plan: Plan) -> tuple[str, ...]:
    """Measures that no promise rests on: they are followed for themselves."""
    standards = plan.commitment.standards
    used = {
        standards[each.standard].measure for each in plan.commitment.promises.values() if each.standard in standards
    }
    return tuple(id for id in plan.guarantee.measures if id not in used)
