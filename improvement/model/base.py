"""What every model stands on: one frozen base class, one frozen map, one way to describe a kind of value."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class Model(BaseModel):
    """A frozen part of a plan: unknown keys are errors, field docstrings are the manual."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=False, hide_input_in_errors=True
    )


class FrozenMap(Mapping[K, V], Generic[K, V]):
    """An immutable, hashable, picklable mapping that keeps its order; equality ignores order, as for dict."""

    __slots__ = ("_entries", "_hash")
    _entries: dict[K, V]
    _hash: int | None

    def __init__(self, entries: Mapping[K, V] | None = None) -> None:
        object.__setattr__(self, "_entries", dict(entries or {}))
        object.__setattr__(self, "_hash", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a FrozenMap does not change: {name}")

    def __getitem__(self, key: K) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def renewed(self, fresh: Mapping[K, V], keys: Collection[K]) -> "FrozenMap[K, V]":
        """The map with some entries added or replaced, and of all only those with the given keys, in their order."""
        known = {**self._entries, **fresh}
        return FrozenMap(known if [*known] == [*keys] else {key: known[key] for key in keys})

    def __hash__(self) -> int:
        known = self._hash
        if known is None:
            known = hash(frozenset(self._entries.items()))
            object.__setattr__(self, "_hash", known)
        return known

    def __repr__(self) -> str:
        return f"FrozenMap({self._entries!r})"

    def __reduce__(self) -> tuple[type, tuple[dict[K, V]]]:
        return (FrozenMap, (self._entries,))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        key, value = get_args(source) or (str, Any)
        plain = core_schema.dict_schema(handler.generate_schema(key), handler.generate_schema(value))
        return core_schema.chain_schema(
            [
                core_schema.no_info_plain_validator_function(_as_dict),
                plain,
                core_schema.no_info_plain_validator_function(cls),
            ],
            serialization=core_schema.plain_serializer_function_ser_schema(_map_writer(value)),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema["steps"][1])


def _as_dict(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _map_writer(kind: Any) -> Callable[[Mapping[Any, Any]], dict[str, Any]]:
    """What writes a map whose values are of a kind: 40% for a share, as a field of that kind would."""
    write = _writer(kind)
    return lambda entries: {str(key): write(value) for key, value in entries.items()}


def _writer(kind: Any) -> Callable[[Any], Any]:
    if get_origin(kind) is FrozenMap:
        return _map_writer(get_args(kind)[1])
    grammars = (each for each in getattr(kind, "__metadata__", ()) if isinstance(each, Grammar))
    return next((each.write for each in grammars), plain)


def plain(value: Any) -> Any:
    """A model value in its plan form: text, list or dict of the same; fields that nobody set are left out."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    # values of several parts write themselves
    return value.plan_form() if hasattr(value, "plan_form") else str(value)


@dataclass(frozen=True, slots=True)
class Grammar(Generic[T]):
    """One kind of scalar: how its text is read and written. Stands inside Annotated[type, Grammar(...)].

    `parse` raises ValueError on anything but the exact grammar; `pattern` is the same grammar as a JSON Schema
    regular expression, `words` all there is of a closed list; `example` is shown to a person whose text was refused.
    """

    kind: str
    parse: Callable[[str], T]
    write: Callable[[T], str]
    example: str
    pattern: str | None = None
    words: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        accepted = source if isinstance(source, type) else object

        def validate(value: object) -> T:
            if isinstance(value, str):
                try:
                    return self.parse(value)
                except ValueError:
                    pass
            elif isinstance(value, accepted):
                return value  # type: ignore[return-value]  # accepted is T at run time
            raise PydanticCustomError("not-a-value", "{kind}: {text}", self._facts(value))

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(self.write)
        )

    def _facts(self, value: object) -> dict[str, Any]:
        shown = value if isinstance(value, str) else _kind_of(value)
        return {"kind": self.kind, "text": str(shown), "example": self.example}

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        if self.words:
            return {"enum": list(self.words)}
        # an editor's YAML reader turns 12 or no into a number or a boolean before it looks at the schema
        known: JsonSchemaValue = {"type": ["string", "number", "boolean"], "examples": [self.example]}
        return known | ({"pattern": self.pattern} if self.pattern else {})


class Composed:
    """A value of several parts that reads and writes itself; `KIND` and `EXAMPLE` are shown where it was refused."""

    __slots__ = ()
    KIND: ClassVar[str]
    EXAMPLE: ClassVar[str]

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read its plan form; ValueError for anything else."""
        raise NotImplementedError

    def plan_form(self) -> Any:
        """As it stands in the plan file."""
        raise NotImplementedError

    @classmethod
    def shown(cls, value: object) -> str:
        """What was refused, on one line."""
        return str(plain(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: object) -> object:
            try:
                return value if isinstance(value, cls) else cls.parse(value)
            except ValueError:
                facts = {"kind": cls.KIND, "text": cls.shown(value), "example": cls.EXAMPLE}
                raise PydanticCustomError("not-a-value", "{kind}", facts) from None

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(cls.plan_form)
        )


class Points(Composed):
    """One value, or three in rising order: one text or a list of three, each as `PATTERN` says."""

    __slots__ = ()
    PATTERN: ClassVar[str]

    @staticmethod
    def texts(value: object) -> tuple[str, str, str]:
        """The three texts of a plan form, a single one three times; ValueError for anything else."""
        texts = [value] * 3 if isinstance(value, str) else value
        if not isinstance(texts, list | tuple) or len(texts) != 3 or not all(isinstance(text, str) for text in texts):
            raise ValueError(value)
        return texts[0], texts[1], texts[2]

    @staticmethod
    def form(texts: Sequence[str]) -> str | list[str]:
        """The plan form of three texts in rising order."""
        return texts[0] if texts[0] == texts[-1] else [*texts]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        point = {"type": "string", "pattern": cls.PATTERN}
        return {"anyOf": [point, {"type": "array", "items": point, "minItems": 3, "maxItems": 3}]}


def _kind_of(value: object) -> str:
    if isinstance(value, Mapping):
        return "{...}"
    return "[...]" if isinstance(value, list | tuple) else str(value)
