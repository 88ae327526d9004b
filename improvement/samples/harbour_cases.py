"""Harbour Bank's made-up cases: complaints, agreed calls, contacts."""

import numpy as np

from improvement.samples.cases import Clock, in_time, labels, ordered, stops
from improvement.samples.clock import DAY, Doors, arrivals, written
from improvement.samples.dice import Flags, codes, spread
from improvement.samples.table import Columns, Items, Table, item, scale
from improvement.schedule.calendar import WorkCalendar, region_holidays

END = np.datetime64("2026-11-16T00:00")
MANAGERS = tuple(f"am-{number:02d}" for number in range(1, 15))
SLOW_MANAGER = "am-09"
CUSTOMERS = {"retail": 0.72, "business": 0.19, "vip": 0.09}
CHANNELS = {"phone": 0.46, "app": 0.27, "branch": 0.17, "e-mail": 0.10}
COMPLAINT_REASONS = {"fees": 0.24, "card": 0.21, "transfer": 0.18, "statement": 0.15, "loan": 0.12, "staff": 0.10}
CONTACT_REASONS = {
    "where-is-my-transfer": 0.17, "card-blocked": 0.15, "statement-question": 0.15, "fee-question": 0.13,
    "app-access": 0.12, "change-of-address": 0.09, "loan-offer": 0.08, "payment-plan": 0.06, "thanks": 0.05,
}  # fmt: skip

FIRST_ANSWER = Clock(
    shares={"2024-05": 0.79, "2024-12": 0.77, "2025-03": 0.80, "2026-03": 0.92, "2026-04": 0.985},
    quick=(0.2, 0.8, 1.5, 2.4, 3.3, 4.3, 5.5, 7.6),
    slow=(8.4, 10.0, 12.5, 16.0, 22.0, 36.0),
)
SETTLED = Clock(
    shares={"2024-05": 0.76, "2025-09": 0.78, "2026-04": 0.945, "2026-08": 0.88, "2026-09": 0.875, "2026-10": 0.945},
    quick=(3.0, 10.0, 18.0, 27.0, 36.0, 46.0, 58.0, 78.0),
    slow=(82.0, 90.0, 105.0, 130.0, 180.0, 420.0),
)
CALLED = Clock(
    shares={"2025-09": 0.83, "2026-06": 0.885},
    quick=(0.1, 0.4, 0.9, 1.5, 2.1, 2.8, 3.9),
    slow=(4.2, 4.9, 6.0, 7.8, 11.0, 20.0),
)


def doors() -> Doors:
    """Spanish working days, 09:00 to 17:00."""
    years = range(2024, 2029)
    return Doors(WorkCalendar(holidays=region_holidays("ES", years), first_year=2024, last_year=2028))


def handlers(rng: np.random.Generator, kept: Flags) -> list[str]:
    """Who looked after each case: alike by chance, but one of the fourteen has more than a fair share of late ones."""
    chosen = labels(rng, dict.fromkeys(MANAGERS, 1.0), len(kept))
    moved = ~kept & (rng.random(len(kept)) < 0.07)
    return [SLOW_MANAGER if move else each for each, move in zip(chosen, moved, strict=True)]


def complaints(rng: np.random.Generator) -> Table:
    """Complaints of two and a half years: faster since April 2026, more of them once promises are public."""
    before, after = (
        arrivals(rng, "2024-05-01", "2026-05-31", (41, 55)),
        arrivals(rng, "2026-06-01", "2026-11-15", (46, 60)),
    )
    received = np.concatenate([before, after])
    answered, _ = stops(rng, doors(), received, FIRST_ANSWER)
    closed, kept = stops(rng, doors(), received, SETTLED)
    closed = np.maximum(closed, answered + np.timedelta64(20, "m"))
    columns: Columns = {
        "complaint": codes(rng, len(received)),
        "received": written(received, END),
        "first-answer": written(answered, END),
        "closed": written(closed, END),
        "channel": labels(rng, CHANNELS, len(received)),
        "segment": labels(rng, CUSTOMERS, len(received)),
        "reason": labels(rng, COMPLAINT_REASONS, len(received)),
        "handler": handlers(rng, kept),
    }
    items: Items = {
        "complaint": item("complaint", "respondent", "Number of the complaint, as a hash"),
        "received": item("received", "time", "The complaint came in"),
        "first-answer": item("first-answer", "time", "A named person answered"),
        "closed": item("closed", "time", "The customer was told the outcome"),
        **sorts("channel", "segment", "reason", "handler"),
    }
    cases: Items = {
        "first-answer": {"start": "received", "stop": "first-answer"},
        "settled": {"start": "received", "stop": "closed"},
    }
    return Table("complaints", {"collected": "2026-11-15", "cases": cases}, items, columns)


