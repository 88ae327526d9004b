"""One programme as a whole follows everything that it is computed from."""

from datetime import UTC, datetime
from pathlib import Path

from improvement.usecases.opened import opened
from improvement.usecases.overview import overview
from improvement.usecases.start import start

SHARED = "people:\n  trainer-kim:\n    name: Kim\n    role: trainer\n    availability: {share}%\n"
WORK = """\
programme:
  title: Small
  starts: 2027-01-04
  data_date: 2027-01-11
realization:
  activities:
    teach:
      title: Teach everybody
      effort: 4pd
      needs: {trainer-kim: 1}
"""


def test_less_time_of_a_shared_person_is_seen_at_once(tmp_path: Path) -> None:
    """Their id stays, their availability does not: the work takes twice as long."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(WORK)
    (tmp_path / "people.yaml").write_text(SHARED.format(share=100))
    workspace = start(tmp_path, lambda: datetime(2027, 1, 11, tzinfo=UTC))
    first = overview(opened(workspace, "small")).facts.windows["teach"]
    (tmp_path / "people.yaml").write_text(SHARED.format(share=50))
    then = overview(opened(workspace, "small")).facts.windows["teach"]
    assert (then.last - first.last).days > 0
