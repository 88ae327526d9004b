"""The laws of the architecture: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_imports_go_one_way() -> None:
    """The contracts of pyproject.toml, by import-linter."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    found = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr[-2000:]
    assert "4 kept, 0 broken" in found.stdout


def test_app_imports_streamlit_and_ui_only() -> None:
    """import-linter takes packages only, so the single module app.py is looked at here."""
    tree = ast.parse((ROOT / "app.py").read_text())
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert all(name == "streamlit" or name.startswith("improvement.ui") for name in imported), imported


GUARDS = {
    # what could give a page or command more than its visitor may have, and the files that may name it
    "FolderStore": {"store", "usecases/workspace.py", "usecases/customer_safe.py"},
    "Visitor": {"store", "usecases/access.py", "usecases/workspace.py", "usecases/customer_safe.py"},
    "seen_by": {"usecases/access.py", "usecases/workspace.py"},
    "start": {"usecases/start.py", "cli/common.py", "ui/session.py"},
    "_workspace": {"ui/session.py"},
    "_files": {"usecases/workspace.py"},
    "_store": {"store"},
    "_visitor": {"store", "usecases/workspace.py"},
    "_tokens": {"store", "usecases/workspace.py"},
}


def test_nobody_gets_round_the_guarded_store() -> None:
    """Pages and commands hold a store with the rights of their visitor; what gives more is named in few places."""
    found = []
    for file in (*ROOT.glob("improvement/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"):
        place = file.relative_to(ROOT).as_posix().removeprefix("improvement/")
        for name in _names(ast.parse(file.read_text())) & GUARDS.keys():
            if not any(place == allowed or place.startswith(f"{allowed}/") for allowed in GUARDS[name]):
                found.append((place, name))
    assert found == []


def _names(tree: ast.AST) -> set[str]:
    """Imported names, and attributes of anything; a `start` is an attribute of much else."""
    imported = {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    return imported | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} - {"start"}
