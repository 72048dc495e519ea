"""The JSON Schema (2020-12) of what goes out, made from the same types that write it."""

from __future__ import annotations

from typing import Any

import msgspec

from summitry.exchange.records import (
    CollectionRecord,
    CommitmentRecord,
    DocumentRecord,
    StatementRecord,
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LINE_DETAILS = {
    "document": {"type": "string"},
    "date": {"type": ["string", "null"]},
    "language": {"type": "string"},
    "title": {"type": ["string", "null"]},
    "dialogue": {"type": ["string", "null"]},
    "document_parties": {"type": "array", "items": {"type": "string"}},
    "document_kind": {"type": ["string", "null"]},
    "source": {"type": "string"},
    "engine": {"type": "string"},
    "lexicon": {"type": "string"},
    "kind": {"type": "string"},
}


def output_schema() -> dict[str, Any]:
    """Return the schema of a JSON file; its ``$defs`` hold every record, lines of jsonl too."""
    roots = (DocumentRecord, CollectionRecord, CommitmentRecord, StatementRecord)
    references, definitions = msgspec.json.schema_components(roots, ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if "properties" in definition and definition.get("type") == "object":
            definition["additionalProperties"] = False
    definitions["Line"] = _line(definitions)
    return {
        "$schema": _DIALECT,
        "title": "summitry output",
        "description": "One document or several, as `summitry read --format json` writes them; "
        "#/$defs/Line is one line of `--format jsonl`.",
        "anyOf": list(references[:2]),
        "$defs": dict(sorted(definitions.items())),
    }


def _line(definitions: dict[str, Any]) -> dict[str, Any]:
    shapes = []
    for name in ("CommitmentRecord", "StatementRecord"):
        own = definitions[name]
        shapes.append(
            {
                "type": "object",
                "properties": {**_LINE_DETAILS, **own["properties"]},
                "required": list(dict.fromkeys([*_LINE_DETAILS, *own["required"]])),
                "additionalProperties": False,
            }
        )
    return {"title": "Line", "anyOf": shapes}
