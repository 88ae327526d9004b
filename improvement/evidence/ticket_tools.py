"""Ticket exports of Zendesk, Freshdesk and Jira."""

import re
from collections.abc import Mapping, Sequence

from improvement.errors import Issue, advice
from improvement.evidence.layouts import Layout, Rows, Told, by_name, padded
from improvement.model.mapping import ItemRole

ZENDESK: dict[str, ItemRole] = {
    "summation column": "ignore", "id": "ignore", "requester": "personal", "requester id": "respondent",
    "requester external id": "personal", "requester email": "personal", "requester domain": "ignore",
    "submitter": "personal", "assignee": "personal", "subject": "personal", "tags": "text", "status": "segment",
    "created at": "time", "updated at": "time", "assigned at": "time", "initially assigned at": "time",
    "solved at": "time", "due date": "time", "organization": "text",
}  # fmt: skip
FRESHDESK: dict[str, ItemRole] = {
    "ticket id": "respondent", "subject": "personal", "description": "personal", "agent": "personal",
    "created time": "time", "due by time": "time", "resolved time": "time", "closed time": "time",
    "last update time": "time", "initial response time": "time", "time tracked": "ignore",
    "first response time (in hrs)": "ignore", "resolution time (in hrs)": "ignore", "full name": "personal",
    "email": "personal", "work phone": "personal", "mobile phone": "personal", "contact id": "personal",
}  # fmt: skip
JIRA: dict[str, ItemRole] = {
    "summary": "personal", "issue key": "respondent", "issue id": "ignore", "parent id": "ignore",
    "project lead": "personal", "project description": "ignore", "project url": "ignore", "assignee": "personal",
    "reporter": "personal", "creator": "personal", "created": "time", "updated": "time", "last viewed": "time",
    "resolved": "time", "due date": "time", "description": "personal", "environment": "ignore", "votes": "ignore",
    "watchers": "personal", "comment": "personal", "attachment": "personal", "work ratio": "ignore",
}  # fmt: skip
IGNORED = re.compile(
    r"in minutes|stations$|^(reopens|replies)$|^resolution time|interactions$|estimate$|time spent$|issue link \(|"
    r"(assignee|reporter|creator|project lead|watchers) id$|story points",
    re.IGNORECASE,
)
BUSINESS = " within business hours"


def zendesk(rows: Rows) -> Layout | None:
    """Tickets with minutes by two clocks: of the calendar, and within business hours."""
    headings = _headings(rows)
    lower = {heading.lower() for heading in headings}
    if not {"created at", "solved at", "requester"} <= lower:
        return None
    clocks = [heading for heading in headings if heading + BUSINESS in headings]
    doubts = (advice("two-clocks", ("cases",), column=clocks[0], other=clocks[0] + BUSINESS),) if clocks else ()
    return _tickets("zendesk", headings, ZENDESK, "Created at", ("Solved at",), doubts)


def freshdesk(rows: Rows) -> Layout | None:
    """Tickets whose durations are often empty or above 24 hours: the moments themselves are used."""
    headings = _headings(rows)
    if not {"Ticket ID", "Created time", "Resolved time"} <= set(headings):
        return None
    stops = ("Initial response time", "Resolved time", "Closed time")
    return _tickets("freshdesk", headings, FRESHDESK, "Created time", stops, ())


def jira(rows: Rows) -> Layout | None:
    """Issues with headings that repeat, one column per watcher, comment, sprint or link."""
    headings = _headings(rows)
    if not {"Issue key", "Created", "Status"} <= set(headings):
        return None
    return _tickets("jira", headings, JIRA, "Created", ("Resolved",), ())


def _headings(rows: Rows) -> list[str]:
    return padded(rows[0], len(rows[0])) if rows else []


def _tickets(
    tool: str,
    headings: Sequence[str],
    roles: Mapping[str, ItemRole],
    start: str,
    stops: tuple[str, ...],
    doubts: tuple[Issue, ...],
) -> Layout:
    columns = tuple(
        Told(heading, "", role or ("ignore" if IGNORED.search(heading) else None))
        for heading, role in zip(headings, by_name(headings, roles), strict=True)
    )
    return Layout(tool, "one", 1, columns, start=start, stops=stops, doubts=doubts)
