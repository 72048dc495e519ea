"""The page in a real browser: it filters, sorts and links, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from summitry.exchange import render
from summitry.exchange.formats import Results
from summitry.model import (
    Basis,
    Block,
    BlockKind,
    Commitment,
    Document,
    Force,
    PartyMention,
    Period,
    Quantity,
    QuantityRole,
    Reading,
    Reason,
    Span,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Open = Callable[..., "Page"]
SHOWN = "tr[data-r]:not([hidden])"
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 380, "height": 800}
# Scroll positions and colours differ between releases of a browser; what a person sees does not.
IN_VIEW = """element => {
  const box = element.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
  return box.bottom > 0 && box.top < innerHeight && element.contains(seen);
}"""


# who, what, amount in millions, deadline, force, verifiable, theme, what who was taken from
Line = tuple[str, str, int, str, Force, bool, str, Basis]
LINES: list[Line] = [
    (who, f"{verb} {words} {place}", amount, end, force, bool(amount or end), theme, basis)
    for place in ("in the north", "in the south", "on the coast", "in the mountains")
    for who, verb, words, amount, end, force, theme, basis in (
        ("CHN", "China will build", "a port", 500, "2030", Force.FIRM, "transport", Basis.TEXT),
        ("KAZ", "Kazakhstan plans to open", "a new school", 0, "", Force.PLANNED, "education",
         Basis.TEXT),
        ("CHN", "to train", "pilots", 0, "2027-05", Force.FIRM, "education", Basis.LEAD_IN),
        ("UZB", "they will consider", "a bank", 20, "", Force.EXPLORATORY, "finance",
         Basis.PREVIOUS_SENTENCE),
    )
]  # fmt: skip


def reading_of(lines: list[Line], source: str) -> Reading:
    """A reading made by hand, so that the page is tested and not what finds commitments."""
    text, found, blocks = "", [], []
    for number, line in enumerate(lines, start=1):
        who, words, amount, end, force, verifiable, theme, basis = line
        text += "Much was said about this before, and more will have to be said later on. " * 4
        span = Span(len(text), len(text) + len(words))
        money = Quantity(span, words, amount * 1e6, "USD", role=QuantityRole.MONEY)
        mention = PartyMention(who, basis, Span(span.start, span.start + 3))
        found.append(
            Commitment(
                number, f"{number:032x}", span, words, (mention,), (), "act", force, verifiable,
                theme,
                (money,) * bool(amount),
                Period(span, f"by {end}", end=end) if end else None,
                why=(Reason("detection", "modal.will", span),),
            )
        )  # fmt: skip
        text += f"{words}.\n"
        blocks.append(Block(Span(text.rfind("Much"), len(text) - 1), BlockKind.PARAGRAPH))
    title = f"What was said at {source}"
    return Reading(Document(source, text, title=title, blocks=tuple(blocks)), tuple(found))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    readings = [reading_of(LINES[: 3 + number], f"{number}.txt") for number in range(12)]
    (folder / "all.html").write_bytes(render("html", Results(readings)))
    one = reading_of(LINES, "one.txt")
    (folder / "one.html").write_bytes(render("html", Results([one], single=True)))
    return folder


@pytest.fixture
def opened(chromium: Browser, files: Path) -> Iterator[Open]:
    """Open a page; in the end nothing was asked of the network and nothing complained."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def visit(name: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: troubles.append(asked.url) if _outside(asked.url) else 0)
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        path, _, fragment = name.partition("#")
        address = (files / path if not Path(path).is_absolute() else Path(path)).as_uri()
        page.goto(address + (f"#{fragment}" if fragment else ""))
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def _outside(address: str) -> bool:
    return not address.startswith("file:")


def _numbers(page: Page) -> list[str]:
    return page.locator(f"{SHOWN} > th .number").evaluate_all(
        "links => links.map(link => link.lastChild.textContent.trim())"
    )


def test_a_row_leads_to_its_passage_and_the_passage_back(opened: Open) -> None:
    page = opened("one.html")
    page.click("#r-1-11 td.theme")
    passage = page.locator("#p-1-11")
    assert page.url.endswith("#p-1-11")
    assert passage.evaluate(IN_VIEW)
    assert page.locator("mark.now").inner_text() == "to train pilots on the coast"
    assert page.evaluate("document.activeElement.id") == "p-1-11"
    page.click("mark[data-r~='1-16']")
    assert page.url.endswith("#r-1-16")
    assert page.locator("#r-1-16 .number").evaluate(IN_VIEW)
    assert page.locator("tr.now").count() == 1
    page.go_back()
    assert page.locator("#p-1-11").evaluate(IN_VIEW)


def test_all_goes_with_the_keyboard(opened: Open) -> None:
    page = opened("one.html")
    page.focus("#r-1-3 .number")
    page.keyboard.press("Enter")
    # The page follows a link in an event of its own: what comes next must wait for its focus.
    expect(page.locator("#p-1-3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#r-1-3 .number")).to_be_focused()
    assert page.url.endswith("#r-1-3")
    page.focus("th[data-key=amount] button")
    page.keyboard.press("Enter")
    assert page.get_attribute("th[data-key=amount]", "aria-sort") == "ascending"
    page.focus("#r-1-4 summary")
    page.keyboard.press("Enter")
    assert "the sentence before" in page.inner_text("#r-1-4 .reasons dl")


