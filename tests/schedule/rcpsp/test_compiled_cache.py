"""Compiled loops kept on disk follow every source that they are made of."""

import ast
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from improvement.schedule.rcpsp import compiled_cache

SCHEDULE = Path(compiled_cache.__file__).parents[1]
PACKAGE = "improvement.schedule."


def test_the_sources_are_all_that_compiled_loops_are_made_of() -> None:
    named = "improvement.schedule.rcpsp.compiled"
    # who only asks whether there is a compiler compiles nothing
    compiling = {name for name in _files() if (named, "compiled") in _imports(name)}
    taken = {module for name in compiling for module, _ in _imports(name) if module.startswith(PACKAGE)}
    files = {f"{module.removeprefix(PACKAGE).replace('.', '/')}.py" for module in taken}
    assert "sweep.py" in compiling
    assert compiling | files == set(compiled_cache.SOURCES)


def test_nothing_else_is_compiled() -> None:
    assert [name for name in _files() if "njit" in (SCHEDULE / name).read_text()] == ["rcpsp/compiled.py"]


def _files() -> list[str]:
    return [file.relative_to(SCHEDULE).as_posix() for file in SCHEDULE.rglob("*.py")]


def _imports(name: str) -> set[tuple[str, str]]:
    tree = ast.parse((SCHEDULE / name).read_text())
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {(str(node.module), each.name) for node in found for each in node.names}


CALLEE = """
from typing import NamedTuple
from improvement.schedule.rcpsp.compiled import compiled

class {name}(NamedTuple):
    number: int

Some = {name}

@compiled
def inner(some):
    return some.number + {more}
"""
CALLER = """
from improvement.schedule.rcpsp.compiled import compiled
from improvement.schedule.rcpsp.loops import inner

@compiled
def outer(some):
    return inner(some) * 2
"""
RUN = """
from improvement.schedule.rcpsp.loops import Some
from improvement.schedule.rcpsp.evolution import outer
print(outer(Some(10)), outer.stats.cache_hits.total())
"""


@pytest.mark.heavy
def test_an_upgrade_in_place_runs_the_new_code(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    _copy(tmp_path)
    assert [_told(tmp_path, "Old", 1) for _ in range(2)] == ["22 0", "22 1"]
    assert _told(tmp_path, "Old", 2) == "24 0"
    assert [_told(tmp_path, "New", 2) for _ in range(2)] == ["24 0", "24 1"]


def _copy(root: Path) -> None:
    """The package with small loops in place of the long ones."""
    folder = root / "improvement" / "schedule" / "rcpsp"
    folder.mkdir(parents=True)
    for package in (folder, *folder.parents[:2]):
        (package / "__init__.py").touch()
    for name in ("compiled.py", "compiled_cache.py"):
        shutil.copy(SCHEDULE / "rcpsp" / name, folder)
    (folder / "evolution.py").write_text(CALLER)


def _told(root: Path, name: str, more: int) -> str:
    (root / "improvement/schedule/rcpsp/loops.py").write_text(CALLEE.format(name=name, more=more))
    command = [sys.executable, "-B", "-c", RUN]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def _kept(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_what_other_sources_left_is_removed_once(tmp_path: Path) -> None:
    for name in ("a.nbi", "a.1.nbc", "a.pyc"):
        (tmp_path / name).touch()
    fresh = compiled_cache.fresh.__wrapped__
    assert fresh(str(tmp_path))
    assert _kept(tmp_path) == ["a.pyc", "compiled.stamp"]
    (tmp_path / "b.nbi").touch()
    assert fresh(str(tmp_path))
    assert _kept(tmp_path) == ["a.pyc", "b.nbi", "compiled.stamp"]
    (tmp_path / "compiled.stamp").write_bytes(b"\xff another")
    assert fresh(str(tmp_path))
    assert _kept(tmp_path) == ["a.pyc", "compiled.stamp"]


def test_many_at_once_and_nowhere_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.nbi").touch()
    fresh = compiled_cache.fresh.__wrapped__
    with ThreadPoolExecutor(8) as many:
        assert all(many.map(fresh, [str(tmp_path)] * 200))
    assert _kept(tmp_path) == ["compiled.stamp"]
    assert not fresh(str(tmp_path / "missing"))

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    (tmp_path / "compiled.stamp").unlink()
    monkeypatch.setattr(Path, "write_text", refused)
    assert not fresh(str(tmp_path))
