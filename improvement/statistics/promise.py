"""Can this time be promised for this share of the cases? The verdict from numbers alone."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from improvement.statistics.intervals import lower_limits
from improvement.statistics.results import FloatArray
from improvement.statistics.survival import TimesTable, done_curve
from improvement.statistics.tolerance import cases_needed

MOST_MORE_CASES = 100_000
REACHED = 1e-12


class Verdict(StrEnum):
    """What the observed cases say about a promise."""

    SAFE = "safe"
    PLAUSIBLE = "plausible"
    OVER_PROMISE = "over-promise"
    NOT_ENOUGH_CASES = "not-enough-cases"


@dataclass(frozen=True, slots=True, eq=False)
class PromiseEvidence:
    """Per distinct observed time, rising: the share done by then, its one-sided lower limit and the effective n."""

    times: FloatArray
    share: FloatArray
    lower: FloatArray
    effective_n: FloatArray

    def place(self, threshold: float) -> int | None:
        """Index of the last observed time <= threshold; None when every observed time is longer."""
        found = int(np.searchsorted(self.times, threshold, side="right")) - 1
        return found if found >= 0 else None

    def shortest(self, reached: FloatArray, target: float) -> float | None:
        """The smallest observed time at which `reached` (share or lower) is at least `target`."""
        found = np.flatnonzero(reached >= target - REACHED)
        return float(self.times[found[0]]) if len(found) else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its numbers; shares 0..1, times in the table's unit.

    `n` = `kept` (done in time) + `late` (done later) + `open_late` (still open at that age: failures) + `open_young`
    (too young to tell: censored). `followed` is false where no case is old enough to refute. `share` is None without
    cases. `lower` is the one-sided limit, `safe_share` the same rounded down to a whole percent. `cases_needed` is how
    many good cases prove the target at best (None for a target of 1), `cases_missing` how many of them are still to
    come; `more_to_prove`, for plausible promises only, how many more cases at the same rate would prove it.
    """

    verdict: Verdict
    followed: bool
    n: int
    kept: int
    late: int
    open_late: int
    open_young: int
    share: float | None
    lower: float
    effective_n: float
    target: float
    shortest_safe: float | None
    shortest_plausible: float | None
    safe_share: float
    cases_needed: int | None
    cases_missing: int | None
    more_to_prove: int | None


def promise_evidence(table: TimesTable, confidence: float = 0.95) -> PromiseEvidence:
    """Kaplan-Meier share p̂ and lower limit BetaInv(1-γ; n_eff·p̂, n_eff(1-p̂)+1), n_eff = p̂(1-p̂)/Var, at each time.

    Without cases censored before a time n_eff is n and the limit is Clopper-Pearson's. Where p̂ is 1, Var is 0 and the
    last n_eff before it stands, at most the number of cases whose outcome is known. The limit never falls with time,
    as a longer time is never harder to keep. Clopper & Pearson 1934; Kaplan & Meier 1958.
    """
    curve = done_curve(table)
    known = table.n - (np.cumsum(table.censored) - table.censored)
    untouched = known == table.n
    share = np.where(untouched, np.cumsum(table.events) / max(table.n, 1), curve.share)
    variance = curve.variance
    inside = (variance > 0) & (share > 0) & (share < 1)
    sizes = np.where(inside, share * (1 - share) / np.where(inside, variance, 1.0), np.inf)
    last = np.maximum.accumulate(np.where(inside, np.arange(len(share)), -1))
    sizes = np.minimum(np.where(last >= 0, sizes[last], np.inf), known)
    effective = np.where(untouched, float(table.n), sizes)
    kept = np.where(untouched, np.cumsum(table.events), effective * share)
    lower = np.maximum.accumulate(lower_limits(kept, effective, confidence))
    return PromiseEvidence(table.times, share, lower, effective)


def more_cases_to_prove(share: float, n: float, target: float, confidence: float = 0.95) -> int | None:
    """Fewest more cases, kept at the same rate to the nearest whole case, whose lower limit reaches the target.

    None if `share` <= target, or beyond 100 000 cases. 206 of 214 at 0.95: 572.
    """
    if share <= target:
        return None
    start, size = 0, 1024
    while start < MOST_MORE_CASES:
        total = n + np.arange(start, start + size, dtype=np.float64)
        proved = np.flatnonzero(lower_limits(np.rint(share * total), total, confidence) >= target)
        if len(proved):
            return start + int(proved[0])
        start, size = start + size, size * 2
    return None


def safe_share(lower: float) -> float:
    """The largest whole percent that is not above the lower limit, as a share 0..1."""
    percent = math.floor(lower * 100)
    return (percent if percent / 100 <= lower else percent - 1) / 100


def _verdict(share: float, lower: float, target: float, *, followed: bool, provable: bool) -> Verdict:
    """`followed`: the cases reach the promised time, so that a low share refutes; `provable`: n could prove it."""
    if lower >= target - REACHED:
        return Verdict.SAFE
    if share < target - REACHED:
        return Verdict.OVER_PROMISE if followed else Verdict.NOT_ENOUGH_CASES
    return Verdict.PLAUSIBLE if provable else Verdict.NOT_ENOUGH_CASES


def judge(table: TimesTable, threshold: float, target_share: float, confidence: float = 0.95) -> Judgement:
    """Judge "done within `threshold` (inclusive) for `target_share` of the cases" from observed times.

    Safe: lower limit >= target. Over-promise: p̂ < target. Not enough cases: not refuted, and even a perfect record
    of this effective n could not prove it (target^n > 1-confidence), or no case is old enough to tell. Plausible:
    the rest. A case open at an age >= threshold has failed; a younger one is censored. Target in (0, 1], else
    ValueError. Pass the window, segment and clock that the promise is about.
    """
    if not 0 < target_share <= 1:
        raise ValueError(f"target {target_share} is not above 0 and at most 1")
    evidence = promise_evidence(table, confidence)
    place = evidence.place(threshold)
    share, lower = (0.0, 0.0) if place is None else (float(evidence.share[place]), float(evidence.lower[place]))
    kept, open_late, open_young = table.count(threshold)
    n = table.n
    effective = float(n if place is None else evidence.effective_n[place])
    followed = n > 0 and (share >= 1 or bool(np.any(table.times >= threshold)))
    effective = effective if followed else min(effective, float(n - open_young))
    needed = cases_needed(target_share, confidence) if target_share < 1 else None
    provable = needed is not None and effective >= needed
    verdict = _verdict(share, lower, target_share, followed=followed, provable=provable)
    plausible = verdict is Verdict.PLAUSIBLE
    return Judgement(
        verdict=verdict,
        followed=followed,
        n=n,
        kept=kept,
        late=n - kept - open_late - open_young,
        open_late=open_late,
        open_young=open_young,
        share=share if n else None,
        lower=lower,
        effective_n=effective,
        target=target_share,
        shortest_safe=evidence.shortest(evidence.lower, target_share),
        shortest_plausible=evidence.shortest(evidence.share, target_share),
        safe_share=safe_share(lower),
        cases_needed=needed,
        cases_missing=None if needed is None else max(0, needed - math.floor(effective)),
        more_to_prove=more_cases_to_prove(share, effective, target_share, confidence) if plausible else None,
    )
