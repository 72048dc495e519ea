"""JSON: one document, or several in one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.exchange.rows import collection_record, document_record

if TYPE_CHECKING:
    from summitry.exchange.formats import Results


def encode(results: Results) -> bytes:
    """Return the JSON of one document where one was asked for, else of the collection.

    UTF-8, two spaces of indent, keys in the order of the schema, a final newline.
    """
    if results.single and len(results.readings) == 1:
        record: Any = document_record(results.readings[0], with_statements=results.with_statements)
    else:
        record = collection_record(
            results.readings, results.failures, with_statements=results.with_statements
        )
    return indented(record) + b"\n"


def indented(value: object) -> bytes:
    """Return a value as indented JSON."""
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=2)
    except UnicodeEncodeError:
        return _escaped(value, indent=2)


def compact(value: object) -> bytes:
    """Return a value as JSON on one line."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return _escaped(value, indent=None)


def _escaped(value: object, indent: int | None) -> bytes:
    # A lone surrogate has no UTF-8 form; JSON can still carry it as an escape.
    return json.dumps(msgspec.to_builtins(value), indent=indent).encode("ascii")
