"""Words of the picture of the network, on a plan whose chain is known."""

import pytest

from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.model.values import Dependency
from improvement.realization.progress import progress
from improvement.schedule.dates import schedule
from improvement.schedule.neighbours import Neighbourhood, neighbourhood
from improvement.store.source import read_source
from improvement.usecases.work_links import waits
from improvement.view.network import (
    boxes,
    lines,
    link_title,
    link_words,
    list_lines,
    more_words,
    network_key,
    network_title,
    whole_title,
)

TEXT = b"""
programme:
  title: P
  starts: 2027-01-04
  data_date: 2027-01-08
realization:
  activities:
    a: {title: Ask, estimate: 2d, actual_start: 2027-01-04, actual_finish: 2027-01-05}
    long: {title: Long, estimate: 10d, after: [a]}
    short: {title: Short, estimate: 2d, after: [a SS+1d]}
    end: {title: End, estimate: 1d, after: [long, short FS-elapsed 1d]}
  milestones:
    open: {title: Open, after: [end], due: 2027-01-07}
"""


@pytest.fixture(scope="module")
def known():
    plan, issues = validate(Plan, read_source(TEXT).data)
    assert plan, issues
    dates = schedule(plan, plan.programme.data_date)
    nodes = {**plan.realization.activities, **plan.realization.milestones}
    return plan, nodes, dates, progress(plan, dates, plan.programme.data_date)


def test_boxes_say_in_words_what_colours_say(known):
    plan, nodes, dates, found = known
    drawn = {box.id: box for box in boxes(plan, dates, found, nodes)}
    assert drawn["a"].done
    assert drawn["a"].words == "Ask, Done, 4 Jan 2027 – 5 Jan 2027"
    assert not drawn["a"].critical, "what is done decides nothing any more"
    assert drawn["long"].critical
    assert drawn["long"].words.endswith("decides the finish")
    assert not drawn["short"].critical
    assert (drawn["open"].late, drawn["open"].milestone) == (True, True)
    assert "Missed" in drawn["open"].detail
    assert "Late" in drawn["long"].detail
    assert drawn["long"].late


def test_lines_name_only_what_is_not_usual(known):
    _plan, nodes, dates, _found = known
    drawn = {line.pair: line for line in lines(nodes, dates, nodes)}
    assert {pair: line.words for pair, line in drawn.items()} == {
        ("a", "long"): "",
        ("a", "short"): "SS +1d",
        ("long", "end"): "",
        ("short", "end"): "−1d by the calendar",
        ("end", "open"): "",
    }
    assert {pair for pair, line in drawn.items() if line.critical} == {("long", "end"), ("end", "open")}
    assert {line.pair for line in lines(nodes, dates, ["a", "short", "open"])} == {("a", "short")}
    assert "SS: may start once it has started" in network_key(drawn.values())
    assert "FF:" not in network_key(drawn.values())


def test_the_list_says_what_the_picture_shows(known):
    plan, nodes, dates, found = known
    told = list_lines(plan, nodes, boxes(plan, dates, found, ["a", "short", "end"]))
    assert told[0] == "Ask, Done, 4 Jan 2027 – 5 Jan 2027"
    assert told[1].endswith("; waits for Ask (may start once it has started, 1d later)")
    assert told[2].endswith("; waits for Long, Short (1d by the calendar before)")


def test_titles_count_both_sides(known):
    _plan, nodes, _dates, _found = known
    order = waits(nodes)
    assert network_title(neighbourhood(order, "end", 1, 60), "End") == "2 lead to “End”, 1 follows it"
    assert network_title(neighbourhood(order, "a", None, 2), "Ask") == "0 lead to “Ask”, 4 follow it"
    assert network_title(Neighbourhood({"x": 0}, 0, 0), "X") == "“X” waits for nothing, and nothing waits for it"
    assert more_words(Neighbourhood({"x": 0}, 12, 1)) == "and 12 more before · and 1 more after"
    assert more_words(Neighbourhood({"x": 0}, 0, 0)) == ""
    assert whole_title(5, 1) == "All together: 5 pieces of work and milestones, 1 link"


@pytest.mark.parametrize(
    ("text", "words", "title"),
    [
        ("a", "", "Ask"),
        ("a FS+2d", "+2d", "Ask (2d later)"),
        ("a FF", "FF", "Ask (may be finished once it is finished)"),
        ("a SF-4h", "SF −4h", "Ask (may be finished once it has started, 4h before)"),
    ],
)
def test_a_link_in_short_and_in_full(text, words, title):
    link = Dependency.parse(text)
    assert link_words(link) == words
    assert link_title({"a": "Ask"}, link) == title
