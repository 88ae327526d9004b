"""Every role of a column has words of its own."""

from typing import get_args

from improvement.model.mapping import ItemRole
from improvement.view.role_names import role_names


def test_every_role_has_its_own_words() -> None:
    names = role_names()
    assert set(names) == set(get_args(ItemRole))
    assert len(set(names.values())) == len(names)
