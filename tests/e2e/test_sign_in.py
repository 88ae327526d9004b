"""Sign-in through a real OpenID Connect provider: viewer, member and owner see and do what they may."""

import re
import shutil
import warnings
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import ROOT, App, free_port, settle, started

with warnings.catch_warnings():
    # the provider's own libraries announce their next versions
    warnings.simplefilter("ignore")
    from oidc_provider_mock import User, run_server_in_thread

pytestmark = [pytest.mark.e2e, pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")]

PEOPLE = {
    "olga": {"email": "Olga@Example.org", "name": "Olga of the provider"},
    "mia": {"email": "mia@example.org", "email_verified": True},
    "vic": {"preferred_username": "vic"},
    "fake": {"email": "olga@example.org", "email_verified": False, "preferred_username": "olga@example.org"},
    "eve": {"email": "eve@example.org"},
}
ACCESS = """  access:
    olga-o: owner
    mia-m: member
    vic-v: viewer
"""
ACCOUNTS = """    olga-o:
      name: Olga Orlova
      account: olga@example.org
    mia-m:
      name: Mia Moss
      account: mia@example.org
    vic-v:
      name: Vic Vale
      account: vic
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    users = [User(sub=sub, claims=dict(claims)) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def app(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("sign-in")
    plans = folder / "plans"
    for name in ("city-clinic", "river-logistics"):
        shutil.copytree(ROOT / f"plans/{name}", plans / name)
    file = plans / "city-clinic/plan.yaml"
    text = file.read_text().replace("programme:\n", f"programme:\n{ACCESS}", 1)
    file.write_text(text.replace("  people:\n", f"  people:\n{ACCOUNTS}", 1))
    port = free_port()
    address = f"http://localhost:{port}"
    (folder / "secrets.toml").write_text(f"""[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "only for this test, only for this test"
client_id = "kept"
client_secret = "not secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""")
    module = ["improvement.ui.serve", "--server.port", str(port), "--server.address", "127.0.0.1"]
    secrets = ["--secrets.files", f'["{folder}/secrets.toml"]']
    with started([*module, *secrets], port, {"KEPT_PLANS": str(plans)}):
        yield App(address, plans)


def sign_in(chromium: Browser, app: App, who: str) -> Page:
    page = chromium.new_context(viewport={"width": 1280, "height": 1400}).new_page()
    page.goto(f"{app.address}/programme?plan=city-clinic")
    settle(page)
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    expect(page.get_by_text("Clinic")).to_have_count(0)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(f"{app.address}/**")
    settle(page)
    return page


def to_programme(page: Page, app: App) -> None:
    page.goto(f"{app.address}/programme?plan=city-clinic")
    settle(page)
    expect(page.get_by_role("heading", name=re.compile("clinic", re.IGNORECASE)).first).to_be_visible()


def charter_can_be_saved(page: Page) -> bool:
    page.locator(".st-key-charter summary").click()
    settle(page)
    return page.get_by_role("button", name="Save the charter").count() > 0


def test_each_role_sees_and_does_what_it_may(chromium: Browser, app: App) -> None:
    file = app.plans / "city-clinic/plan.yaml"
    viewer = sign_in(chromium, app, "vic")
    expect(viewer.get_by_text("River Logistics")).to_have_count(0)
    to_programme(viewer, app)
    assert not charter_can_be_saved(viewer)

    member = sign_in(chromium, app, "mia")
    to_programme(member, app)
    assert charter_can_be_saved(member)
    member.locator(".st-key-charter").get_by_label("Title").fill("A clinic that calls back")
    member.get_by_role("button", name="Save the charter").click()
    expect(member.get_by_text("Mia Moss changed the charter just now")).to_be_visible()
    assert "title: A clinic that calls back" in file.read_text()
    to_programme(member, app)
    member.locator(".st-key-who button").click()
    expect(member.get_by_text("mia@example.org")).to_be_visible()
    member.get_by_role("button", name="Sign out").click()
    member.get_by_role("button", name="End session").click()
    member.wait_for_url(f"{app.address}/**")
    settle(member)
    expect(member.get_by_role("heading", name="Who are you?")).to_be_visible()

    owner = sign_in(chromium, app, "olga")
    to_programme(owner, app)
    expect(owner.locator(".st-key-who")).to_contain_text("Olga Orlova")
    expect(owner.get_by_role("button", name="Undo: the charter")).to_have_count(0)
    owner.get_by_role("link", name="Portfolio").first.click()
    settle(owner)
    expect(owner.get_by_role("button", name="New programme")).to_be_visible()


@pytest.mark.parametrize("who", ["eve", "fake"])
def test_whom_no_programme_knows_sees_none(chromium: Browser, app: App, who: str) -> None:
    page = sign_in(chromium, app, who)
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    if who == "eve":
        expect(page.get_by_text("You are signed in as eve@example.org")).to_be_visible()
    expect(page.get_by_text("Clinic")).to_have_count(0)
    expect(page.get_by_role("link", name="Portfolio")).to_have_count(0)


def test_a_reload_keeps_the_sign_in_and_a_forged_cookie_gives_nothing(chromium: Browser, app: App) -> None:
    page = sign_in(chromium, app, "mia")
    to_programme(page, app)
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", name=re.compile("clinic", re.IGNORECASE)).first).to_be_visible()
    for each in page.context.cookies():
        if each["name"].startswith("_streamlit_user"):
            page.context.add_cookies([{**each, "value": each["value"][:-4] + "AAAA"}])
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
