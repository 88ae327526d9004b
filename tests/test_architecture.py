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
