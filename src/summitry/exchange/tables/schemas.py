"""Tables told to programs: our own description, and that of a Frictionless Data Package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.model import Column, ColumnType, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = "summitry-tables"
VERSION = 1

_FRICTIONLESS: dict[ColumnType, dict[str, Any]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    # A date of reduced precision is more than the type "date" of the standard takes.
    ColumnType.DATE: {"type": "string"},
    ColumnType.MOMENT: {"type": "datetime", "format": "any"},
    ColumnType.LIST: {"type": "string"},
    ColumnType.JSON: {"type": "string"},
}
_ENCODED = (
    "A text that begins like a formula, or with an apostrophe before one, has an apostrophe put "
    "in front; a lone apostrophe is an empty text; {U+0000} is the character of that number. "
    "Items of a list are joined with “; ”, and a backslash stands before a semicolon or a "
    "backslash in them; \\N is a missing list."
)


def described(table: Table) -> dict[str, Any]:
    """Return the description of a table as JSON holds it."""
    return {
        "name": table.name,
        "title": table.title,
        "meaning": table.meaning,
        "key": list(table.key),
        "columns": [
            {
                "name": column.name,
                "type": column.type.value,
                "title": column.title,
                "meaning": column.meaning,
                "required": column.required,
                "editable": column.editable,
                "allowed": list(column.allowed),
            }
            for column in table.columns
        ],
    }


def titles(table: Table) -> list[str]:
    """Return the headers of a sheet: the titles of columns, or the names of all.

    Names stand where titles could be taken for one another or for the name of another column.
    """
    named = [" ".join(column.title.split()) for column in table.columns]
    folded = {name.casefold() for name in named}
    names = {column.name.casefold() for column in table.columns}
    own = all(
        title.casefold() == column.name.casefold() or title.casefold() not in names
        for title, column in zip(named, table.columns, strict=True)
    )
    clear = len(folded) == len(named) and own and all(named)
    return named if clear else [column.name for column in table.columns]


def data_package(tables: Iterable[Table]) -> dict[str, Any]:
    """Return the descriptor of a package that holds one CSV file per table."""
    return {
        "profile": "tabular-data-package",
        "name": FORMAT,
        "version": str(VERSION),
        "description": _ENCODED,
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.allowed and column.type is ColumnType.TEXT:
        constraints["enum"] = list(column.allowed)
    if column.type is ColumnType.DATE:
        constraints["pattern"] = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
    field = {
        "name": column.name,
        **_FRICTIONLESS[column.type],
        "title": column.title,
        "description": column.meaning,
        "summitry:type": column.type.value,
        "summitry:editable": column.editable,
    }
    return {**field, "constraints": constraints} if constraints else field
