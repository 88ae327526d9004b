"""Which answers a column allows, and which of its codes are no answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from improvement.evidence.numerals import parse_cell
from improvement.evidence.word_scales import is_no_answer, numbered, size_of, word_scale
from improvement.model.mapping import Good, Scale

NO_ANSWER_WORDS = frozenset([
    "blank", "n/a", "na", "n.a.", "nan", "null", "none", "-", "--", ".", "?", "no answer", "not applicable",
    "refused", "don't know", "dont know", "dk", "never used",
    "not used", "skipped", "ns", "nc", "ns/nc", "k.a.", "无", "ไม่ทราบ", "нет",
])  # fmt: skip
NO_ANSWER_NUMBERS = frozenset([77, 88, 96, 97, 98, 99, 777, 888, 998, 999])
SCALE_IDS = {
    (1, 3): "three-point",
    (1, 4): "four-point",
    (1, 5): "five-point",
    (1, 7): "seven-point",
    (0, 10): "zero-to-ten",
    (1, 10): "one-to-ten",
    (1, 11): "one-to-eleven",
}
# the highest code seen -> lowest and highest answer, and codes that are probably no answers where they occur
USUAL: dict[int, tuple[int, int, tuple[int, ...]]] = {
    3: (1, 3, (0,)),
    4: (1, 4, (0,)),
    5: (1, 5, (0,)),
    6: (1, 5, (0, 6)),
    7: (1, 7, (0,)),
    10: (0, 10, ()),
    11: (0, 10, (11,)),
}
CERTAIN_HIGH = 5
FEWEST_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class ScaleGuess:
    """Lowest and highest answer, the codes outside (code as text to meaning), and how certain the guess is.

    `asked` holds the number codes inside 0..11 that were taken as no answers: a person must confirm them. `certain` is
    False for scales of three or four points, which categories look like too. `labels` gives the number of answers in
    words, `good` the end that is good.
    """

    low: int
    high: int
    not_answers: tuple[tuple[str, str], ...] = ()
    asked: tuple[int, ...] = ()
    certain: bool = True
    labels: tuple[tuple[str, int], ...] = ()
    good: Good = "high"

    def scale(self) -> Scale:
        """As it stands in the mapping file."""
        name = SCALE_IDS.get((self.low, self.high), f"from-{self.low}-to-{self.high}")
        return Scale(id=name, low=float(self.low), high=float(self.high), good=self.good)


def guess_scale(counts: Mapping[str, int], decimal: str, *, eleven_points: bool = False) -> ScaleGuess | None:
    """The scale of a column from its distinct cells; None where it does not look like a rating.

    `eleven_points`: the question is known to have eleven answers, so that codes 1..11 are 0..10 counted from one.
    """
    numbers = {text: parse_cell(text, decimal) for text in counts}
    words = [text for text, number in numbers.items() if number is None]
    codes = {number for number in numbers.values() if number is not None}
    if any(word.lower() not in NO_ANSWER_WORDS for word in words) or any(code != int(code) for code in codes):
        return None
    whole = {int(code) for code in codes}
    special = {code for code in whole if code < 0 or code in NO_ANSWER_NUMBERS}
    core = whole - special
    if not core or max(core) not in USUAL:
        return None
    low, high, doubtful = USUAL[max(core)]
    if max(core) >= 10 and 0 not in core:
        low, high, doubtful = (1, 11, ()) if eleven_points and max(core) == 11 else (1, 10, doubtful)
    asked = tuple(sorted(core & set(doubtful)))
    if len(core) - len(asked) < FEWEST_ANSWERS:
        return None
    codes_out = [(str(code), "no answer") for code in sorted(special | set(asked))]
    return ScaleGuess(low, high, (*((word, word.lower()) for word in words), *codes_out), asked, high >= CERTAIN_HIGH)


def guess_words(counts: Mapping[str, int], alike: Mapping[str, int]) -> ScaleGuess | None:
    """The scale of answers in words; `alike` holds the answers of columns that share some of these."""
    blank = tuple((text, text.lower()) for text in counts if is_no_answer(text) or text.lower() in NO_ANSWER_WORDS)
    answers = [text for text in alike if not is_no_answer(text) and text.lower() not in NO_ANSWER_WORDS]
    if found := numbered(answers):
        low, high = min(found.values()), max(found.values())
        low = 0 if high == 10 and low <= 1 and 0 in found.values() else min(low, 1)
        return ScaleGuess(low, high, blank, labels=tuple(sorted(found.items(), key=lambda each: each[1])))
    scale = word_scale(answers)
    return ScaleGuess(1, size_of(scale), blank, labels=tuple(scale.items())) if scale else None


def block(heading: str) -> str:
    """The group of questions that a heading belongs to: Q7 of Q7FOOD, imag of imag3, Staff of Staff.Smile."""
    for pattern in (r"([A-Za-z]+\d+)(?=[A-Za-z_])", r"(\D*?)[\W_]*\d+$", r"([^.:\[_]+)[.:\[_]"):
        if found := re.match(pattern, heading):
            return found[1].lower()
    return heading.lower()


def agreed(guesses: Mapping[str, ScaleGuess], headings: Sequence[str]) -> dict[str, ScaleGuess]:
    """The guesses with the widest scale of each block: an item where nobody chose the ends is asked on the same scale.

    Only columns whose own guess leaves no code out are widened.
    """
    widest: dict[str, tuple[int, int]] = {}
    for heading in headings:
        if heading in guesses and guesses[heading].certain:
            low, high = widest.get(block(heading), (99, 0))
            widest[block(heading)] = min(low, guesses[heading].low), max(high, guesses[heading].high)
    found = {}
    for heading, guess in guesses.items():
        low, high = widest.get(block(heading), (guess.low, guess.high))
        wider = (low, high) in SCALE_IDS and low <= guess.low and high >= guess.high and not guess.asked
        found[heading] = replace(guess, low=low, high=high, certain=high >= CERTAIN_HIGH) if wider else guess
    return found
