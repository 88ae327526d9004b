"""Roles on the command line: --token and KEPT_TOKEN, refused tries on record, run --workshop."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.cli import main
from improvement.usecases.access import open_workshop
from improvement.usecases.start import start
from tests.conftest import ROOT


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    for name in ("city-clinic", "harbour-bank"):
        shutil.copytree(ROOT / f"plans/{name}", tmp_path / name)
    return tmp_path


@pytest.fixture
def tokens(plans: Path) -> dict[str, str]:
    return dict(open_workshop(start(plans, lambda: datetime.now(UTC)), "city-clinic", ("owner", "member", "viewer"), 8))


def run(plans: Path, *arguments: str, token: str = "", who: str = "Vera") -> int:
    return main([*arguments, "--plans", str(plans), "--who", who, *(["--token", token] if token else [])])


def text(plans: Path) -> str:
    return (plans / "city-clinic/plan.yaml").read_text()


TITLE = ("set", "city-clinic", "programme.title", "Changed")
CHANGES = {
    "set": TITLE,
    "add": ("add", "city-clinic", "programme.people.nia", "{name: Nia}"),
    "remove": ("remove", "city-clinic", "programme.sponsor"),
    "undo": ("undo", "city-clinic", "--number", "1"),
    "new": ("new", "another"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_viewers_change_is_refused_with_a_sentence_and_noted(plans, tokens, name, capsys) -> None:
    run(plans, "set", "city-clinic", "programme.cycle", "3")
    before = text(plans)
    capsys.readouterr()
    assert run(plans, *CHANGES[name], token=tokens["viewer"]) == 1
    told = capsys.readouterr().err
    assert "error[not-allowed]" in told
    assert "Traceback" not in told
    assert text(plans) == before
    assert not (plans / "another").exists()


def test_evidence_and_drafts_are_refused_too(plans, tokens, capsys) -> None:
    survey = plans / "survey.csv"
    survey.write_text("score\n" + "\n".join("7" for _ in range(40)))
    assert run(plans, "evidence", str(survey), "--plan", "city-clinic", token=tokens["viewer"]) == 1
    assert "error[not-allowed]" in capsys.readouterr().err
    assert not (plans / "city-clinic/evidence/survey.csv").exists()
    run(plans, "log", "city-clinic", "--refused")
    assert "(viewer) attach evidence/survey.csv" in capsys.readouterr().out


def test_a_member_changes_but_not_who_may_do_what(plans, tokens, capsys) -> None:
    assert run(plans, *TITLE, token=tokens["member"]) == 0
    assert "title: Changed" in text(plans)
    person = text(plans).split("  people:\n", 1)[1].split(":", 1)[0].strip()
    for op, path, value in (("add", f"programme.access.{person}", "owner"), ("set", "programme.cycle", "9")):
        capsys.readouterr()
        assert run(plans, op, "city-clinic", path, value, token=tokens["member"]) == 1
        assert "only an owner" in capsys.readouterr().err
    assert "cycle: 9" not in text(plans)
    assert run(plans, "set", "city-clinic", "programme.cycle", "9", token=tokens["owner"]) == 0
    assert "cycle: 9" in text(plans)
    capsys.readouterr()


def test_a_token_opens_its_programme_only(plans, tokens, capsys) -> None:
    for command in ("check", "log", "fsck", "assess"):
        assert run(plans, command, "harbour-bank", token=tokens["owner"]) == 1
        told = capsys.readouterr()
        assert "unknown-plan" in told.err
        assert str(plans) not in told.err + told.out
    assert run(plans, "check", "--json", token=tokens["viewer"]) == 0
    assert set(json.loads(capsys.readouterr().out)["plans"]) == {"city-clinic"}
    assert run(plans, "status", "--all", "--json", token=tokens["viewer"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["programmes"]] == ["city-clinic"]


def test_the_environment_gives_a_token_too(plans, tokens, capsys, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_TOKEN", tokens["viewer"])
    assert run(plans, *TITLE) == 1
    assert "not-allowed" in capsys.readouterr().err


@pytest.mark.parametrize("token", ["nonsense", "x" * 200])
def test_a_wrong_token_is_refused_not_ignored(plans, token, capsys) -> None:
    assert run(plans, *TITLE, token=token) == 1
    assert "token-unknown" in capsys.readouterr().err
    assert "Changed" not in text(plans)


def test_refused_tries_are_shown_to_owners(plans, tokens, capsys) -> None:
    run(plans, *TITLE, token=tokens["viewer"])
    capsys.readouterr()
    assert run(plans, "log", "city-clinic", "--refused") == 0
    assert "Vera (viewer) apply programme.title" in capsys.readouterr().out
    assert run(plans, "log", "city-clinic", "--refused", "--json", token=tokens["owner"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["refused"]
    assert (found["who"], found["role"], found["paths"]) == ("Vera", "viewer", ["programme.title"])
    assert run(plans, "log", "city-clinic", "--refused", token=tokens["member"]) == 1


class Started(Exception):
    """The app would run now."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    found: dict[str, object] = {}

    def execve(_program: str, command: list[str], environment: dict[str, str]) -> None:
        found.update(command=command, environment=environment)
        raise Started

    monkeypatch.setattr(os, "execve", execve)
    return found


