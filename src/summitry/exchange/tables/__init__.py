"""Tables out to people and in again: JSON lines, CSV packages, workbooks and Parquet."""

from summitry.exchange.tables.faults import Fault, TableRow
from summitry.exchange.tables.formats import (
    TABLE_FORMATS,
    TableFormat,
    heads_of,
    read_tables,
    table_format_for,
    write_tables,
)

__all__ = [
    "TABLE_FORMATS",
    "Fault",
    "TableFormat",
    "TableRow",
    "heads_of",
    "read_tables",
    "table_format_for",
    "write_tables",
]
