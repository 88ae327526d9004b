"""A file on its way in: read again, answered, corrected, and the mapping offered again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.errors import UnreadableData
from improvement.evidence.recognise import understand
from improvement.model.change import Applied
from improvement.usecases.evidence import Upload, evidence, store_evidence
from improvement.usecases.intake import Meant, answers, attribute_id, confirmed, proposed
from improvement.usecases.new import new
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start
from tests.evidence import exports

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


def test_an_export_is_stored_as_a_person_counts_its_rows_and_read_again_without_questions(programme) -> None:
    upload = Upload(exports.table(exports.qualtrics()), "qualtrics.csv")
    first = proposed(upload, {}, programme).found
    found = confirmed(first, {"read.rows": "finished"}, {"q2-1": Meant("Waiting")})
    assert (first.rows, found.rows, found.understood[0].id) == (38, 37, "tool-recognised")
    store_evidence(programme, "survey", upload, found.mapping, "ana")
    later = opened(programme.workspace, "airport")
    stored = evidence(later, "survey")
    assert stored is not None
    assert (len(stored.table), stored.mapping.tool) == (37, "qualtrics")
    assert "recipientemail" not in stored.table
    again = proposed(upload, {}, later)
    assert (again.reused, again.found.doubts) == (True, ())
    assert again.found.mapping.items["q2-1"].text == "Waiting"


def test_answers_in_words_are_stored_as_numbers(programme) -> None:
    upload = Upload(exports.table(exports.limesurvey("full")), "lime.csv")
    first = proposed(upload, {}, programme).found
    id = next(id for id, item in first.mapping.items.items() if item.text == "Speed")
    found = confirmed(first, {f"labels.{id}": "Very bad=1\nBad=2\nSo-so=3\nGood=4\nVery good=4.5\n"}, {})
    store_evidence(programme, "survey", upload, found.mapping, "ana")
    stored = evidence(opened(programme.workspace, "airport"), "survey")
    assert stored is not None
    assert set(stored.table[id].dropna()) == {1, 2, 3, 4, 4.5}


def test_the_best_key_that_a_person_names_is_not_turned_back_by_the_table_of_words(programme) -> None:
    first = proposed(Upload(exports.table(exports.keypad()), "keys.csv"), {}, programme).found
    found = confirmed(first, {"good.key-pressed": "low"}, {"key-pressed": Meant()})
    scale = found.mapping.items["key-pressed"].scale
    assert scale is not None
    assert scale.good == "low"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"<!doctype html><html></html>"])
def test_what_is_no_table_is_refused_and_nothing_is_stored(content, programme) -> None:
    with pytest.raises(UnreadableData):
        proposed(Upload(content, "survey.csv"), {}, programme)
    assert programme.workspace.store.attachments("airport") == ()


def test_a_person_says_whom_a_question_rates_and_takes_it_back(programme) -> None:
    first = proposed(SURVEY, {}, programme).found
    told = Meant(rival="Acme", of=attribute_id("Food on board"), element="means")
    found = confirmed(first, {}, {"q1food": told}).mapping.items["q1food"]
    assert (found.rival, found.of, found.element) == ("Acme", "food-on-board", "means")
    again = confirmed(confirmed(first, {}, {"q1food": told}), {}, {"q1food": Meant(rival="", of="", element="")})
    cleared = again.mapping.items["q1food"]
    assert (cleared.rival, cleared.of, cleared.element) == (None, None, None)
    left = confirmed(confirmed(first, {}, {"q1food": told}), {}, {"q1food": Meant()}).mapping.items["q1food"]
    assert left.rival == "Acme"


def test_an_attribute_in_any_script_has_an_id() -> None:
    assert attribute_id("") == ""
    assert attribute_id("速度") == attribute_id("速度") != attribute_id("价格")


def test_roles_are_corrected_question_by_question(programme) -> None:
    first = proposed(SURVEY, {}, programme).found
    assert first.mapping.items["overall"].role == "overall"
    told = {"q1food": Meant(role="kano-functional", of="seat"), "q1seat": Meant(role="overall")}
    items = confirmed(first, {"drivers": "q1food,q1seat"}, told).mapping.items
    food = items["q1food"]
    assert (food.role, food.of, food.scale and food.scale.good) == ("kano-functional", "seat", "low")
    assert {id: item.role for id, item in items.items() if item.role == "overall"} == {"q1seat": "overall"}
    turned = {"q1food": Meant(role="kano-functional", low_is_good=False)}
    scale = confirmed(first, {}, turned).mapping.items["q1food"].scale
    assert scale is not None
    assert scale.good == "high"


def test_an_attribute_that_a_setting_takes_back_stays_away_unless_another_is_typed(programme) -> None:
    named = confirmed(proposed(SURVEY, {}, programme).found, {}, {"q1food": Meant(of="food")})
    for typed, left in (("food", None), ("meals", "meals")):
        found = confirmed(named, {"of.q1food": ""}, {"q1food": Meant(of=typed)})
        assert found.mapping.items["q1food"].of == left


def test_what_was_left_out_stays_out_whatever_its_row_says(programme) -> None:
    first = proposed(SURVEY, {}, programme).found
    found = confirmed(first, {"role.q1food": "personal"}, {"q1food": Meant(role="benefit")})
    assert found.mapping.items["q1food"].role == "personal"
