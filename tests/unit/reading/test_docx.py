"""Word documents: structure in reading order, and packages that are none."""

from __future__ import annotations

import datetime
from typing import Any

import making
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from making import ReadBytes

from summitry.errors import SourceTooLarge, SourceUnreadable


def fill(document: Any) -> None:
    document.core_properties.title = "A Plan"
    document.core_properties.author = "Secretariat"
    document.core_properties.created = datetime.datetime(2024, 5, 14, tzinfo=datetime.UTC)
    document.add_heading("Roads", level=2)
    document.add_paragraph("The Parties agreed to:")
    document.add_paragraph("open three crossings by 2026;", style="List Bullet")
    document.add_paragraph("train 500 officers;", style="List Bullet 2")
    document.add_paragraph("– hold two forums.")
    table = document.add_table(rows=2, cols=2)
    for cell, wording in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Action", "Date", "Build a road", "2027"],
        strict=True,
    ):
        cell.text = wording
    paragraph = document.add_paragraph("The ministers will meet ")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>every year.</w:t></w:r></w:ins>'
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" w:author="a">'
            "<w:r><w:delText>never</w:delText></w:r></w:del>"
        )
    )
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>The plan of all the Parties to "
            "the talks.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )


def test_structure_in_reading_order(read_bytes: ReadBytes) -> None:
    document = read_bytes(making.word(fill), "plan.docx").document
    assert [(b.kind.value, b.level, b.span.of(document.text)) for b in document.blocks] == [
        ("paragraph", 1, "The plan of all the Parties to the talks."),
        ("heading", 2, "Roads"),
        ("paragraph", 1, "The Parties agreed to:"),
        ("list item", 1, "open three crossings by 2026;"),
        ("list item", 2, "train 500 officers;"),
        ("list item", 1, "hold two forums."),
        ("table cell", 1, "Action"),
        ("table cell", 1, "Date"),
        ("table cell", 1, "Build a road"),
        ("table cell", 1, "2027"),
        ("paragraph", 1, "The ministers will meet every year."),
    ]


def test_properties_give_the_title_and_a_date_that_is_doubted(read_bytes: ReadBytes) -> None:
    result = read_bytes(making.word(fill), "plan.docx")
    assert (result.document.title, result.document.date) == ("A Plan", "2024-05-14")
    assert "date-of-file" in [notice.code for notice in result.notices]


def test_the_template_of_a_library_dates_nothing(read_bytes: ReadBytes) -> None:
    made = making.word(lambda document: document.add_paragraph("The Parties will build a road."))
    assert read_bytes(made, "plan.docx").document.date is None


BOMB = making.package(
    {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w>" + b" " * 30_000_000 + b"</w>"}
)


@pytest.mark.parametrize("limit", [100_000_000, 20_000_000])
def test_a_bomb_is_not_unpacked(read_bytes: ReadBytes, limit: int) -> None:
    with pytest.raises(SourceTooLarge, match="unpacks from"):
        read_bytes(BOMB, "bomb.docx", max_size=limit)


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"The Parties will build a road.", "not a Word document"),
        (b"PK\x03\x04 broken", "damaged"),
        (making.word(fill)[:2000], "damaged"),
        (making.package({"word/document.xml": b"<none/>"}), "damaged"),
        (making.package({"[Content_Types].xml": b"<Types/>"}), "damaged"),
        (making.package({"xl/workbook.xml": b"<x/>"}), "an Excel workbook"),
        (making.package({"notes.txt": b"x"}), "a ZIP archive"),
        (ENCRYPTED + "EncryptedPackage".encode("utf-16-le"), "password"),
        (ENCRYPTED, r"old Office version \(\.doc"),
    ],
)
def test_what_is_no_word_document(read_bytes: ReadBytes, data: bytes, words: str) -> None:
    with pytest.raises(SourceUnreadable, match=words) as caught:
        read_bytes(data, "file.docx")
    assert caught.value.remedy
