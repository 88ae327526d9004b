"""Commits on demand, with real git: the programme's files alone, a message from the journal, clear refusals."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.cli import main
from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.usecases.editing import apply
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start
from improvement.usecases.versions import commit, is_versioned
from tests.conftest import ROOT

BANK = "harbour-bank"
WORK = ("realization", "activities", "call-roster")

pytestmark = [pytest.mark.heavy, pytest.mark.skipif(not shutil.which("git"), reason="git is not on this machine")]


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own with the plans in a folder, untouched by the settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    root = tmp_path / "repository"
    shutil.copytree(ROOT / "plans", root / "plans")
    (root / ".gitignore").write_text(".store/\n*.tmp\n")
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "The machine")
    git(root, "config", "user.email", "machine@bank.example")
    return root


def programme(root: Path) -> Opened:
    return opened(start(root / "plans", lambda: datetime.now(UTC)), BANK)


def change(found: Opened, who: str, field: str, new: str, why: str = "", ago: int = 0) -> None:
    data = found.workspace.store.snapshot(BANK).data
    old = data["realization"]["activities"]["call-roster"].get(field)
    when = found.workspace.now() - timedelta(hours=ago)
    apply(found.workspace.store, BANK, who, when, (Edit("set", (*WORK, field), old, new),), why)


def files_of(root: Path, version: str = "HEAD") -> set[str]:
    return set(git(root, "show", "--format=", "--name-only", version).split())


def refusal(found: Opened) -> str:
    with pytest.raises(KeptError) as refused:
        commit(found)
    (only,) = refused.value.issues
    return only.id


def test_the_first_commit_holds_the_folder_and_nothing_else(repository) -> None:
    (repository / "plans" / BANK / "notes.tmp").write_text("ignored")
    (repository / "plans" / BANK / "letter.odt").write_text("not of the programme")
    (repository / "plans" / BANK / "scenarios").mkdir()
    (repository / "plans" / BANK / "scenarios" / "more.yaml").write_text("title: More people\n")
    found = programme(repository)
    assert is_versioned(found)
    change(found, "Ana Ruiz", "owner", "dai")
    made = commit(found)
    folder = repository / "plans" / BANK
    parts = [each for part in ("evidence", "baselines", "pictures", "scenarios") for each in (folder / part).iterdir()]
    assert files_of(repository) == {str(each.relative_to(repository)) for each in (folder / "plan.yaml", *parts)}
    assert (repository / "plans/.store").is_dir()
    assert git(repository, "rev-parse", "HEAD").startswith(made.name)


def test_one_changed_fact_is_one_changed_line(repository) -> None:
    found = programme(repository)
    commit(found)
    change(found, "Ana Ruiz", "owner", "dai")
    commit(found)
    assert git(repository, "show", "--format=", "--numstat").split() == ["1", "1", f"plans/{BANK}/plan.yaml"]


def test_the_message_tells_who_changed_what_since_the_last_commit(repository) -> None:
    found = programme(repository)
    change(found, "Marta Gil", "department", "sales", ago=3)
    commit(found)
    data = found.workspace.store.snapshot(BANK).data
    account = Edit("set", ("programme", "people", "ana", "account"), None, "ana@bank.example")
    apply(found.workspace.store, BANK, "Luis Ferrer", found.workspace.now(), (account,), "so that git counts her")
    change(programme(repository), "Ana Ruiz", "owner", "dai", "Owner named")
    text = commit(programme(repository)).message
    assert git(repository, "log", "-1", "--format=%B").strip() == text.strip()
    subject, body, trailers = text.strip().split("\n\n")
    assert subject == "harbour-bank: 2 changes by Luis Ferrer, Ana Ruiz"
    assert body.splitlines() == [
        "- Luis Ferrer: the charter - so that git counts her",
        "- Ana Ruiz: “Draw up who calls when the account manager is out” - Owner named",
    ]
    assert trailers == "Co-authored-by: Ana Ruiz <ana@bank.example>"
    assert git(repository, "log", "-1", "--format=%(trailers:key=Co-authored-by,valueonly)").strip().startswith("Ana")
    assert git(repository, "log", "-1", "--format=%an").strip() == "The machine"
    assert data != found.workspace.store.snapshot(BANK).data


def test_own_words_come_first(repository) -> None:
    found = programme(repository)
    change(found, "Ana Ruiz", "owner", "dai")
    assert commit(found, "After the workshop").message.startswith("After the workshop\n\n- Ana Ruiz: ")


@pytest.mark.parametrize(
    "name", ["Eve <eve@bank.example>\n\nSigned-off-by: Marta Gil <m@x>", "-m x", "--amend", "$(id)"]
)
def test_a_name_is_never_more_than_a_name(repository, name) -> None:
    found = programme(repository)
    commit(found)
    change(found, name, "owner", "dai")
    made = commit(found)
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "2"
    assert git(repository, "log", "-1", "--format=%(trailers)").strip() == ""
    assert " ".join(name.replace("<", "").replace(">", "").split()) in made.message


def test_what_waits_in_the_index_waits_on(repository) -> None:
    found = programme(repository)
    commit(found)
    (repository / "other.txt").write_text("staged by somebody")
    git(repository, "add", "other.txt")
    change(found, "Ana Ruiz", "owner", "dai")
    commit(found)
    assert files_of(repository) == {f"plans/{BANK}/plan.yaml"}
    assert git(repository, "diff", "--cached", "--name-only").split() == ["other.txt"]


def test_a_removed_file_is_committed_as_removed(repository) -> None:
    found = programme(repository)
    commit(found)
    (repository / "plans" / BANK / "pictures/call.svg").unlink()
    commit(found)
    assert git(repository, "show", "--format=", "--name-status").split() == ["D", f"plans/{BANK}/pictures/call.svg"]


def test_evidence_that_git_ignores_stays_out(repository) -> None:
    (repository / ".gitignore").write_text("plans/*/evidence/*\n")
    commit(programme(repository))
    assert not any("evidence" in each for each in files_of(repository))


def test_nothing_changed_is_said(repository) -> None:
    found = programme(repository)
    commit(found)
    assert refusal(found) == "git-nothing"


def test_a_plan_that_git_ignores_is_said(repository) -> None:
    (repository / ".gitignore").write_text("plans/\n")
    assert refusal(programme(repository)) == "git-ignored"


def test_no_repository_is_said(repository) -> None:
    shutil.rmtree(repository / ".git")
    found = programme(repository)
    assert not is_versioned(found)
    assert refusal(found) in {"git-no-repository", "git-failed"}


def test_no_git_is_said(repository, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    found = programme(repository)
    assert not is_versioned(found)
    assert refusal(found) == "git-missing"


def test_a_hook_that_refuses_is_told_in_its_own_words(repository) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'the office closes at five' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(KeptError) as refused:
        commit(programme(repository))
    (only,) = refused.value.issues
    assert (only.id, only.fact("message")) == ("git-failed", "the office closes at five")
    assert not (repository / ".git/refs/heads/master").exists()


def test_a_viewer_commits_nothing(repository) -> None:
    found = programme(repository)
    safe = found.workspace.for_customers()
    assert refusal(opened(safe, BANK)) == "not-allowed"


def test_the_repository_of_a_hook_around_is_not_taken_for_this_one(repository, tmp_path, monkeypatch) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    made = commit(programme(repository))
    monkeypatch.delenv("GIT_DIR")
    assert git(repository, "rev-parse", "HEAD").startswith(made.name)


def test_the_command_prints_the_commit(repository, capsys) -> None:
    plans = str(repository / "plans")
    assert main(["commit", BANK, "--plans", plans, "--message", "First"]) == 0
    assert capsys.readouterr().out.endswith(": First\n")
    assert main(["commit", BANK, "--plans", plans]) == 1
    assert "error[git-nothing]: nothing has changed since the last commit" in capsys.readouterr().err
