"""Programmes that share a trainer and a team, as drawn by tests of levelling."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.model.values import Span
from improvement.schedule.dates import PlanSchedule, schedule
from improvement.schedule.staff import People
from tests.schedule.plan_text import parsed

KIM = Person(name="Kim")
SHARED: People = {"kim": KIM, "team": Person(name="Team", count=3, availability=0.5)}
AWAY: People = SHARED | {"kim": Person(name="Kim", away=(Span.parse("2027-01-18..2027-01-20"),))}
HOLD = ("", "not_before: 2027-01-14", "not_before: 2027-01-19")
STILL = ("actual_start: 2027-01-11", "must_start: 2027-01-13", "not_after: 2027-01-22")


def programme(*lines: str, title: str = "T", priority: int | None = None, share: int = 100, extra: str = "") -> Plan:
    """Activities a, b, ... of one line of fields each; `share`: per cent of Kim that this programme may use."""
    first = f"  priority: {priority}\n" if priority else ""
    own = f"    kim: {{name: Kim, availability: {share}%}}\n" if share != 100 else ""
    head = f"programme:\n  title: {title}\n  starts: 2027-01-11\n{first}  people:\n    ana: {{name: Ana}}\n{own}"
    works = "".join(f"    {id}: {{title: {id.upper()}, {line}}}\n" for id, line in zip("abcdefgh", lines, strict=False))
    return parsed(f"{head}realization:\n  activities:\n{works}{extra}")


def dated(plans: Mapping[str, Plan], shared: People = SHARED) -> dict[str, tuple[Plan, PlanSchedule]]:
    """The plans with their unlimited dates."""
    return {id: (plan, schedule(plan, plan.programme.data_date, shared)) for id, plan in plans.items()}


@st.composite
def programmes(draw: st.DrawFn, still: bool = False) -> dict[str, Plan]:
    """Two to four programmes; with `still` some work is under way or bound to a day."""
    plans = {}
    for id in ("north", "south", "east", "west")[: draw(st.integers(2, 4))]:
        lines = [_line(draw, at, still) for at in range(draw(st.integers(1, 6)))]
        priority, share = draw(st.none() | st.integers(1, 3)), draw(st.sampled_from((100, 60, 40)))
        plans[id] = programme(*lines, title=id, priority=priority, share=share)
    return plans


def _line(draw: st.DrawFn, at: int, still: bool) -> str:
    days = draw(st.sampled_from(("1d", "2d", "3d", "5d", "4h", "12h", "elapsed 4d")))
    need = draw(st.sampled_from(("kim: 1", "team: 1", "team: 2", "kim: 1, team: 1", "ana: 1")))
    kind = draw(st.sampled_from(("", " SS+1d", " FF", " FS-1d", " FS+elapsed 2d")))
    before = draw(st.sampled_from((None, *range(at)))) if at else None
    after = f"after: ['{'abcdefgh'[before]}{kind}']" if before is not None else ""
    hold = draw(st.sampled_from((*HOLD, *(STILL if still else ()))))
    return ", ".join(filter(None, (f"estimate: {days}", f"needs: {{{need}}}", after, hold)))


PEOPLE = "people:\n  kim: {name: Kim Alvarez}\n"
NORTH = """programme:
  title: North
  starts: 2027-01-11
  priority: 1
  people: {ana: {name: Ana}}
realization:
  activities:
    course: {title: Course, estimate: 10d, needs: {kim: 1}}
"""
SOUTH = """programme:
  title: South
  starts: 2027-01-11
  priority: 2
  people: {ana: {name: Ana}, kim: {name: Kim Alvarez, availability: 60%}}
realization:
  activities:
    coach: {title: Coaching, estimate: 5d, needs: {kim: 1}}
    report: {title: Report, estimate: 2d, needs: {ana: 1}, after: [coach]}
"""


def place(folder: Path, north: str = NORTH, south: str = SOUTH) -> Path:
    """Two programmes that ask for 160 % of Kim from 11 to 15 January 2027, as files."""
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    for id, text in (("north", north), ("south", south)):
        (folder / id).mkdir()
        (folder / id / "plan.yaml").write_text(text, "utf-8")
    return folder
