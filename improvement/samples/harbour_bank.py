"""Harbour Bank, a made-up retail bank: two survey waves; its cases stand in harbour_cases."""

import numpy as np

from improvement.model.change import PlanForm
from improvement.samples.harbour_cases import callbacks, complaints, contacts
from improvement.samples.surveys import NO_ANSWER, Attribute, Survey, draw
from improvement.samples.table import Items, Table, item, scale

SEGMENTS = {"retail": "retail", "vip": "vip", "business": "business"}

ATTRIBUTES = (
    Attribute("reach", "I reach a person quickly when I call", "channel", 6.1, 4.9, 0.9, 0),
    Attribute("first-answer", "When I complain, I soon hear from someone", "channel", 6.4, 4.3, 1.5, 1),
    Attribute("settled", "My problem is settled within the time I was told", "channel", 6.5, 4.4, 1.7, 1),
    Attribute("told-once", "I explain my reason only once", "channel", 6.3, 4.2, 1.3, 1),
    Attribute("call-back", "When a call is agreed, the call comes", "channel", 6.4, 4.5, 1.2, 1),
    Attribute("one-name", "I know by name who looks after me", "channel", 5.8, 4.6, 1.0, 1),
    Attribute("knowledge", "Staff know what they talk about", "channel", 6.3, 5.5, 0.9, 0),
    Attribute("courtesy", "Staff are polite and take their time", "channel", 6.2, 5.9, 0.4, 0),
    Attribute("branch-wait", "I wait only a short time in the branch", "channel", 5.6, 4.6, 0.4, 0),
    Attribute("app", "The app does what I need", "product", 6.0, 5.3, 0.6, 2),
    Attribute("card", "My card works wherever I pay", "product", 6.7, 6.2, 0.5, 2),
    Attribute("statement", "I understand my statement without help", "product", 6.1, 4.7, 0.7, 2),
    Attribute("fees", "The fees are fair for what I get", "price", 5.9, 4.4, 0.8, 3),
    Attribute("rates", "Rates are explained honestly before I sign", "price", 6.5, 5.2, 0.7, 3),
    Attribute("keeps-word", "The bank keeps its word", "channel", 6.7, 5.0, 1.8, 1),
    Attribute("easier", "This bank is easier to deal with than others", "competition", 5.2, 4.8, 0.6, 3),
)
SINCE_2025 = (
    ("first-answer", 0.75),
    ("settled", 0.45),
    ("one-name", 0.5),
    ("keeps-word", 0.3),
    ("told-once", 0.1),
    ("fees", -0.15),
)
CUSTOMERS = (("retail", 0.72), ("business", 0.19), ("vip", 0.09))


def survey_items() -> Items:
    """What the columns of both waves mean: sixteen sentences, each asked as expectation and as perception."""
    blank: PlanForm = {NO_ANSWER: "no answer"}
    seven = scale("seven-point", 1, 7)
    asked: Items = {
        "respondent": item("respondent", "respondent"),
        "asked": item("asked", "date", "Day of the call"),
        "segment": item("segment", "segment", "Kind of customer", values=dict(SEGMENTS)),
    }
    for short, role, lead in (("exp", "expectation", "A very good bank:"), ("per", "perception", "Harbour Bank:")):
        for each in ATTRIBUTES:
            name = f"{short}-{each.id}"
            more: Items = {"of": each.id, "factor": each.factor, "scale": seven, "not_answers": blank}
            asked[name] = item(name, role, f"{lead} {each.text}", **more)
    return asked | {
        "overall": item(
            "overall",
            "overall",
            "All in all, how satisfied are you? 5 is very satisfied",
            scale=scale("satisfaction-five", 1, 5),
            not_answers=blank,
        ),
        "repurchase": item(
            "repurchase",
            "repurchase",
            "Would you choose us again? 3 above 70 %, 2 from 30 to 70 %, 1 below",
            scale=scale("three-bands", 1, 3),
            not_answers=blank,
        ),
        "recommend": item(
            "recommend",
            "recommend",
            "How likely are you to recommend us, from 0 to 10?",
            scale=scale("zero-to-ten", 0, 10),
            not_answers=blank,
        ),
    }


def wave(name: str, seed: int, survey: Survey, label: str, collected: str) -> Table:
    """One survey wave."""
    head: dict[str, PlanForm] = {"wave": label, "mode": "phone", "collected": collected}
    return Table(name, head, survey_items(), draw(np.random.default_rng(seed), survey))


def tables() -> tuple[Table, ...]:
    """All evidence of the sample."""
    before = Survey(1200, "2025-10-27", 19, 7, CUSTOMERS, ATTRIBUTES)
    after = Survey(1200, "2026-10-13", 18, 7, CUSTOMERS, ATTRIBUTES, SINCE_2025)
    return (
        wave("survey-2025", 2_025_001, before, "2025-autumn", "2025-11-14"),
        wave("survey-2026", 2_026_001, after, "2026-autumn", "2026-10-30"),
        complaints(np.random.default_rng(2_026_002)),
        callbacks(np.random.default_rng(2_026_003)),
        contacts(np.random.default_rng(2_026_004)),
    )
