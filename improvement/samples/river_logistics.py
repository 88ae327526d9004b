"""River Logistics, a made-up carrier: a year and a half of deliveries."""

import numpy as np

from improvement.samples.cases import Clock, in_time, labels, stops
from improvement.samples.clock import Doors, arrivals, written
from improvement.samples.dice import codes
from improvement.samples.table import Columns, Items, Table, item, scale
from improvement.schedule.calendar import WorkCalendar

END = np.datetime64("2026-11-14T00:00")
SHIPPERS = {"key-shippers": 0.35, "small-shippers": 0.65}
PORTS = {"north": 0.45, "bend": 0.33, "delta": 0.22}
DELIVERED = Clock(
    shares={"2025-05": 0.83, "2026-07": 0.908},
    quick=(5.0, 9.0, 13.0, 17.0, 20.0, 22.0, 23.9),
    slow=(24.4, 27.0, 31.0, 38.0, 56.0, 150.0),
)


def tables() -> tuple[Table, ...]:
    """All evidence of the sample."""
    rng = np.random.default_rng(7_001)
    doors = Doors(WorkCalendar(first_year=2025, last_year=2027))
    ordered = arrivals(rng, "2025-05-12", "2026-11-13", (30, 42))
    delivered, _ = stops(rng, doors, ordered, DELIVERED)
    told = in_time(rng, ordered, {"2025-05": 0.62, "2026-09": 0.71})
    columns: Columns = {
        "order": codes(rng, len(ordered)),
        "ordered": written(ordered, END),
        "delivered": written(delivered, END),
        "segment": labels(rng, SHIPPERS, len(ordered)),
        "port": labels(rng, PORTS, len(ordered)),
        "told": [str(int(each)) for each in told],
    }
    items: Items = {
        "order": item("order", "respondent", "Number of the order, as a hash"),
        "ordered": item("ordered", "time", "The order was confirmed"),
        "delivered": item("delivered", "time", "The receiver signed"),
        "segment": item("segment", "segment", "Kind of shipper", values={name: name for name in SHIPPERS}),
        "port": item("port", "segment", "Port of departure"),
        "told": item(
            "told", "driver", "Told beforehand when late or early: 1 yes, 0 no", scale=scale("zero-one", 0, 1)
        ),
    }
    cases: Items = {"delivered": {"start": "ordered", "stop": "delivered"}}
    return (Table("deliveries", {"collected": "2026-11-13", "cases": cases}, items, columns),)
