"""Random plans of who waits for whom, without a loop."""

from hypothesis import strategies as st


@st.composite
def graphs(draw, most: int = 14):
    """What each waits for; the ids are not in the order of the work."""
    ids = draw(st.permutations([f"w{n}" for n in range(draw(st.integers(1, most)))]))
    rank = {id: n for n, id in enumerate(draw(st.permutations(ids)))}
    return {
        id: draw(st.lists(st.sampled_from(before), unique=True, max_size=4)) if before else []
        for id in ids
        for before in [[each for each in ids if rank[each] < rank[id]]]
    }
