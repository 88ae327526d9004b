"""The words of a promise card, held against the sentences of the design, and the parts around them."""

from datetime import date

import numpy as np
import pytest

from improvement.commitment.case_times import CaseTimes
from improvement.commitment.feasible import judge
from improvement.commitment.public import Condition
from improvement.commitment.rates import judge_rate
from improvement.commitment.remedies import Remedy
from improvement.commitment.verdicts import Feasibility
from improvement.errors import advice
from improvement.model.commitment import Target
from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.model.values import Duration, Rate
from improvement.statistics.promise import judge as judge_times
from improvement.statistics.survival import TimesTable
from improvement.view.format import observed_of_100
from improvement.view.going_public import public_list
from improvement.view.promise_card import promise_card, ruler_view
from improvement.view.promise_offers import offers
from improvement.view.promise_picker import chosen_entry, entries
from improvement.view.promise_quote import quoted
from improvement.view.promise_words import verdict_sentence
from improvement.view.targets import length_words, target_form, target_words, typed_target

EIGHT_HOURS = Target(within=Duration(8, "h"), share=0.95)
PLAN = {
    "programme": {
        "title": "Bank",
        "starts": "2026-01-01",
        "people": {"ana": {"name": "Ana Ruiz"}},
        "segments": {"vip": {"title": "Key accounts"}},
    },
    "assessment": {
        "sources": {"cases": {"file": "evidence/a.csv", "mapping": "evidence/a.yaml", "title": "Complaints"}},
        "findings": {"slow": {"statement": "Too slow", "decision": "accepted"}},
    },
    "commitment": {
        "standards": {
            "answer": {
                "title": "First answer",
                "answers": ["slow"],
                "measure": "answer",
                "target": {"within": "8h", "share": "95%"},
                "owner": "ana",
            },
            "lonely": {"title": "Never promised"},
        },
        "promises": {
            "one-day": {"standard": "answer", "text": {"en": "An answer within 8 working hours"}, "slogan": "One day"},
            "lonely-name": {"standard": "answer", "text": "Always kind"},
        },
    },
    "guarantee": {"measures": {"answer": {"source": "cases", "kind": "time"}}},
}


@pytest.fixture
def plan() -> Plan:
    found, issues = validate(Plan, PLAN)
    assert found, issues
    return found


def judged(kept: int, late: int, share: float = 0.95, *, open_late: int = 0, open_young: int = 0) -> Feasibility:
    """The verdict on 8 hours from so many cases of 5 and of 10 hours, open ones of 20 hours and of 1 hour."""
    times = np.repeat([5.0, 10.0, 20.0, 1.0], [kept, late, open_late, open_young])
    done = np.repeat([True, True, False, False], [kept, late, open_late, open_young])
    table = TimesTable.of(times, done)
    cases = CaseTimes("answer", "one-day", 8.0, date(2027, 2, 15), working=table, elapsed=table)
    return judge(cases, Target(within=Duration(8, "h"), share=share))


def plain(text: str) -> str:
    return text.replace("**", "").replace("\\", "")


def test_the_four_sentences_say_the_counts_of_the_design() -> None:
    assert plain(verdict_sentence(judged(209, 5))) == (
        "Of the last 214 cases, 209 were in time. That is 98 of 100; you promise 95. "
        "Even with bad luck it is at least 95. You may promise it."
    )
    plausible = plain(verdict_sentence(judged(206, 8)))
    assert "That is 96 of 100; you promise 95. But it could be as low as 93." in plausible
    assert "If it stays so, about 580 more cases would prove it." in plausible
    assert plain(verdict_sentence(judged(192, 22))).startswith(
        "Of the last 214 cases, 192 were in time. That is 90 of 100; you promise 95. "
        "You would break it 10 times in 100, twice what you allow."
    )
    assert plain(verdict_sentence(judged(23, 0))) == (
        "Of the last 23 cases, 23 were in time. 95 of 100 needs at least 59 cases. 36 more are missing."
    )


def test_one_case_is_one_case() -> None:
    told = plain(verdict_sentence(judged(1, 40)))
    assert "1 was in time" in told


def test_a_share_never_looks_better_than_its_verdict() -> None:
    assert observed_of_100(0.947, 0.95) == "94.7"
    assert observed_of_100(0.9996, 0.95) == "99.96"
    assert observed_of_100(0.9626, 0.95) == "96"
    assert observed_of_100(0.95, 0.95) == "95"


def test_no_case_and_no_verdict_say_what_is_missing() -> None:
    nothing = judged(0, 0)
    assert plain(verdict_sentence(nothing)).startswith("There is no case yet.")
    reason = advice("finer-than-the-clock", time="8h")
    blind = Feasibility("answer", "one-day", "no-verdict", date(2027, 2, 15), EIGHT_HOURS, reason)
    told = plain(verdict_sentence(blind))
    assert told.startswith("8 working hours is finer than the data, which only know days.")
    assert told.endswith("Promise days, or record the time of day.")


def test_a_rate_is_told_per_its_own_number() -> None:
    judgement = judge_rate(6, 2000, Rate(2, 1000))
    found = Feasibility(
        *("answer", None, judgement.verdict.value, date(2027, 2, 15), Target(at_most=Rate(2, 1000))),
        n=2000,
        events=6,
        rate=0.003,
        rate_upper=judgement.upper,
        safe_rate=judgement.safe,
    )
    assert plain(verdict_sentence(found)) == (
        "It happened in 6 of the last 2,000 cases. That is 3 per 1,000; you promise at most 2 per 1,000. "
        "The least you can promise safely is 6 per 1,000."
    )


