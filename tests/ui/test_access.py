"""Who may do what, on the pages: strangers see a sign-in only, a forged change is refused and on record."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from improvement.ui import visitor
from improvement.usecases.access import close_workshop, open_workshop
from improvement.usecases.start import start
from tests.conftest import ROOT
from tests.ui.screen import texts

PAGES = sorted(each.stem for each in (ROOT / "pages").glob("[a-z]*.py"))
SECRETS = ("City Clinic", "city-clinic", "Harbour Bank", "harbour-bank", "Noor Haddad")


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is served to the network, with app.py before every page as in the running app (ui/serve.py)."""
    begin = PagesManager.__init__

    def as_served(self: PagesManager, *arguments: object, **named: object) -> None:
        PagesManager.uses_pages_directory = False
        begin(self, *arguments, **named)

    monkeypatch.setattr(PagesManager, "__init__", as_served)
    for name in ("city-clinic", "harbour-bank"):
        shutil.copytree(ROOT / f"plans/{name}", tmp_path / name)
    shutil.copy(ROOT / "plans/people.yaml", tmp_path)
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    monkeypatch.setenv("KEPT_WORKSHOP", "city-clinic")
    return tmp_path


@pytest.fixture
def tokens(plans: Path) -> dict[str, str]:
    return dict(open_workshop(start(plans, lambda: datetime.now(UTC)), "city-clinic", ("owner", "member", "viewer"), 8))


def opened(page: str, token: str = "", plan: str = "city-clinic") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = plan
    if token:
        app.query_params["join"] = token
    app.run()
    return app if page == "portfolio" else app.switch_page(f"pages/{page}.py").run()


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_sees_the_sign_in_at_every_address(page, plans, monkeypatch) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "city-clinic"
    app._page_hash = calc_hash(page)
    app.run()
    assert not app.exception
    assert [each.value for each in app.header] == ["Who are you?"]
    assert [each.key for each in app.text_input] == ["token-typed"]
    assert not [each for each in SECRETS if each in " ".join(texts(app))]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_runs_bare_gives_a_stranger_nothing(page, plans) -> None:
    """As Streamlit does for a deep link that comes first, where the app is started by other means."""
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=60)
    app.query_params["plan"] = "city-clinic"
    app.run()
    assert not [each for each in SECRETS if each in " ".join(texts(app))]


@pytest.mark.parametrize("role", ["viewer", "member", "owner"])
def test_a_token_opens_its_programme_and_no_other(role, plans, tokens) -> None:
    app = opened("programme", tokens[role])
    assert not app.exception
    assert "City Clinic" in app.header[0].value
    other = opened("programme", tokens[role], "harbour-bank")
    assert other.header[0].value == "No programme is open"
    portfolio = " ".join(texts(opened("portfolio", tokens[role])))
    assert "City Clinic" in portfolio
    assert "Harbour Bank" not in portfolio


def test_a_typed_link_lets_in_and_a_wrong_one_says_so(plans, tokens) -> None:
    app = opened("portfolio")
    app.text_input(key="token-typed").set_value("nonsense-that-is-long-enough")
    app.button[0].click().run()
    assert "this token opens nothing" in app.warning[0].value
    app.text_input(key="token-typed").set_value(f"http://192.0.2.1:8501/room?plan=city-clinic&join={tokens['member']}")
    app.button[0].click().run()
    assert not app.exception
    assert "City Clinic" in " ".join(texts(app))


def test_when_the_workshop_ends_the_page_says_so(plans, tokens) -> None:
    app = opened("programme", tokens["member"])
    close_workshop(start(plans, lambda: datetime.now(UTC)), "city-clinic")
    app.run()
    assert [each.value for each in app.header] == ["Who are you?"]
    assert "the workshop has ended" in app.warning[0].value


def _asks() -> None:
    import streamlit as st

    from improvement.ui import session

    st.json({"role": session.role(), "edit": session.may_edit(), "leads": session.is_facilitator()})


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("", {"role": None, "edit": False, "leads": False}),
        ("viewer", {"role": "viewer", "edit": False, "leads": False}),
        ("member", {"role": "member", "edit": True, "leads": False}),
        ("owner", {"role": "owner", "edit": True, "leads": True}),
    ],
)
def test_what_pages_ask(role, told, plans, tokens) -> None:
    app = AppTest.from_function(_asks)
    app.query_params["plan"] = "city-clinic"
    if role:
        app.query_params["join"] = tokens[role]
    assert json.loads(app.run().json[0].value) == told


