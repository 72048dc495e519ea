"""What ``summitry read --explain`` and the new formats give the person who asks."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.interfaces.cli.tables import show_reading
from summitry.interfaces.cli.terminal import Symbols, console_for
from summitry.model import Basis, Document, Reading, Reason

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NOTE = "China will build 3 hospitals in Tajikistan by 2030. The market will grow by 7% a year.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE)
    return path


def shown_at(width: int, reading: Reading, *, explained: bool = False) -> str:
    page = io.StringIO()
    show_reading(console_for(page, width), reading, Symbols(), explained=explained)
    return page.getvalue()


def test_explain_tells_the_reasons_and_what_was_not_taken(run: Run, note: Path) -> None:
    done = run("read", note, "--explain", "--date", "2024")
    shown = " ".join(done.stdout.decode().split())
    assert "commitment “will” says what will be done (rule modal.will)" in shown
    assert "who CHN (China): named by “China”" in shown
    assert "Looked at and not taken" in shown
    assert "The market will grow" in shown
    assert "Looked at" not in run("read", note, "--date", "2024").stdout.decode()


def test_explain_adds_to_markdown_and_html_and_leaves_the_rest(run: Run, note: Path) -> None:
    for name in ("json", "jsonl", "csv", "annotations"):
        plain, explained = (
            run("read", note, "--format", name, *more) for more in ((), ["--explain"])
        )
        assert explained.stdout == plain.stdout
    assert b"## Looked at and not taken" in run("read", note, "--format", "md", "--explain").stdout
    assert b"not taken s1" in run("read", note, "--format", "html", "--explain").stdout


def test_the_ending_of_the_file_gives_the_format(run: Run, note: Path) -> None:
    run("read", note, "-o", note.with_suffix(".html"))
    run("read", note, "-o", note.with_suffix(".jsonld"))
    assert note.with_suffix(".html").read_bytes().startswith(b"<!DOCTYPE html>\n")
    data = json.loads(note.with_suffix(".jsonld").read_bytes())
    (item,) = data["first"]["items"]
    place = item["target"]["selector"][1]
    assert NOTE[place["start"] : place["end"]].startswith("China will build")


def test_what_the_columns_do_not_show_stands_below_the_quote(full_reading: Reading) -> None:
    (found,) = full_reading.commitments
    lent = Reason("deadline", "deadline.lent", basis=Basis.LEAD_IN)
    reading = replace(full_reading, commitments=(replace(found, repeats=4, why=(lent,)),))
    for width in (60, 140):
        shown = " ".join(shown_at(width, reading).split())
        for words in ("conditional", "reported by KAZ", "repeats no. 4", "date from the lead-in"):
            assert words in shown


@pytest.mark.parametrize("explained", [False, True])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_word_is_broken(full_reading: Reading, width: int, *, explained: bool) -> None:
    (found,) = full_reading.commitments
    reading = replace(full_reading, commitments=(replace(found, theme="humanitarian"),))
    shown = shown_at(width, reading, explained=explained)
    words = set(shown.split())
    assert {"Uzbekistan", "humanitarian", "verifiable" if width < 96 or explained else "✓"} <= words
    assert max(map(len, shown.splitlines())) <= width


@given(st.text(alphabet="a b\x1b\x9b\u202e\ud800\n", max_size=40), st.booleans())
def test_nothing_shown_steers_the_terminal(text: str, explained: bool) -> None:
    reading = Reading(Document(source=f"{text}.txt", text=text, title=text), ())
    shown = shown_at(60, reading, explained=explained)
    assert not set(shown) & set("\x1b\x9b\u202e\ud800")
