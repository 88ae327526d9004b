"""The chances of a plan for machines."""

from improvement.schedule.risk import SHARES, Outcome, PlanRisk


def risk_json(found: PlanRisk) -> dict[str, object]:
    """Dates in ISO form, days are working days from the programme's start, shares and correlations 0..1 and -1..1."""
    bias = found.bias
    return {
        "runs": found.n,
        "seed": found.seed,
        "limited": found.limited,
        "finish": _outcome(found.finish) | {"dates": {str(day): count for day, count in found.finish.counts}},
        "milestones": {id: _outcome(each) for id, each in found.milestones.items()},
        "promises": {id: _outcome(each) for id, each in found.promises.items()},
        "critical": dict(found.critical),
        "drivers": [
            {"id": each.id, "kind": "risk" if each.is_risk else "work", "correlation": each.correlation}
            for each in found.drivers
        ],
        "merge_bias": {
            "critical_path_days": bias.likely,
            "expected_path_days": bias.expected,
            "path_alone_p80_days": bias.path,
            "path_alone_p80_days_by_rule": bias.rule,
            "p80_days": bias.all,
            "paths_meeting": bias.meeting,
            "at": bias.at,
        },
    }


def _outcome(each: Outcome) -> dict[str, object]:
    names = [f"p{round(100 * share)}" for share in SHARES]
    dates = {name: str(day) for name, day in zip(names, each.dates, strict=True)}
    days = {f"{name}_days": length for name, length in zip(names, each.days, strict=True)}
    due = {"due": str(each.due), "on_time": each.on_time} if each.due else {}
    return {**dates, **days, **due}
