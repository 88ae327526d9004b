"""Workshops: links that end, roles through every use case, results shared without giving anything away."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.errors import KeptError, UnknownPlan
from improvement.model.change import Applied, Refused
from improvement.usecases import editing
from improvement.usecases.access import (
    close_workshop,
    open_workshop,
    with_account,
    with_nothing,
    with_token,
    workshop,
)
from improvement.usecases.new import new
from improvement.usecases.portfolio import portfolio
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.conftest import ROOT


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def whole(tmp_path: Path, clock: Clock) -> Workspace:
    for name in ("city-clinic", "harbour-bank"):
        shutil.copytree(ROOT / f"plans/{name}", tmp_path / name)
    shutil.copy(ROOT / "plans/people.yaml", tmp_path)
    return start(tmp_path, clock)


def set_title(workspace: Workspace, title: str) -> object:
    edit = editing.set_to(workspace.store.snapshot("city-clinic"), "programme.title", title)
    return editing.apply(workspace.store, "city-clinic", "x", workspace.now(), (edit,))


def test_a_workshop_opens_one_programme_in_its_roles_until_it_ends(whole: Workspace, clock: Clock) -> None:
    assert workshop(whole, "city-clinic") is None
    tokens = open_workshop(whole, "city-clinic", ("owner", "member", "viewer"), 8)
    seen = {role: with_token(whole, token) for role, token in tokens.items()}
    found = workshop(seen["member"], "city-clinic")
    assert found
    assert (found.plan, found.roles) == ("city-clinic", ("owner", "member", "viewer"))
    assert found.until == clock.now + timedelta(hours=8)
    assert all(each.store.plans() == ("city-clinic",) for each in seen.values())
    assert isinstance(set_title(seen["member"], "A"), Applied)
    assert isinstance(set_title(seen["viewer"], "B"), Refused)

    clock.now += timedelta(hours=8)
    assert workshop(whole, "city-clinic") is None
    for role, token in tokens.items():
        with pytest.raises(UnknownPlan):
            set_title(seen[role], "C")
        with pytest.raises(KeptError) as told:
            with_token(whole, token)
        assert told.value.issues[0].id == "token-ended"


def test_only_an_owner_opens_and_closes_a_workshop(whole: Workspace) -> None:
    tokens = open_workshop(whole, "city-clinic", ("owner", "member", "viewer"), 8)
    for role in ("member", "viewer"):
        seen = with_token(whole, tokens[role])
        with pytest.raises(KeptError):
            close_workshop(seen, "city-clinic")
        with pytest.raises(KeptError):
            open_workshop(seen, "city-clinic", ("owner",), 1)
    close_workshop(with_token(whole, tokens["owner"]), "city-clinic")
    assert workshop(whole, "city-clinic") is None
    with pytest.raises(KeptError):
        with_token(whole, tokens["member"])


@pytest.mark.parametrize("hours", [0, -1, 745, float("nan"), float("inf")])
def test_a_workshop_has_an_end(whole: Workspace, hours: float) -> None:
    with pytest.raises(KeptError) as told:
        open_workshop(whole, "city-clinic", ("member",), hours)
    assert told.value.issues[0].id == "workshop-hours"


@pytest.mark.parametrize("token", ["", "x", "ü" * 40, "../../etc/passwd"])
def test_what_is_no_token_opens_nothing(whole: Workspace, token: str) -> None:
    with pytest.raises(KeptError) as told:
        with_token(whole, token)
    assert told.value.issues[0].id == "token-unknown"


def test_a_workshop_needs_a_programme(whole: Workspace) -> None:
    with pytest.raises(UnknownPlan):
        open_workshop(whole, "nowhere", ("member",), 8)


def test_computed_results_of_other_programmes_stay_away(whole: Workspace) -> None:
    assert {each.id for each in portfolio(whole).programmes} == {"city-clinic", "harbour-bank"}
    token = open_workshop(whole, "city-clinic", ("viewer",), 8)["viewer"]
    assert {each.id for each in portfolio(with_token(whole, token)).programmes} == {"city-clinic"}
    assert portfolio(with_nothing(whole)).programmes == ()


def test_a_copy_made_by_somebody_who_signed_in_is_theirs_with_its_evidence(whole: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "harbour-bank/plan.yaml"
    text = file.read_text()
    person = text.split("  people:\n", 1)[1].split(":", 1)[0].strip()
    text = text.replace(f"    {person}:\n", f"    {person}:\n      account: boss@example.org\n", 1)
    file.write_text(text.replace("programme:\n", f"programme:\n  access:\n    {person}: owner\n", 1))
    boss = with_account(whole, "boss@example.org")
    assert boss.store.plans() == ("harbour-bank",)
    assert isinstance(new(boss.store, "copy", "Copy", boss.today, sample="harbour-bank"), Applied)
    assert boss.store.attachments("copy") == boss.store.attachments("harbour-bank") != ()
    with pytest.raises(UnknownPlan):
        new(boss.store, "stolen", "Stolen", boss.today, sample="city-clinic")
    assert with_account(whole, "other@example.org").store.plans() == ()
