"""What an assessment looks at: by questions, by findings, or left out with a reason."""

from improvement.assessment.coverage import coverage
from improvement.checks.conditions import CONDITIONS
from improvement.checks.facts import Facts
from improvement.model.mapping import Mapping as Meaning
from improvement.model.plan import Plan
from improvement.usecases.coverage import coverage_json
from improvement.view.coverage import coverage_line, coverage_lines, coverage_title
from tests.evidence.tables import rated

FINDINGS = {
    "slow": {"statement": "Slow", "factor": "channel"},
    "dear": {"statement": "Dear", "factor": "price", "decision": "rejected"},
}
ITEMS = {
    "speed": rated("Speed", "driver").model_copy(update={"factor": "product", "element": "people"}),
    "speed-acme": rated("Speed Acme", "perception", of="speed").model_copy(update={"rival": "Acme"}),
}


def plan(**left_out: str) -> Plan:
    charter = {"title": "Test", "starts": "2027-01-11"}
    return Plan.model_validate({"programme": charter, "assessment": {"findings": FINDINGS, "left_out": left_out}})


def test_questions_findings_and_reasons_settle_a_topic() -> None:
    found = {each.topic: each for each in coverage(plan(price="set by law"), {"s": Meaning(items=ITEMS)})}
    assert found["product"].questions == ("s/speed",)
    assert found["competition"].questions == ("s/speed-acme",)
    assert found["channel"].findings == ("slow",)
    assert (found["price"].findings, found["price"].reason) == ((), "set by law")
    assert found["people"].questions == ("s/speed",)
    assert [name for name, each in found.items() if not each.settled] == ["rules", "means", "others"]


def test_staff_cover_nothing_and_a_source_about_a_rival_is_competition() -> None:
    mine = {"speed": ITEMS["speed"]}
    staff = {each.topic: each for each in coverage(plan(), {"s": Meaning(items=mine, respondents="staff")})}
    assert not staff["product"].questions
    theirs = {each.topic: each for each in coverage(plan(), {"s": Meaning(items=mine, rival="Acme")})}
    assert (theirs["competition"].questions, theirs["product"].questions) == (("s/speed",), ())


def test_the_stage_asks_for_all_four_factors_or_a_reason() -> None:
    (needed,) = (each for each in CONDITIONS if each.id == "factors-covered")
    asked = Facts(asked=frozenset({"product"}))
    assert list(needed.lacks(plan(price="set by law"), asked))
    assert not list(needed.lacks(plan(price="set by law", competition="a monopoly"), asked))
    assert list(needed.lacks(plan(price="set by law", competition="a monopoly"), Facts()))


def test_the_words_name_what_is_open() -> None:
    found = coverage(plan(price="set by law"), {"s": Meaning(items=ITEMS)})
    assert (
        coverage_title(found) == "Product, price, channel and competition are all looked at or left out with a reason"
    )
    lines = {each.topic: coverage_line(each) for each in found}
    assert lines["channel"] == "Channel: 1 finding"
    assert lines["price"] == "Price: left out: set by law"
    assert lines["rules"] == "Rules and systems: nothing is known, and no reason is given"
    assert coverage_title(coverage(plan(), {})) == "1 of 4 factors are looked at"
    assert len(list(coverage_lines(found))) == 9
    assert coverage_json(found)["price"] == {"questions": [], "findings": [], "left_out": "set by law", "settled": True}
