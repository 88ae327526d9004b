"""A file on its way in: read again, answered, corrected, and the mapping offered again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.errors import UnreadableData
from improvement.evidence.recognise import understand
from improvement.model.change import Applied
from improvement.usecases.evidence import Upload, evidence, store_evidence
from improvement.usecases.intake import Meant, answers, confirmed, proposed
from improvement.usecases.new import new
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
ROWS = "\n".join(f"{n},{1 + n % 5},{(0, 6, 3, 4, 5, 2)[n % 6]},{1 + n % 4}" for n in range(60))
SURVEY = Upload(f"id,overall,Q1food,Q1seat\n{ROWS}\n".encode(), "survey.csv")


@pytest.fixture
def programme(tmp_path: Path) -> Opened:
    workspace = start(tmp_path, lambda: NOW)
    new(workspace.store, "airport", "Airport", NOW.date())
    return opened(workspace, "airport")


def test_a_code_that_is_an_answer_widens_the_scale() -> None:
    mapping = understand(*SURVEY).mapping
    assert dict(mapping.items["q1food"].not_answers) == {"0": "no answer", "6": "no answer"}
    settings = answers(mapping, ("q1food",), ("0", "6"), ("0",))
    assert settings == {"scale.q1food": "1..6", "not_answers.q1food": "0"}


def test_codes_left_as_they_were_guessed_change_nothing() -> None:
    assert answers(understand(*SURVEY).mapping, ("q1food",), ("0", "6"), ("0", "6")) == {}


def test_a_top_answer_that_is_blank_shortens_the_scale() -> None:
    cells = "\n".join(str(1 + n % 11) for n in range(60))
    mapping = understand(f"recommend\n{cells}\n".encode(), "x.csv").mapping
    assert mapping.items["recommend"].scale is not None
    assert mapping.items["recommend"].scale.high == 11
    settings = answers(mapping, ("recommend",), ("11",), ("11",))
    assert settings == {"scale.recommend": "1..10", "not_answers.recommend": "11"}


def test_words_factor_and_direction_of_a_question_are_kept(programme) -> None:
    first = proposed(SURVEY, {}, programme).found
    found = confirmed(first, {"overall": "overall"}, {"q1food": Meant("Food on board", "product", True)})
    item = found.mapping.items["q1food"]
    assert (item.text, item.factor, item.scale and item.scale.good) == ("Food on board", "product", "low")
    assert found.mapping.items["q1seat"].text is None
    assert any(each.id == "understood-overall" for each in found.understood)


def test_a_person_chooses_encoding_and_headings(programme) -> None:
    text = "Export of 1 March\nном;оценка\n" + "\n".join(f"{n};{1 + n % 5}" for n in range(40))
    upload = Upload(text.encode("koi8-r"), "survey.csv")
    reading = {"encoding": "koi8-r", "delimiter": ";", "header_rows": "2"}
    found = proposed(upload, reading, programme).found
    assert [each.column for each in found.columns] == ["ном", "оценка"]
    assert (found.mapping.read.encoding, found.mapping.read.header_rows) == ("koi8-r", 2)
    outcome, _notes = store_evidence(programme, "survey", upload, found.mapping, "ana")
    assert isinstance(outcome, Applied)
    stored = evidence(opened(programme.workspace, "airport"), "survey")
    assert stored is not None
    assert len(stored.table) == 40


def test_the_mapping_is_offered_again_for_a_file_with_the_same_columns(programme) -> None:
    first = proposed(SURVEY, {}, programme)
    assert not first.reused
    found = confirmed(first.found, {}, {"q1food": Meant("Food on board")})
    store_evidence(programme, "survey", SURVEY, found.mapping, "ana")
    again = proposed(SURVEY, {}, opened(programme.workspace, "airport"))
    assert again.reused
    assert again.found.mapping.items["q1food"].text == "Food on board"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"<!doctype html><html></html>"])
def test_what_is_no_table_is_refused_and_nothing_is_stored(content, programme) -> None:
    with pytest.raises(UnreadableData):
        proposed(Upload(content, "survey.csv"), {}, programme)
    assert programme.workspace.store.attachments("airport") == ()
