"""The index that words and filters are looked up in: one row of tokens an entry.

A filter is a token like a word, with a letter and a colon before it that no word can have. So a
search is one look-up, and both databases give the same hits in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Boolean, cast, column, literal, table, text
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, TableClause


class _Asked(UserDefinedType[str]):
    """What a server is asked in; its own module has the type too, and takes long to load."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "TSQUERY"


@dataclass(frozen=True, slots=True)
class Term:
    """A token that is looked for; ``begins`` lets it stand for all that begin with it."""

    token: str
    begins: bool = False


Terms = tuple[tuple[Term, ...], ...]
"""Groups of terms: of every group, one term at least has to be there."""


class SearchIndex(Protocol):
    """What a database does to find entries by their tokens."""

    table: TableClause
    number: ColumnElement[int]
    alone: bool
    """Whether it is fastest when it is asked for common terms too, and nothing beside it."""

    def add(self, connection: Connection, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add the tokens of new entries."""

    def settle(self, connection: Connection) -> None:
        """Get ready to be searched after much was added."""

    def replace(
        self, connection: Connection, number: int, before: Sequence[str], after: Sequence[str]
    ) -> None:
        """Replace the tokens of an entry; ``before`` must be those that were added."""

    def holds(self, terms: Terms) -> ColumnElement[bool]:
        """Return the condition that an entry holds the terms."""


class FileIndex:
    """FTS5 without a copy of the tokens, each taken as it is."""

    alone = False

    def __init__(self) -> None:
        self.table = table("entry_search", column("rowid"), column("entry_search"))
        self.number: ColumnElement[int] = self.table.c.rowid

    def add(self, connection: Connection, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add the tokens of new entries."""
        if rows:
            connection.exec_driver_sql(
                "INSERT INTO entry_search (rowid, tokens) VALUES (?, ?)",
                [(number, " ".join(tokens)) for number, tokens in rows],
            )

    def settle(self, connection: Connection) -> None:
        """Get ready to be searched; FTS5 is so at any time."""

    def replace(
        self, connection: Connection, number: int, before: Sequence[str], after: Sequence[str]
    ) -> None:
        """Replace the tokens of an entry; FTS5 has to be told which there were."""
        connection.exec_driver_sql(
            "INSERT INTO entry_search (entry_search, rowid, tokens) VALUES ('delete', ?, ?)",
            (number, " ".join(before)),
        )
        self.add(connection, [(number, after)])

    def holds(self, terms: Terms) -> ColumnElement[bool]:
        """Return the condition that an entry holds the terms."""
        groups = (" OR ".join(map(_phrase, group)) for group in terms)
        asked = " AND ".join(f"({group})" for group in groups)
        return self.table.c.entry_search.op("MATCH", return_type=Boolean())(literal(asked))


class ServerIndex:
    """A tsvector made of the tokens themselves, with a GIN index."""

    alone = True

    def __init__(self) -> None:
        self.table = table("entry_search", column("entry_id"), column("tokens"))
        self.number: ColumnElement[int] = self.table.c.entry_id

    def add(self, connection: Connection, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add the tokens of new entries."""
        if rows:
            connection.execute(
                text(
                    "INSERT INTO entry_search (entry_id, tokens)"
                    " VALUES (:number, array_to_tsvector(CAST(:tokens AS text[])))"
                ),
                [{"number": number, "tokens": list(tokens)} for number, tokens in rows],
            )

    def settle(self, connection: Connection) -> None:
        """Sort in what waits, which every search goes through, and let the server count terms."""
        connection.execute(text("SELECT gin_clean_pending_list('entry_search_tokens')"))
        connection.execute(text("ANALYZE"))

    def replace(
        self, connection: Connection, number: int, before: Sequence[str], after: Sequence[str]
    ) -> None:
        """Replace the tokens of an entry."""
        del before  # this index knows them
        connection.execute(
            text(
                "UPDATE entry_search SET tokens = array_to_tsvector(CAST(:tokens AS text[]))"
                " WHERE entry_id = :number"
            ),
            {"number": number, "tokens": list(after)},
        )

    def holds(self, terms: Terms) -> ColumnElement[bool]:
        """Return the condition that an entry holds the terms."""
        groups = (" | ".join(map(_lexeme, group)) for group in terms)
        asked = " & ".join(f"({group})" for group in groups)
        asked_for = cast(literal(asked), _Asked())
        return self.table.c.tokens.op("@@", return_type=Boolean())(asked_for)


def _phrase(term: Term) -> str:
    quoted = term.token.replace('"', '""')
    return f'"{quoted}"*' if term.begins else f'"{quoted}"'


def _lexeme(term: Term) -> str:
    quoted = term.token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if term.begins else f"'{quoted}'"
