"""The tables of a register, the same on every database.

Numbers are given out by the register itself, so that a copy on another database has the same.
The number of an entry holds its short id: the number of its series, then its running number.
Texts of documents are kept as bytes, because no database takes every character a text can hold.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

# SQLite keeps rows by a whole number only where the column is called INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

# Servers order texts by the customs of a country; a register orders them alike everywhere.
Words = Text().with_variant(Text(collation="C"), "postgresql")

METADATA = MetaData()


def _number(
    name: str, *, key: bool = False, required: bool = True, of: str | None = None
) -> Column[int]:
    refers = (ForeignKey(f"{of}.id"),) if of else ()
    return Column(
        name, Number, *refers, primary_key=key, nullable=not required, autoincrement=False
    )


def _text(name: str, *, key: bool = False, required: bool = True) -> Column[str]:
    return Column(name, Words, primary_key=key, nullable=not required)


SETTING = Table("setting", METADATA, _text("name", key=True), _text("value"))
"""What holds for the whole register: its own id, the head of its journal, who may open it."""

COUNTER = Table("counter", METADATA, _text("name", key=True), _number("last"))
"""The last number given out for a noun; numbers are never given twice."""

DIALOGUE = Table("dialogue", METADATA, _number("id", key=True), _text("name"), _text("series"))

SERIES = Table("series", METADATA, _number("id", key=True), _text("code"), _number("last"))
"""Code of the dialogue and year; ``last`` is the last running number given out."""

MEETING = Table(
    "meeting",
    METADATA,
    _number("id", key=True),
    _number("dialogue_id", of="dialogue"),
    _text("date", required=False),
    _text("place", required=False),
    _text("level", required=False),
    _text("parties"),
)

DOCUMENT = Table(
    "document",
    METADATA,
    _number("id", key=True),
    _text("key"),
    _number("dialogue_id", required=False, of="dialogue"),
    _number("meeting_id", required=False, of="meeting"),
    _number("extraction_id"),
    _text("status"),
    _text("details"),
    _text("blocks"),
    Column("text", LargeBinary, nullable=False),
    Index("document_key", "key", unique=True),
    Index("document_dialogue", "dialogue_id"),
)
"""``status`` is ``here`` or ``withdrawn``; ``extraction_id`` the reading that counts."""

EXTRACTION = Table(
    "extraction",
    METADATA,
    _number("id", key=True),
    _number("document_id", of="document"),
    _text("engine"),
    _text("lexicon"),
    _text("scope"),
    _text("status"),
    _text("digest"),
    Index("extraction_document", "document_id"),
    Index("extraction_status", "status"),
)
"""``scope`` is ``commitments`` or ``all``; ``status`` current, pending, past or declined."""

RECORD = Table("record", METADATA, _number("id", key=True), _text("kind"), _text("body"))
"""What the machine read; the id holds the extraction and the place in it, from 0."""

ENTRY = Table(
    "entry",
    METADATA,
    _number("id", key=True),
    _number("document_id", of="document"),
    _number("record_id", required=False, of="record"),
    _text("kind"),
    _text("status"),
    Column("version", Integer, nullable=False),
    Column("due", Integer),
    _text("changes", required=False),
    _text("fate", required=False),
    Index("entry_document", "document_id"),
    Index("entry_due", "due"),
)
"""``due`` is the last day of the deadline as the number yyyymmdd."""

TALLY = Table(
    "tally",
    METADATA,
    _text("kind", key=True),
    _text("status", key=True),
    _text("token", key=True),
    _number("count"),
    sqlite_with_rowid=False,
)
"""How many entries of a kind and status have a token of the index; the empty token is on all.

Counted as entries change, because nobody waits while a million entries are counted.
"""

AMOUNT = Table(
    "amount",
    METADATA,
    _number("entry_id", key=True, of="entry"),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("unit"),
    Column("value", Float(53), nullable=False),
    sqlite_with_rowid=False,
)

NOTE = Table(
    "note",
    METADATA,
    _number("id", key=True),
    _number("entry_id", of="entry"),
    _text("text"),
    _text("who"),
    _text("at"),
    Index("note_entry", "entry_id"),
)

TAG = Table(
    "tag",
    METADATA,
    _number("entry_id", key=True, of="entry"),
    _text("name", key=True),
    sqlite_with_rowid=False,
)

LINK = Table(
    "link",
    METADATA,
    _number("source_id", key=True, of="entry"),
    _text("kind", key=True),
    _number("target_id", key=True, of="entry"),
    Index("link_target", "target_id"),
    sqlite_with_rowid=False,
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    _number("id", key=True),
    _number("entry_id", of="entry"),
    _text("decision"),
    _text("says"),
    _text("source"),
    _text("date", required=False),
    _text("quote"),
    _text("document", required=False),
    Column("start", Integer),
    Column("end", Integer),
    _text("who"),
    _text("at"),
    Index("evidence_entry", "entry_id"),
)
"""``decision`` is ``accepted`` or ``refused``; ``document`` the key of a document of the register,
in whose text ``start`` and ``end`` are offsets, or nothing where a person names the source."""

THEME = Table("theme", METADATA, _text("code", key=True), _text("name"))

PARTY = Table(
    "party",
    METADATA,
    _text("code", key=True),
    _text("name"),
    _text("kind"),
    _text("members"),
)

JOURNAL = Table(
    "journal",
    METADATA,
    _number("id", key=True),
    _text("at"),
    _text("who"),
    _text("act"),
    _text("subject"),
    _text("body"),
    Column("hash", String(64), nullable=False),
    Index("journal_act", "act", "id"),
)

TOUCH = Table(
    "touch",
    METADATA,
    _number("entry_id", key=True, of="entry"),
    _number("journal_id", key=True, of="journal"),
    sqlite_with_rowid=False,
)
"""Which entries of the journal tell of a change to an entry, beyond its coming."""
