"""What only an owner may change: what decides about others. Judged by the plan as it would be, so no detour counts."""

from collections.abc import Sequence

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.ids import free_id, id_or
from improvement.store.edits import CannotEdit, edited
from improvement.store.visitors import same_account

RESERVED = ("access", "closed", "cycle")


def reserved(data: PlanForm) -> tuple[PlanForm, ...]:
    """What only an owner may change: who may do what, which stages are closed, the round of the loop."""
    return (*(lookup(data, ("programme", key)) for key in RESERVED), _accounts(data))


def _accounts(data: PlanForm) -> dict[str, PlanForm]:
    """Sign-in names by person; "" for a person with a role and none: they hide a shared person of the same id."""
    people, access = lookup(data, ("programme", "people")), lookup(data, ("programme", "access"))
    roles = access if isinstance(access, dict) else {}
    found = {id: lookup(person, ("account",)) for id, person in people.items()} if isinstance(people, dict) else {}
    return {id: account or "" for id, account in found.items() if account is not None or id in roles}


def takes_an_owner(data: PlanForm, edits: Sequence[Edit]) -> bool:
    """Whether these edits would change what is reserved; where they cannot be done, they are judged by themselves."""
    if not isinstance(data, dict) or not any("programme" in place[:1] for edit in edits for place in _places(edit)):
        return False
    try:
        return reserved(edited(data, edits)) != reserved(data)
    except CannotEdit:
        return took_an_owner(edits)


def took_an_owner(edits: Sequence[Edit]) -> bool:
    """Whether a change of the past may have changed what is reserved: then only an owner takes it back."""
    return any(_reaches(place) and _differs(edit) for edit in edits for place in _places(edit))


def _places(edit: Edit) -> tuple[Path, ...]:
    target = tuple(str(key) for key in edit.new) if edit.op == "move" and isinstance(edit.new, list) else ()
    return (edit.path, target) if edit.op == "move" else (edit.path,)


def _reaches(place: Path) -> bool:
    return place[:1] in {(), ("programme",)} and (len(place) < 2 or place[1] in (*RESERVED, "people"))


def _differs(edit: Edit) -> bool:
    if edit.op == "move":
        return True
    return reserved(_placed(edit.path, edit.old)) != reserved(_placed(edit.path, edit.new))


def _placed(path: Path, value: PlanForm) -> PlanForm:
    """A plan that holds nothing but this value."""
    for key in reversed(path):
        value = {key: value}
    return value


def owned_by(data: dict[str, PlanForm], account: str) -> dict[str, PlanForm]:
    """The data of a new programme with the person of this sign-in name as its only owner."""
    programme = lookup(data, ("programme",))
    if not isinstance(programme, dict):
        return data
    people = programme.get("people")
    people = dict(people) if isinstance(people, dict) else {}
    mine = next((id for id, each in _accounts(data).items() if same_account(str(each), account)), "")
    if not mine:
        mine = free_id(id_or(account.partition("@")[0], "owner"), people)
        people[mine] = {"name": account, "account": account}
    return {**data, "programme": {**programme, "people": people, "access": {mine: "owner"}}}
