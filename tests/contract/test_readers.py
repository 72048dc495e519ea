"""What every reader owes: grounded blocks in reading order, and errors of one family."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from summitry.errors import SummitryError
from summitry.model import BlockKind, Document, Origin
from summitry.reading import ReadOptions, read_document
from summitry.reading.kinds import SUFFIXES

TITLE = "Joint Plan of the Parties"
SENTENCES = [
    "The Parties will build a new road from the mountains to the sea by 2030.",
    "They agreed to train five hundred officers at the border crossings every year.",
    "The ministers will meet once a year to look at all that has been done so far.",
]


def _plain() -> bytes:
    return "\n\n".join([TITLE, *SENTENCES]).encode()


def _markdown() -> bytes:
    return "\n\n".join([f"# {TITLE}", *SENTENCES]).encode()


def _page() -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"<html><body><article><h1>{TITLE}</h1>{body}</article></body></html>".encode()


def _pdf() -> bytes:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    for row, line in enumerate([TITLE, *SENTENCES]):
        sheet.drawString(60, 780 - 40 * row, line)
    sheet.save()
    return stream.getvalue()


def _word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, level=1)
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": _plain,
    "md": _markdown,
    "html": _page,
    "pdf": _pdf,
    "docx": _word,
}


@pytest.fixture(params=MAKERS)
def document(request: pytest.FixtureRequest) -> Document:
    data = MAKERS[request.param]()
    return read_document("-", ReadOptions(), io.BytesIO(data)).document


def test_the_wording_is_whole_and_in_order(document: Document) -> None:
    quotes = [" ".join(block.span.of(document.text).split()) for block in document.blocks]
    assert quotes == [TITLE, *SENTENCES]
    assert document.blocks[0].kind is BlockKind.HEADING
    assert {block.kind for block in document.blocks[1:]} == {BlockKind.PARAGRAPH}


def test_blocks_are_grounded(document: Document) -> None:
    _assert_grounded(document)


def test_every_detail_has_a_provenance(document: Document) -> None:
    known = {each.detail: each for each in document.provenance}
    assert set(known) == {"title", "date", "dialogue", "parties", "language"}
    assert (document.title, known["title"].origin) == (TITLE, Origin.FOUND)
    assert (document.dialogue, known["dialogue"].origin) == (None, Origin.UNKNOWN)
    assert document.language == "en"


@pytest.mark.parametrize("made", MAKERS)
def test_the_same_bytes_give_the_same_document(made: str) -> None:
    data = MAKERS[made]()
    first, second = (read_document("-", ReadOptions(), io.BytesIO(data)) for _ in range(2))
    assert first == second


def _assert_grounded(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        assert block.level >= 1
        end = block.span.end


_STARTS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><p>", b"---\n", b"\xff\xfe", b"\xef\xbb\xbf"]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    start=st.sampled_from(_STARTS),
    body=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    suffix=st.sampled_from(SUFFIXES),
)
def test_any_bytes_give_a_document_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, body: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(start + body)
    try:
        result = read_document(str(path), ReadOptions(language="en"))
    except SummitryError as error:
        refusal = error
    else:
        _assert_grounded(result.document)
        return
    assert refusal.what
    assert refusal.where


@settings(max_examples=60, deadline=None)
@given(made=st.sampled_from(list(MAKERS)), at=st.floats(0, 1), byte=st.integers(0, 255))
def test_one_wrong_byte_is_no_fault_of_ours(made: str, at: float, byte: int) -> None:
    data = bytearray(_MADE.setdefault(made, MAKERS[made]()))
    data[min(int(at * len(data)), len(data) - 1)] = byte
    try:
        result = read_document("-", ReadOptions(language="en"), io.BytesIO(bytes(data)))
    except SummitryError:
        return
    _assert_grounded(result.document)


_MADE: dict[str, bytes] = {}
