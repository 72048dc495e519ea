"""What one full reading looks like in the formats for people and programs, to the letter.

After a wanted change: REFRESH_GOLDEN=1 python -m pytest tests/unit/exchange/test_golden.py
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.exchange import render
from summitry.exchange.formats import Results
from summitry.model import Reading, Reason

GOLDEN = Path(__file__).parent / "golden"


def _page(results: Results) -> str:
    """The part of the page that holds the document; style and script are tested by use."""
    page = render("html", results).decode()
    return page[page.index("<main") : page.index("</main>")] + "</main>\n"


FORMATS: dict[str, Callable[[Results], str]] = {
    "note.html": _page,
    "note.jsonld": lambda results: render("annotations", results).decode(),
    "note.md": lambda results: render("md", results).decode(),
    "note.csv": lambda results: render("csv", results).decode().replace("\r\n", "\n"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_reading_is_written_like_this(full_reading: Reading, name: str) -> None:
    (found,) = full_reading.commitments
    first, *_ = found.why
    will = replace(first, rule="modal.will")
    force = Reason("force", "force.firm", first.span)
    reading = replace(full_reading, commitments=(replace(found, why=(will, force)),))
    written = FORMATS[name](Results([reading], single=True, with_statements=True))
    path = GOLDEN / name
    if os.environ.get("REFRESH_GOLDEN"):
        path.write_bytes(written.encode("utf-8"))
    assert written == path.read_bytes().decode("utf-8")
