"""The application in a real browser: upload, review by keyboard, two people at once, search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from summitry.exchange.static_site import Imprint
from summitry.model.people import Role
from summitry.workflow import people
from summitry.workflow import register as workflow
from summitry.workflow.publishing import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Open = Callable[..., "Page"]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "a long walk by the river"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
    # The headings inside a document are its own, and skip levels where it does.
    "rules": {"heading-order": {"enabled": False}},
}
NOTE = """# Notes of a meeting

China will build 3 hospitals in Tajikistan by 2030. China will train 500 doctors by 2028.
Kazakhstan will open a railway to the port by 2029. Uzbekistan will give 20 million dollars.
"""


@pytest.fixture(scope="module")
def alone(
    serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory, example: Path
) -> str:
    """The address of a server for one person, with three documents of the example."""
    path = tmp_path_factory.mktemp("alone") / "summitry.db"
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        list(workflow.add(register, sorted(example.glob("*.md"))[:3], "Tester"))
    return serve(path)


@pytest.fixture(scope="module")
def together(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a server with accounts for Aida and Timur, and one document."""
    folder = tmp_path_factory.mktemp("together")
    (folder / "note.md").write_text(NOTE)
    path = folder / "summitry.db"
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        list(workflow.add(register, [folder / "note.md"], "Tester"))
        for name, role in (("Aida", Role.ADMIN), ("Timur", Role.REVIEWER)):
            people.join(register, people.invite(register, role, "Tester"), name, PASSWORD)
    return serve(path, "--public")


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Open a page in a browser of its own; in the end nothing outside was asked for."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def visit(address: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        outside = "http://127.0.0.1:"
        page.on("request", lambda a: None if a.url.startswith(outside) else troubles.append(a.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if _matters(said.text) else None)
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def _matters(words: str) -> bool:
    # A refusal that the page itself shows is told in the console too.
    return "status of 4" not in words


def log_in(page: Page, name: str) -> None:
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")


def test_from_upload_to_search_by_keyboard(opened: Open, alone: str, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    page = opened(f"{alone}/upload")
    page.set_input_files("#files", [tmp_path / "note.md", tmp_path / "broken.pdf"])
    page.click("text=Upload and read")
    expect(page.locator("#outcomes li")).to_have_count(2, timeout=30_000)
    expect(page.locator("#outcomes .failed")).to_contain_text("broken.pdf")
    page.click("#outcomes .new a")
    cards = page.locator(".card")
    count = cards.count()
    assert count >= 4
    expect(page.locator("#waiting")).to_have_text(f"{count} waiting")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("a")
    expect(cards.nth(0)).to_have_attribute("data-status", "accepted")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(cards.nth(1)).to_have_attribute("data-status", "rejected")
    expect(page.locator("#waiting")).to_have_text(f"{count - 2} waiting")
    page.keyboard.press("u")
    expect(cards.nth(1)).to_have_attribute("data-status", "proposed")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    expect(cards.nth(1).locator(".why dl")).to_be_visible()
    page.keyboard.press("e")
    page.wait_for_url("**/edit*")
    page.fill("[name=deadline_end]", "2027-06")
    page.click("main button")
    page.wait_for_url("**/documents/*")
    expect(cards.nth(1)).to_contain_text("2027-06")
    page.keyboard.press("s")
    page.wait_for_url("**/split*")
    page.go_back()
    page.keyboard.press("m")
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator("#said")).to_contain_text("Merged into")
    page.fill("#quick", "hospitals")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_have_text("1 commitment")
    expect(page.locator(".entries-table .quote")).to_contain_text("3 hospitals")


def test_the_second_of_two_sees_who_changed_what(opened: Open, together: str) -> None:
    aida, timur = opened(f"{together}/login"), opened(f"{together}/login")
    log_in(aida, "Aida")
    log_in(timur, "timur")
    for page in (aida, timur):
        page.goto(f"{together}/commitments?q=hospitals")
        page.click(".entries-table .id")
        page.click("text=Edit")
    aida.select_option("[name=theme]", "water")
    aida.click("main button")
    aida.wait_for_url("**/commitments/*")
    timur.fill("[name=deadline_end]", "2031")
    timur.click("main button")
    expect(timur.locator("[role=alert]")).to_contain_text("Aida")
    expect(timur.locator("[role=alert]")).to_contain_text("water")
    expect(timur.locator("[name=deadline_end]")).to_have_value("2031")
    expect(timur.locator("[name=theme]")).to_have_value("water")
    timur.click("main button")
    expect(timur.locator(".known")).to_contain_text("2031")
    expect(timur.locator(".known")).to_contain_text("water")
    expect(timur.locator(".changes")).to_contain_text("Timur")


def test_a_key_that_comes_second_changes_nothing(opened: Open, together: str) -> None:
    aida, timur = opened(f"{together}/login"), opened(f"{together}/login")
    log_in(aida, "Aida")
    log_in(timur, "Timur")
    for page in (aida, timur):
        page.goto(f"{together}/commitments?q=railway")
        page.click(".entries-table .source")
    card = ".card.is-now"
    expect(timur.locator(card)).to_contain_text("railway")
    aida.keyboard.press("r")
    expect(aida.locator(".card.rejected")).to_have_count(1)
    timur.keyboard.press("a")
    expect(timur.locator(f"{card} .clash")).to_contain_text("Aida")
    timur.reload()
    expect(timur.locator(".card.rejected")).to_have_count(1)


PAGES = (
    "/", "/dialogues", "/dialogues/CC5", "/documents", "/documents/{document}", "/commitments",
    "/commitments?party=CHN&due_from=2020", "/commitments?q=nothing-like-it",
    "/commitments/{entry}", "/commitments/{entry}/edit", "/commitments/{entry}/split",
    "/parties", "/parties/CHN", "/upload", "/journal", "/differences", "/help", "/nothing",
)  # fmt: skip


PLANS = (
    "/plans", "/plans/P1", "/plans/P1?view=board", "/plans/P1?view=gantt",
    "/plans/P1/due?within=5000",
    "/plans/P1/versions", "/plans/P1/bodies/CHN-trade", "/actions/P1-003",
)  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", WIDE), ("dark", PHONE)], ids=["light, wide", "dark, phone"]
)
def test_every_page_is_accessible(opened: Open, alone: str, scheme: str, size: object) -> None:
    page = opened(alone, color_scheme=scheme, viewport=size, bypass_csp=True)
    entry = page.request.get(f"{alone}/api/v1/commitments").json()["commitments"][0]
    page.goto(f"{alone}/plans")
    page.click("main form button")
    page.wait_for_url("**/plans/P1")
    for path in (*PAGES, *PLANS):
        page.goto(alone + path.format(entry=entry["id"], document=entry["document_key"]))
        _check(page, path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_accounts_are_accessible(opened: Open, together: str, scheme: str) -> None:
    page = opened(f"{together}/login", color_scheme=scheme, viewport=PHONE, bypass_csp=True)
    _check(page, "/login")
    log_in(page, "Aida")
    for path in ("/people", "/password"):
        page.goto(together + path)
        _check(page, path)
    page.goto(f"{together}/people")
    page.click("text=Make an invitation")
    _check(page, "invitation")
    page.goto(page.inner_text(".hash"))
    _check(page, "/join")


def _check(page: Page, path: str) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    told = [
        (one["id"], node["html"][:200], node["failureSummary"][:300])
        for one in found
        for node in one["nodes"]
    ]
    assert told == [], path
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], path


