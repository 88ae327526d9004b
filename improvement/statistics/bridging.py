"""A share or score carried over from one form of a question to another, by people who got either form by chance."""

import math

from improvement.statistics.differences import estimate_difference
from improvement.statistics.results import Estimate


def carried_over(
    before: Estimate, old: Estimate, new: Estimate, low: float = 0.0, high: float = 1.0
) -> Estimate | None:
    """before + (new - old): what the old form told, as the new form would have told it; mean equating on shares.

    `old` and `new` are the two forms in a split sample: independent groups that chance made. The interval adds the
    uncertainty of all three (MOVER), so it is wider than that of `before`; where the same people answered both forms it
    is wider than need be. None where one has no interval, and where the result lies outside `low`..`high`, so that the
    difference of the forms cannot be the same everywhere. Kolen & Brennan 2014, Test Equating, 2.1 (random groups);
    Zou & Donner 2008, Stat. Med. 27:1693.
    """
    shift = estimate_difference(old, new, "Newcombe")
    if before.lo is None or before.hi is None or shift.lo is None or shift.hi is None:
        return None
    found = before.estimate + shift.estimate
    if not low <= found <= high:
        return None
    below = math.hypot(before.estimate - before.lo, shift.estimate - shift.lo)
    above = math.hypot(before.hi - before.estimate, shift.hi - shift.estimate)
    n = min(before.n, shift.n)
    return Estimate(found, max(low, found - below), min(high, found + above), n, "bridged", before.scale, before.wave)
