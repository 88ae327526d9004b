"""An editor with yaml-language-server: it completes a plan and marks its mistakes, from the modeline alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks.test_broken_plans import BROKEN, marks
from tests.conftest import ROOT
from tests.plans.language_server import LanguageServer, running

PROGRAM = ROOT / ".venv/language-server/node_modules/yaml-language-server/bin/yaml-language-server"
MODELINE = "# yaml-language-server: $schema=../plan.schema.json\n"
SAMPLES = ("harbour-bank", "city-clinic", "river-logistics")
# a schema can tell these; all else needs the grammar of values and the rules
BY_SCHEMA = {"unknown-key", "not-one-of", "missing-field", "bad-key", "wrong-shape", "duplicate-key"}
PLAN = """programme:
  title: Small
  starts: 2027-01-11
assessment:
  findings:
    slow:
      statement: Answers are slow
      decision: <decision>
realization:
  activities:
    pilot:
      title: Pilot
      <activity>
guarantee:
  measures:
    first-answer:
      kind: <kind>
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "plans", tmp_path_factory.mktemp("edited") / "plans"))


@pytest.fixture(scope="module")
def server(plans: Path) -> Iterator[LanguageServer]:
    if not shutil.which("node"):
        pytest.skip("node is not on this machine, so yaml-language-server cannot run")
    if not PROGRAM.exists():
        pytest.skip("yaml-language-server is not installed (make language-server needs npm and its registry)")
    with running(PROGRAM, plans) as started:
        yield started


def completed(server: LanguageServer, plans: Path, place: str) -> list[str]:
    """What the server offers at a place of the small plan; all other places are left out."""
    lines = [line for line in PLAN.splitlines() if "<" not in line or f"<{place}>" in line]
    number, column = next((n, line.index("<")) for n, line in enumerate(lines, 2) if "<" in line)
    text = MODELINE + "\n".join(line.partition("<")[0] for line in lines) + "\n"
    return server.completions(plans / "small/plan.yaml", text, number, column + 1)


def test_the_keys_of_an_activity_are_completed(server, plans) -> None:
    offered = completed(server, plans, "activity")
    assert {"serves", "owner", "estimate", "after", "needs", "actual_start", "blocked_by"} <= set(offered)
    assert "title" not in offered, "it stands there already"
    assert "statement" not in offered, "it belongs to a finding"


def test_the_words_of_a_closed_list_are_completed(server, plans) -> None:
    assert {"open", "accepted", "rejected", "parked"} <= set(completed(server, plans, "decision"))
    assert {"time", "share", "count", "mean"} <= set(completed(server, plans, "kind"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_valid_plan_has_no_mistakes(server, plans, sample) -> None:
    file = plans / sample / "plan.yaml"
    assert server.mistakes(file, file.read_text()) == []


TOLD = [file for file in BROKEN if {id for _severity, _line, id in marks(file)} <= BY_SCHEMA]


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.stem)
def test_the_mistakes_of_a_broken_plan_stand_at_their_lines(server, plans, file) -> None:
    found = server.mistakes(plans / file.stem / "plan.yaml", MODELINE + file.read_text())
    assert {line - 1 for line, _message in found} == {line for _severity, line, _id in marks(file)}


def test_a_mistake_names_the_words_that_are_right(server, plans) -> None:
    text = MODELINE + (ROOT / "tests/plans/broken/not-one-of.yaml").read_text()
    ((line, message),) = server.mistakes(plans / "closed-list/plan.yaml", text)
    assert line == 9
    assert '"open", "accepted", "rejected", "parked"' in message


def test_without_the_modeline_the_editor_knows_nothing(server, plans) -> None:
    text = (ROOT / "tests/plans/broken/unknown-key.yaml").read_text()
    assert server.mistakes(plans / "no-modeline/plan.yaml", text) == [], "else the tests above could not fail"
