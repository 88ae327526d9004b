"""What was learned about customers: sources of evidence, findings, votes."""

from typing import Annotated, Literal

from improvement.model.base import FrozenMap, Model
from improvement.model.values import Count, Date, File, Id, Number, Reference, Text, words_of

Factor = Literal["product", "price", "channel", "competition"]
Topic = Literal["product", "price", "channel", "competition", "people", "rules", "means", "others"]
Decision = Literal["open", "accepted", "rejected", "parked"]
Impact = Literal["massive", "high", "medium", "low", "minimal"]


class Source(Model):
    """One table of evidence and what its columns mean."""

    file: File
    """The cleaned table."""
    mapping: File
    """What the columns of the table mean."""
    title: Text | None = None
    """The name that is shown."""


class Finding(Model):
    """A ranked, evidenced statement about the service."""

    statement: Text
    """What falls short, in one sentence."""
    factor: Annotated[Factor, words_of(Factor)] | None = None
    """Product, price, channel or competition."""
    touchpoint: Id | None = None
    """Where it happens."""
    segments: tuple[Id, ...] = ()
    """Whom it concerns; none means everybody."""
    evidence: tuple[Reference, ...] = ()
    """The data behind it, as SOURCE/ITEM."""
    causes: tuple[Text, ...] = ()
    """Why it happens."""
    reach: Count | None = None
    """How many customers it touches in a quarter, as the team expects."""
    impact: Annotated[Impact, words_of(Impact)] | None = None
    """What answering it changes for one of them."""
    effort: Number | None = None
    """Person-months it takes to answer it."""
    decision: Annotated[Decision, words_of(Decision)] = "open"
    """What was decided about it."""
    decided_by: Id | None = None
    """Who decided."""
    decided_on: Date | None = None
    """When."""
    reason: Text | None = None
    """Why."""


class Assessment(Model):
    """Stage 1: where the service falls short and what matters most."""

    sources: FrozenMap[Id, Source] = FrozenMap()
    """Tables of evidence."""
    findings: FrozenMap[Id, Finding] = FrozenMap()
    """Statements about the service, decided or open."""
    left_out: FrozenMap[Annotated[Topic, words_of(Topic)], Text] = FrozenMap()
    """Why a factor, or something that customers meet (people, rules, means, others), is not looked at."""
    votes: FrozenMap[Date, FrozenMap[Id, Count]] = FrozenMap()
    """Votes per day and finding: counts, no ballots."""
    voters: FrozenMap[Date, Count] = FrozenMap()
    """How many people voted, per day."""
