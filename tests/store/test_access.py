"""Who may do what, at the store: every operation in every role, detours to what is an owner's, the record of tries."""

import inspect
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.errors import KeptError, UnknownPlan
from improvement.model.change import Applied, Change, Edit, PlanForm, Refused, lookup
from improvement.store.access import GuardedStore
from improvement.store.edits import CannotEdit, edited
from improvement.store.folder import FolderStore
from improvement.store.refused import MOST_BYTES
from improvement.store.rights import reserved, takes_an_owner
from improvement.store.tokens import Grant
from improvement.store.visitors import Visitor
from improvement.usecases.access import with_account
from improvement.usecases.start import start
from tests.conftest import ROOT

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PLAN = """programme:
  title: Small
  starts: 2027-01-01
  people:
    ana:
      name: Ana Ruiz
      account: ana@example.org
    bo:
      name: Bo Chen
      account: Bo@Example.org
    cy:
      name: Cy Ono
      account: cy
    dee:
      name: Dee Low
  assumptions:
    lag:
      value: 4
      grade: E
      source: S0-05
  access:
    ana: owner
    bo: member
    cy: viewer
    dee: owner
"""


@pytest.fixture
def files(tmp_path: Path) -> FolderStore:
    for name, text in {"small": PLAN, "other": PLAN.replace("bo: member", "bo: viewer")}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.yaml").write_text(text)
    return FolderStore(tmp_path)


def seen(files: FolderStore, account: str = "", role: str = "") -> GuardedStore:
    """The store as somebody with this sign-in, or with a token of this role for `small`, may use it."""
    grant = Grant(plan="small", role=role, until=NOW + timedelta(hours=1), sha256="") if role else None
    return GuardedStore(files, lambda: NOW, Visitor(account=account, grant=lambda: grant))


def change(store: GuardedStore | FolderStore, *edits: Edit, plan: str = "small") -> Change:
    return Change("typed name", NOW, store.snapshot(plan).revision, edits)


def title(new: str, old: str = "Small") -> Edit:
    return Edit("set", ("programme", "title"), old, new)


def test_the_guarded_store_offers_all_that_the_store_does() -> None:
    def public(cls: type) -> dict[str, list[str]]:
        methods = inspect.getmembers(cls, inspect.isfunction)
        return {name: list(inspect.signature(each).parameters) for name, each in methods if not name.startswith("_")}

    offered, behind = public(GuardedStore), public(FolderStore)
    assert {name: offered.get(name) for name in behind} == behind


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ({"account": "ana@example.org"}, "owner"),
        ({"account": " BO@example.ORG"}, "member"),
        ({"account": "cy"}, "viewer"),
        ({"account": "dee"}, None),
        ({"account": "Ana Ruiz"}, None),
        ({"account": ""}, None),
        ({"role": "member"}, "member"),
        ({"account": "cy", "role": "member"}, "member"),
        ({"account": "ana@example.org", "role": "viewer"}, "owner"),
    ],
)
def test_a_role_comes_from_a_sign_in_or_a_token(files: FolderStore, who: dict[str, str], role: str | None) -> None:
    assert seen(files, **who).role("small") == role


def test_a_programme_without_a_role_does_not_exist(files: FolderStore) -> None:
    store = seen(files, role="owner")
    assert store.plans() == ("small",)
    readers: list[Callable[[str], object]] = [
        store.snapshot,
        store.revision,
        store.log,
        store.journal_size,
        store.fsck,
        store.attachments,
        store.grants,
        store.refused,
        store.end_tokens,
        lambda plan: store.located(plan, ()),
        lambda plan: store.attachment(plan, "evidence/x.csv"),
        lambda plan: store.stamp(plan, "evidence/x.csv"),
        lambda plan: store.attach(plan, "evidence/x.csv", b""),
        lambda plan: store.undo(plan, "", NOW),
        lambda plan: store.give_tokens(plan, ("viewer",), NOW),
        lambda plan: store.apply(plan, Change("x", NOW, "", ())),
    ]
    for read in readers:
        for plan in ("other", "nowhere", "../etc", ".store"):
            with pytest.raises(UnknownPlan) as told:
                read(plan)
            assert str(files.root) not in str(told.value), "a folder of the server is nobody's business"


def test_a_stranger_sees_nothing(files: FolderStore) -> None:
    (files.root / "people.yaml").write_text("people:\n  kim:\n    name: Kim\n")
    stranger = GuardedStore(files, lambda: NOW, Visitor())
    assert stranger.plans() == ()
    assert not stranger.people().people
    assert stranger.people_issues() == ()
    with pytest.raises(KeptError):
        stranger.secret()
    assert isinstance(stranger.create("new", {"programme": {"title": "x", "starts": "2027-01-01"}}), Refused)
    assert files.plans() == ("other", "small")
    assert seen(files, role="viewer").people().people


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("member", True), ("owner", True)])
def test_who_may_change_a_field_attach_a_file_and_take_back(files: FolderStore, role: str, may: bool) -> None:
    store = seen(files, role=role)
    before = (files.root / "small/plan.yaml").read_bytes()
    assert isinstance(store.apply("small", change(files, title("New"))), Applied if may else Refused)
    if may:
        assert store.attach("small", "evidence/a.csv", b"a") == "evidence/a.csv"
        assert isinstance(store.undo("small", "typed name", NOW), Applied)
    else:
        with pytest.raises(KeptError):
            store.attach("small", "evidence/a.csv", b"a")
        files.apply("small", change(files, title("By another")))
        before = (files.root / "small/plan.yaml").read_bytes()
        assert isinstance(store.undo("small", "typed name", NOW), Refused)
    assert (files.root / "small/plan.yaml").read_bytes() == before


