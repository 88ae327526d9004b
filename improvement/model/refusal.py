"""A try to do what its role does not allow."""

from pydantic import AwareDatetime

from improvement.model.base import Model
from improvement.model.programme import Role


class Refusal(Model):
    """One refused try, as it stands on record."""

    when: AwareDatetime
    """The moment of the try."""
    who: str
    """The sign-in name, else what was typed; may be empty."""
    role: Role | None = None
    """What the visitor may be; none where the programme does not exist for them."""
    did: str
    """The operation of the store."""
    paths: tuple[str, ...] = ()
    """The places in the plan, or names of files."""
