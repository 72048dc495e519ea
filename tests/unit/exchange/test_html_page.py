"""The page holds the document's own words, marked where the records stand, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.exchange import render
from summitry.exchange.formats import Results
from summitry.exchange.html_page.layout import document_body
from summitry.exchange.html_page.passages import Highlight
from summitry.exchange.wording import shown
from summitry.model import (
    Basis,
    Block,
    BlockKind,
    Commitment,
    Document,
    Failure,
    Force,
    PartyMention,
    Reading,
    Reason,
    Span,
)

ALLOWED = {
    *("a", "article", "b", "body", "button", "caption", "dd", "details", "div", "dl", "dt"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "input"),
    *("label", "li", "main", "mark", "meta", "nav", "ol", "option", "p", "q", "script"),
    *("section", "select", "span", "style", "summary", "table", "tbody", "td", "th", "thead"),
    *("title", "tr", "ul"),
}
PIECES = st.sampled_from(
    (
        *("<script>", "]]>", "&amp;", "</article>", "'\"", "\u202e", "\u200f", "\ud800", "\x00"),
        *("\x1b", "will build ", "one\ntwo", "\r\n", "\t", "\u0645\u0631\u062d\u0628\u0627 ", "😀"),
    )
)


class Page(HTMLParser):
    """The elements of a page, and the words under each mark and in the text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, str] = {}
        self.text = ""
        self._open: list[dict[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_here = dict(attrs)
        self.tags.append((tag, given_here))
        if tag not in ("meta", "input", "img"):
            self._open.append({"tag": tag, **given_here})

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        if any("number" in (one.get("class") or "").split() for one in self._open):
            return
        self.text += data
        for one in self._open:
            if one["tag"] == "mark":
                for name in (one.get("data-r") or "").split():
                    self.marked[name] = self.marked.get(name, "") + data

    def attributes(self, name: str) -> list[str]:
        return [value for _, given_here in self.tags if (value := given_here.get(name))]


def solid(text: str) -> str:
    return "".join(shown(text).split())


def page_of(reading: Reading, *more: Reading, **wishes: bool) -> str:
    return render("html", Results([reading, *more], **wishes)).decode("utf-8")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text of awkward pieces, cut into blocks or not, with records that overlap."""
    text = "".join(draw(st.lists(PIECES | st.text(max_size=5), max_size=12)))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from(BlockKind)
    blocks = tuple(
        Block(Span(start, end), draw(kinds), draw(st.integers(1, 4)), draw(st.none() | st.just(1)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    )
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(ends, max_size=6))]
    found = tuple(
        Commitment(
            number,
            str(number),
            span,
            span.of(text),
            (PartyMention("CHN", Basis.DOCUMENT),),
            (),
            "build",
            draw(st.sampled_from(Force)),
            verifiable=True,
            theme=draw(st.sampled_from(["trade", "<b>"])),
            conditions=(span,),
            why=(Reason("detection", "modal.will", span),),
        )
        for number, span in enumerate(spans, start=1)
    )
    document = Document(source=draw(st.sampled_from(["a.txt", text])), text=text, blocks=blocks)
    return Reading(document, found)


@settings(max_examples=150)
@given(readings())
def test_every_record_marks_exactly_its_words(reading: Reading) -> None:
    page = Page(page_of(reading))
    for found in reading.commitments:
        quote = solid(found.quote)
        marked = solid(page.marked.get(f"1-{found.number}", ""))
        if not reading.document.blocks:
            assert marked == quote
        # Between blocks stand bullets and numbers, which are shown but not marked.
        assert re.fullmatch(".*".join(map(re.escape, ["", *marked, ""])), quote, re.DOTALL)
        inside = [one for one in reading.document.blocks if one.span.contains(found.span)]
        if inside:
            assert marked == quote


@settings(max_examples=100)
@given(readings())
def test_no_text_becomes_markup(reading: Reading) -> None:
    page = Page(page_of(reading, with_statements=True))
    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert [tag for tag, _ in page.tags].count("script") == 1
    names = {name for _, given_here in page.tags for name in given_here}
    assert not any(name.startswith("on") or name in ("src", "style") for name in names)
    assert all(link.startswith("#") for link in page.attributes("href"))


@settings(max_examples=100)
@given(st.lists(PIECES | st.text(max_size=6), max_size=10).map("".join))
def test_all_words_of_the_text_stand_on_the_page(text: str) -> None:
    body = Page(document_body(Document(source="a.txt", text=text), ()))
    assert solid(body.text) == solid(text)


def test_ids_are_unique_and_every_link_has_its_place(full_reading: Reading) -> None:
    page = Page(page_of(full_reading, full_reading, with_statements=True))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    links = page.attributes("href")
    assert {"#r-1-1", "#p-2-1", "#p-1-s1", "#r-2-s1", "#d-2"} <= set(links)
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_the_policy_lets_only_the_own_style_and_script_run(full_reading: Reading) -> None:
    page = page_of(full_reading)
    policy = Page(page).attributes("content")[0]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (part,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"@import|url\(|https?://", page)


def test_fields_remarks_and_reasons_are_told(full_reading: Reading) -> None:
    page = Page(page_of(full_reading, with_statements=True)).text
    words = " ".join(page.split())
    for told in (
        "1 commitment 1 verifiable 1 with an amount 1 with a deadline 1 firm",
        "China CHN",
        "Uzbekistan UZB from the document’s parties",
        "50 million USD",
        "by 2030",
        "conditional: “if the bank agrees”",
        "reported by KAZ",
        "“will” states an undertaking rule will",
        "UZB (Uzbekistan): taken from the parties of the document",
        "No commitments: other statements (1)",
        "“has doubled” decides what the statement is",
        "read as UTF-8",
    ):
        assert told in words, told


def test_statements_are_told_apart_by_their_words(full_reading: Reading) -> None:
    page = page_of(full_reading, with_statements=True)
    assert re.search(r'<a class="number other" id="p-1-s1"[^>]*>.*?achievement s1</a>', page)
    assert '<mark class="other" data-r="1-s1">' in page
    assert 's1"' not in page_of(full_reading)


def test_near_misses_show_only_when_explained(full_reading: Reading) -> None:
    (statement,) = full_reading.statements
    refused = replace(statement, why=(Reason("kind", "refused.forecast", statement.span),))
    reading = replace(full_reading, statements=(statement, replace(refused, number=2)))
    page = page_of(reading, explained=True)
    assert "not taken s2" in page
    assert "achievement s1" not in page


def test_records_that_lie_in_each_other_are_both_marked() -> None:
    text = "China will build a port and train pilots."
    inner, outer = Span(11, 23), Span(0, 40)
    looks = [Highlight(outer, "1-1", "1", "firm", ""), Highlight(inner, "1-2", "2", "planned", "")]
    body = document_body(Document(source="a.txt", text=text), looks)
    page = Page(body)
    assert page.marked == {"1-1": outer.of(text), "1-2": inner.of(text)}
    assert '<mark class="planned nested" data-r="1-2 1-1">build a port</mark>' in body


def test_blocks_keep_their_kind_signs_and_pages() -> None:
    parts = [
        ("# ", "Plan", BlockKind.HEADING, 1),
        ("\n", "Words.", BlockKind.PARAGRAPH, 1),
        ("\n- ", "one", BlockKind.LIST_ITEM, 1),
        ("\n12. ", "two", BlockKind.LIST_ITEM, 2),
        ("\n| ", "a", BlockKind.TABLE_CELL, 2),
        (" | ", "b", BlockKind.TABLE_CELL, 2),
        (" |\n| ", "c", BlockKind.TABLE_CELL, 2),
    ]
    text, blocks = "", []
    for before, words, kind, page in parts:
        start = len(text + before)
        text += before + words
        blocks.append(Block(Span(start, len(text)), kind, 1, page))
    body = document_body(Document(source="a.pdf", text=text, blocks=tuple(blocks)), ())
    for expected in (
        '<p class="page">page 1</p>',
        '<h4 class="heading-1" dir="auto">Plan</h4>',
        '<p dir="auto">Words.</p>',
        '<span class="sign">•</span><div>one</div>',
        '<p class="page">page 2</p>',
        '<span class="sign">12.</span><div>two</div>',
        '<tr><td dir="auto">a</td><td dir="auto">b</td></tr>',
        '<tr><td dir="auto">c</td></tr>',
    ):
        assert expected in body


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(1, 3))
def test_headings_skip_no_level_whatever_the_document_does(levels: list[int], above: int) -> None:
    words = [f"Part {place}" for place in range(len(levels))]
    text, blocks = "\n".join(words), []
    for word, level in zip(words, levels, strict=True):
        start = text.index(word)
        blocks.append(Block(Span(start, start + len(word)), BlockKind.HEADING, level))
    document = Document(source="a.txt", text=text, blocks=tuple(blocks))
    found = re.findall(r"<h([1-6]) class=\"heading-", document_body(document, (), above))
    depths = [above, *map(int, found)]
    assert len(found) == len(levels)
    assert all(later - earlier <= 1 for earlier, later in pairwise(depths))
    assert min(depths[1:], default=above + 1) > above


def test_failures_and_texts_without_commitments_are_told() -> None:
    empty = Reading(Document(source="a.txt", text="Nothing."), ())
    failure = Failure("somewhere/x.pdf", "empty", "no <text>", "Look.")
    page = render("html", Results([empty, empty], [failure])).decode()
    assert "No commitment was found." in page
    assert "x.pdf: no &lt;text&gt;. Look." in page
    assert "somewhere" not in page


def test_a_long_text_of_one_block_takes_no_long_time() -> None:
    """Half a second on a slow machine; a product of length and records would take minutes."""
    text = "China will build a port in Kazakhstan. " * 25_000
    looks = [
        Highlight(Span(at, at + 37), f"1-{at}", str(at), "firm", "")
        for at in range(0, len(text), 39 * 4)
    ]
    began = time.perf_counter()
    document_body(Document(source="a.txt", text=text), looks)
    assert time.perf_counter() - began < 10


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_pair_of_colours_is_readable(full_reading: Reading, scheme: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for words, 3 to 1 for borders and lines that mean something."""
    roots = re.findall(r":root \{(.*?)\}", page_of(full_reading), re.DOTALL)
    assert len(roots) == 3
    colour = dict(re.findall(r"--([\w-]+): (#\w+)", roots[0]))
    if scheme != "light":
        colour |= dict(re.findall(r"--([\w-]+): (#\w+)", roots[1 if scheme == "dark" else 2]))

    def contrast(one: str, other: str) -> float:
        high, low = sorted((_luminance(colour[one]), _luminance(colour[other])), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for ground in ("paper", "raised", "now", "tint"):
        for ink in ("ink", "soft") if ground != "tint" else ("ink",):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in ("paper", "raised", "now"):
        assert contrast("link", ground) >= 4.5, ground
    for line, ground in (("edge", "paper"), ("edge", "tint"), ("strong", "paper")):
        assert contrast(line, ground) >= 3, (line, ground)
    assert contrast("now-edge", "now") >= 3 or scheme == "print"