ME = "bo@example.org"
DETOURS: dict[str, tuple[Edit, ...]] = {
    "own role": (Edit("set", ("programme", "access", "bo"), "member", "owner"),),
    "another's role": (Edit("remove", ("programme", "access", "ana"), "owner"),),
    "a new role": (Edit("add", ("programme", "access", "nia"), None, "owner"),),
    "all roles": (
        Edit("remove", ("programme", "access"), {"ana": "owner", "bo": "member", "cy": "viewer", "dee": "owner"}),
    ),
    "another's account": (Edit("set", ("programme", "people", "ana", "account"), "ana@example.org", ME),),
    "an account where none was": (Edit("add", ("programme", "people", "dee", "account"), None, ME),),
    "an owner made again": (
        Edit("remove", ("programme", "people", "dee"), {"name": "Dee Low"}),
        Edit("add", ("programme", "people", "dee"), None, {"name": "Dee Low", "account": ME}),
    ),
    "an owner moved in": (
        Edit("remove", ("programme", "people", "dee"), {"name": "Dee Low"}),
        Edit("move", ("programme", "people", "bo"), None, ["programme", "people", "dee"]),
    ),
    "by way of another place": (
        Edit("remove", ("programme", "people", "dee"), {"name": "Dee Low"}),
        Edit("add", ("programme", "assumptions", "q"), None, {"name": "Bo", "account": ME}),
        Edit("move", ("programme", "assumptions", "q"), None, ["programme", "people", "dee"]),
    ),
    "a stage closed": (Edit("add", ("programme", "closed", "assessment"), None, {"by": "bo", "date": "2027-01-02"}),),
    "the next round": (Edit("set", ("programme", "cycle"), None, "2"),),
    "together with what is allowed": (title("New"), Edit("set", ("programme", "access", "bo"), "member", "owner")),
}


