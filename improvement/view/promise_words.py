"""The sentence under a verdict: what past cases say about a promise, in counts."""

from improvement.commitment.verdicts import Feasibility
from improvement.errors import Fact, Issue
from improvement.model.values import Duration
from improvement.view.case_words import bold, count, joined, missing, more_to_prove, needed
from improvement.view.escape import markdown
from improvement.view.format import number, observed_of_100
from improvement.view.language import _, ngettext
from improvement.view.rate_words import rate_parts
from improvement.view.targets import length_words, percent, target_words
from improvement.view.wording import hint, sentence


def verdict_sentence(found: Feasibility) -> str:
    """The counts, the comparison, and what it means; markdown with the numbers that matter in bold."""
    if found.verdict == "no-verdict":
        return _no_verdict(found)
    if not found.n:
        return _no_cases(found)
    if found.events is not None:
        return joined(*rate_parts(found, found.events))
    told = {
        "safe": _safe,
        "plausible": _plausible,
        "over-promise": _over_promise,
        "not-enough-cases": _not_enough,
    }
    return joined(*told[found.verdict](found))


def _in_time(found: Feasibility) -> str:
    """Of the last so many cases, how many were kept."""
    facts = {"n": count(found.n), "kept": count(found.kept)}
    if found.hours is None:
        told = ngettext("Of the last {n} cases, {kept} met it.", "Of the last {n} cases, {kept} met it.", found.kept)
    else:
        told = ngettext(
            "Of the last {n} cases, {kept} was in time.", "Of the last {n} cases, {kept} were in time.", found.kept
        )
    return told.format(**facts)


def _share(found: Feasibility) -> str:
    return bold(_("{count} of 100").format(count=observed_of_100(found.share or 0.0, found.target_share)))


def _lower(found: Feasibility) -> str:
    return bold(percent(found.safe_share or 0.0))


def _safe(found: Feasibility) -> tuple[str, ...]:
    told = _("That is {share}; you promise {target}. Even with bad luck it is at least {lower}.")
    lower = max(found.safe_share or 0.0, found.target_share or 0.0)
    shown = told.format(share=_share(found), target=_target(found), lower=bold(percent(lower)))
    return _in_time(found), shown, _("You may promise it.")


def _plausible(found: Feasibility) -> tuple[str, ...]:
    told = _("That is {share}; you promise {target}. But it could be as low as {lower}.")
    shown = told.format(share=_share(found), target=_target(found), lower=_lower(found))
    return _in_time(found), shown, more_to_prove(found), _shortest(found)


def _over_promise(found: Feasibility) -> tuple[str, ...]:
    told = _("That is {share}; you promise {target}.").format(share=_share(found), target=_target(found))
    return _in_time(found), told, _broken(found), _shortest(found)


def _not_enough(found: Feasibility) -> tuple[str, ...]:
    share = bold(_("{count} of 100").format(count=_target(found)))
    return _in_time(found), needed(found, share), missing(found)


def _target(found: Feasibility) -> str:
    return percent(found.target_share or 0.0)


def _broken(found: Feasibility) -> str:
    """How often it would be broken, against what the target allows."""
    missed, allowed = 1 - (found.share or 0.0), 1 - (found.target_share or 0.0)
    per = 100 if round(100 * missed) >= 1 else 1000
    times = round(per * missed)
    if not times:
        return ""
    facts = {"n": number(times, 0), "per": number(per, 0)}
    if allowed <= 0:
        told = ngettext(
            "You would break it {n} time in {per}, and you allow none.",
            "You would break it {n} times in {per}, and you allow none.",
            times,
        )
        return told.format(**facts)
    as_often = round(missed / allowed)
    if as_often >= 3:
        told = ngettext(
            "You would break it {n} time in {per}, {factor} times what you allow.",
            "You would break it {n} times in {per}, {factor} times what you allow.",
            times,
        )
        return told.format(**facts, factor=number(as_often, 0))
    if missed / allowed >= 1.75:
        told = ngettext(
            "You would break it {n} time in {per}, twice what you allow.",
            "You would break it {n} times in {per}, twice what you allow.",
            times,
        )
    else:
        told = ngettext(
            "You would break it {n} time in {per}, more than you allow.",
            "You would break it {n} times in {per}, more than you allow.",
            times,
        )
    return told.format(**facts)


def _shortest(found: Feasibility) -> str:
    if found.hours is None:
        return ""
    if found.shortest_safe is None:
        return _("No time that was seen can be promised safely to so many.")
    told = _("The shortest time you can promise safely is {time}.")
    return told.format(time=bold(length_words(found.shortest_safe)))


def _no_cases(found: Feasibility) -> str:
    target = markdown(target_words(found.target)) if found.target else ""
    return joined(_("There is no case yet."), needed(found, bold(target)))


def _no_verdict(found: Feasibility) -> str:
    if found.reason is None:
        return ""
    shown = _readable(found.reason)
    told = sentence(shown)
    advised = hint(shown)
    whole = told[:1].upper() + told[1:]
    whole = whole if whole.endswith((".", "。")) else whole + "."
    return joined(_in_time(found) if found.n else "", markdown(whole), markdown(advised))


def _readable(reason: Issue) -> Issue:
    """The issue with its length as people write it."""
    facts: tuple[tuple[str, Fact], ...] = tuple(
        (name, length_words(Duration.parse(str(value))) if name == "time" else value) for name, value in reason.facts
    )
    return Issue(reason.id, reason.severity, reason.where, facts)
