"""The store as one visitor may see and change it: the only store that pages and commands ever hold.

What a role may do in its programme:

- *viewer* - read everything of it: plan, evidence, history.
- *member* - also change it, attach files and take changes back, all but what decides about others:
  `programme.access` and a person's `account` (who may do what), `programme.closed` (closing a stage, and opening it
  again by hand) and `programme.cycle` (the next round).
- *owner* - also these, see what was refused, open and end a workshop. Who owns a programme by sign-in may make new
  ones; a token is for one programme, so it makes none.

Any other programme does not exist for the visitor: it is not listed, and its id is unknown. Shared people are readable
for everybody who may see one programme, because dates depend on them. What is refused is on record.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path as File

from improvement.errors import Issue, KeptError, Severity, issue
from improvement.model.change import Change, Outcome, Path, PlanForm, Refused
from improvement.model.programme import Role
from improvement.model.refusal import Refusal
from improvement.store.history import inverse
from improvement.store.refused import note, noted, refusal
from improvement.store.rights import owned_by, takes_an_owner, took_an_owner
from improvement.store.scenarios import file_of
from improvement.store.seen import SeenStore
from improvement.store.visitors import EDITORS


class GuardedStore(SeenStore):
    """The interface of FolderStore for one visitor."""

    def secret(self) -> bytes:
        """The key with which respondents' ids are hashed; KeptError for those who may see nothing."""
        if not self._is_let_in():
            raise KeptError(_not_allowed("viewer"))
        return self._store.secret()

    def create(self, plan_id: str, data: dict[str, PlanForm]) -> Outcome:
        """A new programme, owned by whoever signed in to make it; refused where the id is taken."""
        if not self.may_create():
            return self._refuse(plan_id, "", "create", (), "create")
        if self._visitor.account:
            data = owned_by(data, self._visitor.account)
        return self._store.create(plan_id, data)

    def apply(self, plan_id: str, change: Change) -> Outcome:
        """Carry out a change: all edits or none. What the role does not allow is refused and put on record."""
        role, paths = self.role(plan_id), [each.path for each in change.edits]
        if role not in EDITORS:
            return self._refuse(plan_id, change.who, "apply", paths, "viewer")
        if role != "owner" and takes_an_owner(self._store.snapshot(plan_id).data, change.edits):
            return self._refuse(plan_id, change.who, "apply", paths, "member")
        return self._store.apply(plan_id, replace(change, who=self.name(plan_id) or change.who))

    def undo(self, plan_id: str, who: str, when: datetime, number: int | None = None) -> Outcome:
        """Take back a change: the one numbered, else this person's newest. KeptError where there is none."""
        role, who = self.role(plan_id), self.name(plan_id) or who
        if role not in EDITORS:
            return self._refuse(plan_id, who, "undo", (), "viewer")
        if role != "owner":
            # without a number it is the newest of this person that still stands
            own = [each for each in self._store.log(plan_id) if each.who == who and each.kind == "change"]
            number = number or next((each.number for each in reversed(own) if not each.undone), None)
            edits = [edit for each in self._store.log(plan_id) if each.number == number for edit in each.edits]
            if took_an_owner(edits) or takes_an_owner(self._store.snapshot(plan_id).data, inverse(edits)):
                return self._refuse(plan_id, who, "undo", [each.path for each in edits], "member")
        return self._store.undo(plan_id, who, when, number)

    def attach(self, plan_id: str, name: str, content: bytes) -> str:
        """Store a new file beside the plan, never over another: the free name it got. KeptError where not allowed."""
        if self.role(plan_id) not in EDITORS:
            raise KeptError(*self._refuse(plan_id, "", "attach", ((name,),), "viewer").issues)
        return self._store.attach(plan_id, name, content)

    def keep_scenario(self, plan_id: str, id: str, content: bytes | None, seen: bytes) -> None:
        """Write a scenario, or (None) remove it; KeptError where not allowed, or where somebody changed it since."""
        if self.role(plan_id) not in EDITORS:
            raise KeptError(*self._refuse(plan_id, "", "keep", ((file_of(id),),), "viewer").issues)
        self._store.keep_scenario(plan_id, id, content, seen)

    def refused(self, plan_id: str) -> tuple[Refusal, ...]:
        """What was refused here, the oldest first. KeptError for everybody but an owner."""
        return noted(self._record(self._owned(plan_id, "refused")))

    def give_tokens(self, plan_id: str, roles: Iterable[Role], until: datetime) -> dict[Role, str]:
        """New tokens, one a role; earlier ones stop working. KeptError for everybody but an owner."""
        return self._tokens.give(self._owned(plan_id, "give tokens"), roles, until)

    def end_tokens(self, plan_id: str) -> None:
        """No token of a programme works from now on. KeptError for everybody but an owner."""
        self._tokens.end(self._owned(plan_id, "end tokens"), self._now())

    def _owned(self, plan_id: str, did: str) -> str:
        """The id of a programme that the visitor owns."""
        if self.role(plan_id) != "owner":
            raise KeptError(*self._refuse(plan_id, "", did, (), "member").issues)
        self._store.snapshot(plan_id)
        return plan_id

    def _refuse(self, plan_id: str, who: str, did: str, paths: Iterable[Path], why: str) -> Refused:
        """Put a try on record. Raises UnknownPlan where the programme does not exist for the visitor."""
        role = self.role(plan_id)
        tried = refusal(self._now(), self.name(plan_id) or who, role, did, paths)
        # a full disk does not make a forbidden change allowed
        with contextlib.suppress(OSError):
            note(self._record(plan_id), tried)
        if role is None and why != "create":
            self._seen(plan_id)
        return Refused((_not_allowed(why),))

    def _record(self, plan_id: str) -> File:
        """The file of refused tries: of the programme, or of the folder where there is no such programme."""
        sidecar = self._store.root / ".store"
        return (sidecar / plan_id if plan_id in self._store.plans() else sidecar) / "refused"


def _not_allowed(why: str) -> Issue:
    return issue("not-allowed", Severity.ERROR, why=why)
