"""Nouns as JSON without what is at its default, which most fields of a plan are."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Any, cast

import msgspec


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not MISSING else one.default)
        for one in fields(kind)
    )


def lean(value: Any) -> Any:
    """Return a noun as plain values without what is at its default."""
    if hasattr(value, "__dataclass_fields__"):
        told = (
            (name, getattr(value, name), known)
            for name, known in _fields_of(cast("Any", type(value)))
        )
        return {name: lean(one) for name, one, known in told if one != known}
    if isinstance(value, tuple):
        return [lean(one) for one in value]
    return value


def lean_json(value: Any) -> str:
    """Return a noun as JSON on one line without what is at its default."""
    return msgspec.json.encode(lean(value)).decode()
