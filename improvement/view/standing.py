"""Where programmes stand, as lines of text and for machines."""

from collections.abc import Iterable, Iterator
from typing import Any

from improvement.checks.standing import Standing
from improvement.realization.progress import as_json as progress_json
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.report import issue_json
from improvement.view.wording import sentence


def standing_json(found: Standing) -> dict[str, Any]:
    """One programme for machines."""
    return {
        "id": found.id,
        "title": found.plan.programme.title if found.plan else None,
        "stage": found.stage or None,
        "data_date": str(found.data_date) if found.data_date else None,
        "progress": progress_json(found.progress) if found.progress else None,
        "promises": {"public": found.public, "kept": found.kept, "at_risk": list(found.at_risk)},
        "waivers": found.waivers,
        "reasons": [issue_json(each) for each in found.reasons],
    }


def standing_lines(found: Iterable[Standing]) -> Iterator[str]:
    """A heading a programme, then finish, promises and why it needs somebody."""
    for each in found:
        yield f"{each.id} [{each.stage}]"
        if each.progress:
            yield "  " + finish_words(each)
        if each.public:
            words = ngettext("{kept} of {n} public promise kept", "{kept} of {n} public promises kept", each.public)
            yield "  " + words.format(kept=each.kept, n=each.public)
        for reason in each.reasons:
            yield f"  ! {sentence(reason)}"


def finish_words(found: Standing) -> str:
    """The forecast finish against the approved one."""
    if not found.progress:
        return ""
    late = found.progress.days_late
    date = day(found.progress.finish)
    if late > 0:
        return ngettext("{date}, {n} day late", "{date}, {n} days late", late).format(date=date, n=late)
    return _("{date}, on time").format(date=date)
