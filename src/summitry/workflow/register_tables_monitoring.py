"""The tables in which figures, their origin, and what is said by them go out and come back."""

from __future__ import annotations

from summitry.model import Bound, Column, ColumnType, Nature, Speaks, Table, Truth

_T, _I, _D = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DATE
_N, _J, _M = ColumnType.NUMBER, ColumnType.JSON, ColumnType.MOMENT


def _key(name: str, type_: ColumnType, title: str, meaning: str) -> Column:
    return Column(name, type_, title, meaning, required=True)


_TRUTHS = tuple(map(str, Truth))
_NUMBER = _key("number", _I, "Number", "Number in the register.")
_WHO = _key("who", _T, "Who", "Who decided it.")
_AT = _key("at", _M, "When", "When it was decided.")
_MAY_PASS_ON = Column(
    "redistributable", _I, "May be passed on", "1 yes, 0 no, empty where nobody said."
)

STATISTICS = Table(
    "statistics",
    "Figures: series",
    "One row a series: what one reporter counts, with whom, in one unit.",
    (
        _NUMBER,
        _key("key", _T, "Key", "The same for the same series anywhere."),
        _key("name", _T, "Name", "Short name."),
        _key("title", _T, "Title", "What is measured."),
        _key("unit", _T, "Unit", "What is counted."),
        Column("quantity", _T, "Quantity", "Name shared by all who count the same."),
        Column(
            "nature", _T, "Nature", "Over a period or at a moment.", allowed=tuple(map(str, Nature))
        ),
        Column("reporter", _T, "Reporter", "Whose figures these are."),
        Column("partner", _T, "Partner", "With whom, or where."),
    ),
    ("number",),
)

ORIGINS = Table(
    "origins",
    "Figures: origins",
    "One row for each time figures of a series were taken in: from where, and on what terms.",
    (
        _NUMBER,
        _key("statistic", _I, "Series", "Number of the series."),
        Column("snapshot", _I, "Snapshot", "Number of what a provider sent."),
        Column("file", _T, "File", "File it was read from."),
        Column("producer", _T, "Producer", "Who counts."),
        Column("source", _T, "Source", "Title of the publication."),
        Column("address", _T, "Address", "Where it was read."),
        Column("vintage", _D, "Vintage", "When the latest of them came out."),
        Column("licence", _T, "Licence", "What may be done with them."),
        Column("accessed", _D, "Accessed", "When they were read."),
        Column("checksum", _T, "Checksum", "SHA-256 of the file or answer."),
        _MAY_PASS_ON,
    ),
    ("number",),
)

OBSERVATIONS = Table(
    "observations",
    "Figures",
    "One figure a row, in every vintage there is.",
    (
        _NUMBER,
        _key("origin", _I, "Origin", "Number of the origin."),
        _key("period", _T, "Period", "What time it is for."),
        _key("value", _N, "Value", "The plain number."),
        _key("unit", _T, "Unit", "What is counted."),
        Column("wording", _T, "As given", "The figure as it was given."),
        Column("bound", _T, "Bound", "How it is limited.", allowed=tuple(map(str, Bound))),
        Column("published", _D, "Published", "When it came out."),
        Column("source", _T, "Source", "Title of the page or publication."),
        Column("address", _T, "Address", "Where it was read."),
        Column("note", _T, "Note", "What belongs to it."),
        Column("row", _I, "Row", "Line of the file."),
    ),
    ("number",),
)

FACTORS = Table(
    "factors",
    "Figures: factors",
    "How many of one unit make one of another, when, and who says so.",
    (
        _NUMBER,
        _key("unit", _T, "Unit", "From this unit"),
        _key("into", _T, "Into", "into this one,"),
        _key("rate", _N, "Rate", "multiplied by this,"),
        Column("period", _T, "Year", "in this year; empty for one that never changes."),
        Column("source", _T, "Source", "Who says so."),
    ),
    ("number",),
)

