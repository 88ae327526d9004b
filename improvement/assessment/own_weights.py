"""A team's own weights of the criteria, as text: shortfall=3,reach=1."""

from collections.abc import Mapping
from difflib import get_close_matches
from math import isfinite

from improvement.assessment.order import CRITERIA
from improvement.errors import Issue, KeptError, Severity, issue
from improvement.model.base import FrozenMap

MOST = 1_000_000.0


def parse_weights(text: str) -> FrozenMap[str, float]:
    """Weights 0..1,000,000 by criterion from NAME=NUMBER joined by commas; what is not named weighs nothing.

    KeptError with `unknown-criterion`, `not-a-weight` or `weights-weigh-nothing`.
    """
    pairs = [each.partition("=") for each in text.split(",") if each.strip()]
    found = {name.strip(): _weight(name.strip(), value.strip()) for name, _equals, value in pairs}
    if not any(found.values()):
        raise KeptError(issue("weights-weigh-nothing", Severity.ERROR, criteria=", ".join(CRITERIA)))
    return FrozenMap(found)


def write_weights(weights: Mapping[str, float]) -> str:
    """The text that `parse_weights` reads."""
    return ",".join(f"{name}={weight:g}" for name, weight in weights.items())


def _weight(name: str, text: str) -> float:
    if name not in CRITERIA:
        raise KeptError(_unknown(name))
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not (isfinite(value) and 0 <= value <= MOST):
        raise KeptError(issue("not-a-weight", Severity.ERROR, criterion=name, text=text))
    return value


def _unknown(name: str) -> Issue:
    near = get_close_matches(name, CRITERIA, 1)
    suggestion = {"suggestion": near[0]} if near else {}
    return issue("unknown-criterion", Severity.ERROR, text=name, criteria=", ".join(CRITERIA), **suggestion)
