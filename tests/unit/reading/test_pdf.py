"""PDFs: pages, furniture, broken words, and the kinds that cannot be read."""

from __future__ import annotations

import making
import pytest
from making import ReadBytes

from summitry.errors import SourceTooLarge, SourceUnreadable

PAGES = [
    [
        "Joint Plan of the Parties",
        f"Page {number} of 4",
        "",
        f"Article {number}. The Parties will build road number {number} and open a school",
        f"in all {number * 7} districts of the {where} valley that it reaches.",
        f"The ministers will meet {often} a year to look at what has been done.",
    ]
    for number, where, often in (
        (1, "upper", "once"),
        (2, "middle", "twice"),
        (3, "lower", "thrice"),
        (4, "other", "four times"),
    )
]


def test_blocks_know_their_page_and_leave_furniture_out(read_bytes: ReadBytes) -> None:
    result = read_bytes(making.pdf(PAGES, title="A Joint Plan"), "plan.pdf")
    document = result.document
    quotes = [block.span.of(document.text) for block in document.blocks]
    assert not any("Page 2 of 4" in quote for quote in quotes)
    assert quotes.count("Joint Plan of the Parties") == 1
    assert [b.page for b in document.blocks if "Article 3" in b.span.of(document.text)] == [3]
    assert document.title == "A Joint Plan"
    assert {"page-furniture", "date-of-file"} == {notice.code for notice in result.notices}


def test_a_sentence_over_the_end_of_a_page_is_one_block(read_bytes: ReadBytes) -> None:
    lines = [f"Line {n} of the first page is about as long as every other line" for n in "abcd"]
    pages = [
        [*lines, "The Parties will open three border crossings and build a road", "3"],
        ["that reaches the sea by 2030. Other lines follow it on this page", *lines, "4"],
    ]
    document = read_bytes(making.pdf(pages), "run.pdf").document
    quotes = [" ".join(block.span.of(document.text).split()) for block in document.blocks]
    assert any("build a road that reaches the sea by 2030" in quote for quote in quotes)


def test_words_broken_at_a_line_end_are_joined(read_bytes: ReadBytes) -> None:
    lines = [
        "The Parties will deepen their coop-",
        "eration in all fields, and their long-",
        "term partnership over a long term, as",
        "they have agreed to do with one voice.",
    ]
    text = read_bytes(making.pdf([lines]), "broken.pdf").document.text
    assert "cooperation" in text
    assert "long-term" in text


LEFT = [
    "The Parties will build a railway over",
    "the pass by 2030, and they will open a",
    "school in every one of the districts that",
    "the line reaches on its way to the sea.",
    "They also agreed to train 500 teachers",
    "for all of these schools within a time of",
]
RIGHT = [
    "five years. A joint fund of 70 million",
    "dollars will be set up for the ports and",
    "for the roads that lead to them. The min-",
    "isters will meet every year, and they will",
    "report to the leaders on what was done",
    "and on what is still to be done.",
]


@pytest.mark.parametrize("mixed", [False, True])
def test_columns_come_one_after_the_other(read_bytes: ReadBytes, mixed: bool) -> None:
    data = making.two_columns(LEFT, RIGHT, title="Plan for Roads and Schools", mixed=mixed)
    document = read_bytes(data, "columns.pdf").document
    quotes = [" ".join(block.span.of(document.text).split()) for block in document.blocks]
    assert quotes == [
        "Plan for Roads and Schools",
        " ".join([*LEFT, *RIGHT]).replace("min- isters", "ministers"),
    ]
    assert document.title == "Plan for Roads and Schools"


def test_the_columns_of_a_table_stay_rows(read_bytes: ReadBytes) -> None:
    actions = [f"Build road number {n} to the coast" for n in range(8)]
    bodies = [f"Ministry of Transport, by 203{n}" for n in range(8)]
    data = making.two_columns(actions, bodies, title="Table of Actions", mixed=True)
    text = read_bytes(data, "table.pdf").document.text
    assert f"{actions[3]} {bodies[3]}" in text


LOADS = [
    *("coal", "copper", "cotton", "dairy", "fruit", "grain", "honey", "iron"),
    *("lead", "maize", "olives", "rice", "silk", "tea", "wool"),
]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_furniture_of_few_pages_is_known_too(read_bytes: ReadBytes, count: int) -> None:
    pages = [
        [
            "Plan for Roads",
            "",
            *(f"The Parties will build a road for {word} through the valleys," for word in load),
            "",
            f"Page {number} of {count}",
        ]
        for number, load in enumerate((LOADS[n : n + 3] for n in range(0, 3 * count, 3)), start=1)
    ]
    document = read_bytes(making.pdf(pages), "plan.pdf").document
    assert document.text.count("Plan for Roads") == 1
    assert "Page" not in document.text
    assert [block.page for block in document.blocks] == [1, 1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (making.pdf([["The Parties will build a road."]], password="secret"), "password"),
        (making.scanned_pdf(2), "no text layer"),
        (b"%PDF-1.7\nbroken", "damaged"),
        (making.pdf(PAGES)[:900], "damaged"),
        (b"The Parties will build a road.", "not a PDF"),
    ],
    ids=["protected", "scanned", "broken", "cut short", "text"],
)
def test_pdfs_that_cannot_be_read(read_bytes: ReadBytes, data: bytes, words: str) -> None:
    with pytest.raises(SourceUnreadable, match=words) as caught:
        read_bytes(data, "file.pdf")
    assert caught.value.remedy


def test_a_pdf_named_as_text_is_read_as_what_it_is(read_bytes: ReadBytes) -> None:
    result = read_bytes(making.pdf(PAGES), "plan.txt")
    assert result.document.media_type == "application/pdf"
    assert "read-as" in [notice.code for notice in result.notices]


def test_a_date_in_the_text_wins_over_that_of_the_file(read_bytes: ReadBytes) -> None:
    pages = [["A Plan for Roads", "14 May 2024", "", "The Parties will build a road together."]]
    document = read_bytes(making.pdf(pages), "plan.pdf").document
    assert document.date == "2024-05-14"


def test_the_text_of_a_pdf_counts_too(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLarge):
        read_bytes(making.pdf(PAGES), "plan.pdf", max_size=200)
