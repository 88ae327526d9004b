"""The part "Level across programmes" of the portfolio: offered, shown, kept; and who may not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from improvement.cli import main
from improvement.model.programme import Role
from improvement.store.visitors import Look, Visitor
from improvement.ui import levelling, visitor
from improvement.usecases.levelling import effects
from tests.conftest import ROOT
from tests.realization.shared_plans import NORTH, SOUTH, place
from tests.ui.screen import texts


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    return place(tmp_path)


def page(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def levelled() -> AppTest:
    app = page().button(key="level").click().run()
    assert not app.exception
    return app


def keys(app: AppTest) -> set[str]:
    return {each.key for each in app.button}


def shows(app: AppTest, words: str) -> bool:
    return any(words in each.replace("\\", "") for each in texts(app))


def test_it_computes_only_when_asked(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(levelling, "levelling", never)
    assert "level" in keys(page())


def test_the_effect_is_shown_before_it_is_saved(plans: Path) -> None:
    app = levelled()
    (table,) = [each.value for each in app.dataframe if "Levelled" in each.value.columns]
    assert list(table["Programme"]) == ["North", "South"]
    assert list(table["Later"]) == ["not at all", "10 working days"]
    assert shows(app, "1 programme has to wait; then no day of a shared person is too full")
    assert shows(app, "“South” waits for Kim Alvarez (busy for “North”)")
    assert any("Finish \\+10 working days" in each.value for each in app.markdown)
    assert (plans / "south" / "plan.yaml").read_text() == SOUTH


def test_kept_dates_end_the_overbooking(plans: Path) -> None:
    app = levelled().button(key="levelling-keep").click().run()
    assert not app.exception
    assert "not_before: 2027-01-25" in (plans / "south" / "plan.yaml").read_text()
    assert (plans / "north" / "plan.yaml").read_text() == NORTH
    assert not shows(app, "Asked for more than they have")
    assert [each.value for each in app.toast] == ["Dates levelled across programmes"]


def test_put_aside_saves_nothing(plans: Path) -> None:
    app = levelled().button(key="levelling-aside").click().run()
    assert {"level"} <= keys(app)
    assert "levelling-keep" not in keys(app)
    assert (plans / "south" / "plan.yaml").read_text() == SOUTH


def test_what_was_shown_is_not_saved_over_a_newer_plan(plans: Path) -> None:
    app = levelled()
    longer = ("south", "realization.activities.coach.estimate", "8d")
    assert main(["set", "--plans", str(plans), *longer]) == 0
    app.button(key="levelling-keep").click().run()
    assert shows(app, "The programmes have changed since you looked: level again.")
    assert "not_before" not in (plans / "south" / "plan.yaml").read_text()


def test_a_plan_that_changes_while_it_is_saved_stays(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = levelled()

    def changed_meanwhile(*given: Any) -> Any:
        longer = ("north", "realization.activities.course.estimate", "15d")
        assert main(["set", "--plans", str(plans), *longer]) == 0
        return effects(*given)

    monkeypatch.setattr(levelling, "effects", changed_meanwhile)
    app.button(key="levelling-keep").click().run()
    assert any("changed since these dates were levelled" in each.value for each in app.error)
    assert (plans / "south" / "plan.yaml").read_text() == SOUTH


def test_a_broken_file_of_shared_people_gives_no_dates(plans: Path) -> None:
    app = levelled()
    people = (plans / "people.yaml").read_text()
    (plans / "people.yaml").write_text(f"{people}  lou: {{name: Lou, availability: lots}}\n")
    app.run()
    assert not app.exception
    assert shows(app, "The file of shared people cannot be used")
    assert any("availability" in each.value for each in app.error)
    assert "levelling-keep" not in keys(app)


def test_customers_do_not_see_it(plans: Path) -> None:
    app = page(customer="1")
    assert "level" not in keys(app)
    assert not shows(app, "Kim")


@dataclass(frozen=True)
class Being(Visitor):
    """A visitor who may do this in each programme."""

    roles: Mapping[str, Role] = field(default_factory=dict)

    def role(self, plan_id: str, _look: Look) -> Role:
        """What is said, else to view."""
        return self.roles.get(plan_id, "viewer")


def being(monkeypatch: pytest.MonkeyPatch, **roles: Role) -> None:
    monkeypatch.setattr(visitor, "seen", lambda whole: whole.seen_by(Being(roles=roles)))


def test_who_only_views_is_not_offered_it(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    being(monkeypatch)
    app = page()
    assert shows(app, "Asked for more than they have")
    assert "level" not in keys(app)


def test_who_may_not_change_all_of_them_cannot_keep(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    being(monkeypatch, north="owner")
    app = levelled()
    assert app.button(key="levelling-keep").disabled
    assert shows(app, "You may not change South: ask those who may.")


def test_a_member_of_what_waits_may_keep(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    being(monkeypatch, south="member")
    assert not levelled().button(key="levelling-keep").click().run().exception
    assert "not_before: 2027-01-25" in (plans / "south" / "plan.yaml").read_text()


@dataclass(frozen=True)
class Outsider(Visitor):
    """Who is let into one programme only."""

    def role(self, plan_id: str, _look: Look) -> Role | None:
        """To work in the south, where the rest is unknown."""
        return "member" if plan_id == "south" else None


def test_who_sees_some_programmes_is_told_so(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "    second: {title: More, estimate: 5d, needs: {kim: 1}}\n"
    (plans / "south" / "plan.yaml").write_text(SOUTH + more)
    monkeypatch.setattr(visitor, "seen", lambda whole: whole.seen_by(Outsider()))
    assert shows(levelled(), "no day of a shared person is too full (in the programmes that you see)")


def test_nobody_shared_is_told_where_to_look(plans: Path) -> None:
    (plans / "people.yaml").unlink()
    (plans / "north" / "plan.yaml").write_text(NORTH.replace("ana: {name: Ana}", "kim: {name: Kim, count: 0}"))
    busy = "    audit: {title: Audit, estimate: 5d, needs: {kim: 1}}\n"
    (plans / "south" / "plan.yaml").write_text(SOUTH + busy)
    app = page()
    assert "level" not in keys(app)
    assert shows(app, "Each of them works in one programme only")


def test_what_cannot_move_is_said(plans: Path) -> None:
    begun = SOUTH.replace("estimate: 5d", "actual_start: 2027-01-11, estimate: 5d")
    (plans / "south" / "plan.yaml").write_text(begun)
    (plans / "north" / "plan.yaml").write_text(NORTH.replace("estimate: 10d", "must_start: 2027-01-11, estimate: 10d"))
    app = levelled()
    assert shows(app, "Kim Alvarez stays at 160 %")
    assert "levelling-keep" not in keys(app)


def test_the_charter_holds_the_priority(plans: Path) -> None:
    app = page(plan="north").switch_page("pages/programme.py").run()
    assert not app.exception
    (field,) = [each for each in app.text_input if each.label == "Priority among programmes"]
    assert field.value == "1"
