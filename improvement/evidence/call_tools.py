"""Call records of Asterisk, several rows a call; and logs of the keys that callers pressed."""

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import numpy as np
import pandas as pd

from improvement.errors import Issue, advice
from improvement.evidence.layouts import Layout, Rows, Told, padded
from improvement.evidence.numerals import parse_moment_cell
from improvement.model.mapping import ItemRole

# the order of cdr_csv in Asterisk: 16 columns, then unique id, user field, and three more where they are switched on
MASTER = (
    "accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata", "start", "answer",
    "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield", "peeraccount", "linkedid",
    "sequence",
)  # fmt: skip
FEWEST = 16
DISPOSITIONS = frozenset(["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION", "UNKNOWN"])
CALL = (
    Told("call", role="ignore"),
    Told("caller", role="personal"),
    Told("called", role="segment"),
    Told("started", role="time"),
    Told("answered by a person", role="time"),
    Told("ended", role="time"),
    Told("outcome", role="segment"),
    Told("rows", role="ignore"),
)
KEY = re.compile(
    r"key.?press|press\w*.?key|dtmf|digits?([^a-z]|$)|keypad|tecla|按键|ปุ่ม|клавиш|(^|[^a-z])taste", re.IGNORECASE
)
PHONE = re.compile(r"call|phone|ani([^a-z]|$)|llamad|来电|通话|电话|โทร|звон|anruf|queue|ivr", re.IGNORECASE)
NO_KEY = (
    "t", "i", "h", "timeout", "invalid", "hangup", "hang-up", "hung up", "none", "no input", "noinput", "nomatch",
    "-1", "*", "#",
)  # fmt: skip
HIGHEST_RATING_KEY = 5
# later than every moment in text
NEVER = "~"


def asterisk(rows: Rows) -> Layout | None:
    """Master.csv: no headings, 16 to 21 columns, a disposition in the fifteenth."""
    if not rows or not FEWEST <= len(rows[0]) <= len(MASTER):
        return None
    head = [padded(row, len(rows[0])) for row in rows[:20] if any(row)]
    if not all(row[14] in DISPOSITIONS and parse_moment_cell(row[9], "ymd") for row in head):
        return None
    return _calls("master", 0, MASTER[: len(rows[0])])


def asterisk_with_headings(rows: Rows) -> Layout | None:
    """The same records from a database, with headings; they have a start and no moment of the answer."""
    headings = [cell.lower() for cell in padded(rows[0], len(rows[0]))] if rows else []
    needed = {"src", "dst", "dcontext", "dstchannel", "lastapp", "duration", "billsec", "disposition"}
    if not needed <= set(headings) or not {"calldate", "start"} & set(headings):
        return None
    return _calls("headings", 1, ["start" if heading == "calldate" else heading for heading in headings])


def _calls(shape: str, header_rows: int, names: Sequence[str]) -> Layout:
    doubts: tuple[Issue, ...] = () if "linkedid" in names else (advice("calls-not-joined", ("read",)),)
    joined = partial(_joined, names=tuple(names))
    return Layout(
        "asterisk", shape, header_rows, CALL, start="started", stops=("answered by a person",), doubts=doubts,
        joined=joined,
    )  # fmt: skip


def _joined(legs: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """One row per call, in the order of the first row of each.

    A call is answered by a person where a row with an answering channel was answered: the menu answers too, but has no
    such channel, and a row that was not answered may still carry billed seconds.
    """
    named = legs.iloc[:, : len(names)].set_axis(list(names), axis=1).reset_index(drop=True)
    key = next((name for name in ("linkedid", "uniqueid") if name in names), None)
    alone = pd.Series(named.index.astype(str), index=named.index)
    calls = named[key].mask(named[key] == "", alone) if key else alone
    picked_up = named["disposition"] == "ANSWERED"
    reached = picked_up & (named["dstchannel"] != "")
    by_call = pd.DataFrame(
        {
            "src": named["src"],
            "dst": named["dst"],
            "start": named["start"],
            "answer": _moments(named, "answer", reached),
            "end": _moments(named, "end", alone != ""),
            "menu": picked_up,
        }
    ).groupby(calls, sort=False)
    found = by_call.agg({"src": "first", "dst": "first", "start": "min", "answer": "min", "end": "max", "menu": "any"})
    found["answer"] = found["answer"].replace(NEVER, "")
    outcome = np.select([found["answer"] != "", found["menu"]], ["person", "menu only"], "nobody")
    table = found.drop(columns="menu").assign(outcome=outcome, rows=by_call.size().astype(str)).reset_index()
    return table.set_axis([each.heading for each in CALL], axis=1)


def _moments(legs: pd.DataFrame, name: str, wanted: "pd.Series[bool]") -> list[str]:
    """The moment of each wanted row as it is recorded, else from the start and the seconds; NEVER for other rows."""
    seconds = [_seconds(cell) for cell in legs["duration"]]
    if name == "answer":
        seconds = [whole - _seconds(billed) for whole, billed in zip(seconds, legs["billsec"], strict=True)]
    recorded = legs[name] if name in legs else [""] * len(legs)
    rows = zip(wanted, recorded, legs["start"], seconds, strict=True)
    return [(told or _later(start, after)) if want else NEVER for want, told, start, after in rows]


def _seconds(cell: str) -> int:
    return int(cell) if re.fullmatch(r"\d+", cell) else 0


def _later(start: str, seconds: int) -> str:
    moment = parse_moment_cell(start, "ymd")
    return (moment + timedelta(seconds=seconds)).isoformat(sep=" ") if moment else ""


def keypad(rows: Rows) -> Layout | None:
    """A log with a column of pressed keys beside columns of calls; an end without a key is no answer."""
    headings = padded(rows[0], len(rows[0])) if rows else []
    keys = [place for place, heading in enumerate(headings) if KEY.search(heading)]
    if not keys or not any(PHONE.search(each) for place, each in enumerate(headings) if place not in keys):
        return None
    cells = {place: {padded(row, len(headings))[place] for row in rows[1:]} - {""} for place in keys}
    if not all(re.fullmatch(r"\d", cell) or cell.lower() in NO_KEY for each in cells.values() for cell in each):
        return None
    rated = [place for place, each in cells.items() if _highest(each) <= HIGHEST_RATING_KEY]
    columns = tuple(_key_column(headings[place], place, cells, rated) for place in range(len(headings)))
    doubts = tuple(advice("key-order", ("items",), column=headings[place], low=1) for place in rated)
    return Layout("keypad", "one", 1, columns, doubts=doubts)


def _highest(cells: set[str]) -> int:
    return max((int(cell) for cell in cells if cell.isdigit()), default=0)


def _key_column(heading: str, place: int, cells: dict[int, set[str]], rated: Sequence[int]) -> Told:
    if place not in cells:
        return Told(heading)
    words = tuple((cell, "no key") for cell in sorted(cells[place]) if not cell.isdigit())
    role: ItemRole = "overall" if rated[:1] == [place] else "perception" if place in rated else "segment"
    return Told(heading, role=role, not_answers=words)