def test_open_cases_are_counted_and_told(plan: Plan) -> None:
    found = judged(100, 2, open_late=3, open_young=4)
    card = promise_card(plan, found, {"ana": "Ana Ruiz"}, date(2027, 2, 15))
    assert found.n == 105
    assert "7 cases are still open and count as not kept once 8 hours have passed: 3 so far." in card.always
    assert any(line.startswith("The clock runs on working days") for line in card.always)


def test_the_quote_has_its_time_in_bold_and_doubts_another_one() -> None:
    eight = Duration(8, "h")
    assert quoted("An answer within 8 working hours", "en", eight, 8).text == "“An answer within **8 working hours**”"
    assert not quoted("An answer in one working day", "en", eight, 8).doubt
    assert "four working hours" in quoted("We call within four working hours", "en", Duration(11, "h"), 8).doubt
    assert "**一个工作日**" in quoted("每一项投诉都会在一个工作日内答复", "zh", eight, 8).text
    assert "**десять рабочих дней**" in quoted("Решаем за десять рабочих дней", "ru", Duration(10, "d"), 8).text
    assert quoted("Two *stars* a day", "en", None, 8).text == "“Two \\*stars\\* a day”"


@pytest.mark.parametrize("hours", [5.0, 5.5, 9.0, 9.5, 10.0, 10.3, 12.0])
def test_the_ruler_puts_the_promise_into_the_zone_of_its_verdict(hours: float) -> None:
    times = np.sort(np.random.default_rng(3).gamma(6.0, 1.1, 400))
    table = TimesTable.of(times, np.ones(len(times), dtype=bool))
    cases = CaseTimes("answer", None, 8.0, date(2027, 2, 15), working=table, elapsed=table)
    found = judge(cases, Target(within=Duration(hours, "h"), share=0.9))
    assert judge_times(table, hours, 0.9).verdict.value == found.verdict
    view = ruler_view(found, 8.0)
    assert view
    assert view.plausible_from
    assert view.safe_from
    zone = (
        "safe"
        if view.promised >= view.safe_from
        else "plausible"
        if view.promised >= view.plausible_from
        else "over-promise"
    )
    assert zone == found.verdict


def test_offers_set_targets_and_leave_out_what_is_done(plan: Plan) -> None:
    over = judged(192, 22)
    made = offers(plan, over, (Remedy("promise-time", "11h"), Remedy("promise-share", "85%"), Remedy("sign")))
    assert [each.label for each in made] == ["Promise 11 hours", "Promise 85 of 100", "Keep it, signed with a reason"]
    assert made[0].target == Target(within=Duration(11, "h"), share=0.95)
    assert made[1].target == Target(within=Duration(8, "h"), share=0.85)
    safe = judged(209, 5)
    same = offers(plan, safe, (Remedy("publish"), Remedy("set-staff-aim", "8h"), Remedy("poster")))
    assert [each.kind for each in same] == ["publish"]


def test_the_list_counts_what_blocks(plan: Plan) -> None:
    lines = (
        Condition("answers-a-finding", True, facts=(("findings", 1),)),
        Condition("can-be-kept", False, True, (("verdict", "over-promise"),)),
        Condition("retold-right", False, facts=(("asked", 0), ("right", 0), ("needed", 5))),
        Condition("staff-aim-tighter", True, facts=(("aim", "6h"), ("margin", "2h"))),
    )
    view = public_list(plan, "one-day", lines)
    assert [each.mood for each in view.lines] == ["good", "act", "look", "good"]
    assert view.lines[2].words == "5 customers retold it right (0 of 5 asked)"
    assert view.lines[3].words == "Staff aim at 6 h: margin 2 h"
    assert view.blockers == 1
    assert view.summary == "Blocked by 1. A waiver needs a name, a reason and an end date."


def test_a_standard_leads_to_its_promise_and_the_worst_comes_first(plan: Plan) -> None:
    empty = {"data_date": date(2027, 2, 15)}
    found = (
        Feasibility("answer", "one-day", "safe", **empty),
        Feasibility("answer", "lonely-name", "over-promise", **empty),
        Feasibility("lonely", None, "no-verdict", **empty),
    )
    known = entries(plan, found)
    assert known[0].label == ":green[:material/check_circle:] One day"
    assert known[2].plain == "Never promised · No verdict yet"
    assert chosen_entry(plan, known, "answer").id == "one-day"
    assert chosen_entry(plan, known, "lonely").id == "lonely"
    assert chosen_entry(plan, known, "unknown").id == "lonely-name"


def test_targets_go_to_words_and_back() -> None:
    assert target_words(EIGHT_HOURS) == "within 8 working hours for 95 of 100"
    assert target_form(EIGHT_HOURS) == {"within": "8h", "share": "95%"}
    assert typed_target(8, "h", 95) == EIGHT_HOURS
    assert typed_target(48, "elapsed h", 99.5) == Target(within=Duration(48, "h", True), share=0.995)
    assert typed_target(events=2, per=1000) == Target(at_most=Rate(2, 1000))
    assert typed_target(0, "h", 95) is None
    assert typed_target(8, "h", None) is None
    assert length_words(Duration(1, "d")) == "1 working day"
    assert length_words(Duration(0.5, "h", True)) == "0.5 hours"