@pytest.mark.parametrize("name", DETOURS)
def test_a_member_changes_nothing_that_decides_about_others(files: FolderStore, name: str) -> None:
    edits = DETOURS[name]
    before = (files.root / "small/plan.yaml").read_bytes()
    for store in (seen(files, account=ME), seen(files, role="member")):
        outcome = store.apply("small", change(files, *edits))
        assert isinstance(outcome, Refused)
        assert [each.id for each in outcome.issues] == ["not-allowed"]
    assert (files.root / "small/plan.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["own role", "another's account", "a stage closed", "the next round"])
def test_an_owner_may_and_only_an_owner_takes_it_back(files: FolderStore, name: str) -> None:
    owner, member = seen(files, account="ana@example.org"), seen(files, role="member")
    before = (files.root / "small/plan.yaml").read_bytes()
    assert isinstance(owner.apply("small", change(files, *DETOURS[name])), Applied)
    number = files.log("small")[-1].number
    assert isinstance(member.undo("small", "Ana Ruiz", NOW, number), Refused)
    assert isinstance(member.undo("small", "Ana Ruiz", NOW), Refused)
    assert isinstance(
        GuardedStore(files, lambda: NOW, Visitor(at_machine=True)).undo("small", "", NOW, number), Applied
    )
    assert (files.root / "small/plan.yaml").read_bytes() == before


def test_a_member_may_add_and_remove_people_and_the_rest_of_the_charter(files: FolderStore) -> None:
    member = seen(files, role="member")
    edits = (
        Edit("add", ("programme", "people", "eve"), None, {"name": "Eve"}),
        Edit("set", ("programme", "people", "ana", "name"), "Ana Ruiz", "Ana R."),
        Edit(
            "remove", ("programme", "assumptions"), lookup(files.snapshot("small").data, ("programme", "assumptions"))
        ),
    )
    assert isinstance(member.apply("small", change(files, *edits)), Applied)


KEYS = st.sampled_from(
    ["access", "people", "closed", "cycle", "title", "assumptions", "ana", "bo", "dee", "new", "account", "name"]
)
PLACES = st.lists(KEYS, max_size=3).map(lambda keys: ("programme", *keys))
VALUES = st.sampled_from(["owner", "member", ME, "2", None]) | st.dictionaries(
    KEYS, st.sampled_from(["owner", ME]) | st.dictionaries(KEYS, st.sampled_from(["owner", ME]), max_size=2), max_size=2
)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    op = draw(st.sampled_from(["set", "add", "remove", "move"]))
    new: PlanForm = list(draw(PLACES)) if op == "move" else draw(VALUES)
    return Edit(op, draw(PLACES), draw(VALUES), new)


@settings(max_examples=200, deadline=None)
@given(st.lists(edits(), min_size=1, max_size=4))
def test_whatever_passes_for_a_member_leaves_what_is_reserved(found: list[Edit]) -> None:
    data = {"programme": {"access": {"ana": "owner"}, "people": {"ana": {"account": "a"}, "dee": {"name": "Dee"}}}}
    try:
        after = edited(data, found)
    except CannotEdit:
        return
    assert takes_an_owner(data, found) == (reserved(after) != reserved(data))


def test_changes_of_somebody_who_signed_in_bear_their_name(files: FolderStore) -> None:
    seen(files, account=ME).apply("small", change(files, title("New")))
    seen(files, role="member").apply("small", change(files, Edit("set", ("programme", "owner"), None, "ana")))
    assert [each.who for each in files.log("small")] == ["Bo Chen", "typed name"]
    assert isinstance(seen(files, account=ME).undo("small", "typed name", NOW), Applied), "their own, not the named one"
    assert [each.undone for each in files.log("small")] == [True, False, False]


def test_who_owns_a_programme_by_sign_in_makes_new_ones_and_owns_them(files: FolderStore) -> None:
    data: dict[str, PlanForm] = {"programme": {"title": "New", "starts": "2027-01-01"}}
    for store in (seen(files, account=ME), seen(files, role="owner"), seen(files, account=ME, role="owner")):
        assert not store.may_create()
        assert isinstance(store.create("new", data), Refused)
    ana = seen(files, account="ana@example.org")
    assert isinstance(ana.create("new", data), Applied)
    assert ana.role("new") == "owner"
    assert seen(files, account=ME).plans() == ("other", "small")
    copied = files.snapshot("small").data
    assert isinstance(copied, dict)
    assert isinstance(ana.create("copy", copied), Applied)
    assert lookup(files.snapshot("copy").data, ("programme", "access")) == {"ana": "owner"}


def test_a_refused_try_is_on_record_for_owners_and_the_record_is_bounded(files: FolderStore) -> None:
    viewer = seen(files, account="cy")
    viewer.apply("small", change(files, title("New")))
    seen(files, role="member").apply("small", change(files, *DETOURS["own role"]))
    with pytest.raises(UnknownPlan):
        seen(files, account="nobody@example.org").apply("small", change(files, title("x")))
    first, second, third = seen(files, role="owner").refused("small")
    assert (first.who, first.role, first.did, first.paths) == ("Cy Ono", "viewer", "apply", ("programme.title",))
    assert (second.role, second.paths) == ("member", ("programme.access.bo",))
    assert (third.who, third.role) == ("nobody@example.org", None)
    for store in (viewer, seen(files, role="member")):
        with pytest.raises(KeptError):
            store.refused("small")

    long = change(files, *(Edit("set", ("realization", "x" * 5_000, str(n)), None, "y") for n in range(50)))
    for _try in range(120):
        viewer.apply("small", long)
    record = files.root / ".store/small/refused"
    assert record.stat().st_size < MOST_BYTES + 10_000
    assert all(json.loads(line)["who"] == "Cy Ono" for line in record.read_text().splitlines()[-50:])


def test_a_record_that_cannot_be_written_does_not_let_anybody_through(files: FolderStore) -> None:
    (files.root / ".store").mkdir()
    (files.root / ".store/small").write_text("in the way")
    assert isinstance(seen(files, role="viewer").apply("small", change(files, title("New"))), Refused)


def test_rights_that_are_taken_away_are_gone_at_once(files: FolderStore) -> None:
    bo = seen(files, account=ME)
    assert bo.role("small") == "member"
    files.apply("small", change(files, Edit("remove", ("programme", "access", "bo"), "member")))
    assert bo.role("small") is None
    with pytest.raises(UnknownPlan):
        bo.snapshot("small")


def test_the_last_good_state_decides_while_a_plan_is_broken(files: FolderStore) -> None:
    assert seen(files, account=ME).role("small") == "member"
    (files.root / "small/plan.yaml").write_text(PLAN.replace("bo: member", "bo: king"))
    assert seen(files, account=ME).role("small") == "member"
    assert isinstance(seen(files, account=ME).apply("small", change(files, title("New"))), Refused)


def test_shared_people_may_have_roles(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "plans/city-clinic", tmp_path / "city-clinic")
    (tmp_path / "people.yaml").write_text("people:\n  kim:\n    name: Kim\n    account: kim@example.org\n")
    file = tmp_path / "city-clinic/plan.yaml"
    file.write_text(file.read_text().replace("programme:\n", "programme:\n  access:\n    kim: viewer\n", 1))
    kim = with_account(start(tmp_path, lambda: NOW), "kim@example.org")
    assert not kim.store.snapshot("city-clinic").issues
    assert kim.store.role("city-clinic") == "viewer"
