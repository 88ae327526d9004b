"""A team's own weights of the criteria, as text: shortfall=3,reach=1."""

from collections.abc import Mapping
from difflib import get_close_matches
from math import isfinite

from improvement.assessment.order import CRITERIA
from improvement.errors import Issue, KeptError, Severity, issue
from improvement.model.base import FrozenMap
from improvement.model.values import write_number

MOST = 1_000_000.0
# draws around weights that differ by more than a million millions have no digits left
LEAST = 1e-6


def parse_weights(text: str) -> FrozenMap[str, float]:
    """Weights 0..1,000,000 by criterion from NAME=NUMBER joined by commas; what is not named weighs nothing.

    A weight below a millionth is 0. KeptError with `weight-without-name`, `unknown-criterion`, `weighed-twice`,
    `not-a-weight` or `weights-weigh-nothing`.
    """
    found: dict[str, float] = {}
    for each in text.split(","):
        name, _equals, value = map(str.strip, each.partition("="))
        if name in found:
            raise KeptError(issue("weighed-twice", Severity.ERROR, criterion=name))
        if each.strip():
            found[name] = _weight(name, value)
    if not any(found.values()):
        raise KeptError(issue("weights-weigh-nothing", Severity.ERROR, criteria=", ".join(CRITERIA)))
    return FrozenMap(found)


def write_weights(weights: Mapping[str, float]) -> str:
    """The text that `parse_weights` reads."""
    return ",".join(f"{name}={write_number(weight)}" for name, weight in weights.items())


def _weight(name: str, text: str) -> float:
    if not name:
        raise KeptError(issue("weight-without-name", Severity.ERROR, text=text))
    if name not in CRITERIA:
        raise KeptError(_unknown(name))
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not (isfinite(value) and 0 <= value <= MOST):
        raise KeptError(issue("not-a-weight", Severity.ERROR, criterion=name, text=text, most=int(MOST)))
    return value if value >= LEAST else 0.0


def _unknown(name: str) -> Issue:
    near = get_close_matches(name, CRITERIA, 1)
    suggestion = {"suggestion": near[0]} if near else {}
    return issue("unknown-criterion", Severity.ERROR, text=name, criteria=", ".join(CRITERIA), **suggestion)
