"""From text data to a model: every problem is an Issue with the path of its guilty place, all of them at once."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from improvement.errors import Issue, Place, Severity, issue
from improvement.model.base import FrozenMap

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], data: object, document: str = "") -> tuple[M | None, tuple[Issue, ...]]:
    """The model of some text data, or None and every issue that stands in its way.

    A missing field is reported at its parent, an unknown key at the key, a bad value at the value.
    """
    try:
        return model.model_validate(data), ()
    except ValidationError as refused:
        return None, tuple(_issue(model, dict(each), document) for each in refused.errors(include_url=False))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty text."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def _issue(model: type[BaseModel], error: dict[str, Any], document: str) -> Issue:
    path = tuple(str(part) for part in error["loc"])
    facts = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            guess = suggestion(path[-1], _field_names(model, path[:-1]))
            return _at(document, path, "unknown-key", key=path[-1], suggestion=guess)
        case "missing":
            return _at(document, path[:-1], "missing-field", field=path[-1])
        case "target-shape":
            return _at(document, path, "target-shape")
        case "not-a-value":
            return _bad_value(path, facts, document)
        case kind:
            return _at(document, path, "wrong-shape", wanted="list" if kind == "tuple_type" else "map")


def _bad_value(path: tuple[str, ...], facts: dict[str, str], document: str) -> Issue:
    if path[-1] == "[key]":
        return _at(document, path[:-1], "bad-key", text=path[-2], kind=facts["kind"], example=facts["example"])
    if facts["kind"] == "one of":
        guess = suggestion(facts["text"], facts["example"].split(", "))
        return _at(document, path, "not-one-of", text=facts["text"], allowed=facts["example"], suggestion=guess)
    return _at(document, path, "not-a-value", **facts)


def _at(document: str, path: Sequence[str], id: str, **facts: str) -> Issue:
    return issue(id, Severity.ERROR, Place(document, tuple(path)), **facts)


def _field_names(model: type[BaseModel], loc: Sequence[str]) -> Iterator[str]:
    """The field names allowed at a place, found by walking the annotations along the path."""
    kind: Any = model
    for key in loc:
        kind = _step(kind, key)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from kind.model_fields


def _step(kind: Any, key: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(key)
        return _bare(field.annotation) if field else None
    if get_origin(kind) in (FrozenMap, tuple):
        inner = get_args(kind)
        return _bare(inner[1] if get_origin(kind) is FrozenMap else inner[0])
    return None


def _bare(annotation: Any) -> Any:
    """The annotation without Annotated and without `| None`."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    if type(None) in get_args(annotation):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation
