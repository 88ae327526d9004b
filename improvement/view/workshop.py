"""What the command line says about a workshop, and about what was refused."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from improvement.model.programme import Role
from improvement.model.refusal import Refusal
from improvement.view.format import number
from improvement.view.language import _

WARM_UP = "warm-up"


class Said(NamedTuple):
    """One thing to say: words, a link, and whether the link is shown as a code to scan, too."""

    words: str
    link: str = ""
    code: bool = False


def workshop_words(links: Mapping[Role, str], base: str, hours: float) -> Iterator[Said]:
    """What the facilitator has to know, links to scan first."""
    yield Said(_("To take part in the workshop, scan this code or open this link:"), links["member"], True)
    if "viewer" in links:
        yield Said(_("Only to look on:"), links["viewer"], True)
    yield Said(_("For you, who lead it; keep this link to yourself:"), links["owner"])
    warm = _("A device loads 5 to 6 MB the first time. On a thin line let everybody open this beforehand:")
    yield Said(warm, f"{base.rstrip('/')}/?{WARM_UP}=1")
    ends = _("The links work for {hours} hours, or until you close the workshop on the page Room.")
    yield Said(ends.format(hours=number(hours)))
    if not base.startswith("https://"):
        yield Said(_("The line is not encrypted: use it only where you trust the network, or put HTTPS before it."))


def refused_lines(found: Iterable[Refusal]) -> Iterator[str]:
    """Each refused try on a line: when, who, as what, what."""
    for each in found:
        role = {"viewer": _("viewer"), "member": _("member"), "owner": _("owner"), None: _("stranger")}[each.role]
        who = each.who or _("somebody")
        yield " ".join((f"{each.when:%Y-%m-%d %H:%M:%S}", f"{who} ({role})", each.did, ", ".join(each.paths))).rstrip()
