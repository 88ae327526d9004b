"""Which links of a chain are whole."""

import pytest

from improvement.view.thread import ThreadCell, ThreadRow


def row(*states):
    return ThreadRow(tuple(ThreadCell("x", state=state) for state in states))


@pytest.mark.parametrize(
    ("states", "links"),
    [
        (("plain", "ok", "bad", "watch", "ok"), ("linked",) * 4),
        (("plain", "ok", "ok", "missing", "faded"), ("linked", "linked", "broken", "faded")),
        (("plain", "missing", "faded", "faded", "faded"), ("broken", "faded", "faded", "faded")),
        (("missing", "ok", "ok", "plain", "plain"), ("broken", "linked", "linked", "linked")),
    ],
)
def test_links_break_beside_what_is_missing_and_fade_after(states, links):
    assert row(*states).links == links


def test_a_row_has_five_cells():
    with pytest.raises(ValueError, match="5 cells, not 2"):
        row("ok", "ok")
