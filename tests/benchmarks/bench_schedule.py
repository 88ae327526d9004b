"""Limited people, every figure beside its goal: `make bench-schedule`, or some parts of it by name.

python -m tests.benchmarks.bench_schedule [--full] default j30 j60 j120 edit taskjuggler

Without --full every part takes a sample of the instances, always the same. Seconds are those of the processor.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.schedule.limited import limited
from improvement.schedule.rcpsp.compiled import COMPILES
from improvement.schedule.rcpsp.search import warm_up
from tests.benchmarks import taskjuggler
from tests.benchmarks.figures import told
from tests.benchmarks.limited_plan import plan_with
from tests.benchmarks.psplib import Outcome, run

LONG, LARGEST = 10, 1000
PSPLIB = Path(__file__).resolve().parents[3] / "shared" / "data" / "psplib"


def _gaps(found: list[Outcome]) -> float:
    return 100 * float(np.mean([each.gap for each in found]))


def _bounds(found: list[Outcome]) -> float:
    return 100 * float(np.mean([each.found.gap for each in found]))


def default(full: bool) -> bool:
    """What a page shows at once."""
    print("J120, 50 ms, the search alone (simple tools 13.0 %, with improvement 9.3 %)")
    found = list(run(PSPLIB / "j120", 0.05, None if full else 30, proof=False))
    return told("above the best known", _gaps(found), "%", at_most=4.5)


def j30(full: bool) -> bool:
    """All optimal, nearly all proved."""
    print("J30, 10 s (CP-SAT alone: 474 of 480 proved, 478 optimal)")
    found = list(run(PSPLIB / "j30", 10, None if full else 12))
    missed = sum(each.gap > 0 for each in found)
    proved = 100 * np.mean([each.found.status == "optimal" for each in found])
    return told("not optimal", missed, at_most=0) & told("proved", float(proved), "%", at_least=99)


def j60(full: bool) -> bool:
    """Five seconds."""
    print("J60, 5 s (CP-SAT alone 0.93 %, search and CP-SAT 0.34 %)")
    return told("above the best known", _gaps(list(run(PSPLIB / "j60", 5, None if full else 12))), "%", at_most=0.25)


def j120(full: bool) -> bool:
    """One, five and twenty seconds."""
    print("J120 (CP-SAT alone 6.2 / 5.2 / 4.7 %, search and CP-SAT 1.6 %, its bound 5.4 %)")
    good = True
    for seconds, goal in ((1, 1.5), (5, 1.1), (20, 0.9)):
        found = list(run(PSPLIB / "j120", seconds, None if full else 12))
        good &= told(f"above the best known after {seconds} s", _gaps(found), "%", at_most=goal)
    return good & told("above the bound after 20 s", _bounds(found), "%", at_most=4.5)


def edit(_full: bool) -> bool:
    """A plan of 300 activities and 12 people is edited."""
    print("a plan of 300 activities and 12 people")
    plan = plan_with(300, 12)
    begun = time.process_time()
    found = limited(plan, time.process_time, begun + 0.05, proof=False)
    spent = 1000 * (time.process_time() - begun)
    told("above the bound", 100 * found.gap, "%")
    return told("from plan to dates, 50 ms of it for the search", spent, "ms", at_most=300)


def against_taskjuggler(_full: bool) -> bool:
    """The same plans in TaskJuggler."""
    if not taskjuggler.installed():
        print("TaskJuggler: not measured, the Debian package taskjuggler is not installed")
        return True
    good = True
    for count, people in ((30, 4), (200, 8), (LARGEST, 20)):
        plan = plan_with(count, people)
        theirs, seconds = taskjuggler.makespan(plan)
        print(f"{count} activities, {people} people; TaskJuggler: {theirs} days in {seconds:.2f} s")
        for limit in (seconds / 10, LONG):
            begun = time.process_time()
            found = limited(plan, time.process_time, begun + limit)
            spent = time.process_time() - begun
            # a tenth of its time is asked for where that time is long
            asked = theirs if limit == LONG or count == LARGEST else None
            good &= told(f"working days after {spent:.2f} s", found.makespan, at_most=asked)
        good &= told("above the bound then", 100 * found.gap, "%", at_most=2.5 if count > 30 else None)
    return good


PARTS: dict[str, Callable[[bool], bool]] = {
    "default": default,
    "j30": j30,
    "j60": j60,
    "j120": j120,
    "edit": edit,
    "taskjuggler": against_taskjuggler,
}


def main(arguments: list[str]) -> None:
    """Run the parts named, else all."""
    full, names = "--full" in arguments, [each for each in arguments if each != "--full"]
    print("" if COMPILES else "numba is not installed: the search is some hundred times slower")
    warm_up()
    missed = [name for name in names or PARTS if not _ran(name, full)]
    print(f"goals missed in: {', '.join(missed)}" if missed else "every goal reached")


def _ran(name: str, full: bool) -> bool:
    if name.startswith(("j", "default")) and not PSPLIB.is_dir():
        print(f"{name}: not measured, ../shared/data/psplib is not on this machine")
        return True
    return PARTS[name](full)


if __name__ == "__main__":
    main(sys.argv[1:])
