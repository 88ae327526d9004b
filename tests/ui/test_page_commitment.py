"""The commitment page: a verdict for every promise, remedies that change the plan, a promise written at once."""

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.usecases.start import start
from tests.conftest import ROOT

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CIRCLE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "plans"
    shutil.copytree(ROOT / "plans", folder)
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    return folder


def page(plan: str = "harbour-bank", id: str = "") -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.query_params["plan"] = plan
    at.run()
    if id:
        at.query_params["id"] = id
    at.switch_page("pages/commitment.py").run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    return "\n".join(each.value for each in (*at.subheader, *at.markdown, *at.caption, *at.info))


def commitment(folder: Path, plan: str = "harbour-bank"):  # type: ignore[no-untyped-def]
    found = start(folder, lambda: datetime.now(UTC)).store.snapshot(plan)
    assert found.plan, found.issues
    return found.plan.commitment


def button(at: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in at.button if each.label == label)


@pytest.mark.parametrize(
    ("id", "verdict"),
    [
        ("one-day-one-name", "Safe"),
        ("done-at-once", "Plausible, not proven"),
        ("call-the-same-morning", "Over-promise"),
        ("tell-us-once", "No verdict yet"),
    ],
)
def test_every_promise_has_its_verdict(plans: Path, id: str, verdict: str) -> None:
    assert verdict in said(page(id=id))


def test_the_most_urgent_promise_is_shown_first(plans: Path) -> None:
    at = page()
    assert "Over-promise" in said(at)
    assert "call-the-same-morning" in at.query_params["id"]


def test_the_first_remedy_sets_the_target_and_stays_on_the_promise(plans: Path) -> None:
    at = page(id="called-back")
    button(at, "Promise 11 hours").click().run()
    assert str(commitment(plans).standards["called-back"].target.within) == "11h"
    assert "The wording says “four working hours”" in at.warning[0].value.replace("\\", "")
    assert "You may promise it." in said(at)


def test_the_verdict_follows_what_is_typed_and_saves_nothing(plans: Path) -> None:
    at = page(id="call-the-same-morning")
    hours = next(each for each in at.number_input if each.label == "Time")
    hours.set_value(12.0).run()
    assert "Safe" in [each.value.split(" ", 1)[1] for each in at.subheader]
    assert str(commitment(plans).standards["called-back"].target.within) == "4h"
    button(at, "Take this target").click().run()
    assert str(commitment(plans).standards["called-back"].target.within) == "12h"


def test_an_over_promise_cannot_be_published_unless_it_is_signed(plans: Path) -> None:
    at = page(id="call-the-same-morning")
    assert button(at, "Publish it").disabled
    text = (plans / "harbour-bank/plan.yaml").read_text()
    waiver = "{rule: over-promise, by: marta, date: 2026-11-15, reason: The roster starts soon, until: 2099-01-31}"
    line = "      public_since:                  # an over-promise today"
    file = plans / "harbour-bank/plan.yaml"
    file.write_text(text.replace(line, f"      waiver: {waiver}\n{line}"))
    # a hand save is read once nobody has written for a moment
    os.utime(file, (time.time() - 1, time.time() - 1))
    at = page(id="call-the-same-morning")
    assert "Signed by Marta Gil on 15 Nov 2026, until 31 Jan 2099" in said(at)
    assert not button(at, "Publish it").disabled


def test_signing_asks_for_a_name_a_reason_and_an_end(plans: Path) -> None:
    at = page(id="call-the-same-morning")
    button(at, "Keep it, signed with a reason").click().run()
    assert at.selectbox(key="sign-by").value == "marta"
    assert at.text_input(key="sign-reason").label == "Why, in one sentence"
    assert at.date_input(key="sign-until").value is None


def test_a_new_promise_is_one_change_with_free_ids(plans: Path) -> None:
    at = page()
    button(at, "Add a promise").click().run()
    assert at.selectbox(key="draft-finding").value == "statement-not-understood"
    at.text_input(key="draft-title").set_value("First answer")
    at.text_area(key="draft-wording").set_value("You understand your statement")
    at.text_input(key="draft-slogan").set_value("看得懂")
    button(at, "Save the promise").click().run()
    found = commitment(plans)
    assert found.standards["first-answer-2"].answers == ("statement-not-understood",)
    assert found.promises["promise"].standard == "first-answer-2"
    assert at.query_params["id"] in ("promise", ["promise"])


def test_without_words_nothing_is_saved_and_the_text_stays(plans: Path) -> None:
    at = page()
    button(at, "Add a promise").click().run()
    at.text_input(key="draft-title").set_value("Clear statements")
    before = (plans / "harbour-bank/plan.yaml").read_text()
    button(at, "Save the promise").click().run()
    assert "the wording" in at.error[0].value
    assert at.text_input(key="draft-title").value == "Clear statements"
    assert (plans / "harbour-bank/plan.yaml").read_text() == before


def test_an_empty_programme_says_what_waits(plans: Path) -> None:
    text = (plans / "city-clinic/plan.yaml").read_text()
    assert "commitment:" not in text
    assert "No promise yet." in said(page("city-clinic"))


def test_a_picture_with_a_script_is_refused(plans: Path) -> None:
    at = page(id="tell-us-once")
    at.file_uploader[0].set_value(("x.svg", SCRIPT, "image/svg+xml")).run()
    button(at, "Use this picture").click().run()
    assert "holds scripts" in at.error[0].value
    at.file_uploader[0].set_value(("y.svg", CIRCLE, "image/svg+xml")).run()
    button(at, "Use this picture").click().run()
    assert commitment(plans).promises["tell-us-once"].picture == "pictures/tell-us-once.svg"
    assert (plans / "harbour-bank/pictures/tell-us-once.svg").read_bytes() == CIRCLE


def test_measures_of_the_plan_come_before_new_ones(plans: Path) -> None:
    at = page(id="tell-us-once")
    button(at, "Link a measure").click().run()
    offered = at.selectbox(key="link-measure-measure").options
    assert offered[0] == "Hours to the first answer · Complaints since May 2024"
    assert any(each.startswith("New: good answers to") for each in offered)
    assert not any("A very good bank" in each for each in offered)  # what customers expect is no measure


@pytest.mark.parametrize("language", ["es", "th", "zh", "ru"])
def test_the_page_stands_in_every_language(plans: Path, language: str) -> None:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.query_params["plan"], at.query_params["lang"] = "harbour-bank", language
    at.run()
    at.switch_page("pages/commitment.py").run()
    assert not at.exception
    assert len(at.subheader) >= 2


def test_a_damaged_picture_is_said_not_raised(plans: Path) -> None:
    at = page(id="tell-us-once")
    at.file_uploader[0].set_value(("x.png", b"\x89PNG\r\n\x1a\nno picture at all", "image/png")).run()
    button(at, "Use this picture").click().run()
    assert not at.exception
    assert "its file is damaged" in said(at)


def test_a_finding_in_the_address_opens_its_promise_to_be_written(plans: Path) -> None:
    at = page(id="statement-not-understood")
    assert at.selectbox(key="draft-finding").value == "statement-not-understood"
    button(at, "Discard").click().run()
    assert "Over-promise" in said(at)
