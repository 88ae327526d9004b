"""Exports of LimeSurvey, Google Forms, Microsoft Forms and Kobo, which have one heading row."""

import re
from collections.abc import Mapping, Sequence

from improvement.errors import advice
from improvement.evidence.layouts import Layout, RowMark, Rows, Told, bracketed, by_name, padded, plain_text, titles
from improvement.evidence.numerals import parse_moment_cell
from improvement.model.mapping import ItemRole

LIMESURVEY: dict[str, ItemRole] = {
    "id": "respondent", "response id": "respondent", "antwort id": "respondent", "id de respuesta": "respondent",
    "submitdate": "time", "date submitted": "time", "datum abgeschickt": "time", "fecha de envío": "time",
    "startdate": "time", "date started": "time", "datestamp": "time", "date last action": "time",
    "lastpage": "ignore", "last page": "ignore", "letzte seite": "ignore", "última página": "ignore",
    "startlanguage": "segment", "start language": "segment", "start-sprache": "segment", "lenguaje inicial": "segment",
    "seed": "ignore", "zufallsstartwert": "ignore", "ipaddr": "personal", "ip address": "personal",
    "refurl": "ignore", "referrer url": "ignore", "token": "personal", "access code": "personal",
    "firstname": "personal", "lastname": "personal", "email": "personal",
    "interviewtime": "ignore", "total time": "ignore",
}  # fmt: skip
SUBMITTED = ("submitdate", "date submitted", "datum abgeschickt", "fecha de envío")
LIMESURVEY_ALONE = {"lastpage", "last page", "letzte seite", "última página", "startlanguage", "start language",
                    "start-sprache", "lenguaje inicial"}  # fmt: skip
ANSWER_CODE = re.compile(r"AO?0*(\d{1,2})")
TIMESTAMPS = frozenset([
    "timestamp", "marca temporal", "zeitstempel", "horodateur", "carimbo de data/hora", "informazioni cronologiche",
    "时间戳记", "时间戳", "時間戳記", "ประทับเวลา", "отметка времени",
])  # fmt: skip
GOOGLE: dict[str, ItemRole] = {
    **dict.fromkeys(TIMESTAMPS, "time"),
    **dict.fromkeys(["username", "email address", "dirección de correo electrónico", "电子邮件地址", "ที่อยู่อีเมล",
                     "адрес электронной почты", "score", "puntuación"], "personal"),
}  # fmt: skip
MICROSOFT = (
    ("id", "start time", "completion time", "email", "name"),
    ("id", "hora de inicio", "hora de finalización", "correo electrónico", "nombre"),
    ("id", "startzeit", "fertigstellungszeit", "e-mail", "name"),
    ("id", "开始时间", "完成时间", "电子邮件", "名称"),
    ("id", "เวลาเริ่มต้น", "เวลาเสร็จสมบูรณ์", "อีเมล", "ชื่อ"),
    ("id", "время начала", "время выполнения", "электронная почта", "имя"),
)
MICROSOFT_ROLES: tuple[ItemRole, ...] = ("respondent", "time", "time", "personal", "personal")
QUIZ = re.compile(r"(points|feedback) - |total points$|quiz feedback$|last modified time$", re.IGNORECASE)
KOBO: dict[str, ItemRole] = {
    "_id": "respondent", "_uuid": "ignore", "_submission_time": "time", "_validation_status": "ignore",
    "_notes": "ignore", "_status": "ignore", "_submitted_by": "personal", "__version__": "ignore", "_tags": "ignore",
    "_index": "ignore", "start": "time", "end": "time", "today": "date", "deviceid": "personal",
    "username": "personal", "phonenumber": "personal", "simserial": "personal", "subscriberid": "personal",
    "_geolocation": "personal", "meta/rootuuid": "ignore",
}  # fmt: skip