def test_it_works_without_scripts(opened: Open, alone: str) -> None:
    page = opened(f"{alone}/documents", java_script_enabled=False)
    page.click("tbody a")
    before = page.locator(".card.accepted").count()
    page.click(".card:not(.accepted) .accept")
    expect(page.locator(".card.accepted")).to_have_count(before + 1)
    page.click("#undo")
    expect(page.locator(".card.accepted")).to_have_count(before)
    page.click("text=Commitments")
    page.check("tbody tr:first-child input[type=checkbox]")
    page.click(".chosen-bar button[value=reject]")
    expect(page.locator("#said")).to_contain_text("rejected")


def test_the_published_site_opens_from_disk(
    chromium: Browser, tmp_path: Path, example: Path
) -> None:
    workflow.create(tmp_path / "summitry.db", "Tester")
    with workflow.open_at(tmp_path / "summitry.db") as register:
        list(workflow.add(register, sorted(example.glob("*.md"))[:2], "Tester"))
        publish(register, tmp_path / "site", Imprint("Promises"), proposed=True)
    page = chromium.new_page(viewport=PHONE, bypass_csp=True)
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    _check(page, "index")
    page.click("text=Search all commitments")
    page.fill("[name=q]", "scholarships")
    expect(page.locator("#count")).to_have_text("1 commitment")
    page.select_option("[name=party]", "KAZ")
    expect(page.locator("#count")).to_have_text("0 commitments")
    page.select_option("[name=party]", "")
    _check(page, "search")
    page.click("#found a")
    _check(page, "commitment")
    page.click("dd a")
    _check(page, "document")
    assert page.locator("mark").count() > 3
    page.close()
    assert troubles == []
