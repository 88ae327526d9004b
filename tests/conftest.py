"""Fixtures that every test may ask for."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings

# first of all tests: it says how many threads numpy takes, once and before numpy is loaded
import improvement  # noqa: F401

# a landing must not hang on the dice; `pytest --hypothesis-profile=default` throws fresh ones
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: looking for garbage in it takes a seventh of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared real data beside the repository; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the shared real data (../shared) is not on this machine")
    return folder
