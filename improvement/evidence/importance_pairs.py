"""Which question about importance belongs to which rating, told by the headings."""

from collections.abc import Mapping, Sequence

from improvement.evidence import names


def importance_pairs(headings: Sequence[str], attributes: Mapping[str, str]) -> dict[str, str]:
    """The shared attribute by heading, for both: `Importance: food` goes with `Food`, `Satisfaction: food`, `food`.

    `attributes` are those of headings that are known already; expectations belong to no question about importance.
    """
    rated = {attributes.get(each) or _stem(each): each for each in headings if _is_rating(each)}
    asked = {names.stem(each, names.IMPORTANCE): each for each in headings if names.IMPORTANCE.search(each)}
    both = {attribute: (heading, rated[attribute]) for attribute, heading in asked.items() if attribute in rated}
    return {heading: attribute for attribute, pair in both.items() for heading in pair}


def _is_rating(heading: str) -> bool:
    others = (names.IMPORTANCE, names.EXPECTATION, names.ADEQUATE)
    return not any(each.search(heading) for each in others)


def _stem(heading: str) -> str:
    return names.stem(names.stem(heading, names.SATISFACTION), names.PERCEPTION)
