"""Small projects with limited people, drawn by Hypothesis."""

import numpy as np
from hypothesis import strategies as st

from improvement.schedule.rcpsp.project import Arc, Project


@st.composite
def projects(draw: st.DrawFn, away: bool = True, most: int = 7) -> Project:
    """Up to `most` activities, two resources, waits of both kinds with lags and leads; people who are away at times."""
    count = draw(st.integers(1, most))
    whole = st.integers(0, 4)
    durations = draw(st.lists(whole, min_size=count, max_size=count))
    demands = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=count, max_size=count))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    arcs = draw(st.lists(st.builds(lambda p, lag, f: Arc(*p, lag, f), pairs, st.integers(-2, 2), st.booleans())))
    rows = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8)) if away else []
    release = draw(st.lists(whole, min_size=count, max_size=count)) if away else [0] * count
    fixed = (
        draw(st.lists(st.sampled_from([-1, -1, -1, 0, 3]), min_size=count, max_size=count)) if away else [-1] * count
    )
    return Project(
        durations=np.array(durations),
        demands=np.array(demands),
        capacity=np.array([*rows, (2, 3)]),
        arcs=tuple(arcs) if count > 1 else (),
        release=np.array(release),
        fixed=np.array(fixed),
    )
