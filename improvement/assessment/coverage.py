"""What an assessment looks at: the four factors, the four contact elements, covered or left out with a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from improvement.assessment.comparisons import rates_us
from improvement.model.assessment import Factor, Topic
from improvement.model.mapping import Element, Item
from improvement.model.mapping import Mapping as Meaning
from improvement.model.plan import Plan

FACTORS: tuple[Factor, ...] = get_args(Factor)
ELEMENTS: tuple[Element, ...] = get_args(Element)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One factor or contact element: customers' questions (SOURCE/ITEM) and findings about it; why it is left out."""

    topic: Topic
    questions: tuple[str, ...]
    findings: tuple[str, ...]
    reason: str = ""

    @property
    def settled(self) -> bool:
        """True where something is known about it, or a reason says why nothing is."""
        return bool(self.questions or self.findings or self.reason)


def coverage(plan: Plan, meanings: Mapping[str, Meaning]) -> tuple[Coverage, ...]:
    """The four factors, then the four contact elements; `meanings` per source. What staff answered does not count.

    A question that rates a rival is about competition. Findings name a factor, no contact element.
    """
    asked = [(name, item) for id, meaning in meanings.items() for name, item in _asked(id, meaning)]
    return tuple(_covered(plan, topic, asked) for topic in (*FACTORS, *ELEMENTS))


def _asked(source: str, meaning: Meaning) -> Iterator[tuple[str, Item]]:
    if meaning.respondents == "customers":
        for id, item in meaning.items.items():
            if item.scale:
                yield f"{source}/{id}", item if rates_us(meaning) else item.model_copy(update={"rival": meaning.rival})


def _covered(plan: Plan, topic: Topic, asked: list[tuple[str, Item]]) -> Coverage:
    findings = plan.assessment.findings.items()
    return Coverage(
        topic,
        questions=tuple(name for name, item in asked if _is_about(item, topic)),
        findings=tuple(id for id, each in findings if each.factor == topic and each.decision != "rejected"),
        reason=plan.assessment.left_out.get(topic, ""),
    )


def _is_about(item: Item, topic: Topic) -> bool:
    if topic == "competition":
        return item.rival is not None or item.factor == topic
    return item.rival is None and topic in (item.factor, item.element)
