"""Measures to choose from, in words."""

from improvement.model.guarantee import Measure
from improvement.model.plan import Plan
from improvement.view.language import _


def choice_words(plan: Plan, measure: Measure, id: str, start: str, stop: str, item: str) -> str:
    """A measure of the plan by its title; one that could be made by what it counts, with its source."""
    source = plan.assessment.sources.get(measure.source)
    name = (source.title if source else None) or measure.source.replace("-", " ")
    if id:
        return f"{measure.title or id.replace('-', ' ')} · {name}"
    if measure.kind == "time":
        return _("New: time from “{start}” to “{stop}” · {source}").format(start=start, stop=stop, source=name)
    return _("New: good answers to “{item}” · {source}").format(item=item, source=name)
