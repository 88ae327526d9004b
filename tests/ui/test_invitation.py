"""The link with which people take part: for those who take part themselves, never for viewers."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from improvement.model.change import Edit, Logged
from improvement.ui import session, visitor
from improvement.usecases.access import INVITATION, WORKSHOP, open_workshop, with_token
from improvement.usecases.start import start
from improvement.view.customer_safe import log_without_names

LINK = "http://10.0.0.5:8501/room?plan=small&join=secret"


@pytest.mark.parametrize(("role", "link"), [("viewer", ""), ("member", LINK), ("owner", LINK)])
def test_a_viewer_never_gets_the_link_of_a_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str, link: str
) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text("programme:\n  title: Small\n  starts: 2027-01-01\n")
    whole = start(tmp_path, lambda: datetime(2027, 1, 1, tzinfo=UTC))
    tokens = open_workshop(whole, "small", ("owner", "member", "viewer"), 8)
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    monkeypatch.setenv(WORKSHOP, "small")
    monkeypatch.setenv(INVITATION, LINK)
    monkeypatch.setattr(session, "_workspace", lambda _folder: whole)
    monkeypatch.setattr(visitor, "seen", lambda found: with_token(found, tokens[role]))  # type: ignore[index]
    assert session.invitation("small") == link
    assert session.invitation("other") == ""


@pytest.mark.parametrize("said", [False, "false", "False"])
def test_an_address_that_is_not_verified_is_nobodys(monkeypatch: pytest.MonkeyPatch, said: object) -> None:
    user = {"is_logged_in": True, "email": "owner@bank.example", "email_verified": said, "preferred_username": "eve"}
    monkeypatch.setattr(st, "user", type("User", (), {"to_dict": lambda _self: user})())
    assert visitor.signed_in_as() == ""
    user["email_verified"] = True
    assert visitor.signed_in_as() == "owner@bank.example"


def test_a_clash_of_the_past_names_nobody() -> None:
    clash = Edit("set", ("programme", "people", "ana", "name"), "Ana Ruiz", "Ana R.")
    told = Logged(1, "hand", "by hand", datetime(2027, 1, 1, tzinfo=UTC), "", (), False, (clash,))
    assert "Ana" not in str(log_without_names([told]))
