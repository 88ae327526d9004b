"""What each column is probably used for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from improvement.evidence import names
from improvement.evidence.importance_pairs import importance_pairs
from improvement.evidence.kano_pairs import kano_pairs
from improvement.evidence.numerals import TimeGuess, guess_serial_days, guess_times
from improvement.evidence.profile import Profile
from improvement.evidence.ratings import RATED, rated_columns
from improvement.evidence.rival_pairs import rival_pairs
from improvement.evidence.scales import ScaleGuess, block
from improvement.model.mapping import ItemRole

SEGMENT_VALUES = range(2, 13)
FEWEST_PER_SEGMENT = 2
ONE_IN_FIVE = 0.2
WEIGHT_MEANS = (0.5, 2.0)
BLOCK_OF_DRIVERS = 3


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: its role, its scale where it is rated, its times, the attribute of a pair, the rival it rates."""

    profile: Profile
    role: ItemRole
    scale: ScaleGuess | None = None
    times: TimeGuess | None = None
    of: str | None = None
    rival: str | None = None


def guess_roles(profiles: Sequence[Profile], decimal: str) -> dict[str, ColumnGuess]:
    """A guess per heading, in the order of the file."""
    plain = {each.heading: _plain(each, decimal) for each in profiles}
    open_to_ask = [each for each in profiles if plain[each.heading] is None]
    rated = rated_columns(open_to_ask, decimal)
    kano = kano_pairs(open_to_ask, rated)
    rated = {heading: scale for heading, scale in rated.items() if heading not in kano}
    rivals = rival_pairs(list(rated))
    about_us = [each for each in profiles if each.heading in rated and each.heading not in rivals]
    roles = _rated_roles(about_us, {each.heading: rated[each.heading] for each in about_us})
    pairs = _pairs([each.heading for each in about_us])
    shared = importance_pairs([each.heading for each in about_us], {each: of for each, (_role, of) in pairs.items()})
    shared |= {each.own: each.attribute for each in rivals.values() if each.own and each.attribute is not None}
    told = any(each.told.role == "respondent" for each in profiles)
    respondent = None if told else _respondent(profiles)
    found = {}
    for each in profiles:
        guess, heading = plain[each.heading], each.heading
        if heading in kano:
            asked = kano[heading]
            found[heading] = ColumnGuess(each, asked.role, asked.scale, None, asked.attribute)
        elif heading in rivals:
            other = rivals[heading]
            of = pairs[other.own][1] if other.own in pairs else other.attribute
            found[heading] = ColumnGuess(each, "perception", rated[heading], None, of, other.rival)
        elif heading in rated:
            role, attribute = pairs.get(heading, (roles[heading], shared.get(heading)))
            found[heading] = ColumnGuess(each, role, rated[heading], None, attribute)
        elif guess is not None:
            found[heading] = guess
        else:
            found[heading] = ColumnGuess(each, "respondent" if heading == respondent else _other(each, decimal))
    return found


def _plain(column: Profile, decimal: str) -> ColumnGuess | None:
    """What the file, heading and cells say alone: personal, weight, days and times; None for the others."""
    role = column.told.role
    if not column.filled:
        return ColumnGuess(column, "ignore")
    if role is not None and role not in RATED:
        return _as_told(column, role)
    if role is None and is_personal(column):
        return ColumnGuess(column, "personal")
    if names.WEIGHT.search(column.heading) and _weighs(column, decimal):
        return ColumnGuess(column, "weight")
    return _timed(column)


def _as_told(column: Profile, role: ItemRole) -> ColumnGuess:
    if role not in {"date", "time"}:
        return ColumnGuess(column, role)
    return _timed(column) or ColumnGuess(column, "ignore")


def _timed(column: Profile) -> ColumnGuess | None:
    times = guess_times(column.counts)
    if times is None and names.DAY.search(column.heading):
        times = guess_serial_days(column.counts)
    return ColumnGuess(column, "date" if times.kind == "date" else "time", times=times) if times else None


def is_personal(column: Profile) -> bool:
    """True where the heading names personal data or one cell in five looks like a mail, number or IP of a person."""
    if names.PERSONAL.search(column.heading) or names.PERSON_NAME.search(column.heading):
        return column.distinct > max(SEGMENT_VALUES) or column.distinct == column.filled
    return any(
        sum(count for text, count in column.counts.items() if pattern.fullmatch(text)) >= ONE_IN_FIVE * column.filled
        for pattern in names.PERSONAL_CELLS
    )


