"""Kano's questions are recognised by their headings and answers, as a guess that a person can take back."""

from collections.abc import Sequence

import pandas as pd
import pytest

from improvement.assessment.kano import kano_scores
from improvement.evidence.cleaning import clean
from improvement.evidence.correct import correct
from improvement.evidence.kano_words import answer_number
from improvement.evidence.reading import read_table
from improvement.evidence.recognise import Understanding, understand
from improvement.statistics.kano import Kano

ENGLISH = (
    "I like it that way",
    "It must be that way",
    "I am neutral",
    "I can live with it that way",
    "I dislike it that way",
)
FIVE_WORDS = {
    "en": ENGLISH,
    "en-other": ("I enjoy it", "I expect it", "I don't care", "I can tolerate it", "I don't like it"),
    "es": ("Me gusta", "Debe ser así", "Me da igual", "Puedo vivir con ello", "No me gusta"),
    "zh": ("我喜欢", "理所当然", "无所谓", "勉强接受", "我不喜欢"),
    "th": ("ชอบ", "ต้องมีอยู่แล้ว", "เฉย ๆ", "พอรับได้", "ไม่ชอบ"),
    "ru": ("Мне нравится", "Так и должно быть", "Мне всё равно", "Могу с этим смириться", "Мне не нравится"),
}
QUESTIONS = {
    "en": ("If the branch has {}, how do you feel?", "If the branch does not have {}, how do you feel?"),
    "en-other": ("How would you feel with {}?", "How would you feel without {}?"),
    "es": ("Si hay {}, ¿qué le parece?", "Si no hay {}, ¿qué le parece?"),
    "zh": ("如果有{}，您感觉如何？", "如果没有{}，您感觉如何？"),
    "th": ("ถ้ามี{} คุณรู้สึกอย่างไร", "ถ้าไม่มี{} คุณรู้สึกอย่างไร"),
    "ru": ("Если есть {}, как вы к этому относитесь?", "Если нет {}, как вы к этому относитесь?"),
}
ASKED = {
    "en": ("free parking", "a chat"), "en-other": ("free parking", "a chat"), "es": ("aparcamiento", "un chat"),
    "zh": ("停车场", "在线客服"), "th": ("ที่จอดรถ", "แชท"), "ru": ("парковка", "чат"),
}  # fmt: skip


def file_of(headings: Sequence[str], answers: Sequence[Sequence[object]]) -> bytes:
    """A CSV of these columns."""
    return pd.DataFrame(dict(zip(headings, answers, strict=True))).to_csv(index=False).encode()


