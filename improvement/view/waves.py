"""What changed since the round before, in words and as a table."""

from collections.abc import Iterator, Mapping

from improvement.assessment.results import Assessed
from improvement.assessment.wave_results import ItemChange, WaveChange
from improvement.statistics.results import Estimate
from improvement.view.candidate_lines import capital
from improvement.view.format import between_of_100, number, of_100
from improvement.view.language import _, ngettext
from improvement.view.scores import short_names
from improvement.view.wording import full

Names = Mapping[str, str]


def wave_of(found: Assessed, source: str) -> WaveChange | None:
    """How a source compares with the round before it; None where there is none."""
    return next((each for each in found.waves if each.second == source), None)


def wave_title(found: WaveChange) -> str:
    """How many questions are better or worse than in the round before."""
    tested = [(each.share.estimate, each.changed) for each in found.items]
    if found.recommend:
        tested.append((found.recommend.score.estimate, found.recommend.changed))
    if not tested:
        return _("Not comparable with the round before")
    changed = [estimate for estimate, is_changed in tested if is_changed]
    if not changed:
        return _("No proven change since the round before")
    told = ngettext(
        "{n} of {all} question changed since the round before: {better} better, {worse} worse",
        "{n} of {all} questions changed since the round before: {better} better, {worse} worse",
        len(tested),
    )
    better = sum(each > 0 for each in changed)
    return told.format(n=len(changed), all=len(tested), better=better, worse=len(changed) - better)


def wave_lines(found: WaveChange, names: Names) -> Iterator[str]:
    """What changed, the largest first; then what makes the comparison doubtful."""
    if found.recommend and found.recommend.changed:
        told = _("Recommendation (NPS): {change} points").format(change=_change(found.recommend.score))
        yield _("{told}, bridged").format(told=told) if found.recommend.bridged else told
    shown = short_names(names, [each.item for each in found.items if each.item in names])
    for each in sorted(found.items, key=lambda each: -abs(each.share.estimate)):
        if each.changed:
            told = _("{question}: {change} of 100 give one of the two best answers")
            told = told.format(question=shown.get(each.item, each.item), change=_change(each.share))
            yield _("{told}, bridged").format(told=told) if each.bridged else told
    for each in found.items:
        if each.bridged and each.bridged.lo is not None and each.bridged.hi is not None:
            told = _("{question}, bridged: as it is asked now it would have been {share} before, {range}")
            shares = between_of_100(each.bridged.lo, each.bridged.hi)
            question = shown.get(each.item, each.item)
            yield told.format(question=question, share=of_100(each.bridged.estimate), range=shares)
    for warning in found.warnings:
        yield capital(full(warning))


def wave_table(found: WaveChange, names: Names) -> list[dict[str, str]]:
    """Every question that was compared."""
    return [_record(each, names) for each in found.items]


def _record(each: ItemChange, names: Names) -> dict[str, str]:
    return {
        _("Question"): names.get(each.item, each.item),
        _("Two best answers, change"): _change(each.share),
        _("Mean, change"): number(each.mean.estimate, 2, sign=True) if each.mean else "–",
        _("Proven"): _("yes") if each.changed else _("no"),
        _("Bridged"): _("yes") if each.bridged else _("no"),
    }


def wave_how(found: WaveChange) -> str:
    """The rule behind the word proven."""
    told = _(
        "Compared where scale, words, keys, way of asking and weighting are the same and both rounds have 30 answers. "
        "Bridged: the earlier share moved by the difference of two forms that chance gave to people side by side; its "
        "range holds the uncertainty of all. "
        "Proven: Newcombe's 95 % range excludes no change, it is at least {least}, and it holds when so many questions "
        "are looked at (Benjamini and Hochberg, 5 % false)."
    )
    return told.format(least=of_100(found.least_relevant))


def _change(found: Estimate) -> str:
    shown = number(100 * found.estimate, 0, sign=True)
    if found.lo is None or found.hi is None:
        return shown
    lo, hi = (number(100 * each, 0, sign=True) for each in (found.lo, found.hi))
    return _("{change} (between {lo} and {hi})").format(change=shown, lo=lo, hi=hi)