def limesurvey(rows: Rows) -> Layout | None:
    """An export with codes, full headings or both; a row without a day of sending is unfinished."""
    headings = _headings(rows)
    names = [heading.split(". ")[0] if heading.split(". ")[0] in LIMESURVEY else heading for heading in headings]
    lower = [name.lower() for name in names]
    sent = next((headings[place] for place, name in enumerate(lower) if name in SUBMITTED), None)
    if sent is None or not LIMESURVEY_ALONE & set(lower) or lower[0] not in LIMESURVEY:
        return None
    coded = any(name in ("submitdate", "lastpage") for name in lower)
    roles = by_name(names, LIMESURVEY)
    body = [padded(row, len(headings)) for row in rows[1:]]
    parts = [bracketed(heading) for heading in headings]
    words = titles(*map(list, zip(*parts, strict=True)))
    columns = [
        Told(
            heading,
            word if word != heading and (not coded or ". " in heading) else "",
            role,
            () if role else (("N/A", "never shown"),),
            _answer_codes({row[each] for each, other in enumerate(parts) if other[0] == part[0] for row in body})
            if part[1]
            else (),
        )
        for place, (heading, word, role, part) in enumerate(zip(headings, words, roles, parts, strict=True))
    ]
    unsent = RowMark(sent, frozenset(["", "n/a", "1980-01-01 00:00:00"]))
    return Layout("limesurvey", "codes" if coded else "full", 1, tuple(columns), unfinished=unsent)


def _answer_codes(cells: set[str]) -> tuple[tuple[str, str], ...]:
    """A1, A2 ... of an array, with their numbers; nothing where other cells stand among them."""
    found = {cell: ANSWER_CODE.fullmatch(cell) for cell in sorted(cells - {"", "N/A"})}
    return tuple((cell, each[1]) for cell, each in found.items() if each) if all(found.values()) else ()


def google_forms(rows: Rows) -> Layout | None:
    """A table whose first heading is Google's word for the moment of sending, with moments below it."""
    headings = _headings(rows)
    if not headings or headings[0].lower() not in TIMESTAMPS:
        return None
    moments = [row[0] for row in rows[1:] if row and row[0].strip()]
    if not all(parse_moment_cell(cell, "mdy") or parse_moment_cell(cell, "dmy") for cell in moments):
        return None
    words = titles(*map(list, zip(*map(bracketed, headings), strict=True)))
    columns = _told(headings, words, by_name(headings, GOOGLE), rows)
    return Layout("google-forms", "one", 1, columns)


def microsoft_forms(rows: Rows) -> Layout | None:
    """ID, start, completion, e-mail, name in the owner's language; then the questions, in a quiz with their points."""
    headings = _headings(rows)
    own = next((each for each in MICROSOFT if [name.lower() for name in headings[:5]] == list(each)), None)
    if own is None:
        return None
    roles: list[ItemRole | None] = [
        *MICROSOFT_ROLES,
        *("ignore" if QUIZ.match(heading) else None for heading in headings[5:]),
    ]
    quiz = any(QUIZ.match(heading) for heading in headings)
    return Layout("microsoft-forms", "quiz" if quiz else "one", 1, _told(headings, headings, roles, rows))


def kobo(rows: Rows) -> Layout | None:
    """An export with _uuid and _submission_time; a question of several answers stands as one text and per option."""
    headings = _headings(rows)
    if not {"_uuid", "_submission_time"} <= set(headings):
        return None
    roles = by_name(headings, KOBO)
    options = {heading for heading in headings if heading.rpartition("/")[0] in headings}
    several = {heading.rpartition("/")[0] for heading in options}
    own = [
        role or ("ignore" if heading in options else "text" if heading in several else None)
        for heading, role in zip(headings, roles, strict=True)
    ]
    words = [heading.rpartition("/")[2].replace("_", " ") for heading in headings]
    repeated = "_parent_index" in headings
    doubts = (advice("repeat-sheet", ("read", "sheet")),) if repeated else ()
    return Layout("kobo", "one", 1, _told(headings, words, own, rows), doubts=doubts)


def _headings(rows: Rows) -> list[str]:
    return [plain_text(cell) for cell in padded(rows[0], len(rows[0]))] if rows else []


def _told(
    headings: Sequence[str], words: Sequence[str], roles: Sequence[ItemRole | None], rows: Rows
) -> tuple[Told, ...]:
    body = [padded(row, len(headings)) for row in rows[1:]]
    return tuple(
        Told(heading, word if word != heading else "", role or ("text" if _several(body, place) else None))
        for place, (heading, word, role) in enumerate(zip(headings, words, roles, strict=True))
    )


def _several(body: Sequence[Sequence[str]], place: int) -> bool:
    """Several answers in one cell: `a;b;` or `a, b` whose parts stand alone in other cells."""
    cells = [row[place] for row in body if row[place]]
    if any(cell.endswith(";") for cell in cells):
        return True
    for joint in (";", ", "):
        joined = [cell for cell in cells if joint in cell]
        alone: Mapping[str, None] = dict.fromkeys(cell for cell in cells if joint not in cell)
        if joined and any(part.strip() in alone for cell in joined for part in cell.split(joint)):
            return True
    return False