def must_be(words: Sequence[object], rows: int = 40) -> list[list[object]]:
    """Answers to having (neutral, or expected) and to missing it (disliked): it is taken for granted."""
    return [
        [words[1 + n % 2] for n in range(rows)],
        [words[4] if n % 8 else words[(n // 8) % 4] for n in range(rows)],
    ]


def roles(found: Understanding) -> dict[str, tuple[str, str | None]]:
    """Role and attribute by heading, of Kano's questions."""
    items = found.mapping.items.values()
    return {each.column: (each.role, each.of) for each in items if each.role.startswith("kano")}


@pytest.mark.parametrize("language", FIVE_WORDS)
def test_the_five_answers_are_known_by_their_words(language: str) -> None:
    assert [answer_number(each) for each in FIVE_WORDS[language]] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("I dislike it, but I can live with it that way", 2),
        ("I dislike it, and I can't accept it", 1),
        ("I don't like it but can tolerate it", 2),
        ("I don't like it but I can put up with it", 2),
        ("I can't put up with it", 1),
        ("I can live with it like this", 2),
        ("I cannot tolerate it", 1),
        ("I can't live with it", 1),
        ("I cant live with it", 1),
        ("It is unacceptable", 1),
        ("I wouldn’t like it", 1),
        ("I neither like nor dislike it", 3),
        ("Ni me gusta ni me disgusta", 3),
        ("It has to be like this", 4),
        ("I want to live with it", 2),
        ("No me gusta pero puedo vivir con ello", 2),
        ("No lo acepto", 1),
        ("No puedo vivir con ello", 1),
        ("能忍受", 2),
        ("不喜欢但能忍受", 2),
        ("无法忍受", 1),
        ("不能接受", 1),
        ("接受不了", 1),
        ("ไม่ชอบแต่ทนได้", 2),
        ("ทนไม่ได้", 1),
        ("ยอมรับไม่ได้", 1),
        ("ไม่สามารถยอมรับได้", 1),
        ("Не нравится, но могу смириться", 2),
        ("Не могу с этим смириться", 1),
        # none of the five, or perhaps two of them
        ("I don't expect it", None),
        ("I dislike it, but it would do", None),
        ("No me gusta, pero da lo mismo", None),
        ("不喜欢，但也行", None),
        ("ไม่ชอบแต่ไปได้", None),
        ("Не нравится, но пусть", None),
        ("I didnt expect it", None),
        ("I expected better", None),
        ("It must not be so", None),
        ("I don't dislike it", None),
        ("No me disgusta", None),
        ("I can't live without it", None),
        ("不太喜欢", None),
        ("ไม่ค่อยชอบ", None),
        ("Не очень нравится", None),
        ("Likely", None),
        ("Must improve", None),
        ("I expect it, neutral", None),
    ],
)
def test_what_is_borne_or_not_borne_is_told_apart_and_what_is_unsure_is_none(words: str, number: int | None) -> None:
    assert answer_number(words) == number


@pytest.mark.parametrize(
    ("having", "missing"),
    [
        (("I really like it", "I like it", "neutral", "I don't like it", "I expect it"),) * 2,
        (("Like", "Must be", "Neutral", "Dislike", "Dislike very much"),) * 2,
        (("I like it", "I expect it", "Neutral"), ("Neutral", "I tolerate it", "I dislike it", "I cannot tolerate it")),
        # each question alone has one word per number
        (("I really like it", "I expect it", "Neutral"), ("I like it", "Neutral", "I tolerate it")),
    ],
)
def test_two_answers_that_count_the_same_are_not_kanos_five(having: tuple[str, ...], missing: tuple[str, ...]) -> None:
    columns = [[words[n % len(words)] for n in range(60)] for words in (having, missing)]
    assert not roles(understand(file_of(("With a chat?", "Without a chat?"), columns), "s.csv"))


def test_each_writing_may_have_its_own_five() -> None:
    both = [english if n % 2 else FIVE_WORDS["ru"][at] for at, english in enumerate(ENGLISH) for n in range(8)]
    assert len(roles(understand(file_of(("With a chat?", "Without a chat?"), [both, both[::-1]]), "s.csv"))) == 2


@pytest.mark.parametrize(
    "words",
    [
        (
            "I enjoy it that way",
            "I expect it that way",
            "I am neutral",
            "I dislike it, but I can live with it that way",
            "I dislike it, and I can't accept it",
        ),
        ("I like it", "I expect it", "I am neutral", "I can tolerate it", "I cannot tolerate it"),
        ("喜欢", "理所当然", "无所谓", "能忍受", "无法忍受"),
    ],
)
@pytest.mark.parametrize(("mostly", "kind"), [(3, Kano.INDIFFERENT), (4, Kano.MUST_BE)])
def test_missing_what_can_be_borne_is_indifferent_and_what_cannot_a_must(
    words: tuple[str, ...], mostly: int, kind: Kano
) -> None:
    having = [words[1] if n % 5 else words[0] for n in range(100)]
    missing = [words[mostly] if n % 6 else words[n // 6 % 5] for n in range(100)]
    data = file_of(("How do you feel with a chat?", "How do you feel without a chat?"), [having, missing])
    found = understand(data, "s.csv")
    table = clean(read_table(data, "s.csv", found.mapping.read), found.mapping, b"key")
    assert [each.result.kind for each in kano_scores(table, found.mapping.items)[0]] == [kind]


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize("blockwise", [False, True])
def test_questions_in_words_are_paired_and_sorted_by_the_table(language: str, blockwise: bool) -> None:
    with_it, without = ([each.format(name) for name in ASKED[language]] for each in QUESTIONS[language])
    having, missing = must_be(FIVE_WORDS[language])
    headings = (
        [*with_it, *without] if blockwise else [each for both in zip(with_it, without, strict=True) for each in both]
    )
    data = file_of(headings, [having if each in with_it else missing for each in headings])
    found = understand(data, "s.csv")
    known = roles(found)
    assert {each: known[each][0] for each in headings} == {
        each: "kano-functional" if each in with_it else "kano-dysfunctional" for each in headings
    }
    assert [known[each][1] for each in with_it] == [known[each][1] for each in without], "pairs share an attribute"
    assert len({known[each][1] for each in with_it}) == 2
    (asked,) = [each for each in found.doubts if each.id.startswith(("kano", "words", "reversed"))]
    assert (asked.id, asked.fact("count")) == ("kano-questions", 2)
    table = clean(read_table(data, "s.csv", found.mapping.read), found.mapping, b"key")
    scores, warnings = kano_scores(table, found.mapping.items)
    assert [each.result.kind for each in scores] == [Kano.MUST_BE] * 2
    assert not warnings


def test_an_attribute_is_called_by_what_only_its_question_says() -> None:
    headings = [each.format(name) for name in ASKED["en"] for each in QUESTIONS["en"]]
    found = roles(understand(file_of(headings, must_be(ENGLISH) * 2), "s.csv"))
    assert {of for _role, of in found.values()} == {"free-parking", "a-chat"}


@pytest.mark.parametrize(
    "headings",
    [
        ("Functional: chat", "Dysfunctional: chat"),
        ("chat_functional", "chat_dysfunctional"),
        ("chat (funcional)", "chat (disfuncional)"),
        ("聊天（正向）", "聊天（反向）"),
        ("Kano_chat_F", "Kano_chat_D"),
        ("kano1f", "kano1d"),
    ],
)
def test_numbers_need_headings_that_say_so_and_begin_with_like(headings: tuple[str, str]) -> None:
    found = understand(
        file_of([*headings, "Overall satisfaction"], [*must_be((1, 2, 3, 4, 5)), [1, 2, 3, 4, 5] * 8]), "s.csv"
    )
    assert [role for role, _of in roles(found).values()] == ["kano-functional", "kano-dysfunctional"]
    assert [each.scale and each.scale.good for each in found.mapping.items.values()] == ["low", "low", "high"]
    assert "reversed-scale" not in {each.id for each in found.doubts}


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (("F1", "D1"), (1, 2, 3, 4, 5)),
        (("E1", "P1"), (1, 2, 3, 4, 5)),
        (("Functional quality", "Price"), (1, 2, 3, 4, 5)),
        (("With a chat", "Without a chat"), (1, 2, 3, 4, 5)),
        (("Functional: chat", "Dysfunctional: chat"), (0, 2, 5, 7, 10)),
        (("With a chat", "Without a chat"), ("Very good", "Good", "Neutral", "Bad", "Very bad")),
        (("With a chat", "Without a tour"), ("north", "south", "east", "west", "centre")),
        (("Chat", "Parking"), ENGLISH),
    ],
)
def test_other_questions_are_no_pairs(headings: tuple[str, str], words: tuple[object, ...]) -> None:
    found = understand(
        file_of(headings, [[words[n % 5] for n in range(40)], [words[n % 3] for n in range(40)]]), "s.csv"
    )
    assert not roles(found)
    assert "kano-questions" not in {each.id for each in found.doubts}


def test_a_question_without_its_other_half_is_left_alone() -> None:
    headings = ("If it has a chat?", "If it does not have a chat?", "If it has free parking near the door?")
    having, missing = must_be(ENGLISH)
    assert list(roles(understand(file_of(headings, [having, missing, having]), "s.csv"))) == list(headings[:2])


def test_no_answer_is_none_of_the_five() -> None:
    having, missing = must_be(ENGLISH)
    having[:3] = ["Don't know", "N/A", "Don't know"]
    found = understand(file_of(("With a chat?", "Without a chat?"), [having, missing]), "s.csv")
    item = next(each for each in found.mapping.items.values() if each.role == "kano-functional")
    assert set(item.not_answers) == {"Don't know", "N/A"}
    assert dict(item.labels) == {"I am neutral": 3.0, "It must be that way": 4.0}


def test_a_person_can_take_the_guess_back() -> None:
    found = understand(file_of(("Functional: chat", "Dysfunctional: chat"), must_be((1, 2, 3, 4, 5))), "s.csv")
    assert {role for role, _of in roles(found).values()} == {"kano-functional", "kano-dysfunctional"}
    back = {"role": "perception", "good": "high", "of": ""}
    settings = {f"{name}.{id}": value for id in found.mapping.items for name, value in back.items()}
    items = correct(found.mapping, settings).items.values()
    assert {(each.role, each.scale and each.scale.good, each.of) for each in items} == {("perception", "high", None)}
