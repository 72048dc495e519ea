"""The tables a register goes out in: what each column means, and which a person may change.

The first tables are for people; the rest keep what the machine read and the journal, so that a
register can be made again from them without loss. Long texts are cut into numbered parts, since
a cell of a spreadsheet holds no more than some thirty thousand characters.
"""

from __future__ import annotations

from summitry.model import (
    Column,
    ColumnType,
    Fate,
    Force,
    Level,
    StatementKind,
    Status,
    Table,
)
from summitry.model.register import COMMITMENT
from summitry.workflow import register_tables_monitoring as monitoring
from summitry.workflow.plan_tables import PLAN_ACTIONS, PLAN_VERSIONS, PLANS

PART = 5000
"""Characters of a long text that one cell holds; escaped, they still fit into a spreadsheet."""

_T, _I, _L, _D = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.LIST, ColumnType.DATE
_B, _J, _M = ColumnType.BOOLEAN, ColumnType.JSON, ColumnType.MOMENT
_STATUSES = tuple(one.value for one in Status)
_FATES = tuple(one.value for one in Fate)


def _key(name: str, type_: ColumnType, title: str, meaning: str) -> Column:
    return Column(name, type_, title, meaning, required=True)


def _edit(
    name: str, type_: ColumnType, title: str, meaning: str, allowed: tuple[str, ...] = ()
) -> Column:
    return Column(name, type_, title, meaning, editable=True, allowed=allowed)


_HEAD = (
    Column("id", _T, "Id", "Short id; never reused. Empty for a row that is to be added by hand."),
    _edit("status", _T, "Status", "Set to proposed, accepted or rejected.", _STATUSES),
    Column("quote", _T, "Quote", "The words, exactly as they stand in the document."),
)
_AMOUNTS = _edit(
    "amounts", _L, "Amounts", "Each with bound, number and unit: at least 500000000 USD; 7 percent."
)
_DEADLINE = (
    _edit("deadline_start", _D, "Deadline from", "First date of the deadline, if it has one."),
    _edit("deadline_end", _D, "Deadline to", "Last date of the deadline."),
    Column("deadline_text", _T, "Deadline as worded", "The words that tell the deadline."),
)
_TAIL = (
    _edit("tags", _L, "Tags", "A user's own tags."),
    _edit("fate", _T, "Fate", "What became of a proposal.", _FATES),
    Column("date", _D, "Date", "Date of the document."),
    Column("dialogue", _T, "Dialogue", "Dialogue of the document, as it was read."),
    Column("document", _T, "Document", "Name of the document."),
    Column("page", _I, "Page", "Page of the document, where it has pages."),
    _edit("start", _I, "Start", "Where the quote begins in the text, from 0."),
    _edit("end", _I, "End", "Where the quote ends in the text."),
    Column("edited", _L, "Edited", "The fields that a person has set."),
    Column("version", _I, "Version", "Counts the changes; tells whether a row is out of date."),
    Column("document_key", _T, "Document key", "Content key of the document's text."),
    Column("record", _I, "Record", "Number of the machine's record; empty where a person added."),
    Column("changes", _J, "Changes", "What a person has set, field by field."),
)

# Without its version nobody could tell whether a row is out of date.
_NEEDED = ("id", "version")

COMMITMENTS = Table(
    "commitments",
    "Commitments",
    "What parties have undertaken to do; one row each.",
    (
        *_HEAD,
        _edit("actors", _L, "Actors", "Codes of those who undertake it."),
        _edit("recipients", _L, "Recipients", "Codes of those it is for."),
        _edit("action", _T, "Action", "The verb of the act in its base form."),
        _edit("force", _T, "Force", "How firmly.", tuple(one.value for one in Force)),
        _edit("verifiable", _B, "Verifiable", "Whether it can be checked."),
        _edit("theme", _T, "Theme", "The field it belongs to."),
        _AMOUNTS,
        *_DEADLINE,
        Column("conditions", _L, "Conditions", "The words that make it conditional."),
        _edit("reporter", _T, "Reporter", "Code of who reports it, if not the actor."),
        *_TAIL,
    ),
    ("id",),
    _NEEDED,
)