BINDINGS = Table(
    "bindings",
    "Bound figures",
    "Which series people confirmed or refused for the numbers of commitments and claims.",
    (
        _NUMBER,
        _key("entry", _T, "Entry", "Id of the commitment or claim."),
        _key("statistic", _I, "Series", "Number of the series."),
        _key("target", _T, "Number meant", "The number of the entry that it tells of."),
        Column("decision", _T, "Decision", "", required=True, allowed=("confirmed", "refused")),
        _key("score", _N, "Score", "Sum of the weights of the reasons."),
        _key("reasons", _J, "Reasons", "What the rules said."),
        Column("method", _T, "Method", "Name of the rules."),
        Column("version", _T, "Version", "Their version."),
        _WHO,
        _AT,
    ),
    ("number",),
)

OUTCOMES = Table(
    "outcomes",
    "Reported outcomes",
    "What others report of pledges, and of which commitment people say that it tells.",
    (
        _NUMBER,
        Column("entry", _T, "Entry", "Id of the commitment, once it is linked to one."),
        _key("pledge", _T, "Pledge", "As the table tells it."),
        *(
            Column(name, _T, title, "As the table tells it.")
            for name, title in (
                ("actor", "Actor"),
                ("target", "Target"),
                ("deadline", "Deadline"),
                ("outcome", "Outcome"),
                ("outcome_date", "Date of the outcome"),
                ("status_guess", "First reading"),
                ("source_title", "Source"),
                ("source_url", "Address"),
                ("confidence", "Confidence"),
            )
        ),
        Column("file", _T, "File", "File it was read from."),
        Column("row", _I, "Row", "Line of the file."),
        Column("speaks", _T, "Speaks", "for, against or neither.", allowed=tuple(map(str, Speaks))),
        Column("who", _T, "Who", "Who linked it."),
        Column("at", _M, "When", "When it was linked."),
    ),
    ("number",),
)

DATA_SOURCES = Table(
    "data_sources",
    "Sources of figures",
    "Where figures can be fetched.",
    (
        _NUMBER,
        _key("source", _T, "Source", "Its name."),
        *(
            Column(name, _T, name.capitalize(), "As the table tells it.")
            for name in (
                *("endpoint", "shape", "access", "limits", "licence", "covers", "note", "file"),
            )
        ),
        Column("row", _I, "Row", "Line of the file."),
    ),
    ("number",),
)

ASSESSMENTS = Table(
    "assessments",
    "Verdicts",
    "People's verdicts beside what was calculated then; the last one of a commitment counts.",
    (
        _NUMBER,
        _key("entry", _T, "Entry", "Id of the commitment."),
        Column(
            "truth", _T, "Verdict", "A person's.", required=True, allowed=tuple(map(str, Truth))
        ),
        _key("reason", _T, "Reason", "Why."),
        Column("calculated", _T, "Calculated", "By the rules.", allowed=_TRUTHS),
        Column("calculated_reason", _T, "Reason calculated", "Why."),
        Column("method", _T, "Method", "Name of the rules."),
        Column("version", _T, "Version", "Their version."),
        _WHO,
        _AT,
    ),
    ("number",),
)

SNAPSHOTS = Table(
    "snapshots",
    "Snapshots",
    "What providers sent.",
    (
        _NUMBER,
        _key("provider", _T, "Provider", "Short name."),
        _key("address", _T, "Address", "What was asked."),
        _key("accessed", _D, "Accessed", "When."),
        _key("checksum", _T, "Checksum", "SHA-256 of the bytes."),
        _key("size", _I, "Size", "In bytes."),
        Column("licence", _T, "Licence", "What the provider allows."),
        _MAY_PASS_ON,
    ),
    ("number",),
)

SNAPSHOT_BODIES = Table(
    "snapshot_bodies",
    "Snapshots in full",
    "The bytes that providers sent, in base64, in parts.",
    (
        _key("number", _I, "Number", "Number of the snapshot."),
        _key("part", _I, "Part", "Counts from 1."),
        _key("text", _J, "Text", "A part of the whole, as a JSON string."),
    ),
    ("number", "part"),
)

SHOWN = (STATISTICS, ORIGINS, OBSERVATIONS, FACTORS, BINDINGS, OUTCOMES, DATA_SOURCES, ASSESSMENTS)
"""Those for people."""

KEPT = (SNAPSHOTS, SNAPSHOT_BODIES)
"""Those that keep what the register needs."""
