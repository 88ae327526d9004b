"""Kano's five answers in words, and which scale a column of them has."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from improvement.evidence import names
from improvement.evidence.numerals import parse_cell
from improvement.evidence.profile import Profile
from improvement.evidence.ratings import MOST_ANSWERS
from improvement.evidence.scales import NO_ANSWER_WORDS, ScaleGuess
from improvement.evidence.word_scales import FLAGS, NEUTRAL, is_no_answer

FIVE = 5
FEWEST_GRADES = 4
ENGLISH_NOT = r"(?<![a-z])(?:(?:ca|wo|do|does|did|would|could|should|is|must)n['’ʼ]?t|cannot|not|never)(?![a-z])"
DISLIKED = re.compile(
    rf"dis-?like|{ENGLISH_NOT} (really |much |particularly )?(like|enjoy)|no me gust|disgust|不喜欢|不喜歡|ไม่ชอบ|"
    r"(?<![а-я])не (по)?нрав",
    FLAGS,
)
BORNE = re.compile(
    r"live with(?!out)|put up with|toler|can (accept|stand)|puedo vivir con|lo acept|勉强|忍受|可以接受|能接受|รับได้|"
    r"ทนได้|ยอมรับ|терп|смир|мириться|примир",
    FLAGS,
)
# the words between a negation and what it negates lie in one clause
REFUSED = re.compile(
    rf"({ENGLISH_NOT}|unable to|impossible to)\s+((?!(and|but|or|yet|though)\b)\w+\s+){{0,3}}?"
    r"(live with(?!out)|put up with|toler\w*|accept\w*|stand(?![a-z])|bear(?![a-z]))|(in|un)(toler|accept|bear)\w*|"
    r"(?<!\w)(no|ni|nunca|tampoco)\s+((?!(y|o|pero|aunque)\b)\w+\s+){0,3}?(vivir con|acept\w*|toler\w*|soport\w*)|"
    r"inacept\w*|insoport\w*|"
    r"((?<!不得)不|无法|没法|没办法|难以)(太)?(能|可以|可|会|愿意|愿)?够?(忍受|接受|容忍)|(忍受|接受|容忍)不了|受不了|"
    r"ไม่(สามารถ|อาจ|อยาก|ค่อย|จะ)*(ยอมรับ|รับ|ทน)(ได้)?|(รับ|ทน)(มัน)?ไม่(ได้|ไหว|อยู่)|"
    r"(?<![а-я])(не|нельзя|невозможно)\s+((?!(и|а|но|или)\b)\w+\s+){0,3}?(терп\w*|смир\w*|мирит\w*|примир\w*)|"
    r"не(с?терпим|приемлем)\w*",
    FLAGS,
)
INDIFFERENT = re.compile(
    rf"{NEUTRAL.pattern}|don.?t care|indiffer|(?<!no )me da igual|无所谓|無所謂|вс[её] равно|безразлич", FLAGS
)
EXPECTED = re.compile(
    r"must|expect|has to be|take it for granted|debe|espero|esperaba|理所当然|理所當然|必须|应该|理应|"
    r"ต้องมี|ต้องเป็น|ควร|คาดหวัง|должн|ожида|само собой",
    FLAGS,
)
LIKED = re.compile(
    r"(?<![a-z])(like[sd]?(?![a-z])|enjoy)|me gust|me encanta|喜欢|喜歡|ชอบ|нравит|понрав",
    FLAGS,
)
CONCEDED = re.compile(r"(?<!\w)(but|though|although|yet|pero|aunque|но|хотя)(?!\w)|但|不过|แต่", FLAGS)
# a wish for something else, and a negation that is none of the known ones
OTHERWISE = re.compile(
    rf"{names.NEGATED.pattern}|{ENGLISH_NOT}|better|worse|improve|mejor|peor|更|改进|ดีกว่า|ปรับปรุง|лучше|хуже|улучш",
    FLAGS,
)


def answer_number(words: str) -> int | None:
    """5 (I like it) to 1 (I dislike it) of one answer in words; None where it is none of the five or may be two.

    Disliked but borne is 2, and what cannot be borne is 1.
    """
    left = DISLIKED.sub(" ", REFUSED.sub(" ", words))
    if INDIFFERENT.search(words):
        return None if BORNE.search(words) or EXPECTED.search(words) else 3
    if OTHERWISE.search(left):
        return None
    if BORNE.search(left):
        return None if REFUSED.search(words) else 2
    if left != words:
        return None if EXPECTED.search(left) or CONCEDED.search(left) else 1
    return 4 if EXPECTED.search(left) else FIVE if LIKED.search(left) else None


def one_word_each(labels: Iterable[tuple[str, int]]) -> bool:
    """Whether no two answers in one writing count as the same number: Kano's five are five answers.

    A file in several languages has each of the five once in every writing.
    """
    known: dict[tuple[str, int], str] = {}
    for word, number in labels:
        plain = " ".join(word.casefold().split()).strip(".!… ")
        if known.setdefault((_writing(plain), number), plain) != plain:
            return False
    return True


def _writing(word: str) -> str:
    """The writing of the first letter, as LATIN; '' where there is none."""
    letter = next(filter(str.isalpha, word), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


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
    """The number of every answer, by its cell; empty where one is none of the five, or two are the same one."""
    found = {cell: answer_number(each) for cell, each in words.items()}
    known = {cell: number for cell, number in found.items() if number is not None}
    return known if len(known) == len(found) and one_word_each((words[cell], known[cell]) for cell in known) else {}
