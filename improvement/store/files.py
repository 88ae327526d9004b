"""The files of a plans folder beside the plans themselves: evidence, pictures, baselines, shared people."""

import contextlib
import os
from pathlib import Path

from improvement.errors import Issue, Severity, UnknownPlan, issue
from improvement.model.plan import SharedPeople
from improvement.model.validation import validate
from improvement.model.values import parse_file, parse_id
from improvement.store.disk import write_atomically
from improvement.store.source import read_source

PLAN_FILE = "plan.yaml"
PEOPLE_FILE = "people.yaml"


class FolderFiles:
    """Programmes by id, and files by their name inside a programme; nothing outside the root is ever touched."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def plans(self) -> tuple[str, ...]:
        """Ids of all programmes, in alphabetical order."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(each.name for each in self.root.iterdir() if self._is_programme(each)))

    def _is_programme(self, folder: Path) -> bool:
        with contextlib.suppress(ValueError):
            return bool(parse_id(folder.name)) and not folder.is_symlink() and (folder / PLAN_FILE).exists()
        return False

    def people(self) -> SharedPeople:
        """The persons and teams that programmes share (people.yaml); empty where there is no such file."""
        file = self.root / PEOPLE_FILE
        if not file.is_file() or file.is_symlink():
            return SharedPeople()
        shared, _ = validate(SharedPeople, read_source(file.read_bytes()).data or {})
        return shared or SharedPeople()

    def people_issues(self) -> tuple[Issue, ...]:
        """What is wrong with people.yaml, with its places."""
        file = self.root / PEOPLE_FILE
        if not file.is_file():
            return ()
        source = read_source(file.read_bytes(), str(file))
        wrong = validate(SharedPeople, source.data, str(file))[1] if source.data else ()
        return source.issues + tuple(source.located(each) for each in wrong)

    def attachment(self, plan_id: str, name: str) -> bytes:
        """The bytes of a file beside the plan (evidence, baseline, picture); FileNotFoundError where there is none."""
        file = self._folder(plan_id, must_exist=False) / parse_file(name)
        if file.is_symlink() or not file.is_file() or not file.resolve().is_relative_to(self.root.resolve()):
            raise FileNotFoundError(name)
        return file.read_bytes()

    def stamp(self, plan_id: str, name: str) -> str:
        """A fingerprint that changes when the file beside the plan does; empty where there is none."""
        try:
            found = (self._folder(plan_id, must_exist=False) / parse_file(name)).stat()
        except (OSError, ValueError):
            return ""
        return f"{found.st_mtime_ns}-{found.st_size}"

    def attach(self, plan_id: str, name: str, content: bytes) -> str:
        """Store a new file beside the plan, never over another: returns the free name it got."""
        folder = self._folder(plan_id)
        stem, dot, ending = parse_file(name).partition(".")
        number, free = 1, name
        while (folder / free).exists() and (folder / free).read_bytes() != content:
            number += 1
            free = f"{stem}-{number}{dot}{ending}"
        (folder / free).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / free).exists():
            write_atomically(folder / free, content)
        return free

    def attachments(self, plan_id: str) -> tuple[str, ...]:
        """Names of all files beside the plan, in alphabetical order."""
        folder = self._folder(plan_id)
        files = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
        names = (each.relative_to(folder).as_posix() for each in files)
        return tuple(sorted(name for name in names if name != PLAN_FILE and not name.startswith(".")))

    def secret(self) -> bytes:
        """The key of this plans folder with which respondents' ids are hashed; made once, kept in the sidecar."""
        file = self.root / ".store" / "key"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, os.urandom(32).hex().encode())
            file.chmod(0o600)
        return bytes.fromhex(file.read_text())

    def _folder(self, plan_id: str, must_exist: bool = True) -> Path:
        try:
            folder = self.root / parse_id(plan_id)
        except ValueError:
            raise UnknownPlan(issue("bad-plan-id", Severity.ERROR, id=plan_id)) from None
        if must_exist and not self._is_programme(folder):
            raise UnknownPlan(issue("unknown-plan", Severity.ERROR, id=plan_id, folder=str(self.root)))
        return folder