STATEMENTS = Table(
    "statements",
    "Other statements",
    "Statements that are no commitments: proposals, positions, achievements and others.",
    (
        *_HEAD,
        Column(
            "kind", _T, "Kind", "What it does.", allowed=tuple(one.value for one in StatementKind)
        ),
        _edit("parties", _L, "Parties", "Codes of those it is about."),
        _AMOUNTS,
        *_DEADLINE,
        *_TAIL,
    ),
    ("id",),
    _NEEDED,
)

DIALOGUES = Table(
    "dialogues",
    "Dialogues",
    "Series of meetings between the same parties.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("name", _T, "Name", "Name without the year."),
        _key("series", _T, "Letters", "What ids of its entries begin with."),
    ),
    ("number",),
    ("number",),
)

MEETINGS = Table(
    "meetings",
    "Meetings",
    "Meetings of the dialogues.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("dialogue", _I, "Dialogue", "Number of the dialogue."),
        Column("date", _D, "Date", "When it began."),
        Column("place", _T, "Place", "Where it was."),
        Column("level", _T, "Level", "Who met.", allowed=tuple(one.value for one in Level)),
        Column("parties", _L, "Parties", "Codes of those who met."),
    ),
    ("number",),
    ("number",),
)

DOCUMENTS = Table(
    "documents",
    "Documents",
    "The documents that were read.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("key", _T, "Key", "Content key of the text."),
        Column("title", _T, "Title", "Title, where one is known."),
        Column("date", _D, "Date", "Date, where one is known."),
        Column("source", _T, "Source", "File or address it was read from."),
        Column("dialogue", _I, "Dialogue", "Number of the dialogue."),
        Column("meeting", _I, "Meeting", "Number of the meeting."),
        _key("status", _T, "Status", "here, or withdrawn."),
        _key("extraction", _I, "Reading", "Number of the reading that counts."),
        _key("details", _J, "Details", "All that is known of it, and from where."),
    ),
    ("number",),
    ("number",),
)

NOTES = Table(
    "notes",
    "Notes",
    "What people wrote about entries.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("entry", _T, "Entry", "Id of the entry."),
        _key("text", _T, "Text", "The note."),
        _key("who", _T, "Who", "Who wrote it."),
        _key("at", _M, "When", "When it was written."),
    ),
    ("number",),
    ("number",),
)

EVIDENCE = Table(
    "evidence",
    "Evidence",
    "What later texts say of commitments, as people have accepted, refused or added it.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("entry", _T, "Entry", "Id of the commitment."),
        _key("decision", _T, "Decision", "accepted, or refused."),
        _key("says", _T, "Says", "delivered, partly, progress, reaffirmed or amended."),
        _key("source", _T, "Source", "Document, book, page or file that says it."),
        Column("date", _D, "Date", "Date of the source, where one is known."),
        _key("quote", _T, "Quote", "The words, as they stand there."),
        Column("document", _T, "Document key", "Content key, for a document of the register."),
        Column("start", _I, "Start", "Where the quote begins in its text, from 0."),
        Column("end", _I, "End", "Where the quote ends in its text."),
        _key("who", _T, "Who", "Who decided it."),
        _key("at", _M, "When", "When it was decided."),
    ),
    ("number",),
)

LINKS = Table(
    "links",
    "Links",
    "How entries are related.",
    (
        _key("source", _T, "Entry", "Id of an entry."),
        _key("kind", _T, "Relation", "What it is to the other."),
        _key("target", _T, "Other entry", "Id of the other."),
    ),
    ("source", "kind", "target"),
    ("source", "kind", "target"),
)

