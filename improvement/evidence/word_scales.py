"""Ratings given in words: which number each answer counts as."""

import re
from collections.abc import Iterable, Mapping

from improvement.model.mapping import Good

FLAGS = re.IGNORECASE
# scales whose middle is no mirror of their ends, worst answer first
KNOWN = (
    ("poor", "fair", "good", "very good", "excellent"),
    ("very poor", "poor", "fair", "good", "very good", "excellent"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("never", "rarely", "sometimes", "usually", "always"),
    ("not at all", "a little", "moderately", "quite a bit", "extremely"),
    ("not at all important", "slightly important", "moderately important", "very important", "extremely important"),
    ("not at all likely", "slightly likely", "moderately likely", "very likely", "extremely likely"),
    ("not at all satisfied", "slightly satisfied", "moderately satisfied", "very satisfied", "completely satisfied"),
    ("mala", "regular", "buena", "muy buena", "excelente"),
    ("很差", "差", "一般", "好", "很好"),
    ("很不满意", "不满意", "一般", "满意", "很满意"),
    ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด"),
)
UNBALANCED = (KNOWN[0], KNOWN[1], KNOWN[8])
NEUTRAL = re.compile(
    r"neither|neutral|so.so|average|一般|中立|普通|ปานกลาง|เฉย|нейтрал|(^|\s)ни\s.*\sни\s|(^|\s)ni\s.*\sni\s|weder|teils|indiferente",
    FLAGS,
)
NEGATIVE = re.compile(
    r"dis-?satisf|un-?satisf|not (at all )?satisf|disagree|unlikely|unfavo|unimportant|not (at all )?important|"
    r"(^|\s)bad(\s|$)|poor|terrible|awful|difficult|unhappy|worse|insatisf|desacuerdo|(^|\s)mal[oa]?(\s|$)|"
    r"不满意|不同意|不可能|不愿意|不好|不重要|很差|ไม่พอใจ|ไม่พึงพอใจ|ไม่เห็นด้วย|แย่|ไม่ดี|"
    r"не\s?удовл|не\s?соглас|плох|маловероят|не\s?важн|unzufrieden|schlecht|stimme .*nicht zu|unwichtig",
    FLAGS,
)
POSITIVE = re.compile(
    r"satisf|agree|likely|favo|important|(^|\s)good|excellent|easy|happy|better|de acuerdo|buen[oa]|"
    r"满意|同意|可能|愿意|好|重要|พอใจ|เห็นด้วย|ดี|удовл|соглас|хорош|вероят|важн|zufrieden|(^|\s)gut(\s|$)|"
    r"stimme .*zu|wichtig",
    FLAGS,
)
STRONG = re.compile(
    r"very|extremely|strongly|completely|totally|highly|excellent|terrible|awful|(^|\s)muy\s|totalmente|非常|很|十分|完全|"
    r"มาก|อย่างยิ่ง|ที่สุด|очень|полностью|совершенно|абсолютно|категорически|sehr|völlig|voll",
    FLAGS,
)
WEAK = re.compile(
    r"somewhat|rather|slightly|fairly|a little|mildly|moderately|algo|比较|有点|ค่อนข้าง|скорее|eher|etwas", FLAGS
)
NO_ANSWER = re.compile(
    r"n/a|not applicable|don.?t know|no opinion|unfamiliar|prefer not|no answer|never used|no sabe|no contesta|"
    r"no aplica|不适用|不知道|不清楚|ไม่ทราบ|ไม่มีความเห็น|ไม่เกี่ยวข้อง|затрудн|не знаю|нет ответа|weiß nicht|keine angabe|"
    r"nicht zutreffend",
    FLAGS,
)
NUMBERED = (re.compile(r"(\d{1,2})\s*[-–—=:.)]\s*([^\d\s].*)"), re.compile(r"(\d{1,2})\s*\((\D+)\)"),
            re.compile(r"(?P<word>\D+?)\s*[(=]\s*(?P<number>\d{1,2})\s*\)?"))  # fmt: skip
FEWEST = 3


def is_no_answer(label: str) -> bool:
    """Whether the words say that there is no answer."""
    return bool(NO_ANSWER.search(label))


def good_end(labels: Mapping[float, str]) -> Good | None:
    """Which end is good, of a scale whose codes (or only its ends) have labels; None where they rate nothing."""
    words = {code: label for code, label in sorted(labels.items()) if not NO_ANSWER.search(label)}
    if scale := word_scale(words.values()):
        places = [scale[label] for label in words.values()]
        return "high" if places[0] < places[-1] else "low"
    if len(words) < 2:
        return None
    low, high = (strength(label) for label in (words[min(words)], words[max(words)]))
    if low is None or high is None or low * high >= 0:
        return None
    return "high" if low < high else "low"


def strength(label: str) -> int | None:
    """-3 (worst) to 3 (best) of one answer by its words, 0 for the middle; None where they rate nothing."""
    if NEUTRAL.search(label):
        return 0
    sign = -1 if NEGATIVE.search(label) else 1 if POSITIVE.search(label) else 0
    degree = 3 if STRONG.search(label) else 1 if WEAK.search(label) else 2
    return sign * degree or None


def word_scale(labels: Iterable[str]) -> dict[str, int]:
    """Answers in words -> 1 (worst) and up; empty where they are no rating of at least three answers.

    A known list gives the place in it. Otherwise both sides of the middle get the same degrees, so that an answer which
    nobody chose keeps its place.
    """
    words = [label for label in labels if not NO_ANSWER.search(label)]
    if len(words) < FEWEST:
        return {}
    folded = {word: " ".join(word.lower().split()) for word in words}
    for known in KNOWN:
        if set(folded.values()) <= set(known):
            return {word: known.index(folded[word]) + 1 for word in sorted(words, key=lambda each: folded[each])}
    found = {word: strength(word) for word in words}
    degrees = {abs(each) for each in found.values() if each}
    if None in found.values() or not degrees or len(set(found.values())) < len(words):
        return {}
    places = sorted({sign * each for each in degrees for sign in (-1, 1)} | ({0} if 0 in found.values() else set()))
    scored = {word: places.index(each) + 1 for word, each in found.items() if each is not None}
    return dict(sorted(scored.items(), key=lambda each: each[1]))


def size_of(scale: Mapping[str, int]) -> int:
    """How many answers the whole scale has, those that nobody chose included."""
    folded = {" ".join(word.lower().split()) for word in scale}
    known = next((each for each in KNOWN if folded <= set(each)), None)
    if known:
        return len(known)
    degrees = {abs(each) for each in map(strength, scale) if each}
    return 2 * len(degrees) + any(strength(word) == 0 for word in scale)


def is_unbalanced(labels: Iterable[str]) -> bool:
    """More answers on one side of the middle than on the other, as in excellent, very good, good, fair, poor."""
    words = list(labels)
    folded = {" ".join(word.lower().split()) for word in words}
    if any(folded <= set(known) for known in UNBALANCED):
        return True
    if any(folded <= set(known) for known in KNOWN):
        return False
    signs = [each for each in map(strength, words) if each]
    return sum(each > 0 for each in signs) * 2 != len(signs)


def numbered(labels: Iterable[str]) -> dict[str, int]:
    """Answers that carry their number, as `5 - Very satisfied` or `Poor (1)`; empty unless all do and one rates.

    Plain numbers may stand among them: many forms name only the ends.
    """
    words = [label for label in labels if not NO_ANSWER.search(label)]
    found: dict[str, int] = {}
    rates = False
    for label in words:
        if re.fullmatch(r"\d{1,2}", label):
            found[label] = int(label)
            continue
        match = next((each for pattern in NUMBERED if (each := pattern.fullmatch(label))), None)
        if match is None:
            return {}
        number, text = (match["number"], match["word"]) if "number" in match.groupdict() else match.group(1, 2)
        found[label] = int(number)
        rates = rates or strength(text) is not None
    return found if rates and len(set(found.values())) == len(found) >= FEWEST else {}
