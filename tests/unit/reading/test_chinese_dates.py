"""The date a Chinese document gives itself, and none where it gives none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from summitry.reading.dates import find_date
from summitry.reading.segment import segment_plain

FILE = Path(__file__).resolve().parents[2] / "cases" / "chinese_dates.toml"
CASES = [(row["text"], row["date"]) for row in tomllib.loads(FILE.read_text("utf-8"))["case"]]


@pytest.mark.parametrize(("text", "date"), CASES)
def test_a_date_is_that_of_the_document_or_none(text: str, date: str) -> None:
    found = find_date(text, segment_plain(text))
    assert (found.date if found is not None else "") == date
