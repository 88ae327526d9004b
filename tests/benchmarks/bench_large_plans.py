"""Large plans: the first answer with limited people, how soon a stop is seen, and the commands at 20,000 activities.

Beside each figure stands that of the plain dates of the same plan in the same run: on a loaded machine look at the
ratio. Seconds of the processor, except for the stop, which is seen by the clock.
"""

import contextlib
import io
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.cli import main as command
from improvement.model.plan import Plan
from improvement.schedule.dates import schedule
from improvement.schedule.dispatch import Interrupted
from improvement.schedule.limited import limited
from improvement.schedule.rcpsp.search import warm_up
from tests.benchmarks.figures import cpu_ms, told
from tests.benchmarks.limited_plan import plan_with
from tests.schedule.plan_text import parsed

MILLISECONDS = 1000.0
AT_ONCE, FIRST, STOP, CHECK, DATES = 0.05, 500.0, 200.0, 8.0, 5.0
STOPS = (0.1, 0.5, 1.0, 3.0)


def main() -> int:
    """Print every figure; the number of goals that were missed."""
    warm_up()
    missed = 0
    plans: dict[str, Callable[[], Plan]] = {
        "300 activities, 12 people": lambda: plan_with(300, 12),
        "3,000 activities, 12 people": lambda: plan_with(3_000, 12),
        "3,000 activities, a team of 600": lambda: _teamed(3_000, 600),
    }
    for name, make in plans.items():
        plan = make()
        print(name)
        told("plain dates", cpu_ms(lambda plan=plan: schedule(plan), 3), "ms")  # type: ignore[misc]  # bound at once
        missed += not told("first answer with limited people", cpu_ms(lambda plan=plan: _first(plan), 3), "ms", FIRST)  # type: ignore[misc]
        missed += not told("longest wait for a stop", max(_stop(plan, after) for after in STOPS), "ms", STOP)
    print("20,000 activities")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "big").mkdir()
        (Path(folder) / "big" / "plan.yaml").write_text(_long(20_000))
        for what, most in (("check", CHECK), ("schedule", DATES)):
            seconds = cpu_ms(lambda what=what: _run(what, folder), 1) / MILLISECONDS  # type: ignore[misc]
            missed += not told(f"kept {what}", seconds, "s", most)
    return missed


def _first(plan: Plan) -> object:
    begun = time.process_time()
    return limited(plan, time.process_time, begun + AT_ONCE, proof=False)


def _stop(plan: Plan, after: float) -> float:
    """Milliseconds from a stop to the end of a search with proof."""
    asked, over = threading.Event(), list[float]()

    def work() -> None:
        with contextlib.suppress(Interrupted):
            limited(plan, time.monotonic, time.monotonic() + 60, stopped=asked.is_set, progress=lambda _: None)
        over.append(time.monotonic())

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(after)
    asked.set()
    pressed = time.monotonic()
    thread.join()
    return max(over[0] - pressed, 0.0) * MILLISECONDS


def _run(what: str, folder: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        command([what, "big", "--plans", folder])


def _teamed(activities: int, heads: int) -> Plan:
    """Work that needs up to a quarter of a team, and one or two of a second one of seven."""
    dice = random.Random(1)
    people = f"  people: {{t: {{name: T, count: {heads}}}, u: {{name: U, count: 7}}}}"
    lines = ["programme:", "  title: Teams", "  starts: 2027-01-11", people, "realization:", "  activities:"]
    for i in range(activities):
        before = sorted({dice.randint(max(0, i - 30), i - 1) for _ in range(dice.choice((1, 2)))} if i else ())
        needs = f"t: {dice.randint(1, heads // 4)}, u: {dice.randint(1, 2)}"
        after = ", ".join(f"a{each}" for each in before)
        lines.append(
            f"    a{i}: {{title: Work {i}, estimate: {dice.randint(1, 10)}d, needs: {{{needs}}}, after: [{after}]}}"
        )
    return parsed("\n".join(lines))


def _long(activities: int) -> str:
    """As much as a file of 200,000 values holds: most work waits for some other."""
    dice = random.Random(1)
    lines = ["programme:", "  title: Long", "  starts: 2027-01-11", "  people:"]
    lines += [f"    p{each}: {{name: P{each}}}" for each in range(60)]
    lines += ["realization:", "  activities:"]
    for i in range(activities):
        after = f", after: [a{dice.randint(max(0, i - 300), i - 1)}]" if i % 8 else ""
        needs = "" if i % 8 else f", needs: {{p{dice.randrange(60)}: 1}}"
        lines.append(f"    a{i}: {{title: Work {i}, estimate: {dice.randint(1, 10)}d{needs}{after}}}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
