"""Kano's five answers in words, and which scale a column of them has."""

import re
from collections.abc import Iterable, Mapping

from improvement.evidence.numerals import parse_cell
from improvement.evidence.profile import Profile
from improvement.evidence.ratings import MOST_ANSWERS
from improvement.evidence.scales import NO_ANSWER_WORDS, ScaleGuess
from improvement.evidence.word_scales import FLAGS, NEUTRAL, is_no_answer

FIVE = 5
FEWEST_GRADES = 4
# from "I dislike it" to "I like it", because "I don't like it" has the words of "I like it"; the place is the number
ANSWERS = (
    (1, re.compile(
        r"dis-?like|(do not|don.?t|not) (like|enjoy)|no me gusta|disgusta|不喜欢|不喜歡|ไม่ชอบ|(?<![а-я])не (по)?нрав",
        FLAGS,
    )),
    (2, re.compile(
        r"live with|toler|can (accept|stand)|puedo vivir|lo acept|勉强|忍受|可以接受|能接受|รับได้|ทนได้|ยอมรับ|"
        r"терп|смир|мириться|примир",
        FLAGS,
    )),
    (3, re.compile(rf"{NEUTRAL.pattern}|don.?t care|indiffer|me da igual|无所谓|無所謂|вс[её] равно|безразлич", FLAGS)),
    (4, re.compile(
        r"must|expect|has to be|take it for granted|debe|espero|esperaba|理所当然|理所當然|必须|应该|理应|"
        r"ต้องมี|ต้องเป็น|ควร|คาดหวัง|должн|ожида|само собой",
        FLAGS,
    )),
    (5, re.compile(r"(?<![a-z])(like|enjoy)|me gusta|me encanta|喜欢|喜歡|ชอบ|нравит|понрав", FLAGS)),
)  # fmt: skip


def answer_number(words: str) -> int | None:
    """5 (I like it) to 1 (I dislike it) of one answer in words; None where it is none of the five."""
    return next((number for number, pattern in ANSWERS if pattern.search(words)), None)


def kano_scales(profiles: Iterable[Profile]) -> dict[str, ScaleGuess]:
    """The columns whose answers in words are Kano's, with their scales; none unless four of the five occur."""
    found = {each.heading: scale for each in profiles if (scale := _labelled(each) or _worded(each))}
    seen = {number for scale in found.values() for _word, number in scale.labels}
    enough = len(seen) >= FEWEST_GRADES or any(not scale.labels for scale in found.values())
    return found if enough else {}


def _worded(column: Profile) -> ScaleGuess | None:
    """The scale of answers that are words, all of them Kano's but for those that are no answers."""
    if column.told.labels or not 0 < column.distinct <= MOST_ANSWERS:
        return None
    blank = tuple(
        (text, text.lower()) for text in column.counts if is_no_answer(text) or text.lower() in NO_ANSWER_WORDS
    )
    numbers = _numbers({text: text for text in column.counts if (text, text.lower()) not in blank})
    if not numbers:
        return None
    labels = tuple(sorted(numbers.items(), key=lambda each: each[1]))
    return ScaleGuess(1, FIVE, blank, labels=labels)


def _labelled(column: Profile) -> ScaleGuess | None:
    """The scale of codes in a row whose labels, which the file holds, are the five answers in their order."""
    labels = {code: label for code, label in column.told.labels if not is_no_answer(label)}
    codes = {code: parse_cell(code, ".") for code in labels}
    numbers = _numbers(labels)
    if len(numbers) != FIVE or None in codes.values():
        return None
    ordered = sorted(labels, key=lambda code: codes[code] or 0.0)
    low, high = (int(codes[code] or 0) for code in (ordered[0], ordered[-1]))
    found = [numbers[code] for code in ordered]
    if high - low != FIVE - 1 or found not in ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]):
        return None
    apart = tuple(each for each in column.told.not_answers if each[0] in column.counts)
    return ScaleGuess(low, high, apart, good="high" if found[0] == 1 else "low")


def _numbers(words: Mapping[str, str]) -> dict[str, int]:
    """The number of every answer, by its cell; empty where one is none of the five."""
    found = {cell: answer_number(each) for cell, each in words.items()}
    return {} if None in found.values() else {cell: number for cell, number in found.items() if number is not None}
