"""The committed samples are what the generator writes, and every reader reads them alike."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from improvement.evidence.cleaning import file_sha256
from improvement.model.values import write_number
from improvement.samples.build import sample_files, write_samples
from improvement.store.source import read_source
from tests.samples.committed import PLANS, SAMPLES, mapping, plan

FILES = sample_files()
DOCUMENTS = sorted(name for name in FILES if name.endswith(".yaml"))


def test_rebuilding_gives_the_committed_bytes(tmp_path: Path) -> None:
    write_samples(tmp_path)
    rebuilt = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert rebuilt == {name: (PLANS / name).read_bytes() for name in FILES}


def test_no_other_file_lies_in_the_samples() -> None:
    found = {
        str(path.relative_to(PLANS)) for sample in SAMPLES for path in (PLANS / sample).rglob("*") if path.is_file()
    }
    assert found == set(FILES) - {"people.yaml"}


def test_the_samples_are_small_enough_for_git() -> None:
    assert sum(map(len, FILES.values())) < 4_000_000


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_mapping_names_the_hash_of_its_table(sample: str) -> None:
    for source, entry in plan(sample).assessment.sources.items():
        assert mapping(sample, source).file_sha256 == file_sha256(FILES[f"{sample}/{entry.file}"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_three_readers_read_a_document_alike(name: str) -> None:
    text = FILES[name].decode()
    ours = read_source(text).data
    assert _without_empties(yaml.load(text, Loader=yaml.BaseLoader)) == ours
    assert _without_empties(YAML(typ="safe", pure=True).load(text)) == ours


def _without_empties(value: Any) -> Any:
    """Typed YAML as the text it stands for, without entries that have no value."""
    if isinstance(value, dict):
        known = {_without_empties(key): _without_empties(each) for key, each in value.items()}
        return {key: each for key, each in known.items() if each not in (None, "", {}, [])}
    if isinstance(value, list):
        return [_without_empties(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return write_number(value)
    return value.isoformat() if isinstance(value, date) else value
