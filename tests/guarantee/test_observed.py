"""Both stages read cases alike."""

from pathlib import Path

from improvement.commitment import observed as judged
from improvement.guarantee import observed as followed


def test_commitment_and_guarantee_read_cases_by_the_same_rules() -> None:
    assert Path(str(judged.__file__)).read_text() == Path(str(followed.__file__)).read_text()