def test_the_person_at_the_machine_owns_everything(plans, monkeypatch) -> None:
    monkeypatch.delenv("KEPT_WORKSHOP")
    app = AppTest.from_function(_asks)
    app.query_params["plan"] = "harbour-bank"
    assert json.loads(app.run().json[0].value)["role"] == "owner"


def _is_at_the_machine() -> None:
    import streamlit as st

    from improvement.ui.visitor import is_at_the_machine

    st.json({"here": is_at_the_machine()})


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        ("127.0.0.1", {}, True),
        ("localhost", {"Host": "localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("0.0.0.0", {"Host": "127.0.0.1:8501"}, False),
        ("", {"Host": "localhost:8501"}, False),
        ("192.0.2.1", {"Host": "localhost:8501"}, False),
        ("127.0.0.1", {"Host": "kept.example.org"}, False),
        ("127.0.0.1", {"Host": "127.0.0.1.example.org"}, False),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"Host": "localhost", "Forwarded": "for=127.0.0.1"}, False),
    ],
)
def test_only_who_can_be_nobody_else_is_at_the_machine(address, headers, here, plans, monkeypatch) -> None:
    monkeypatch.delenv("KEPT_WORKSHOP")

    class Context:
        """What Streamlit tells of a request."""

        cookies: dict[str, str] = {}  # noqa: RUF012

    Context.headers = headers  # type: ignore[attr-defined]
    monkeypatch.setattr(visitor.st, "context", Context)
    monkeypatch.setattr(visitor.st, "get_option", lambda name: address if name == "server.address" else None)
    assert visitor.is_at_the_machine() is here
    monkeypatch.setenv("KEPT_WORKSHOP", "city-clinic")
    assert not visitor.is_at_the_machine(), "behind a proxy everybody looks as if they were here"


def _forges() -> None:
    import streamlit as st

    from improvement.model.change import Edit
    from improvement.ui import session
    from improvement.ui.commit import commit
    from improvement.usecases.opened import opened

    workspace = session.workspace()
    snapshot = workspace.store.snapshot("city-clinic")
    old = snapshot.plan.programme.title
    st.text(commit(snapshot, Edit("set", ("programme", "title"), old, "Forged"), why="forged"))
    st.text(type(workspace.store).__name__ + opened(workspace, "city-clinic").id)


def test_a_change_forged_by_a_viewers_page_is_refused_and_noted(plans, tokens) -> None:
    before = (plans / "city-clinic/plan.yaml").read_bytes()
    app = AppTest.from_function(_forges)
    app.query_params.update({"plan": "city-clinic", "join": tokens["viewer"]})
    app.session_state["kept.name"] = "Noor Haddad"
    app.run()
    assert not app.exception
    assert app.text[0].value == "False"
    assert "you may look at this programme, but not change it" in " ".join(each.value for each in app.markdown)
    assert (plans / "city-clinic/plan.yaml").read_bytes() == before
    (noted,) = (plans / ".store/city-clinic/refused").read_text().splitlines()
    assert json.loads(noted)["who"] == "Noor Haddad", "the typed name is told, and gives no right"
    assert json.loads(noted)["role"] == "viewer"


@pytest.mark.parametrize(("role", "title"), [("viewer", "City Clinic"), ("member", "Forged")])
def test_a_button_that_was_not_shown_cannot_be_pressed(role, title, plans, tokens) -> None:
    """The browser of a viewer sends what a member's would after filling and saving the charter."""
    drawn = opened("programme", tokens["member"])
    next(each for each in drawn.text_input if each.label == "Title").set_value("Forged")
    next(each for each in drawn.button if each.label == "Save the charter").click()
    app = opened("programme", tokens[role])
    app._run(drawn._tree.get_widget_states())
    assert not app.exception
    assert f"title: {title}" in (plans / "city-clinic/plan.yaml").read_text()
