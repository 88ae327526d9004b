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
    """Defaults are python values, not plan text, and an absent field needs no second alternative `null`."""
    if isinstance(part, list):
        return [_without_defaults(each) for each in part]
    if not isinstance(part, dict):
        return part
    alternatives = [each for each in part.get("anyOf", []) if each != {"type": "null"}]
    if len(alternatives) == 1:
        part = {key: each for key, each in part.items() if key != "anyOf"} | alternatives[0]
    if part.get("type") == "object" and "additionalProperties" in part and "properties" not in part:
        # an empty entry is allowed in the file: it is read as absent
        part = part | {"type": ["object", "null"]}
    kept = {key: each for key, each in part.items() if key != "default" or "properties" in part}
    return {key: _without_defaults(each) for key, each in kept.items()}
