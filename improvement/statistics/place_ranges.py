"""The places that doubtful weights leave open to each item of a ranking."""

import numpy as np

from improvement.statistics.ranking import DRAWS_PER_BATCH, EQUAL
from improvement.statistics.results import FloatArray


def place_ranges(
    criteria: FloatArray,
    rng: np.random.Generator,
    sure: float = 0.95,
    draws: int = 2000,
    *,
    alphas: FloatArray | None = None,
) -> tuple[tuple[int, int], ...]:
    """Best and worst place of each item, from criteria (p, k) normalised to 0..1 and weights drawn as Dirichlet.

    Uniform on the simplex without `alphas` (k,).
    An item stands above another only if it scores strictly better in at least `sure` of the draws: the best place is
    1 + those above it, the worst p - those below it, so that items which the weights can turn share a range.
    """
    items, columns = criteria.shape
    wins = np.zeros((items, items))
    for start in range(0, draws, DRAWS_PER_BATCH):
        size = min(DRAWS_PER_BATCH, draws - start)
        weights = rng.dirichlet(np.ones(columns) if alphas is None else alphas, size=size)
        scores = weights @ criteria.T
        for place in range(items):
            wins[place] += (scores[:, place : place + 1] > scores + EQUAL).sum(axis=0)
    above = wins >= sure * draws
    return tuple((1 + int(above[:, place].sum()), items - int(above[place].sum())) for place in range(items))
