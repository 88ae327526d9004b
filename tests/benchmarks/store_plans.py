"""Made-up plans for the proof of the store: a dense one, a realistic one with long texts and comments, a small one."""

import random
from pathlib import Path

from improvement.model.change import PlanForm
from improvement.store.emit import emit
from improvement.store.folder import FolderStore

ACTIVITIES = ("realization", "activities")
FINDINGS = ("assessment", "findings")
ID = "big"

WORDS = (  # noqa: SIM905  # sentences read better than a list of words
    "customers wait call back desk closes early nobody owns the complaint letter is slow phone rings unanswered price "
    "explained twice branch queue morning lunch Friday form asks same thing again adviser knows answer cannot promise "
    "ผู้จัดการ โทรกลับ ภายใน 两个工作日 回电 клиент ждёт ответа propietario de la queja"
).split()


def dense(activities: int) -> str:
    """Many short activities, no comments."""
    return emit(_plan({f"act-{n}": _activity(n, f"Do the thing number {n} with care") for n in range(activities)}))


def realistic(activities: int, seed: int = 7) -> str:
    """Longer texts in several scripts, texts of several lines, comments between and behind the lines."""
    dice = random.Random(seed)
    works: dict[str, PlanForm] = {}
    for n in range(activities):
        works[f"act-{n}"] = {
            **_activity(n, f"{_sentence(dice, 12)} {n}"),
            "blocked_by": "\n".join(_sentence(dice, 10) for _ in range(3)) if n % 5 == 0 else _sentence(dice, 16),
            "needs": {"ana": "1"},
        }
    findings: dict[str, PlanForm] = {
        f"finding-{n}": {"statement": _sentence(dice, 12), "causes": [_sentence(dice, 8) for _ in range(3)]}
        for n in range(100)
    }
    return _commented(emit(_plan(works, findings)))


def place(root: Path, text: str | bytes, plan_id: str = ID) -> Path:
    """The text as a programme of a plans folder; its file."""
    file = root / plan_id / "plan.yaml"
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def opened(root: Path, text: str | bytes) -> FolderStore:
    """A store on a new plans folder that holds the text as its one programme."""
    place(root, text)
    return FolderStore(root)


def _activity(number: int, title: str) -> dict[str, PlanForm]:
    waits: dict[str, PlanForm] = {"after": [f"act-{number - 1}"]} if number % 7 else {}
    return {"title": title, "owner": "ana", "estimate": ["2d", "3d", "6d"], "serves": ["first"], **waits}


def _plan(works: dict[str, PlanForm], findings: dict[str, PlanForm] | None = None) -> dict[str, PlanForm]:
    return {
        "programme": {"title": "Big", "cycle": "1", "starts": "2027-01-01", "people": {"ana": {"name": "Ana"}}},
        "assessment": {"findings": {"slow": {"statement": "Too slow"}, **(findings or {})}},
        "commitment": {"standards": {"first": {"answers": ["slow"]}}},
        "realization": {"activities": works},
    }


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words))


def _commented(text: str) -> str:
    """A comment on a line of its own before every tenth activity, one behind every fourth owner."""
    lines, owners = [], 0
    for line in text.splitlines():
        if line.startswith("    act-") and line.endswith("0:"):
            lines.append("    # agreed in the workshop of spring, see the minutes")
        owners += line.startswith("      owner:")
        lines.append(f"{line}   # until the summer" if line.startswith("      owner:") and owners % 4 == 0 else line)
    return "\n".join(lines) + "\n"
