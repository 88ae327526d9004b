"""Tables of long names: the numbers beside them stay in sight, short tables are seen whole."""

from improvement.ui.tables import HIGH, LOW, NAME_WIDTH, height_of, names_first

THAI = "ความชัดเจนของเอกสารและแบบฟอร์มที่ลูกค้าต้องกรอกก่อนเปิดบัญชีใหม่"


def test_short_names_stay_as_they_are() -> None:
    config, height = names_first([{"question": "Speed", "n": "12"}], "question", "Question")
    assert (config["question"]["label"], config["question"]["width"], height) == ("Question", None, None)


def test_long_names_take_lines_in_a_column_of_a_phones_half() -> None:
    config, height = names_first([{"Question": "Speed"}, {"Question": THAI}], "Question")
    assert config["Question"]["width"] == NAME_WIDTH
    assert height == LOW
    assert names_first([{"Question": 2 * THAI}], "Question")[1] == HIGH


def test_a_long_table_scrolls() -> None:
    assert (height_of([{}] * 10), height_of([{}] * 11)) == ("content", "auto")