def _weighs(column: Profile, decimal: str) -> bool:
    numbers = column.numbers(decimal)
    if numbers is None or min(numbers) < 0:
        return False
    mean = sum(value * count for value, count in numbers.items()) / column.filled
    return WEIGHT_MEANS[0] <= mean <= WEIGHT_MEANS[1]


def _rated_roles(profiles: Sequence[Profile], rated: Mapping[str, ScaleGuess]) -> dict[str, ItemRole]:
    roles: dict[str, ItemRole] = {each.heading: each.told.role or "perception" for each in profiles}
    recommends = [each.heading for each in profiles if each.says(names.RECOMMEND)]
    recommend = next((each for each in recommends if rated[each].high >= 10), None)
    overall = _overall([each for each in profiles if each.heading != recommend])
    outcomes = {*overall, *recommends, *(each for each in rated if names.OUTCOME.search(each))}
    for each in profiles:
        if each.says(names.REPURCHASE):
            roles[each.heading] = "repurchase"
            outcomes.add(each.heading)
        elif each.says(names.IMPORTANCE):
            roles[each.heading] = "importance"
        elif each.says(names.EXPECTATION):
            roles[each.heading] = "expectation"
    candidates = [each for each in rated if roles[each] == "perception" and each not in outcomes]
    for heading in _drivers(candidates, overall[0] if overall else None):
        roles[heading] = "driver"
    roles |= {overall[0]: "overall"} if overall else {}
    return roles | ({recommend: "recommend"} if recommend else {})


def _overall(profiles: Sequence[Profile]) -> list[str]:
    """The columns that ask for satisfaction with the whole, the likeliest first."""
    told = [each.heading for each in profiles if each.told.role == "overall"]
    usable = [each for each in profiles if not (each.says(names.EXPECTATION) or each.says(names.IMPORTANCE))]
    ranked = [(rank, each.heading) for rank, word in enumerate(names.OVERALL) for each in usable if each.says(word)]
    return list(dict.fromkeys([*told, *(heading for _, heading in sorted(ranked, key=lambda each: each[0]))]))


def _drivers(candidates: Sequence[str], overall: str | None) -> list[str]:
    """The ratings in the overall item's own block; all of them where it stands alone."""
    near = [each for each in candidates if overall is not None and block(each) == block(overall)]
    return near if len(near) >= BLOCK_OF_DRIVERS else list(candidates)


def _pairs(rated: Sequence[str]) -> dict[str, tuple[ItemRole, str]]:
    """Expectation and perception of one attribute: E1 and P1, or the same heading but for the word."""
    found: dict[str, tuple[ItemRole, str]] = {}
    words = (
        (names.EXPECTATION, names.PERCEPTION),
        (names.DESIRED, names.PERCEPTION),
        (re.compile(r"^e(?=\d)"), re.compile(r"^p(?=\d)")),
    )
    for expected, perceived in words:
        wanted = {names.stem(each, expected): each for each in rated if expected.search(each.lower())}
        got = {names.stem(each, perceived): each for each in rated if perceived.search(each.lower())}
        plain = {names.stem(each, expected): each for each in rated if not expected.search(each.lower())}
        for attribute, heading in wanted.items():
            other = got.get(attribute) or plain.get(attribute)
            if other is not None:
                found[heading] = "expectation", attribute
                found[other] = "perception", attribute
    attributes = {attribute for _, attribute in found.values()}
    for heading in rated:
        attribute = names.stem(heading, names.ADEQUATE)
        if names.ADEQUATE.search(heading) and attribute in attributes:
            found[heading] = "adequate", attribute
    return found


def _respondent(profiles: Sequence[Profile]) -> str | None:
    unique = [each.heading for each in profiles if each.rows > 1 and each.distinct == each.rows == each.filled]
    return next((heading for heading in unique if names.RESPONDENT.search(heading)), None)


def _other(column: Profile, decimal: str) -> ItemRole:
    if column.distinct in SEGMENT_VALUES and column.told.labels:
        return "segment"
    if column.distinct in SEGMENT_VALUES and column.filled >= FEWEST_PER_SEGMENT * column.distinct:
        return "segment"
    return "ignore" if column.numbers(decimal) or column.distinct < 2 else "text"
