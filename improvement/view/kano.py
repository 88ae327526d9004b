"""Kano's classes in words, and the rows of their plane and table."""

import re
from collections.abc import Iterator

from improvement.assessment.kano import KanoScore
from improvement.assessment.results import SourceScores
from improvement.statistics.kano import FEWEST, Kano, KanoResult
from improvement.statistics.results import Estimate
from improvement.view.candidate_lines import capital
from improvement.view.charts.kano_plane import KanoDot
from improvement.view.format import between, between_of_100, number
from improvement.view.language import _
from improvement.view.scores import Names, Words
from improvement.view.wording import full

NAMED = 3
# ids of attributes whose own words no id can hold: other scripts, bare numbers
WORDLESS = re.compile(r"q\d+(-\d+)?|a[0-9a-f]{8}")


def kano_names() -> dict[Kano, str]:
    """The classes in words."""
    return {
        Kano.MUST_BE: _("Taken for granted"),
        Kano.ONE_DIMENSIONAL: _("The more the better"),
        Kano.ATTRACTIVE: _("Delights"),
        Kano.INDIFFERENT: _("Hardly matters"),
        Kano.REVERSE: _("Better without"),
        Kano.QUESTIONABLE: _("Answers contradict themselves"),
    }


def kano_dots(scores: SourceScores, names: Names) -> tuple[KanoDot, ...]:
    """The attributes with enough answers for a class."""
    return tuple(dot for each in scores.kano if (dot := _dot(each, names)))


def _dot(score: KanoScore, names: Names) -> KanoDot | None:
    better, worse = score.result.better, score.result.worse
    if score.result.kind is None or better is None or worse is None:
        return None
    pleases, displeases = _limits(better), _limits(worse)
    return KanoDot(
        label=_attribute(score, names),
        pleases=better.estimate,
        pleases_range=pleases,
        displeases=-worse.estimate,
        displeases_range=(-displeases[1], -displeases[0]),
        sure=bool(score.result.apart),
    )


def _limits(found: Estimate) -> tuple[float, float]:
    lo, hi = found.lo, found.hi
    return (found.estimate if lo is None else lo, found.estimate if hi is None else hi)


def _attribute(score: KanoScore, names: Names) -> str:
    """The attribute in words; those of the question about having it where the id has none."""
    if WORDLESS.fullmatch(score.attribute):
        return capital(names.get(score.items[0], score.items[0]))
    return capital(score.attribute.replace("-", " "))


def kano_words(scores: SourceScores, names: Names) -> Words:
    """What customers surely take for granted, else that no class is sure."""
    sure = [each for each in scores.kano if each.result.apart]
    musts = [_attribute(each, names) for each in sure if each.result.kind is Kano.MUST_BE]
    title = _("No class is sure yet")
    if musts:
        title = _("Taken for granted: {names}").format(names=", ".join(musts[:NAMED]))
    elif sure:
        title = _("Nothing is taken for granted for sure")
    counts = [each.result.n for each in scores.kano]
    n = number(min(counts)) if min(counts) == max(counts) else between(min(counts), max(counts), 0)
    how = (
        _("The class is the most frequent one of the table by Kano and others (1984), ties by what is missed most."),
        _("Filled: Fong's test tells it from the next class (90 %), from 100 answers on. No class below 20 answers."),
        _("Having it pleases: (A+O)/(A+O+M+I); missing it displeases: (O+M)/(A+O+M+I); Wilson's ranges, 95 %."),
    )
    cautions = tuple(dict.fromkeys(_cautions(scores, names)))
    return Words(title, _("Filled: the class is sure (n {n})").format(n=n), cautions, how)


def _cautions(scores: SourceScores, names: Names) -> Iterator[str]:
    for score in scores.kano:
        yield from (capital(full(each)) for each in score.warnings)
        for each in score.result.warnings:
            yield f"{_attribute(score, names)}: {full(each)}"


def kano_table(scores: SourceScores, names: Names) -> list[dict[str, str]]:
    """A row per attribute, then one for each kind of customers."""
    rows = []
    for score in scores.kano:
        label = _attribute(score, names)
        rows.append(_row(label, _("everybody"), score.result))
        for part in score.parts:
            rows.append(_row(label, f"{names.get(part.item, part.item)}: {part.value}", part.result))
    return rows


def _row(label: str, who: str, found: KanoResult) -> dict[str, str]:
    kinds = kano_names()
    return {
        _("What"): label,
        _("Who"): who,
        _("Class"): _class(found),
        _("Having it pleases"): _range(found.better, turned=False),
        _("Missing it displeases"): _range(found.worse, turned=True),
        _("n"): number(found.n),
        **{kinds[kind]: number(found.counts[kind]) for kind in Kano},
    }


def _class(found: KanoResult) -> str:
    kinds = kano_names()
    if found.kind is None:
        return _("too few answers ({n})").format(n=found.n)
    if found.apart:
        return kinds[found.kind]
    if found.apart is None:
        return _("{first}, too few answers to test it").format(first=kinds[found.kind])
    return _("{first} or: {second}").format(first=kinds[found.kind], second=kinds[found.second])


def _range(found: Estimate | None, *, turned: bool) -> str:
    if found is None or found.n < FEWEST:
        return ""
    lo, hi = _limits(found)
    return between_of_100(-hi, -lo) if turned else between_of_100(lo, hi)
