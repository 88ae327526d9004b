"""A programme's folder as a commit of git, when somebody asks for it; git stays in charge of everything else.

Only the programme's own files are added and committed, never its sidecar and never what else stands in the repository
or waits in its index. Who did what comes from the journal.
"""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Logged
from improvement.store.visitors import EDITORS
from improvement.usecases.history import changes
from improvement.usecases.opened import Opened
from improvement.view.versions import version_message

PARTS = ("plan.yaml", "evidence", "baselines", "pictures", "scenarios")
SECONDS = 120
# these would point git at another repository than the one around the plans
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
# file names are no patterns, nobody sits at a terminal, what git says is in one language
SETTINGS = {"GIT_LITERAL_PATHSPECS": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C"}


class Version(NamedTuple):
    """A commit that was made: its short name and its message."""

    name: str
    message: str


def is_versioned(programme: Opened) -> bool:
    """Whether git is installed and the programme's folder lies in a repository, as far as its folders tell."""
    folder = _folder(programme)
    return bool(shutil.which("git")) and any((each / ".git").exists() for each in (folder, *folder.parents))


def commit(programme: Opened, message: str = "") -> Version:
    """Commit the programme's files, by default with a message from the journal.

    Raises KeptError for those who may not change the programme, where git or a repository is missing, where nothing
    changed, and with git's own words where it refuses (a hook, no name configured, a merge under way).
    """
    if programme.workspace.store.role(programme.id) not in EDITORS:
        raise KeptError(issue("not-allowed", Severity.ERROR, why="viewer"))
    folder = _folder(programme)
    files = _files(folder)
    if not _git(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--", *files):
        raise KeptError(issue("git-nothing", Severity.ERROR))
    since = _git(folder, "log", "-1", "--format=%ct", "--", *files) if _has_commits(folder) else ""
    found = _changes_since(programme, since)
    text = version_message(programme.plan, programme.id, found, _addresses(programme), message)
    _git(folder, "add", "--all", "--", *files)
    _git(folder, "commit", "--quiet", "--file=-", "--only", "--", *files, text=text)
    return Version(_git(folder, "rev-parse", "--short", "HEAD").strip(), text)


def _folder(programme: Opened) -> Path:
    return programme.workspace.folder / programme.id


def _files(folder: Path) -> list[str]:
    """The programme's files that git knows or would take, those that were removed too; the plan is among them."""
    if not shutil.which("git"):
        raise KeptError(issue("git-missing", Severity.ERROR))
    if _run(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() != "true":
        _git(folder, "status")
        raise KeptError(issue("git-no-repository", Severity.ERROR, folder=str(folder)))
    listed = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PARTS)
    files = list(dict.fromkeys(each for each in listed.split("\0") if each))
    if PARTS[0] not in files:
        raise KeptError(issue("git-ignored", Severity.ERROR, folder=str(folder)))
    return files


def _has_commits(folder: Path) -> bool:
    return _run(folder, "rev-parse", "--quiet", "--verify", "HEAD").returncode == 0


def _changes_since(programme: Opened, since: str) -> tuple[Logged, ...]:
    """What the journal tells after a commit; its second counts again, because git knows no shorter time."""
    if not since:
        return changes(programme)
    last = datetime.fromtimestamp(int(since), UTC)
    return tuple(each for each in changes(programme) if each.when >= last)


def _addresses(programme: Opened) -> dict[str, str]:
    """Sign-in names by the name under which a person's changes are recorded."""
    people = {**programme.workspace.store.people().people, **programme.plan.programme.people}
    return {each.name: each.account for each in people.values() if each.account}


def _git(folder: Path, *words: str, text: str = "") -> str:
    """What git prints; KeptError with its words where it fails."""
    done = _run(folder, *words, text=text)
    if done.returncode:
        told = " ".join((done.stderr.strip() or done.stdout.strip() or f"git {words[0]}").split())
        raise KeptError(issue("git-failed", Severity.ERROR, message=told))
    return done.stdout


def _run(folder: Path, *words: str, text: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE} | SETTINGS
    try:
        return subprocess.run(
            ["git", *words], cwd=folder, env=environment, input=text, capture_output=True, encoding="utf-8",
            errors="replace", timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise KeptError(issue("git-failed", Severity.ERROR, message=f"{slow.timeout} s")) from None
