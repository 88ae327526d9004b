"""What the README and the list of changes say is true."""

import re

import pytest

# importing the rules enters them in the table
from improvement.checks import rules
from improvement.checks.registry import RULES
from improvement.cli import COMMANDS
from improvement.usecases.drafting import playbook
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
CHANGES = (ROOT / "CHANGELOG.md").read_text()


def test_the_counts_are_right() -> None:
    assert rules.RULE_FILES
    for text in (README, CHANGES):
        assert re.findall(r"(\d+) rules", text) == [str(len(RULES))]
        assert re.findall(r"(\d+) interventions", text) == [str(len(playbook().interventions))]


def test_every_command_is_told_and_every_told_command_exists() -> None:
    told = set(re.findall(r"-m improvement ([a-z-]+)", README))
    assert told <= set(COMMANDS)
    assert set(COMMANDS) <= set(re.findall(r"[a-z-]+", CHANGES.rpartition("The command line:")[2]))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE))))
def test_every_told_target_of_make_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_every_picture_is_there() -> None:
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / name).is_file()
