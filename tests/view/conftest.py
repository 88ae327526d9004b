"""A small plan whose fields are named in the views' sentences."""

import pytest

from improvement.model.plan import Plan
from improvement.model.validation import validate

DATA = {
    "programme": {"title": "Clinic", "starts": "2027-01-04", "people": {"ana": {"name": "Ana Ruiz"}}},
    "realization": {"activities": {"roster": {"title": "Draw up the roster", "estimate": "8d"}}},
}


@pytest.fixture(scope="session")
def roster_plan() -> Plan:
    """Ana Ruiz and one activity, “Draw up the roster”, of eight days."""
    found, issues = validate(Plan, DATA, "plan.yaml")
    assert not issues
    assert found
    return found
