"""The read side of the store for one visitor: what they may not see does not exist for them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from improvement.errors import Issue, Severity, UnknownPlan, issue
from improvement.model.change import Logged
from improvement.model.plan import Plan, SharedPeople
from improvement.model.programme import Role
from improvement.model.snapshot import Snapshot
from improvement.store.folder import FolderStore
from improvement.store.scenarios import ScenarioFile, read_scenario
from improvement.store.tokens import Grant, Tokens
from improvement.store.visitors import Visitor


class SeenStore:
    """Programmes as one visitor may see them. Light: made anew for every run of a page."""

    def __init__(self, store: FolderStore, now: Callable[[], datetime], visitor: Visitor) -> None:
        self._store, self._now, self._visitor = store, now, visitor
        self._tokens = Tokens(store.root)

    def role(self, plan_id: str) -> Role | None:
        """What the visitor may do in a programme; None where it does not exist for them."""
        return self._visitor.role(plan_id, lambda: self._look(plan_id))

    def name(self, plan_id: str) -> str:
        """The name that the visitor's changes bear, if a sign-in gives it; else empty."""
        return self._visitor.name(lambda: self._look(plan_id))

    def may_create(self) -> bool:
        """Whether the visitor may make programmes."""
        if self._visitor.at_machine or self._visitor.only_looks:
            return not self._visitor.only_looks
        # a token is for one programme, whatever its role
        return bool(self._visitor.account) and any(self._by_sign_in(each) == "owner" for each in self._store.plans())

    def plans(self) -> tuple[str, ...]:
        """Ids of the programmes that exist for the visitor, in alphabetical order."""
        return tuple(each for each in self._store.plans() if self.role(each))

    def sees_all(self) -> bool:
        """Whether every programme of the folder exists for the visitor."""
        return all(self.role(each) for each in self._store.plans())

    def snapshot(self, plan_id: str) -> Snapshot:
        """The programme now. Raises UnknownPlan."""
        return self._seen(plan_id).snapshot(plan_id)

    def revision(self, plan_id: str) -> str:
        """The name of the current text: changes exactly when the text does."""
        return self._seen(plan_id).revision(plan_id)

    def located(self, plan_id: str, found: tuple[Issue, ...]) -> tuple[Issue, ...]:
        """Issues with file, line and column of the newest text."""
        return self._seen(plan_id).located(plan_id, found)

    def log(self, plan_id: str) -> tuple[Logged, ...]:
        """Every change since the journal began, the oldest first. KeptError for a damaged journal."""
        return self._seen(plan_id).log(plan_id)

    def journal_size(self, plan_id: str) -> int:
        """Bytes of the journal: grows with every change."""
        return self._seen(plan_id).journal_size(plan_id)

    def fsck(self, plan_id: str) -> int:
        """Walk the journal back from the file and compare every text with its hash; how many changes held."""
        return self._seen(plan_id).fsck(plan_id)

    def attachment(self, plan_id: str, name: str) -> bytes:
        """The bytes of a file beside the plan; FileNotFoundError where there is none."""
        return self._seen(plan_id).attachment(plan_id, name)

    def location(self, plan_id: str, name: str) -> Path:
        """Where a file beside the plan lies; FileNotFoundError where there is none."""
        return self._seen(plan_id).location(plan_id, name)

    def stamp(self, plan_id: str, name: str) -> str:
        """A fingerprint that changes when the file beside the plan does; empty where there is none."""
        return self._seen(plan_id).stamp(plan_id, name)

    def attachments(self, plan_id: str) -> tuple[str, ...]:
        """Names of all files beside the plan that a plan could name, in alphabetical order."""
        return self._seen(plan_id).attachments(plan_id)

    def scenario(self, plan_id: str, id: str, raw: bytes | str, document: str = "") -> ScenarioFile | None:
        """What the text of a scenario says; None for one that may not be shown. Raises UnknownPlan."""
        self._seen(plan_id)
        return read_scenario(raw, id, document)

    def people(self) -> SharedPeople:
        """The persons and teams that programmes share; nobody for a visitor who may see no programme."""
        return self._store.people() if self._is_let_in() else SharedPeople()

    def people_issues(self) -> tuple[Issue, ...]:
        """What is wrong with people.yaml, with its places."""
        return self._store.people_issues() if self._is_let_in() else ()

    def grants(self, plan_id: str) -> tuple[Grant, ...]:
        """The tokens of a programme, ended ones too. Raises UnknownPlan."""
        self._seen(plan_id)
        return self._tokens.grants(plan_id)

    def _by_sign_in(self, plan_id: str) -> Role | None:
        return Visitor(account=self._visitor.account).role(plan_id, lambda: self._look(plan_id))

    def _seen(self, plan_id: str) -> FolderStore:
        if self.role(plan_id) is None:
            raise UnknownPlan(issue("unknown-plan", Severity.ERROR, id=plan_id, folder=self._store.root.name))
        return self._store

    def _look(self, plan_id: str) -> tuple[Plan | None, SharedPeople]:
        try:
            return self._store.snapshot(plan_id).plan, self._store.people()
        except UnknownPlan:
            return None, SharedPeople()

    def _is_let_in(self) -> bool:
        return self._visitor.at_machine or any(self.role(each) for each in self._store.plans())
