"""Which columns hold ratings, and on which scale: numbers, numbers with labels, words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from improvement.evidence import names
from improvement.evidence.numerals import parse_cell
from improvement.evidence.profile import Profile
from improvement.evidence.scales import ScaleGuess, agreed, guess_scale, guess_words
from improvement.evidence.word_scales import good_end, strength
from improvement.model.mapping import ItemRole

RATED: frozenset[ItemRole] = frozenset(
    ["overall", "recommend", "repurchase", "driver", "expectation", "adequate", "perception", "importance"]
)

# a rating in words has no more different answers, no answer included
MOST_ANSWERS = 15


def rated_columns(profiles: Sequence[Profile], decimal: str) -> dict[str, ScaleGuess]:
    """The columns that hold ratings, with their scales."""
    vocabularies = _vocabularies(profiles)
    guesses = {each.heading: guess for each in profiles if (guess := _guess(each, decimal, vocabularies)) is not None}
    named = {each.heading for each in profiles if _asks_for_a_rating(each)}
    return {
        heading: guess
        for heading, guess in agreed(guesses, list(guesses)).items()
        if guess.certain or guess.labels or heading in named
    }


def _asks_for_a_rating(column: Profile) -> bool:
    return column.told.role in RATED or any(column.says(word) for word in (*names.OVERALL, names.PERCEPTION))


def _guess(column: Profile, decimal: str, vocabularies: Sequence[dict[str, int]]) -> ScaleGuess | None:
    recommends = column.says(names.RECOMMEND)
    if names.NOT_A_RATING.search(column.heading) and not recommends and column.told.role not in RATED:
        return None
    if column.told.choices and not (recommends or _asks_for_a_rating(column) or column.says(names.RATING)):
        return None
    if column.told.labels:
        return _labelled(column)
    apart = dict(column.told.not_answers)
    counts = {text: count for text, count in column.counts.items() if text not in apart}
    guess = guess_scale(counts, decimal, eleven_points=recommends)
    if guess is None and len(counts) <= MOST_ANSWERS:
        guess = guess_words(counts, _alike(counts, vocabularies))
    return _with_codes(guess, column) if guess else None


def _with_codes(guess: ScaleGuess, column: Profile) -> ScaleGuess:
    """The guess with the codes that the file itself says are no answers, where they occur."""
    known = [each for each in column.told.not_answers if each[0] in column.counts]
    return replace(guess, not_answers=(*guess.not_answers, *known)) if known else guess


def _labelled(column: Profile) -> ScaleGuess | None:
    """Codes whose labels the file holds: a rating where the labels rate, else categories."""
    labels = dict(column.told.labels)
    numbers = {number: label for code, label in labels.items() if (number := parse_cell(code, ".")) is not None}
    if not numbers:
        return _answer_codes(column, labels)
    good = good_end(numbers)
    if good is None:
        return None
    low, high = int(min(numbers)), int(max(numbers))
    return _with_codes(ScaleGuess(low, high, good=good), column)


def _answer_codes(column: Profile, numbers: dict[str, str]) -> ScaleGuess | None:
    """Codes such as A1 to A5, whose labels stand in another file."""
    if not all(number.isdigit() for number in numbers.values()) or len(numbers) < 3:
        return None
    labels = tuple((code, int(number)) for code, number in numbers.items())
    return _with_codes(ScaleGuess(1, max(number for _, number in labels), labels=labels), column)


def _vocabularies(profiles: Iterable[Profile]) -> list[dict[str, int]]:
    """Answers in words of columns that share some, joined: what nobody answered to one may be answered to another."""
    joined: list[dict[str, int]] = []
    for column in profiles:
        if column.distinct > MOST_ANSWERS:
            continue
        words = {text: count for text, count in column.counts.items() if strength(text) is not None}
        if not words:
            continue
        for known in joined:
            if not words.keys().isdisjoint(known):
                known.update(column.counts)
                break
        else:
            joined.append(dict(column.counts))
    return joined


def _alike(counts: dict[str, int], vocabularies: Sequence[dict[str, int]]) -> dict[str, int]:
    return next((each for each in vocabularies if counts.keys() <= each.keys()), counts)
