"""Python imports this by itself in a process whose path begins with this folder: every run then ends slowly."""

import importlib.abc
import importlib.machinery
import itertools
import sys
import time
from collections.abc import Sequence
from types import ModuleType
from typing import Any

RUNNER = "streamlit.runtime.scriptrunner.script_runner"
# whether a click is hit hangs on how far its own run has come by then
SECONDS = itertools.cycle((0.005, 0.01, 0.015, 0.02, 0.03, 0.045))


class _Finder(importlib.abc.MetaPathFinder):
    """Finds that one module as always, and slows it down once it is loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != RUNNER:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        loader = spec.loader if spec else None
        assert isinstance(loader, importlib.machinery.SourceFileLoader)
        load = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            _slow_down(module)

        loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _slow_down(module: Any) -> None:
    end = module.ScriptRunner._on_script_finished

    def slowly(*given: Any) -> None:
        time.sleep(next(SECONDS))
        end(*given)

    module.ScriptRunner._on_script_finished = slowly


sys.meta_path.insert(0, _Finder())