THEMES = Table(
    "themes",
    "Own themes",
    "Themes that users have added.",
    (_key("code", _T, "Code", "As it stands in the column theme."), _key("name", _T, "Name", "")),
    ("code",),
    ("code",),
)

PARTIES = Table(
    "parties",
    "Own parties",
    "Parties that users have added.",
    (
        _key("code", _T, "Code", "As it stands in columns of parties."),
        _key("name", _T, "Name", "Name of the party."),
        _key("kind", _T, "Kind", "state, organisation or group."),
        Column("members", _L, "Members", "Codes of its members."),
    ),
    ("code",),
    ("code",),
)

LOG = Table(
    "log",
    "Log",
    "The journal: who did what and when, each entry chained to the one before.",
    (
        _key("number", _I, "Number", "Counts from 1."),
        _key("at", _M, "When", "When it was done."),
        _key("who", _T, "Who", "Who did it."),
        _key("act", _T, "Act", "What was done."),
        Column("subject", _T, "Subject", "To what."),
        _key("hash", _T, "Hash", "SHA-256 of the hash before and of this entry."),
    ),
    ("number",),
)

_PARTED = (
    _key("part", _I, "Part", "Counts from 1."),
    _key("text", _J, "Text", "A part of the whole, as a JSON string."),
)
LOG_BODIES = Table(
    "log_bodies",
    "Log in full",
    "What the journal tells of each change, as JSON in parts.",
    (_key("number", _I, "Number", "Number of the entry of the journal."), *_PARTED),
    ("number", "part"),
)
TEXTS = Table(
    "texts",
    "Texts",
    "The untouched texts of the documents in parts; of each, first the blocks, then the text.",
    (
        _key("document", _I, "Document", "Number of the document."),
        Column("what", _T, "What", "", required=True, allowed=("blocks", "text")),
        *_PARTED,
    ),
    ("document", "what", "part"),
)
EXTRACTIONS = Table(
    "extractions",
    "Readings",
    "Which engine read which document.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("document", _I, "Document", "Number of the document."),
        _key("engine", _T, "Engine", "The engine and its version."),
        _key("lexicon", _T, "Lexicon", "Digest of the lexicon."),
        _key("scope", _T, "Scope", "commitments, or all statements."),
        _key("status", _T, "Status", "current, pending, past or declined."),
        _key("digest", _T, "Digest", "SHA-256 over the records."),
    ),
    ("number",),
)
RECORDS = Table(
    "records",
    "Machine records",
    "What the engine read, as JSON in parts; never changed.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("kind", _T, "Kind", f"{COMMITMENT}, or what the statement does."),
        *_PARTED,
    ),
    ("number", "part"),
)
SERIES = Table(
    "series",
    "Series of ids",
    "How far each series of ids has come.",
    (
        _key("number", _I, "Number", "Number in the register."),
        _key("code", _T, "Code", "Letters and year."),
        _key("last", _I, "Last", "Last running number given out."),
    ),
    ("number",),
)
COUNTERS = Table(
    "counters",
    "Counters",
    "The last number given out for each noun.",
    (_key("name", _T, "Name", "The noun."), _key("last", _I, "Last", "")),
    ("name",),
)
SETTINGS = Table(
    "settings",
    "Settings",
    "What holds for the whole register.",
    (_key("name", _T, "Name", ""), _key("value", _T, "Value", "")),
    ("name",),
)

TABLES = (
    COMMITMENTS,
    STATEMENTS,
    DIALOGUES,
    MEETINGS,
    DOCUMENTS,
    NOTES,
    EVIDENCE,
    LINKS,
    THEMES,
    PARTIES,
    *monitoring.SHOWN,
    PLANS,
    PLAN_ACTIONS,
    PLAN_VERSIONS,
    LOG,
    LOG_BODIES,
    TEXTS,
    EXTRACTIONS,
    RECORDS,
    *monitoring.KEPT,
    SERIES,
    COUNTERS,
    SETTINGS,
)
"""Every table in the order they go out."""
