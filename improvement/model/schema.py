"""The JSON Schema that editors use beside plan.yaml; plans/plan.schema.json is this text."""

import json
from typing import Any

from improvement.model.plan import Plan


def plan_schema() -> str:
    """The schema as text, stable from run to run."""
    schema = Plan.model_json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(_without_defaults(schema), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _without_defaults(part: Any) -> Any:
    """Defaults are no plan text, so they go; an empty entry is read as absent, so null may stand where one is."""
    if isinstance(part, list):
        return [_without_defaults(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "patternProperties" in part:
        part = part | {"additionalProperties": False}
    optional = "default" in part and "properties" not in part
    alternatives = [each for each in part.get("anyOf", []) if each != {"type": "null"}]
    if len(alternatives) == 1:
        part = {key: each for key, each in part.items() if key != "anyOf"} | alternatives[0]
    cleaned = {key: _without_defaults(each) for key, each in part.items() if key != "default" or "properties" in part}
    return _or_empty(cleaned) if optional else cleaned


def _or_empty(part: dict[str, Any]) -> dict[str, Any]:
    if "enum" in part:
        return part | {"enum": [*part["enum"], None]}
    if "type" in part:
        kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
        return part | {"type": [*kinds, "null"]}
    form = {key: part[key] for key in ("$ref", "anyOf") if key in part}
    rest = {key: each for key, each in part.items() if key not in form}
    return rest | {"anyOf": [*form.get("anyOf", [form]), {"type": "null"}]}