def callbacks(rng: np.random.Generator) -> Table:
    """Calls agreed with customers and when they came."""
    agreed = arrivals(rng, "2025-09-01", "2026-11-15", (24, 36))
    called, kept = stops(rng, doors(), agreed, CALLED)
    columns: Columns = {
        "call": codes(rng, len(agreed)),
        "agreed": written(agreed, END),
        "called": written(called, END),
        "segment": labels(rng, {"retail": 0.55, "business": 0.27, "vip": 0.18}, len(agreed)),
        "handler": handlers(rng, kept),
    }
    items: Items = {
        "call": item("call", "respondent", "Number of the call, as a hash"),
        "agreed": item("agreed", "time", "A call was agreed"),
        "called": item("called", "time", "The named person called"),
        **sorts("segment", "handler"),
    }
    cases: Items = {"called-back": {"start": "agreed", "stop": "called"}}
    return Table("callbacks", {"collected": "2026-11-15", "cases": cases}, items, columns)


def contacts(rng: np.random.Generator) -> Table:
    """Contacts and whether the matter was settled at once; unsettled ones mostly come back within ten days."""
    first = arrivals(rng, "2025-06-02", "2026-11-15", (36, 52))
    again = spread(rng, len(first), round(0.13 * len(first)))
    later = first + np.floor(1 + rng.random(len(first)) * 9).astype(np.int64) * DAY
    again &= later < END
    row: Columns = {
        "customer": codes(rng, len(first)),
        "reason": labels(rng, CONTACT_REASONS, len(first)),
        "channel": labels(rng, CHANNELS, len(first)),
        "segment": labels(rng, CUSTOMERS, len(first)),
    }
    solved = in_time(rng, first, {"2025-06": 0.90, "2026-04": 0.905}) & ~again
    columns: Columns = {"contacted": written(first, END) + written(later[again], END)}
    columns |= {
        name: cells + [each for each, back in zip(cells, again, strict=True) if back] for name, cells in row.items()
    }
    columns["solved"] = [str(int(each)) for each in solved] + ["1"] * int(again.sum())
    told = labels(rng, {"1": 0.64, "2": 0.26, "3": 0.08, "4": 0.02}, len(columns["solved"]))
    columns["told"] = told
    items: Items = {
        "customer": item("customer", "respondent", "Number of the customer, as a hash"),
        "contacted": item("contacted", "time", "The customer got in touch"),
        **sorts("reason", "channel", "segment"),
        "solved": item("solved", "driver", "Settled at this contact: 1 yes, 0 no", scale=scale("zero-one", 0, 1)),
        "told": item("told", "driver", "How often the reason was told", scale=scale("times", 1, 4, "low")),
    }
    return Table("contacts", {"collected": "2026-11-15"}, items, ordered(columns, "contacted"))


def sorts(*names: str) -> Items:
    """Entries of columns by which cases are told apart."""
    texts = {
        "channel": "Way in",
        "segment": "Kind of customer",
        "reason": "What it was about",
        "handler": "Account manager",
    }
    values: dict[str, Items] = {"segment": {name: name for name in CUSTOMERS}}
    return {name: item(name, "segment", texts[name], values=dict(values.get(name, {}))) for name in names}
