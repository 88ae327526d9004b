"""RICE: reach times impact times confidence per effort."""

LEAST_EFFORT = 0.5


def rice(reach: float, impact: float, confidence: float, effort: float) -> float:
    """R·I·C/E: people reached in a period, impact 3, 2, 1, 0.5 or 0.25, confidence 1, 0.8 or 0.5, person-months.

    Effort below half a month counts as half a month. A negative number, or an effort of 0, is a ValueError.
    McBride 2016 (Intercom).
    """
    if min(reach, impact, confidence) < 0 or effort <= 0:
        raise ValueError("reach, impact and confidence are not negative, effort is above 0")
    return reach * impact * confidence / max(effort, LEAST_EFFORT)
