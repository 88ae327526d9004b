"""Three-way merge: both sides' changes are there, clashes are listed, my layout stays."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from improvement.cli import main
from improvement.model.change import PlanForm, lookup
from improvement.store.edits import edited
from improvement.store.emit import emit
from improvement.store.merge import difference, merge
from improvement.store.source import read_source
from tests.conftest import ROOT

pytestmark = pytest.mark.heavy

BASE = """\
programme:
  title: Small   # as customers know it
  starts: 2027-01-01
assessment:
  findings:
    slow:
      statement: Too slow
      decision: open
"""


def test_what_only_one_side_changed_is_taken_and_comments_stay() -> None:
    mine = BASE.replace("Small", "Large") + "    rude:\n      statement: Rude\n"
    theirs = BASE.replace("open", "parked").replace("2027-01-01", "2027-02-01")
    found = merge(read_source(BASE), read_source(mine), read_source(theirs))
    assert found.clashes == ()
    assert found.source.text == mine.replace("open", "parked").replace("2027-01-01", "2027-02-01")


def test_a_field_that_both_changed_keeps_mine_and_is_listed() -> None:
    mine, theirs = BASE.replace("Small", "Mine"), BASE.replace("Small", "Theirs").replace("open", "parked")
    found = merge(read_source(BASE), read_source(mine), read_source(theirs))
    assert [(each.path, each.new) for each in found.clashes] == [(("programme", "title"), "Theirs")]
    assert found.source.text == mine.replace("open", "parked")


KEYS = st.sampled_from(["a", "b", "c"])
TREES = st.dictionaries(
    KEYS, st.dictionaries(KEYS, st.sampled_from(["1", "2", "x: y"]), min_size=1), min_size=1, max_size=3
)


@settings(max_examples=200, deadline=None)
@given(TREES, TREES)
def test_a_difference_leads_from_one_to_the_other(before: dict[str, PlanForm], after: dict[str, PlanForm]) -> None:
    assert edited(before, difference(before, after)) == after


@settings(max_examples=200, deadline=None)
@given(TREES, TREES, TREES)
def test_merging_takes_every_change_that_does_not_clash(
    base: dict[str, PlanForm], mine: dict[str, PlanForm], theirs: dict[str, PlanForm]
) -> None:
    sources = [read_source(emit(each, "")) for each in (base, mine, theirs)]
    apart = [each for each in difference(base, theirs) if lookup(mine, each.path) in (each.old, each.new)]
    wanted = edited(mine, apart)
    assume(wanted)
    found = merge(*sources)
    assert found.source.data == wanted
    assert {each.path for each in found.clashes} == {each.path for each in difference(base, theirs)} - {
        each.path for each in apart
    }
    if mine == base:
        assert found.source.data == theirs


def test_git_merges_plans_with_the_command(tmp_path: Path) -> None:
    """A real git: two branches change different fields on neighbouring lines, which its own merge cannot join."""
    driver = f"cd {ROOT} && {sys.executable} -m improvement merge %O %A %B"

    def git(*words: str) -> str:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=T", "-c", "user.email=t@example.org", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    git("init", "-q", "-b", "main")
    absolute = driver.replace("%O", "$PWD0/%O").replace("%A", "$PWD0/%A").replace("%B", "$PWD0/%B")
    git("config", "merge.kept.driver", f"PWD0=$PWD; {absolute}")
    (tmp_path / ".gitattributes").write_text("plan.yaml merge=kept\n")
    file = tmp_path / "plan.yaml"
    file.write_text(BASE)
    git("add", ".")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "theirs")
    file.write_text(BASE.replace("2027-01-01", "2027-02-01"))
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    file.write_text(BASE.replace("Small", "Large"))
    git("commit", "-qam", "mine")
    git("merge", "-q", "theirs", "-m", "merged")
    assert file.read_text() == BASE.replace("Small", "Large").replace("2027-01-01", "2027-02-01")


def test_the_command_says_what_clashes_and_refuses_what_is_no_plan(tmp_path: Path, capsys) -> None:
    texts = {"base": BASE, "mine": BASE.replace("Small", "Mine"), "theirs": BASE.replace("Small", "Theirs")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    names = [str(tmp_path / name) for name in texts]
    assert main(["merge", *names]) == 1
    assert "programme.title: both sides changed it; mine stays, theirs was Theirs" in capsys.readouterr().err
    (tmp_path / "theirs").write_text("programme: [\n")
    before = (tmp_path / "mine").read_bytes()
    assert main(["merge", *names]) == 1
    assert "error[yaml-syntax]" in capsys.readouterr().err
    assert (tmp_path / "mine").read_bytes() == before
