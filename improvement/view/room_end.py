"""The end of a workshop in words: what is open, and when it goes on."""

from collections.abc import Iterable
from datetime import date

from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.view.format import day
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.stage_cards import Mood
from improvement.view.wording import full, sentence


def point_words(plan: Plan, points: Iterable[Issue]) -> tuple[str, ...]:
    """Each point with its object by the name that people gave it."""
    return tuple(_point(plan, each) for each in points)


def _point(plan: Plan, point: Issue) -> str:
    title = object_title(plan, point.where.path)
    if not title:
        return full(point)
    return _("{object}: {sentence}").format(object=title, sentence=sentence(point))


def date_words(review: date | None, listen_again: date | None) -> tuple[tuple[Mood, str], ...]:
    """The next review and the next listening; what is missing is said."""
    met = _("Next review on {date}").format(date=day(review)) if review else _("No next review is dated")
    asked = (
        _("We ask customers again on {date}").format(date=day(listen_again))
        if listen_again
        else _("No date for asking customers again")
    )
    return ("good" if review else "look", met), ("good" if listen_again else "look", asked)
