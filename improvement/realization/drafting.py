"""Interventions written as entries of a plan, one edit an entry."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from improvement.model.base import plain
from improvement.model.change import Edit, PlanForm
from improvement.model.commitment import Standard
from improvement.model.ids import free_id, id_from
from improvement.model.plan import Plan
from improvement.model.playbook import DraftActivity, DraftStandard, DraftTraining, DraftWork, Intervention
from improvement.model.programme import Person
from improvement.realization.matching import forms, tokens_of
from improvement.schedule.staff import People

TRAINER = "trainer"
Entry = dict[str, PlanForm]


class Drafting:
    """Gathers the edits of several interventions, so that none of them takes an id that is in use."""

    def __init__(self, plan: Plan, people: People) -> None:
        self._plan, self._people = plan, people
        self._edits: list[Edit] = []
        work = plan.realization
        self._work_ids = {*work.activities, *work.training, *work.milestones}
        self._standard_ids = set(plan.commitment.standards)
        self._competencies = set(work.competencies)
        self._proposed: dict[str, str] = {}

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was gathered: each edit adds one entry, in an order in which they can be done."""
        return tuple(self._edits)

    def take(self, id: str, intervention: Intervention, findings: tuple[str, ...]) -> None:
        """Write one intervention for some findings."""
        serves = self._serves(intervention.standard, findings)
        names = {work: self._free(work, self._work_ids) for work in intervention.works}
        for work, activity in intervention.activities.items():
            entry = self._work(activity, serves, names, id)
            self._add(("realization", "activities", names[work]), entry | _rollout(activity))
        for work, training in intervention.training.items():
            self._learn(training)
            entry = self._work(training, serves, names, id)
            self._add(("realization", "training", names[work]), entry | self._course(training))

    def _serves(self, proposal: DraftStandard | None, findings: tuple[str, ...]) -> list[PlanForm]:
        answers = {finding: list(_answering(self._plan.commitment.standards, finding)) for finding in findings}
        open_findings = [finding for finding in findings if not answers[finding]]
        if proposal and open_findings:
            standard = self._propose(proposal, open_findings)
            self._proposed |= dict.fromkeys(open_findings, standard)
        for finding in open_findings:
            answers[finding] = [self._proposed.get(finding, finding)]
        return list(dict.fromkeys(id for finding in findings for id in answers[finding]))

    def _propose(self, proposal: DraftStandard, findings: list[str]) -> str:
        id = self._free(id_from(proposal.title), self._standard_ids)
        entry: Entry = {"title": proposal.title, "answers": list(findings), "need": proposal.need}
        entry["target"] = plain(proposal.target)
        owner = self._plan.programme.owner
        self._add(("commitment", "standards", id), entry | ({"owner": owner} if owner else {}))
        return id

    def _learn(self, training: DraftTraining) -> None:
        if training.competency not in self._competencies:
            self._competencies.add(training.competency)
            self._add(("realization", "competencies", training.competency), {"title": training.competency_title})

    def _work(self, work: DraftWork, serves: list[PlanForm], names: Mapping[str, str], intervention: str) -> Entry:
        after: list[PlanForm] = [str(replace(link, predecessor=names[link.predecessor])) for link in work.after]
        entry: Entry = {"title": work.title, "serves": serves, "owner": self._owner(work.role)}
        points = work.estimate.plan_form()
        estimate = points if isinstance(points, str) else list[PlanForm](points)
        entry |= {"estimate": estimate, "after": after, "playbook": intervention}
        return {key: value for key, value in entry.items() if value}

    def _course(self, training: DraftTraining) -> Entry:
        audience = list(_in_role(self._people, training.role))
        trainer = next((id for id in _in_role(self._people, TRAINER) if id not in audience), None)
        known = self._plan.realization.competencies.get(training.competency)
        level = min(training.to_level, known.levels) if known else training.to_level
        entry: Entry = {"competency": training.competency}
        entry |= {"audience": list[PlanForm](audience)} if audience else {}
        entry["to_level"] = str(level)
        return entry | ({"needs": {trainer: "1"}} if trainer else {})

    def _owner(self, role: str) -> str | None:
        alone = (id for id in _in_role(self._people, role) if self._people[id].count == 1)
        return next(alone, self._plan.programme.owner)

    def _free(self, id: str, taken: set[str]) -> str:
        found = free_id(id, taken)
        taken.add(found)
        return found

    def _add(self, path: tuple[str, ...], entry: Entry) -> None:
        self._edits.append(Edit("add", path, None, entry))


def _answering(standards: Mapping[str, Standard], finding: str) -> Iterator[str]:
    return (id for id, standard in standards.items() if finding in standard.answers)


def _in_role(people: People, role: str) -> Iterator[str]:
    return (id for id, person in people.items() if _plays(person, role))


def _plays(person: Person, role: str) -> bool:
    """Whether the words of a role, singular or plural, stand in the person's role."""
    said = tokens_of(person.role or "")
    return all(said & forms(word) for word in tokens_of(role))


def _rollout(activity: DraftActivity) -> Entry:
    return {"rollout": activity.rollout} if activity.rollout else {}
