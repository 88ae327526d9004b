"""Sources for tests: real files as recognised, and small tables with a known answer."""

from pathlib import Path

import pandas as pd

from improvement.evidence.cleaning import clean
from improvement.evidence.correct import correct
from improvement.evidence.reading import read_table
from improvement.evidence.recognise import understand
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan


def real_source(shared: Path, name: str, **settings: str) -> tuple[Mapping, pd.DataFrame]:
    """A shared file as it is recognised and cleaned, after a person's corrections."""
    data = (shared / "data" / name).read_bytes()
    mapping = correct(understand(data, name).mapping, settings)
    return mapping, clean(read_table(data, name, mapping.read), mapping, b"a key for tests")


def plan_with(*sources: str) -> Plan:
    """A plan that names these sources."""
    entries = {name: {"file": f"evidence/{name}.csv", "mapping": f"evidence/{name}.yaml"} for name in sources}
    charter = {"title": "Test", "starts": "2027-01-11"}
    return Plan.model_validate({"programme": charter, "assessment": {"sources": entries}})