def option(started: dict[str, object], name: str) -> str:
    command = started["command"]
    assert isinstance(command, list)
    return str(command[command.index(name) + 1])


def test_run_listens_on_this_machine_only_and_passes_no_token_on(plans, started, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_WORKSHOP", "left over")
    with pytest.raises(Started):
        run(plans, "run")
    assert option(started, "--server.address") == "127.0.0.1"
    assert not {"KEPT_TOKEN", "KEPT_WORKSHOP", "KEPT_INVITATION"} & set(started["environment"])


def test_run_with_a_token_would_open_everything_so_it_is_refused(plans, tokens, started, capsys) -> None:
    assert run(plans, "run", token=tokens["owner"]) == 1
    assert run(plans, "run", "--workshop", "city-clinic", token=tokens["member"]) == 1
    assert not started
    capsys.readouterr()


def test_a_workshop_prints_links_that_open_the_programme(plans, started, capsys) -> None:
    with pytest.raises(Started):
        run(plans, "run", "--workshop", "city-clinic", "--viewers", "--hours", "2", "--port", "8599")
    told = capsys.readouterr().out
    links = [line for line in told.splitlines() if "join=" in line]
    assert len(links) == 3
    roles = []
    whole = start(plans, lambda: datetime.now(UTC))
    for link in links:
        found = whole.grant_of(link.partition("join=")[2])
        assert found
        assert link.partition("?")[0].endswith(":8599/room")
        roles.append(found.role)
    assert roles == ["member", "viewer", "owner"]
    assert "█" in told, "a code to scan"
    assert "5 to 6 MB" in told
    assert "2 hours" in told
    assert "?warm-up=1" in told
    assert option(started, "--server.address") == "0.0.0.0"
    environment = started["environment"]
    assert isinstance(environment, dict)
    assert environment["KEPT_INVITATION"] == links[0]
    assert links[2].partition("join=")[2] not in str(started), "the owner's token is for the facilitator alone"


def test_a_workshop_behind_https_has_such_links_and_no_warning(plans, started, capsys) -> None:
    with pytest.raises(Started):
        run(plans, "run", "--workshop", "city-clinic", "--link", "https://kept.example.org", "--address", "127.0.0.1")
    told = capsys.readouterr().out
    assert "https://kept.example.org/room?plan=city-clinic&join=" in told
    assert "not encrypted" not in told
    assert option(started, "--server.address") == "127.0.0.1"


def test_a_workshop_is_for_one_programme(plans, started, capsys) -> None:
    assert run(plans, "run", "--workshop") == 1
    assert "city-clinic, harbour-bank" in capsys.readouterr().err
    shutil.rmtree(plans / "harbour-bank")
    with pytest.raises(Started):
        run(plans, "run", "--workshop")
    assert run(plans, "run", "--workshop", "nowhere") == 1
    capsys.readouterr()
