"""The database itself refuses to change what is kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = {"journal": (), "record": (), "document": ("key", "blocks", "text")}
"""Tables that nothing is deleted from, and the columns that never change; empty means all."""

_MESSAGE = "append-only"


def statements(dialect: str) -> Iterator[str]:
    """Yield the statements that make the triggers on a database."""
    if dialect == "sqlite":
        for table, columns in KEPT.items():
            chosen = f" OF {', '.join(columns)}" if columns else ""
            for event, what in (("DELETE", "DELETE"), ("UPDATE", f"UPDATE{chosen}")):
                yield (
                    f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {what} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{table} is {_MESSAGE}'); END"
                )
        return
    yield (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '% is {_MESSAGE}', TG_TABLE_NAME; END $$"
    )
    for table, columns in KEPT.items():
        chosen = f" OF {', '.join(columns)}" if columns else ""
        yield (
            f"CREATE TRIGGER {table}_kept BEFORE DELETE OR UPDATE{chosen} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        yield (
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
