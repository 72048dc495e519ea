"""Web pages: the article, its structure and the details its head states."""

from __future__ import annotations

import pytest
from making import ReadBytes

from summitry.errors import SourceEmpty

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Joint plan | The Ministry</title>
<meta property="article:published_time" content="2024-05-14T08:00:00Z"></head><body>
<nav><ul><li>Home</li><li>About</li></ul></nav>
<article><h1>Joint plan</h1><p>The leaders of the <b>five</b> states met   and
agreed on many things.</p>
<h2>Roads</h2><p>The Parties agreed to:</p>
<ul><li>open three border crossings by 2026;</li>
<li>train 500 officers<ul><li>in Tashkent</li></ul></li></ul>
<table><tr><th>Action</th></tr><tr><td>Build a road</td></tr></table>
</article><footer>All rights reserved</footer></body></html>"""


def test_the_article_with_its_structure(read_bytes: ReadBytes) -> None:
    document = read_bytes(PAGE.encode(), "page.html").document
    assert [(b.kind.value, b.level, b.span.of(document.text)) for b in document.blocks] == [
        ("heading", 1, "Joint plan"),
        ("paragraph", 1, "The leaders of the five states met and agreed on many things."),
        ("heading", 2, "Roads"),
        ("paragraph", 1, "The Parties agreed to:"),
        ("list item", 1, "open three border crossings by 2026;"),
        ("list item", 1, "train 500 officers"),
        ("list item", 2, "in Tashkent"),
        ("table cell", 1, "Action"),
        ("table cell", 1, "Build a road"),
    ]
    assert (document.title, document.date) == ("Joint plan", "2024-05-14")
    assert document.origin("date").place == "page metadata"


def test_a_short_page_keeps_its_structure(read_bytes: ReadBytes) -> None:
    page = b"<p>The Parties agreed to:<br>- open a road by 2030;<br>- close two others.</p>"
    document = read_bytes(page, "page.htm").document
    assert [block.kind for block in document.blocks] == ["paragraph", "list item", "list item"]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": "2024-05-14"}</script>',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-14"}]}</script>',
        '<meta name="DC.date" content="14 May 2024">',
        '<time datetime="2024-05-14">yesterday</time>',
    ],
)
def test_dates_a_page_may_state(read_bytes: ReadBytes, head: str) -> None:
    page = f"<html><body>{head}<p>The Parties will build a new road to the sea.</p></body></html>"
    assert read_bytes(page.encode(), "page.html").document.date == "2024-05-14"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href='/a'>Home</a><a href='/b'>About us</a></nav></body></html>",
        "<html><body><div id=root></div><script>let a = 'b c d e f g';</script></body></html>",
        "<div>" * 20_000 + "The Parties will build a road." + "</div>" * 20_000,
        "<!-- nothing -->",
    ],
)
def test_a_page_without_an_article(read_bytes: ReadBytes, page: str) -> None:
    with pytest.raises(SourceEmpty, match="no article text"):
        read_bytes(page.encode(), "page.html")


def test_a_declared_encoding_is_followed(read_bytes: ReadBytes) -> None:
    page = (
        "<html><head><meta charset='windows-1251'></head><body><p>Стороны построят новую дорогу "
        "к морю и откроют три перехода.</p></body></html>"
    )
    result = read_bytes(page.encode("cp1251"), "page.html", supported_languages=("ru",))
    assert result.document.text.startswith("Стороны построят")
    assert result.notices == ()


def test_a_page_named_as_text_is_read_as_what_it_is(read_bytes: ReadBytes) -> None:
    result = read_bytes(PAGE.encode(), "page.txt")
    assert result.document.media_type == "text/html"
    assert [notice.code for notice in result.notices] == ["read-as"]


def test_a_very_large_page_is_read_whole(read_bytes: ReadBytes) -> None:
    paragraphs = "".join(
        f"<p>The Parties will build road number {i}, and much is said of it here.</p>"
        for i in range(32_000)
    )
    document = read_bytes(f"<html><nav>Menu</nav>{paragraphs}".encode(), "page.html").document
    assert len(document.blocks) == 32_000
