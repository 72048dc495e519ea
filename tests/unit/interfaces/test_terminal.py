"""What is shown fits the terminal and does it no harm."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import exit_code
from summitry.interfaces.cli.sizes import bytes_of
from summitry.interfaces.cli.tables import Tally, show_reading, summary_line
from summitry.interfaces.cli.terminal import (
    Symbols,
    console_for,
    printable,
    shortened,
    symbols_for,
)
from summitry.model import Reading


@pytest.mark.parametrize("width", [40, 80, 100, 132, 240])
def test_a_table_fits_its_terminal(full_reading: Reading, width: int) -> None:
    page = io.StringIO()
    show_reading(console_for(page, width), full_reading, Symbols())
    lines = page.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert "\x1b" not in page.getvalue()


def test_a_table_says_who_owes_what_to_whom_by_when(full_reading: Reading) -> None:
    page = io.StringIO()
    show_reading(console_for(page, 160), full_reading, Symbols())
    for words in (
        "CHN → UZB",
        "50 million USD",
        "by 2030",
        "firm",
        "✓",
        "finance",
        "date 2022-01-25 (given)",
        "title (found in front matter)",
        "achievement (ALL)",
    ):
        assert words in page.getvalue()


@pytest.mark.parametrize(("encoding", "arrow"), [("utf-8", "→"), ("cp1252", "->"), ("ascii", "->")])
def test_signs_are_those_the_terminal_has(encoding: str, arrow: str) -> None:
    assert symbols_for(io.TextIOWrapper(io.BytesIO(), encoding)).arrow == arrow


@given(st.text())
def test_nothing_shown_steers_the_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in shown)
    shown.encode("utf-8")


@given(st.text(), st.integers(4, 60))
def test_a_shortened_quote_fits_and_begins_alike(text: str, width: int) -> None:
    short = shortened(text, width)
    assert len(short) <= width
    assert text.startswith(short.removesuffix("…")) or short == text


@pytest.mark.parametrize(
    ("text", "size"),
    [("100MB", 10**8), ("1.5GB", 1_500_000_000), ("2048", 2048), ("1 kib", 1024), ("5b", 5)],
)
def test_sizes(text: str, size: int) -> None:
    assert bytes_of(text) == size


@pytest.mark.parametrize("text", ["", "huge", "-1", "0", "1e9", "10 XB", "MB", "1.MB", "5iB"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no size"):
        bytes_of(text)


@pytest.mark.parametrize(("read", "failed", "code"), [(3, 0, 0), (3, 1, 1), (0, 1, 2), (0, 0, 2)])
def test_exit_codes(read: int, failed: int, code: int) -> None:
    assert exit_code(read=read, failed=failed) == code


def test_the_closing_line_counts_everything() -> None:
    line = summary_line(Tally(2, 8, 6, 1), Symbols())
    assert line == "2 documents · 8 commitments · 6 verifiable (75 %) · 1 source could not be read"
