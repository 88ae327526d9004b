"""Plans of tests as the text that people write."""

from pathlib import Path
from textwrap import dedent

from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.store.source import read_source

HEAD = """
programme:
  title: Test
  owner: ana
  starts: 2027-01-11
  people:
    ana:
      name: Ana
      availability: 50%
    team:
      name: Team
      count: 4
      skills: {listening: 2}
"""


def plan_of(realization: str, head: str = HEAD) -> Plan:
    """The plan whose realization is this text; 11 January 2027 is a Monday."""
    return parsed(head + "realization:\n" + "\n".join("  " + line for line in dedent(realization).splitlines()))


def parsed(text: str) -> Plan:
    source = read_source(text)
    assert not source.issues, source.issues
    plan, issues = validate(Plan, source.data)
    assert plan, issues
    return plan


def example_text(shared: Path) -> str:
    """The example of the design document, from its first code block."""
    return (shared / "design" / "plan-file.md").read_text().split("```yaml\n")[1].split("```")[0]
