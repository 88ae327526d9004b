"""A long table from the command to the results: stored as Parquet, computed piece by piece, with its progress."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from improvement.assessment.report import as_json
from improvement.cli import common, main
from improvement.commitment.verdicts import as_json as feasible_json
from improvement.evidence import large, reading
from improvement.evidence.cleaning import read_clean
from improvement.evidence.large import to_parquet_bytes
from improvement.model.change import Applied
from improvement.model.mapping import Mapping
from improvement.samples.build import write_samples
from improvement.usecases import evidence as storing
from improvement.usecases.evidence import Upload, evidence, mapping_of, moments_of, store_evidence, understand_file
from improvement.usecases.new import new
from improvement.usecases.opened import Opened, opened
from improvement.usecases.promises import all_feasible
from improvement.usecases.proof import series
from improvement.usecases.scores import assessed
from improvement.usecases.start import start
from tests.benchmarks.bench_evidence import differences
from tests.benchmarks.survey_file import write_survey

pytestmark = pytest.mark.heavy

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """An empty programme where a table is long from a thousand rows on."""
    for module in (reading, storing):
        monkeypatch.setattr(module, "LARGE_ROWS", 1000)
    monkeypatch.setattr(large, "ROWS_PER_PART", 700)
    monkeypatch.setattr(common, "SECONDS_BETWEEN_LINES", 0.0)
    workspace = start(tmp_path / "plans", lambda: NOW)
    new(workspace.store, "line", "Line", NOW.date())
    return opened(workspace, "line")


def test_commands_store_and_assess_a_long_file(
    programme: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_survey(tmp_path / "survey.parquet", 3000)
    plans = ["--plans", str(tmp_path / "plans")]
    assert main(["evidence", *plans, str(tmp_path / "survey.parquet"), "--plan", "line"]) == 0
    told = capsys.readouterr()
    assert "storing 100" in told.err
    assert "3000 rows" in told.out
    assert (tmp_path / "plans/line/evidence/survey.parquet").exists()
    found = {}
    for engine in ("polars", "pandas"):
        wanted = [] if engine == "polars" else ["--engine", engine]
        assert main(["assess", *plans, "line", "--json", *wanted]) == 0
        shown = capsys.readouterr()
        assert "computing 100" in shown.err
        found[engine] = json.loads(shown.out)
        assert found[engine]["sources"]["survey"].pop("engine") == engine, "polars is chosen by the form alone"
    assert list(differences(*found.values())) == []
    assert main(["assess", *plans, "line"]) == 0
    assert "computed by polars" in capsys.readouterr().out


def test_a_long_text_file_is_stored_as_parquet(programme: Opened) -> None:
    rows = "\n".join(f"{1 + n % 5},{('a', 'b')[n % 2]}" for n in range(1001))
    upload = Upload(f"Overall satisfaction,Kind\n{rows}\n".encode(), "s.csv")
    outcome, _notes = store_evidence(programme, "s", upload, understand_file(upload, {}).mapping, "Ann")
    assert isinstance(outcome, Applied)
    after = opened(programme.workspace, "line")
    assert after.plan.assessment.sources["s"].file == "evidence/s.parquet"
    assert assessed(after).sources["s"].n == 1001


def test_a_damaged_long_table_is_a_source_that_cannot_be_read(programme: Opened, tmp_path: Path) -> None:
    write_survey(tmp_path / "s.parquet", 1200)
    upload = Upload((tmp_path / "s.parquet").read_bytes(), "s.parquet")
    store_evidence(programme, "s", upload, understand_file(upload, {}).mapping, "Ann")
    after = opened(programme.workspace, "line")
    (tmp_path / "plans/line/evidence/s.parquet").write_bytes(b"PAR1")
    assert evidence(after, "s") is None
    assert [each.id for each in assessed(after).warnings] == ["source-unread"]


def test_all_stages_compute_the_same_on_parquet(tmp_path: Path) -> None:
    """A sample programme whose tables are rewritten: scores, verdicts, charts, moments."""
    found = []
    for folder in ("csv", "parquet"):
        write_samples(tmp_path / folder)
        workspace = start(tmp_path / folder, lambda: NOW)
        if folder == "parquet":
            _rewrite(tmp_path / folder / "harbour-bank", opened(workspace, "harbour-bank"))
        bank = opened(start(tmp_path / folder, lambda: NOW), "harbour-bank")
        scores = as_json(assessed(bank))
        engines = {each.pop("engine") for each in scores["sources"].values()}
        assert engines == {"pandas" if folder == "csv" else "polars"}
        points = {each: series(bank, each).points for each in bank.plan.guarantee.measures}
        moments = {each: moments_of(bank, each) for each in bank.plan.assessment.sources}
        found.append((scores, [feasible_json(each) for each in all_feasible(bank)], points, moments))
    csv, parquet = found
    assert list(differences(list(csv[:2]), list(parquet[:2]))) == []
    assert csv[2:] == parquet[2:]
    assert any(csv[2].values())
    assert any(csv[3].values())


def _rewrite(folder: Path, bank: Opened) -> None:
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    for id, source in bank.plan.assessment.sources.items():
        mapping = mapping_of(bank, id)
        assert isinstance(mapping, Mapping)
        file = folder / source.file
        file.with_suffix(".parquet").write_bytes(to_parquet_bytes(read_clean(file.read_bytes(), mapping)))
        plan = plan.replace(source.file, source.file.replace(".csv", ".parquet"))
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")


def test_a_file_of_the_programme_is_used_in_place(
    programme: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, plans = tmp_path / "plans/line/evidence", ["--plans", str(tmp_path / "plans")]
    folder.mkdir(exist_ok=True)
    write_survey(folder / "raw.parquet", 2500)
    before = (folder / "raw.parquet").read_bytes()
    assert main(["evidence", *plans, str(folder / "raw.parquet"), "--plan", "line", "--as", "s", "--keep"]) == 0
    assert sorted(each.name for each in folder.iterdir()) == ["raw.parquet", "s.mapping.yaml"]
    assert (folder / "raw.parquet").read_bytes() == before
    after = opened(programme.workspace, "line")
    assert after.plan.assessment.sources["s"].file == "evidence/raw.parquet"
    scores = assessed(after).sources["s"]
    assert (scores.engine, scores.n) == ("polars", 2500)
    assert scores.drivers is not None
    assert list(differences(as_json(assessed(after, "pandas")), as_json(assessed(after)))) == [
        "/sources/s/engine: pandas and polars"
    ]
    capsys.readouterr()


@pytest.mark.parametrize("name", ["elsewhere.parquet", "line/evidence/s.csv"])
def test_only_parquet_files_of_the_programme_can_be_kept(
    name: str, programme: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans" / name
    file.parent.mkdir(exist_ok=True)
    write_survey(file, 300)
    words = ["evidence", "--plans", str(tmp_path / "plans"), str(file), "--plan", "line", "--as", "s", "--keep"]
    assert main(words) == 1
    assert "not-kept-there" in capsys.readouterr().err
    assert not opened(programme.workspace, "line").plan.assessment.sources


@pytest.mark.parametrize("name", ["My Data 2026.parquet", ".hidden.parquet", "опрос.parquet"])
def test_a_name_that_a_plan_cannot_hold_is_refused_with_the_possible_ones(
    name: str, programme: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans/line/evidence" / name
    file.parent.mkdir(exist_ok=True)
    write_survey(file, 300)
    words = ["evidence", "--plans", str(tmp_path / "plans"), str(file), "--plan", "line", "--as", "s", "--keep"]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert f"a plan cannot hold the file name evidence/{name}" in told
    assert "letters A to Z" in told
    assert [each.name for each in file.parent.iterdir()] == [name]


@pytest.mark.parametrize("mail", ["Email", ""])
def test_personal_columns_of_a_file_in_place_are_said_to_stay(
    mail: str, programme: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans/line/evidence/raw.parquet"
    file.parent.mkdir(exist_ok=True)
    rows = range(60)
    columns = {"Overall satisfaction": [1 + n % 5 for n in rows], "Kind": [("a", "b")[n % 2] for n in rows]}
    mails = {mail: [f"person{n}@example.org" for n in rows]} if mail else {}
    pq.write_table(pa.table(columns | mails), file)
    words = ["evidence", "--plans", str(tmp_path / "plans"), str(file), "--plan", "line", "--as", "s", "--keep"]
    assert main(words) == 0
    told = capsys.readouterr()
    assert ("personal columns stay in the programme's folder: Email" in told.err) == bool(mail)
    assert ("personal, never read, but kept in the file: Email" in told.out) == bool(mail)
    assert ("it is never read, but it stays in the file" in told.out) == bool(mail)
    assert "not stored" not in told.out, "nothing of the file is stored anew"
    assert "dropped" not in told.out


def test_an_endless_weight_is_missing(programme: Opened, tmp_path: Path) -> None:
    folder, plans = tmp_path / "plans/line/evidence", ["--plans", str(tmp_path / "plans"), "--plan", "line", "--keep"]
    folder.mkdir(exist_ok=True)
    rows = range(600)
    for name, odd in (("endless", float("inf")), ("empty", None)):
        columns = {
            "Overall satisfaction": [1 + n % 5 for n in rows],
            "W": pa.array([odd if n == 7 else 0.5 + n % 3 / 2 for n in rows], pa.float64()),
        }
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
        assert main(["evidence", *plans, str(folder / f"{name}.parquet"), "--set", "role.w=weight"]) == 0
    found = as_json(assessed(opened(programme.workspace, "line")))["sources"]
    assert found["endless"] == found["empty"]
