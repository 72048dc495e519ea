"""Plain text stays as it is, front matter tells details, encodings are said."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from making import ReadBytes

from summitry.errors import (
    SourceEmpty,
    SourceError,
    SourceUndecodable,
    SourceUnreadable,
    UsageError,
)
from summitry.model import Origin
from summitry.reading import ReadOptions, read_document

BODY = "The Parties will open a road by 2030.\r\n\r\nThey agreed to train 500 teachers.\r\n"
HEADER = """---
title: "A plan: roads"
date: 2024-05-14
dialogue: C5 and friends
parties: [KAZ, UZB]
language: en
kind: declaration
---
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_offsets_index_what_open_gives(
    tmp_path: Path, read_bytes: ReadBytes, encoding: str
) -> None:
    document = read_bytes(BODY.encode(encoding)).document
    with (tmp_path / "text.txt").open(encoding=document.encoding, newline="") as stream:
        assert document.text == stream.read() == BODY
    quotes = [block.span.of(document.text) for block in document.blocks]
    assert quotes == BODY.strip().split("\r\n\r\n")


def test_front_matter_is_text_but_no_block(read_bytes: ReadBytes) -> None:
    document = read_bytes((HEADER + BODY).encode()).document
    assert document.text.startswith("---\ntitle")
    assert document.blocks[0].span.of(document.text) == "The Parties will open a road by 2030."
    assert (document.title, document.date, document.kind) == (
        "A plan: roads",
        "2024-05-14",
        "declaration",
    )
    assert document.dialogue == "C5 and friends"
    assert document.parties == ("KAZ", "UZB")
    assert document.origin("date").place == "front matter"


def test_given_details_win_over_front_matter(read_bytes: ReadBytes) -> None:
    document = read_bytes((HEADER + BODY).encode(), date="2020", parties=("CHN",)).document
    assert (document.date, document.parties) == ("2020", ("CHN",))
    assert document.origin("date").origin is Origin.GIVEN


def test_parties_may_be_a_list_with_commas(read_bytes: ReadBytes) -> None:
    text = "---\nparties: KAZ, UZB ,KAZ\n---\n" + BODY
    assert read_bytes(text.encode()).document.parties == ("KAZ", "UZB")


def test_parties_are_known_by_name_and_code_wherever_they_are_given(read_bytes: ReadBytes) -> None:
    result = read_bytes(f"---\nparties: [Kazakhstan, uzb, Chinna]\n---\n{BODY}".encode())
    assert result.document.parties == ("KAZ", "UZB")
    (notice,) = [one for one in result.notices if one.code == "party-unknown"]
    assert "Chinna" in notice.what
    assert "China" in notice.remedy
    assert notice.where == "front matter"
    assert ReadOptions(parties=("Kazakhstan", "uzb")).parties == ("KAZ", "UZB")
    with pytest.raises(UsageError, match="Chinna"):
        ReadOptions(parties=("Chinna",))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Señor Peña will open a road by 2030. ", "cp1252"),
        ("Côte d’Ivoire and Türkiye will open a road by 2030. ", "cp1252"),
        ("Стороны построят новую железную дорогу. ", "cp1251"),
    ],
)
@pytest.mark.parametrize("times", [1, 8])
def test_old_encodings_keep_their_letters(
    read_bytes: ReadBytes, text: str, encoding: str, times: int
) -> None:
    data = (text * times).encode(encoding)
    result = read_bytes(data, language="en")
    assert result.document.text == text * times
    (notice,) = [one for one in result.notices if one.code == "encoding-assumed"]
    assert notice.where == ""


@pytest.mark.parametrize("header", ["title: a: b", "date: soon", "date: 2022-02-30", "a: [b"])
def test_bad_front_matter_is_said_and_left_out(read_bytes: ReadBytes, header: str) -> None:
    result = read_bytes(f"---\n{header}\n---\n{BODY}".encode())
    assert "front-matter" in [notice.code for notice in result.notices]
    assert result.document.date is None
    first = result.document.blocks[0].span.of(result.document.text)
    assert first == "The Parties will open a road by 2030."


def test_text_between_two_rules_is_text(read_bytes: ReadBytes) -> None:
    document = read_bytes(f"---\nThe road will be built.\n---\n{BODY}".encode()).document
    assert "The road will be built." in document.blocks[0].span.of(document.text)


def test_cyrillic_in_an_old_encoding_is_read_and_said(read_bytes: ReadBytes) -> None:
    text = "Стороны построят новую железную дорогу и откроют три пограничных перехода. " * 8
    result = read_bytes(text.encode("cp1251"), supported_languages=("en", "ru"))
    assert result.document.text == text
    assert result.document.language == "ru"
    assert "encoding-assumed" in [notice.code for notice in result.notices]


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"---\n"])
def test_nothing_in_it(read_bytes: ReadBytes, data: bytes) -> None:
    with pytest.raises(SourceEmpty):
        read_bytes(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"road\x00\x01\x02rail", SourceUnreadable),
        (bytes(range(1, 32)) * 20, SourceUnreadable),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", SourceUndecodable),
        (codecs.BOM_UTF8 + b"road \xff\xfe", SourceUndecodable),
        (bytes(range(128, 256)) * 40, SourceUndecodable),
    ],
)
def test_what_is_no_text_is_refused(
    read_bytes: ReadBytes, data: bytes, kind: type[SourceError]
) -> None:
    with pytest.raises(kind) as caught:
        read_bytes(data)
    assert caught.value.where.endswith("text.txt")
    assert caught.value.remedy


def test_markdown_is_read_as_text(read_bytes: ReadBytes) -> None:
    document = read_bytes(b"# A Plan\n\n* build two roads\n", "plan.md", language="en").document
    assert document.title == "A Plan"
    assert document.media_type == "text/markdown"
    assert [block.kind for block in document.blocks] == ["heading", "list item"]


def test_a_large_text_is_read_fast(tmp_path: Path) -> None:
    import time

    from summitry.reading.plain import read_plain
    from summitry.reading.segment import segment_plain

    text = "".join(f"The Parties will build road {i} by 2030.\n\n" for i in range(70_000))
    data = text.encode()
    began = time.perf_counter()
    segment_plain(text)
    segmenting = time.perf_counter() - began
    path = tmp_path / "large.txt"
    path.write_bytes(data)
    began = time.perf_counter()
    read_document(str(path), ReadOptions())
    assert time.perf_counter() - began < 1.0 + 2 * segmenting
    assert read_plain(data[:1000], "x").encoding == "utf-8"
