"""What is slow only once: the compiled loops and the solver are loaded before somebody waits for them."""

from contextlib import suppress

from improvement.model.plan import Plan
from improvement.model.validation import validate

_SMALL = {
    "programme": {"title": "Warm", "starts": "2027-01-11", "people": {"a": {"name": "A"}}},
    "realization": {
        "activities": {id: {"title": "W", "estimate": ["1d", "2d", "4d"], "needs": {"a": "1"}} for id in ("v", "w")}
    },
}


def warm_up() -> None:
    """Load and compile what limited people and large plans take: fifteen seconds the first time, a second later."""
    from improvement.schedule.large import warm_up as load_passes
    from improvement.schedule.rcpsp.search import warm_up as load_search
    from improvement.schedule.risk import risk

    # without the solver there is less to load
    with suppress(ImportError):
        load_search()
    plan, _issues = validate(Plan, _SMALL)
    if plan:
        risk(plan, 1, limited=True)
    load_passes()