def test_filters_leave_only_what_is_asked_for(opened: Open) -> None:
    page = opened("one.html")
    every = page.locator(SHOWN).count()
    assert page.inner_text("#count") == f"All {every} commitments shown"
    page.check("[name=amount]")
    with_amount = page.locator(SHOWN).count()
    assert 0 < with_amount < every
    assert page.inner_text("#count") == f"{with_amount} of {every} commitments shown"
    page.select_option("[name=actor]", "KAZ")
    assert page.locator(SHOWN).count() == 0
    page.select_option("[name=actor]", "UZB")
    assert page.locator(SHOWN).count() == 4
    assert page.locator("mark:not(.off)").count() == 4 + page.locator(".legend mark").count()
    page.click("button[type=reset]")
    expect(page.locator(SHOWN)).to_have_count(every)
    page.fill("[name=words]", "coast NEW")
    assert _numbers(page) == ["10"]
    page.fill("[name=words]", "rule modal.will")
    assert page.locator(SHOWN).count() == 0


@pytest.mark.parametrize(
    ("name", "value", "holds"),
    [
        ("force", "planned", "row => row.dataset.force === 'planned'"),
        ("verifiable", "no", "row => row.querySelector('td.verifiable').innerText === 'no'"),
        ("theme", "education", "row => row.querySelector('td.theme').innerText === 'education'"),
    ],
)
def test_every_filter_keeps_its_word(opened: Open, name: str, value: str, holds: str) -> None:
    page = opened("one.html")
    page.select_option(f"[name={name}]", value)
    told = page.locator(SHOWN).evaluate_all(f"rows => rows.map({holds})")
    assert told
    assert all(told)


def test_a_hidden_row_is_shown_when_its_passage_is_followed(opened: Open) -> None:
    page = opened("one.html")
    page.fill("[name=words]", "school")
    page.click("#p-1-1")
    assert page.locator("#r-1-1").is_visible()
    assert "no. 1 is shown" in page.inner_text("#count")


def test_columns_sort_both_ways(opened: Open) -> None:
    page = opened("one.html")
    page.click("th[data-key=deadline] button")
    ends = page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.dataset.deadline)")
    assert ends == sorted(ends)
    page.click("th[data-key=deadline] button")
    back = page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.dataset.deadline)")
    assert back == sorted(ends, reverse=True)
    page.select_option("[name=order]", "place")
    assert _numbers(page) == sorted(_numbers(page), key=int)


def test_several_documents_are_filtered_together(opened: Open) -> None:
    page = opened("all.html")
    assert page.locator("section.document").count() == 12
    page.select_option("[name=actor]", "UZB")
    page.fill("[name=words]", "coast")
    assert page.locator("section.document:visible").count() == 3
    assert "in 3 of 12 documents" in page.inner_text("#count")
    assert page.locator("nav .none").count() == 9
    page.click("nav li:first-child a")
    assert page.locator("section.document").first.is_visible()


def test_without_javascript_it_is_linked_text(opened: Open) -> None:
    page = opened("one.html#p-1-12", java_script_enabled=False)
    assert not page.locator("#filters").is_visible()
    assert page.locator("#p-1-12").is_visible()
    page.click("#p-1-12")
    assert page.url.endswith("#r-1-12")
    page.click("#r-1-12 .number")
    assert page.url.endswith("#p-1-12")
    assert page.locator("th button").count() == 0
    page.click("#r-1-12 summary")
    assert page.locator("#r-1-12 .reasons dl").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, {"width": 900, "height": 900}, PHONE])
def test_nothing_sticks_out_sideways(opened: Open, scheme: str, viewport: dict[str, int]) -> None:
    page = opened("all.html", viewport=viewport, color_scheme=scheme)
    wide, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room
    over = page.locator("table.commitments").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.parentElement.clientWidth + 1).length"
    )
    assert over == 0


def test_on_paper_the_controls_are_gone(opened: Open) -> None:
    page = opened("one.html", viewport={"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator("th[data-key=who] .on-paper").is_visible()
    assert page.locator("article.text").is_visible()
    assert page.locator("table.commitments thead").evaluate("one => getComputedStyle(one).display")
    assert page.locator("#r-1-1 .reasons summary").is_hidden()


def test_a_hostile_document_stays_text(opened: Open, full_reading: Reading, tmp_path: Path) -> None:
    words = "China will <script>document.title='x'</script><img src=x onerror=alert(1)> ]]> &amp;"
    text = f"{words}\u202e turned\n</article></main><style>*{{display:none}}</style>--> end\x00."
    (found,) = full_reading.commitments
    hostile = replace(
        found, span=Span(0, len(words)), quote=words, quantities=(), deadline=None, conditions=(),
        actors=(), recipients=(), reporter=None, why=(), theme='"><script>', force=Force.PLANNED,
    )  # fmt: skip
    document = Document(
        source="</title><script>alert(1)</script>.txt",
        text=text,
        title="</title><script>alert(2)</script>",
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
    )
    path = tmp_path / "hostile.html"
    path.write_bytes(render("html", Results([Reading(document, (hostile,))])))
    page = opened(str(path))
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert page.title() == "Commitments: </title><script>alert(2)</script>"
    assert page.locator("mark[data-r='1-1']").inner_text() == words
    assert page.locator("article.text p").inner_text().endswith("--> end\ufffd.")
    assert page.locator("footer").is_visible()
