"""Random plans with few people, as people would write them."""

import random

from improvement.model.plan import Plan
from tests.schedule.plan_text import parsed


def plan_with(activities: int, people: int, seed: int = 1) -> Plan:
    """The plan of `text_with`."""
    return parsed(text_with(activities, people, seed))


def text_with(activities: int, people: int, seed: int = 1) -> str:
    """Finish-to-start links, some with a lag; each activity needs one or two people of ten days or less."""
    dice = random.Random(seed)
    lines = ["programme:", "  title: Random", "  starts: 2027-01-11", "  people:"]
    lines += [f"    p{each}: {{name: P{each}}}" for each in range(people)]
    lines += ["realization:", "  activities:"]
    for i in range(activities):
        who = dice.sample(range(people), dice.choice((1, 1, 2)))
        needs = ", ".join(f"p{each}: 1" for each in who)
        before = sorted({dice.randint(max(0, i - 30), i - 1) for _ in range(dice.choice((1, 2)))} if i else ())
        after = ", ".join(f"a{each}" + dice.choice(("", "", " FS+1d")) for each in before)
        lines.append(
            f"    a{i}: {{title: Work {i}, estimate: {dice.randint(1, 10)}d, needs: {{{needs}}}, after: [{after}]}}"
        )
    return "\n".join(lines)
