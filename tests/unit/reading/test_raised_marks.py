"""Marks of notes stand apart from the number or word before them, powers stay."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import making
import pytest
from making import ReadBytes
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

PIECES = (
    ("The Parties will build a road by 2030.", "1"),
    (" They will pay", "2"),
    (" for it in 2031 and will plant trees on 40 km", "2"),
    (" of land in the valley.", ""),
)
READ = (
    "The Parties will build a road by 2030. They will pay for it in 2031 "
    "and will plant trees on 40 km² of land in the valley."
)


def _page() -> bytes:
    wording = "".join(f"{words}<sup>{mark}</sup>" for words, mark in PIECES)
    more = "The ministers will meet once a year to look at all that has been done."
    return f"<html><body><article><p>{wording}</p><p>{more}</p></article></body></html>".encode()


def _pdf() -> bytes:
    stream = io.BytesIO()
    wording = "".join(f"{words}<super>{mark}</super>" for words, mark in PIECES)
    SimpleDocTemplate(stream).build([Paragraph(wording, getSampleStyleSheet()["Normal"])])
    return stream.getvalue()


def _word() -> bytes:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph()
        for words, mark in PIECES:
            paragraph.add_run(words)
            paragraph.add_run(mark).font.superscript = True

    return making.word(fill)


@pytest.mark.parametrize("make", [_page, _pdf, _word])
def test_marks_are_kept_in_the_text_and_out_of_sentences(
    read_bytes: ReadBytes, make: Callable[[], bytes]
) -> None:
    result = read_bytes(make(), "marks")
    assert "2030.¹" in result.document.text
    flowing = result.flowing()
    first = " ".join(flowing.blocks[0].span.of(flowing.text).split())
    assert first == READ


def test_the_linked_mark_of_a_note_is_left_out(read_bytes: ReadBytes) -> None:
    page = _page().replace(b"<sup>1</sup>", b'<sup><a href="#note">1</a></sup>')
    assert "2030. They" in read_bytes(page, "page.html").document.text
