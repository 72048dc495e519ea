"""The template for series: which columns there are, what they mean, and an empty table of them."""

from __future__ import annotations

from summitry.model import Bound, Column, ColumnType, Nature, Table

SERIES_TABLE = Table(
    name="series",
    title="Figures with their origin",
    meaning="One figure a row; rows with the same series, reporter and partner form a series.",
    columns=(
        Column("series_id", ColumnType.TEXT, "Series", "short name of the series", required=True),
        Column("quantity", ColumnType.TEXT, "Quantity", "name shared by all who count the same"),
        Column("indicator", ColumnType.TEXT, "Indicator", "what is measured", required=True),
        Column("reporter", ColumnType.TEXT, "Reporter", "who counts", required=True),
        Column("partner", ColumnType.TEXT, "Partner", "with whom, or where"),
        Column(
            "period",
            ColumnType.TEXT,
            "Period",
            "2022, 2022-01, 2022-01-31, 2019-H1, 2024-Q1, 2025-01/05 or 2022-12/2025-06",
            required=True,
        ),
        Column("value", ColumnType.NUMBER, "Value", "with a full stop, no commas", required=True),
        Column("unit", ColumnType.TEXT, "Unit", "such as bn USD, percent, pairs", required=True),
        Column(
            "bound",
            ColumnType.TEXT,
            "Bound",
            "how the source limits the figure; empty: told by the note",
            allowed=tuple(Bound),
        ),
        Column(
            "nature",
            ColumnType.TEXT,
            "Nature",
            "flow over a period or stock at a moment; empty: told by the periods",
            allowed=tuple(Nature),
        ),
        Column(
            "published",
            ColumnType.DATE,
            "Published",
            "when the figure came out (its vintage); empty: a date in the title of the source",
        ),
        Column("source_title", ColumnType.TEXT, "Source", "title of the page or publication"),
        Column("source_url", ColumnType.TEXT, "Address", "where it was read", required=True),
        Column("licence", ColumnType.TEXT, "Licence", "what may be done with the figure"),
        Column("accessed", ColumnType.DATE, "Accessed", "when it was read"),
        Column("note", ColumnType.TEXT, "Note", "what belongs to the figure"),
    ),
    key=("series_id", "reporter", "partner", "period", "published"),
)
"""The columns a table of figures may have, in order."""

ALIASES = {
    "year_or_date": "period",
    "date": "period",
    "url": "source_url",
    **{
        column.title.casefold(): column.name
        for column in SERIES_TABLE.columns
        if column.title.casefold() != column.name
    },
}
"""Other names under which columns are understood."""


def empty_template() -> str:
    """Return the head of the table as a line of CSV."""
    return ",".join(column.name for column in SERIES_TABLE.columns) + "\n"
