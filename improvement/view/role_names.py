"""What a column may be used for, in words."""

from improvement.model.mapping import ItemRole
from improvement.view.language import _


def role_names() -> dict[ItemRole, str]:
    """Every role of a column."""
    return _rating_names() | {
        "weight": _("Weight of each answer"),
        "segment": _("Kind of customer"),
        "respondent": _("Who answered"),
        "date": _("Date"),
        "time": _("Time"),
        "text": _("Kept, not scored"),
        "personal": _("Personal: not stored"),
        "ignore": _("Not stored"),
    }


def _rating_names() -> dict[ItemRole, str]:
    return {
        "overall": _("Satisfaction on the whole"),
        "recommend": _("Would recommend"),
        "repurchase": _("Would come again"),
        "driver": _("May matter (driver)"),
        "expectation": _("Expected or desired"),
        "adequate": _("Least that is acceptable"),
        "perception": _("Received"),
        "importance": _("How important"),
        "effort": _("How easy"),
        "versus-expectation": _("Compared with what was expected"),
        "versus-ideal": _("Compared with the ideal"),
        "benefit": _("Benefit"),
        "cost": _("Price or sacrifice"),
        "kano-functional": _("Kano: having it"),
        "kano-dysfunctional": _("Kano: missing it"),
    }
