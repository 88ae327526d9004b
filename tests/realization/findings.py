"""A plan with findings and people, and the whole playbook."""

from improvement.model.playbook import playbook
from tests.test_playbook import files

BOOK = playbook(files())

PLAN = """
programme:
  title: Test
  owner: ana
  starts: 2027-01-11
  people:
    ana:
      name: Ana
      role: project lead
    ben:
      name: Ben
      role: data analyst
    desk:
      name: Desk
      role: advisers
      count: 9
    school:
      name: School
      role: trainer
      count: 2
  touchpoints:
    bill:
      title: Bills and reminders
assessment:
  findings:
    slow:
      statement: Complaints were waiting for a first answer
      causes:
        - no named owner
    bills:
      statement: It is hard to read
      factor: price
      touchpoint: bill
    foreign:
      statement: La factura no se entiende
      factor: price
    vague:
      statement: Something hurts
"""
