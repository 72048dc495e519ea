"""One row a commitment, as the search, the downloads and programs take them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from summitry.exchange.formulas import neutralised
from summitry.exchange.wording import amount_words, deadline_words, one_line, party_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.exchange.static_site.site import Published
    from summitry.model import Document

FIELDS = (
    "id", "quote", "actors", "recipients", "theme", "force", "deadline", "amounts", "title", "date",
    "document",
)  # fmt: skip


def row_of(one: Published, document: Document, title: str, key: str) -> list[Any]:
    """Return the row of a commitment, in the order of :data:`FIELDS`."""
    record = one.record
    return [
        one.id,
        one_line(record.quote),
        [actor.code for actor in record.actors],
        [other.code for other in record.recipients],
        str(record.theme),
        record.force.value,
        deadline_words(record.deadline),
        [amount_words(amount) for amount in record.quantities],
        title,
        document.date or "",
        key,
    ]


def as_script(rows: Sequence[list[Any]]) -> bytes:
    """Return the rows as a script: a page opened from a disk may load those, and nothing else."""
    codes = {code for row in rows for code in (*row[2], *row[3])}
    names = {code: party_name(code) for code in sorted(codes)}
    data = json.dumps({"parties": names, "rows": rows}, ensure_ascii=True, separators=(",", ":"))
    # Words of a text must not look like the end of a script, wherever this may be put.
    return f"window.summitry={data.replace('<', chr(92) + 'u003c')};\n".encode()


def as_json(rows: Sequence[list[Any]]) -> bytes:
    """Return the rows as JSON with named fields."""
    records = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    told = json.dumps({"commitments": records}, indent=1, ensure_ascii=False)
    return told.encode("utf-8", "replace")


def as_table(rows: Sequence[list[Any]]) -> bytes:
    """Return the rows as comma-separated values, which no spreadsheet takes for formulas."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for row in rows:
        cells = ("; ".join(cell) if isinstance(cell, list) else cell for cell in row)
        writer.writerow([neutralised(cell) for cell in cells])
    return table.getvalue().encode("utf-8-sig", "replace")
