"""Who only views a programme: the same pages, and nothing on them that could change it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from streamlit.testing.v1 import AppTest

from improvement.model.programme import Role
from improvement.store.visitors import Look, Visitor
from improvement.ui import visitor
from tests.conftest import ROOT
from tests.ui.screen import inputs, texts

PAGES = ("portfolio", "programme", "assessment", "commitment", "realization", "guarantee")
SAMPLES = {"harbour-bank": "Ana Ruiz", "city-clinic": "Noor Haddad", "river-logistics": "Tomas Bek"}
# choosing what is shown, trying what would be, and turning the pages
VIEWING = (
    "customer-safe", "kept.name.typed", "candidate-next", "candidates-all", "candidate-choice.", "source", "segment.",
    "commitment-picker", "trial-", "see-", "do-next-step", "thread-all", "golden-thread", "url.", "work.pick",
    "gantt-chart", "back", "forward", "criterion-weight.",
)  # fmt: skip
OBJECTS = {
    "assessment": ["slow-first-answer"],
    "commitment": ["told-once", "one-day-one-name", "statement-not-understood"],
    "realization": ["call-roster", "keep-a-call", "calls-live"],
    "guarantee": ["first-answer", "one-day-one-name"],
}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "plans", tmp_path_factory.mktemp("viewed") / "plans"))


@dataclass(frozen=True)
class Being(Visitor):
    """A visitor with the same role in every programme."""

    what: Role = "viewer"

    def role(self, _plan_id: str, _look: Look) -> Role:
        """That role."""
        return self.what


@pytest.fixture
def role(plans, monkeypatch):
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    return lambda what: monkeypatch.setattr(visitor, "seen", lambda whole: whole.seen_by(Being(what=what)))


def opened(page: str, plan: str, state: Mapping[str, str] = MappingProxyType({}), **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = plan
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    app = app if page == "portfolio" else app.switch_page(f"pages/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def changing(app: AppTest) -> list[tuple[str, str]]:
    """Everything that answers to a person and is not for viewing."""
    found = [(each.type, str(getattr(each, "key", "") or each.proto.id)) for each in inputs(app)]
    return [(kind, key) for kind, key in found if not key.startswith(VIEWING)]


@pytest.mark.parametrize("page", [*PAGES, "present", "room"])
@pytest.mark.parametrize("plan", SAMPLES)
def test_a_viewer_finds_nothing_to_change(page, plan, role) -> None:
    role("viewer")
    app = opened(page, plan)
    assert not app.exception
    assert changing(app) == []


@pytest.mark.parametrize(("page", "id"), [(page, id) for page, ids in OBJECTS.items() for id in ids])
def test_an_object_that_a_link_opens_is_text_for_a_viewer(page, id, role) -> None:
    role("viewer")
    app = opened(page, "harbour-bank", id=id)
    assert not app.exception
    assert changing(app) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("plan", SAMPLES)
def test_a_viewer_is_told_whom_to_ask(page, plan, role) -> None:
    role("viewer")
    told = [each.value for each in opened(page, plan).caption if "You are viewing" in each.value]
    name = "the owner of the programme" if page == "portfolio" else SAMPLES[plan]
    assert told == [f":material/visibility: You are viewing; ask {name} to take part"]


@pytest.mark.parametrize("page", PAGES)
def test_a_member_has_what_a_viewer_lacks(page, role) -> None:
    role("member")
    app = opened(page, "harbour-bank")
    assert changing(app), "else the tests above could not fail"
    assert not any("You are viewing" in each.value for each in app.caption)


def test_a_viewer_reads_what_others_edit(role) -> None:
    role("viewer")
    app = opened("realization", "harbour-bank", id="call-roster")
    app.session_state["edit-call-roster"] = app.session_state["work-table"] = True
    app.run()
    assert any("Estimate" in each and "8d" in each for each in texts(app))
    work = next(each.value for each in app.dataframe if "Owner" in each.value.columns)
    assert {"Ana Ruiz", "Dai Morgan"} <= set(work["Owner"])
