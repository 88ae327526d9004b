"""What only an owner may change, however it is written."""

import pytest

from improvement.model.change import Edit, PlanForm
from improvement.store.rights import takes_an_owner

ANA, DAI = ("programme", "people", "ana"), ("programme", "people", "dai")
# ana stands in people.yaml, with the account by which she signs in
SHARED: dict[str, PlanForm] = {"programme": {"access": {"ana": "owner"}, "people": {"dai": {"name": "Dai"}}}}
HIDDEN: dict[str, PlanForm] = {
    "programme": {"access": {"ana": "owner"}, "people": {"dai": {"name": "Dai"}, "ana": {"name": "Ana"}}}
}


@pytest.mark.parametrize(
    ("data", "edit", "takes"),
    [
        (SHARED, Edit("add", ANA, None, {"name": "Ana"}), True),
        (SHARED, Edit("set", (*ANA, "name"), None, "Ana"), True),
        (HIDDEN, Edit("remove", ANA, {"name": "Ana"}), True),
        (HIDDEN, Edit("move", ANA, None, ["programme", "people", "other"]), True),
        (SHARED, Edit("move", DAI, None, [*ANA]), True),
        (HIDDEN, Edit("set", (*ANA, "role"), None, "lead"), False),
        (SHARED, Edit("add", ("programme", "people", "bo"), None, {"name": "Bo"}), False),
        (SHARED, Edit("remove", DAI, {"name": "Dai"}), False),
        (SHARED, Edit("remove", ("programme", "access", "nobody"), "owner"), True),
    ],
)
def test_who_stands_behind_a_role_is_an_owners_matter(data: dict[str, PlanForm], edit: Edit, takes: bool) -> None:
    assert takes_an_owner(data, (edit,)) is takes
