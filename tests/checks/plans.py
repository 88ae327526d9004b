"""Plans for the tests of checks: a whole small programme, and changes to its text."""

from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.store.source import read_source

WHOLE = """
programme:
  title: Harbour Bank
  owner: ana
  starts: 2027-01-11
  data_date: 2027-02-15
  listen_again: 2027-11-02
  people:
    ana:
      name: Ana Ruiz
      skills: {complaint-ownership: 1}
    marta:
      name: Marta Gil
assessment:
  sources:
    complaints:
      file: evidence/complaints.csv
      mapping: evidence/complaints.mapping.yaml
  findings:
    slow:
      statement: Complaints wait four days for a first answer
      factor: channel
      evidence: [complaints/first-answer]
      causes:
        - no named owner
      decision: accepted
      decided_by: marta
      decided_on: 2027-01-13
      reason: largest gap
commitment:
  standards:
    first-answer:
      answers: [slow]
      measure: first-answer
      target: {within: 8h, share: 95%}
      internal_target: {within: 6h, share: 95%}
      owner: ana
  promises:
    one-day:
      standard: first-answer
      text: Answered within a day
      slogan: One day, one name
      recovery:
        entitles: fee refund
      retold:
        asked: 10
        right: 8
realization:
  competencies:
    complaint-ownership:
      title: Owning a complaint
  activities:
    name-owner:
      title: Name one owner per complaint
      serves: [first-answer]
      owner: ana
      estimate: [2d, 3d, 6d]
      actual_start: 2027-01-12
      actual_finish: 2027-01-14
  training:
    train-owners:
      title: Owning a complaint to the end
      serves: [first-answer]
      owner: ana
      competency: complaint-ownership
      audience: [ana]
      to_level: 3
      estimate: [1d, 2d, 3d]
      after: [name-owner]
guarantee:
  measures:
    first-answer:
      source: complaints
      kind: time
      start: received
      stop: answered
  audits:
    desk:
      standard: first-answer
      rota: monthly
  incentives:
    bonus:
      standard: first-answer
      rule: A day off for the best desk
  reviews:
    2027-q1:
      held_on: 2027-02-10
"""


def plan_of(text: str) -> Plan:
    source = read_source(text)
    plan, wrong = validate(Plan, source.data)
    assert plan, wrong
    return plan


def whole(*changes: tuple[str, str]) -> Plan:
    """The whole programme with pieces of its text replaced; each piece must be there."""
    text = WHOLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return plan_of(text)
