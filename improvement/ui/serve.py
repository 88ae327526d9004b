"""Start Streamlit on app.py. A program of its own, because the command line must not import Streamlit."""

import gc
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import App

from improvement import ui
from improvement.ui.door import Door
from improvement.usecases.warm import warm_up

# seconds; the first visitors come first: loading takes the processor from them for a while
WARM_AFTER, TIDY_EVERY = 10.0, 300.0
# the collector's own full looks come every few seconds while thirty people work: 70 to 200 ms in which nobody is served
NEVER = 1_000_000


def main(arguments: list[str]) -> None:
    """Run the app; arguments are Streamlit's own settings: --server.port 8501."""
    # Streamlit takes a folder named pages/ for its old page discovery until app.py has run once: a deep link that is
    # the first request after a start (a QR code) would then run a bare page without navigation.
    PagesManager.uses_pages_directory = False
    script = Path(__file__).resolve().parents[2] / "app.py"
    # the folder of the program that was started is where Streamlit looks for its settings
    sys.argv = [str(script)]
    _later(WARM_AFTER, _warm)
    App(script, middleware=[Middleware(Door)]).run(config=settings(arguments))


def _warm() -> None:
    """Load what pages and schedules need."""
    for each in pkgutil.iter_modules(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(each.name)
    warm_up()
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)
    _tidy()


def _tidy() -> None:
    """One full look for garbage now, and none until the next time: what is left stays out of the collector's sight."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _later(TIDY_EVERY, _tidy)


def _later(seconds: float, what: Callable[[], None]) -> None:
    waiting = Timer(seconds, what)
    waiting.daemon = True
    waiting.start()


def settings(arguments: list[str]) -> dict[str, Any]:
    """Streamlit's settings from --NAME VALUE or --NAME=VALUE."""
    words = [part for each in arguments for part in each.split("=", 1)]
    return {name.removeprefix("--"): _value(value) for name, value in zip(words[::2], words[1::2], strict=True)}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


if __name__ == "__main__":
    main(sys.argv[1:])
