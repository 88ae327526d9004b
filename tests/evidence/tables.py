"""Small cleaned tables with known meaning, for tests."""

from improvement.model.mapping import Item, Scale

FIVE = Scale(id="five-point", low=1.0, high=5.0, good="high")
SEVEN = Scale(id="seven-point", low=1.0, high=7.0, good="high")
ELEVEN = Scale(id="zero-to-ten", low=0.0, high=10.0, good="high")


def rated(name: str, role: str, scale: Scale = FIVE, of: str | None = None) -> Item:
    """A rated item."""
    return Item(column=name, role=role, scale=scale, of=of)
