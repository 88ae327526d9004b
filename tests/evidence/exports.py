"""Made-up exports in the documented shape of each program, always the same: nobody in them exists."""

import csv
import io
import random
from collections.abc import Iterable, Sequence

import xlsxwriter

Row = Sequence[object]


def table(rows: Iterable[Row], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(sheets: dict[str, list[Row]]) -> bytes:
    """Sheets as an xlsx file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def answers(seed: int, low: int, high: int, size: int) -> list[int]:
    """Answers that use the whole scale."""
    dice = random.Random(seed)
    return [*range(low, high + 1), *(dice.randint(low, high) for _ in range(size))][:size]


def qualtrics(size: int = 40) -> list[list[object]]:
    """Three heading rows, a matrix, an eleven-point question; two answers are previews, the third is unfinished."""
    codes = ["StartDate", "Status", "IPAddress", "Finished", "ResponseId", "RecipientEmail", "Q1", "Q2_1", "Q2_2"]
    stem = "How satisfied were you with the following? - "
    texts = ["Start Date", "Response Type", "IP Address", "Finished", "Response ID", "Recipient Email",
             "How likely are you to recommend us?", f"{stem}Waiting time", f"{stem}Staff"]  # fmt: skip
    ids = ["startDate", "status", "ipAddress", "finished", "_recordId", "recipientEmail", "QID1", "QID2_1", "QID2_2"]
    marks = ['{"ImportId":"' + each + '"}' for each in ids]
    marks[0] = '{"ImportId":"startDate","timeZone":"Asia/Bangkok"}'
    rated = zip(answers(1, 0, 10, size), answers(2, 1, 5, size), answers(3, 1, 5, size), strict=True)
    rows = [
        [
            "2026-03-02 09:00:00",
            1 if n < 2 else 0,
            f"192.0.2.{n}",
            0 if n == 2 else 1,
            f"R_{n}",
            f"p{n}@example.org",
            *each,
        ]
        for n, each in enumerate(rated)
    ]
    return [codes, texts, marks, *rows]


def limesurvey(headings: str, size: int = 40) -> list[list[object]]:
    """Codes or full headings; every fourth row was never sent; `N/A` was never shown."""
    own = {
        "codes": ["id", "submitdate", "lastpage", "startlanguage", "seed", "Q1[SQ1]", "Q1[SQ2]", "Q2"],
        "full": ["Response ID", "Date submitted", "Last page", "Start language", "Seed",
                 "Please rate [Speed]", "Please rate [Tone]", "How satisfied are you overall?"],
    }[headings]  # fmt: skip
    words = ("Very bad", "Bad", "So-so", "Good", "Very good")
    rows = []
    for n, (speed, tone, overall) in enumerate(
        zip(answers(4, 1, 5, size), answers(5, 1, 4, size), answers(6, 1, 5, size), strict=True)
    ):
        told = [f"A{speed}", f"A{tone}"] if headings == "codes" else [words[speed - 1], words[tone - 1]]
        sent = "" if n % 4 == 3 else "2026-03-02 10:00:00"
        rows.append([n + 1, sent, 2, "en", 77, told[0], "N/A" if n % 7 == 6 else told[1], overall])
    return [own, *rows]


def google_forms(word: str, moment: str, size: int = 40) -> list[list[object]]:
    """One heading row whose first cell is the owner's word for the moment of sending; a grid; several answers."""
    channels = ("Phone", "Hall", "Phone, Hall")
    rated = zip(answers(7, 1, 5, size), answers(8, 1, 5, size), strict=True)
    rows = [[moment, f"p{n}@example.org", *each, channels[n % 3]] for n, each in enumerate(rated)]
    return [[word, "Email Address", "Rate us [Speed]", "Rate us [Tone]", "Where were you served?"], *rows]


def microsoft_forms(quiz: bool = False, size: int = 40) -> list[list[object]]:
    """ID, times, e-mail, name; a last semicolon after several answers; in a quiz points and feedback."""
    headings = ["ID", "Start time", "Completion time", "Email", "Name", "How satisfied are you overall?", "Channels"]
    rows = [
        [n + 1, "7/2/20 11:00:22", "7/2/20 11:03:22", "anonymous", "", rating, "Phone;Hall;" if n % 2 else "Phone;"]
        for n, rating in enumerate(answers(9, 1, 5, size))
    ]
    if not quiz:
        return [headings, *rows]
    return [[*headings, "Points - Channels", "Feedback - Channels"], *([*row, 1, ""] for row in rows)]


def kobo(size: int = 40) -> dict[str, list[Row]]:
    """The sheet of answers and a longer sheet of a repeated group."""
    headings = ["start", "end", "visit/overall_satisfaction", "visit/why", "visit/why/speed", "visit/why/price", "_id",
                "_uuid", "_submission_time", "_validation_status", "_index"]  # fmt: skip
    rows: list[Row] = [
        ["2026-03-02T09:00:00.000+07:00", "2026-03-02T09:05:00.000+07:00", rating, "speed price" if n % 2 else "price",
         n % 2, 1, 1000 + n, f"uuid-{n}", "2026-03-02T02:05:10", "", n + 1]
        for n, rating in enumerate(answers(10, 1, 5, size))
    ]  # fmt: skip
    items = ([f"item {n}", n, n // 3] for n in range(3 * size))
    repeated: list[Row] = [["visit/item", "_index", "_parent_index"], *items]
    return {"answers": [headings, *rows], "items": repeated}


def tickets(headings: Sequence[str], moments: dict[str, str], **cells: str) -> list[list[object]]:
    """Forty tickets below the headings of a real export; `{n}` in a cell is the number of the ticket."""
    return [list(headings), *([(moments | cells).get(each, "").format(n=n) for each in headings] for n in range(1, 41))]


def asterisk() -> list[list[object]]:
    """Nine rows of four calls, in the order of Master.csv with all 21 columns.

    The first is answered by the menu, rings twice and is answered by a person after 30 seconds; the second hangs up in
    the menu; of the third nobody answers, although 60 seconds are billed; the fourth is answered at once.
    """

    def leg(call: int, at: str, to: str, how: str, answer: str, end: str, billed: int, sequence: int) -> list[object]:
        app = "Queue" if to else "Hangup"
        day = "2026-03-02"
        return ["", f"0255501{call:02}", "600", "from-trunk", "", f"PJSIP/trunk-{call}", to, app, "", f"{day} {at}",
                f"{day} {answer}" if answer else "", f"{day} {end}", 60, billed, how, "DOCUMENTATION", f"17.{sequence}",
                "", "", f"17.{call}", sequence]  # fmt: skip

    return [
        leg(1, "09:00:00", "", "ANSWERED", "09:00:00", "09:00:10", 10, 1),
        leg(1, "09:00:10", "PJSIP/201-1", "NO ANSWER", "", "09:00:20", 60, 2),
        leg(1, "09:00:20", "PJSIP/202-1", "ANSWERED", "09:00:30", "09:03:00", 150, 3),
        leg(2, "09:05:00", "", "ANSWERED", "09:05:00", "09:05:40", 40, 4),
        leg(3, "09:10:00", "", "ANSWERED", "09:10:00", "09:10:10", 10, 5),
        leg(3, "09:10:10", "PJSIP/201-3", "NO ANSWER", "", "09:11:10", 60, 6),
        leg(3, "09:11:10", "PJSIP/202-3", "BUSY", "", "09:11:12", 0, 7),
        leg(4, "09:20:00", "", "ANSWERED", "09:20:00", "09:20:02", 2, 8),
        leg(4, "09:20:02", "PJSIP/201-4", "ANSWERED", "09:20:05", "09:21:00", 55, 9),
    ]


def keypad(size: int = 40) -> list[list[object]]:
    """Keys 1 to 3, and callers who pressed none."""
    keys = answers(11, 1, 3, size)
    rows = [
        [f"0255501{n:02}", "2026-03-02 09:00:00", "Support", "timeout" if n % 9 == 8 else "" if n % 9 == 7 else key]
        for n, key in enumerate(keys)
    ]
    return [["Caller", "Call time", "Queue", "Key pressed"], *rows]
