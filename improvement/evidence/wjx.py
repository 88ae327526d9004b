"""wjx (问卷星) exports: answers as text, or as codes with one column per option."""

import re

from improvement.errors import advice
from improvement.evidence.layouts import Layout, Rows, Told, by_name, padded
from improvement.model.mapping import ItemRole

OWN: dict[str, ItemRole] = {
    "序号": "respondent", "提交答卷时间": "time", "所用时间": "ignore", "来源": "ignore", "来源详情": "ignore",
    "来自ip": "personal", "总分": "ignore", "用户id": "personal", "姓名": "personal",
}  # fmt: skip
FEWEST_OWN = 4
QUESTION = re.compile(r"(\d+)\s*[、.．]\s*(.+)", re.DOTALL)
OPTION = re.compile(r"第?(\d+)题?\s*[((](.+)[))]", re.DOTALL)
SKIPPED = (("-2", "skipped"), ("-3", "skipped"), ("(跳过)", "skipped"), ("(空)", "empty"))
JOINT = "┋"


def wjx(rows: Rows) -> Layout | None:
    """An export with at least four of wjx's own headings; -2 and -3 are skipped questions."""
    headings = padded(rows[0], len(rows[0])) if rows else []
    if sum(heading.lower() in OWN for heading in headings) < FEWEST_OWN:
        return None
    roles = by_name(headings, OWN)
    body = [padded(row, len(headings)) for row in rows[1:]]
    options = [heading for heading, role in zip(headings, roles, strict=True) if not role and OPTION.fullmatch(heading)]
    coded = bool(options) or _all_codes(body, [place for place, role in enumerate(roles) if role is None])
    columns = []
    for place, (heading, role) in enumerate(zip(headings, roles, strict=True)):
        several = any(JOINT in row[place] for row in body)
        found = QUESTION.fullmatch(heading)
        own = role or ("ignore" if heading in options else "text" if several else None)
        columns.append(Told(heading, found[2].strip() if found else "", own, () if role else SKIPPED, choices=coded))
    doubt = advice("options-without-question", ("items",), columns=", ".join(options[:3]), count=len(options))
    return Layout("wjx", "codes" if coded else "text", 1, tuple(columns), doubts=(doubt,) if options else ())


def _all_codes(body: list[list[str]], places: list[int]) -> bool:
    cells = [row[place] for row in body for place in places if row[place]]
    return bool(cells) and all(re.fullmatch(r"-?\d+", cell) for cell in cells)
