"""City Clinic, a made-up clinic: one small survey, too few answers for a ranking."""

import numpy as np

from improvement.model.change import PlanForm
from improvement.samples.surveys import NO_ANSWER, Attribute, Survey, draw
from improvement.samples.table import Items, Table, item, scale

ATTRIBUTES = (
    Attribute("appointment", "I got an appointment soon", "channel", 4.5, 3.4, 1.1, 0),
    Attribute("waiting", "I was seen at the time I was given", "channel", 4.4, 3.1, 1.3, 0),
    Attribute("explained", "The doctor explained what happens next", "product", 4.7, 4.2, 1.2, 1),
    Attribute("listened", "The doctor listened to me", "product", 4.7, 4.4, 1.0, 1),
    Attribute("reception", "Reception was friendly", "channel", 4.3, 4.1, 0.5, 0),
    Attribute("results", "I was told my results without asking", "channel", 4.6, 3.3, 1.2, 0),
    Attribute("rooms", "The rooms were clean and quiet", "product", 4.5, 4.5, 0.3, 1),
    Attribute("costs", "I knew beforehand what I would pay", "price", 4.4, 3.6, 0.7, 2),
)
PATIENTS = (("first-visit", 0.4), ("regular", 0.6))


def items() -> Items:
    """What the columns mean."""
    blank: PlanForm = {NO_ANSWER: "no answer"}
    entries: Items = {
        "respondent": item("respondent", "respondent"),
        "asked": item("asked", "date", "Day of the visit"),
        "segment": item("segment", "segment", "Kind of patient", values={name: name for name, _ in PATIENTS}),
    }
    for each in ATTRIBUTES:
        more: Items = {"of": each.id, "factor": each.factor, "scale": scale("five-point", 1, 5), "not_answers": blank}
        entries[f"per-{each.id}"] = item(f"per-{each.id}", "driver", each.text, **more)
    return entries | {
        "overall": item(
            "overall",
            "overall",
            "All in all, how satisfied are you? 5 is very satisfied",
            scale=scale("satisfaction-five", 1, 5),
        ),
        "recommend": item(
            "recommend",
            "recommend",
            "How likely are you to recommend us, from 0 to 10?",
            scale=scale("zero-to-ten", 0, 10),
        ),
    }


def tables() -> tuple[Table, ...]:
    """All evidence of the sample: 42 patients."""
    survey = Survey(42, "2026-10-13", 18, 5, PATIENTS, ATTRIBUTES, level=3.9, unanswered=0.04)
    head: dict[str, PlanForm] = {"wave": "2026-autumn", "mode": "on site", "collected": "2026-10-30"}
    return (Table("survey-2026", head, items(), draw(np.random.default_rng(4_042), survey, with_expectations=False)),)
