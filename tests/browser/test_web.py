"""The application in a real browser: upload, review by keyboard, two people at once, search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from scenes import NOTE, PASSWORD, log_in

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
    """The address of a server with accounts for an analyst and a reviewer, and one document."""
    folder = tmp_path_factory.mktemp("together")
    (folder / "note.md").write_text(NOTE)
    path = folder / "summitry.db"
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        list(workflow.add(register, [folder / "note.md"], "Tester"))
        for name, role in (("Analyst", Role.ADMIN), ("Reviewer", Role.REVIEWER)):
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


def test_the_name_of_a_file_runs_nothing(opened: Open, alone: str) -> None:
    page = opened(f"{alone}/upload")
    name = "<img src=x onerror=\"document.title='run'\">{{ 9 * 9 }}"
    kept = [
        {"name": f"{name}{end}", "mimeType": "text/plain", "buffer": told}
        for end, told in ((".md", NOTE.replace("China", "Japan").encode()), (".pdf", b"%PDF-1.7"))
    ]
    page.set_input_files("#files", kept)  # type: ignore[arg-type]
    page.click("text=Upload and read")
    expect(page.locator("#outcomes li")).to_have_count(2, timeout=30_000)
    expect(page.locator("#outcomes .failed b")).to_contain_text("onerror")
    page.click("#outcomes .new a")
    expect(page.locator(".card").first).to_be_visible()
    assert page.locator("main img").count() == 0
    assert "run" not in page.title()


def test_the_second_of_two_sees_who_changed_what(opened: Open, together: str) -> None:
    analyst, reviewer = opened(f"{together}/login"), opened(f"{together}/login")
    log_in(analyst, "Analyst")
    log_in(reviewer, "reviewer")
    for page in (analyst, reviewer):
        page.goto(f"{together}/commitments?q=hospitals")
        page.click(".entries-table .id")
        page.click("text=Edit")
    analyst.select_option("[name=theme]", "water")
    analyst.click("main button")
    analyst.wait_for_url("**/commitments/*")
    reviewer.fill("[name=deadline_end]", "2031")
    reviewer.click("main button")
    expect(reviewer.locator("[role=alert]")).to_contain_text("Analyst")
    expect(reviewer.locator("[role=alert]")).to_contain_text("water")
    expect(reviewer.locator("[name=deadline_end]")).to_have_value("2031")
    expect(reviewer.locator("[name=theme]")).to_have_value("water")
    reviewer.click("main button")
    expect(reviewer.locator(".known")).to_contain_text("2031")
    expect(reviewer.locator(".known")).to_contain_text("water")
    expect(reviewer.locator(".changes")).to_contain_text("Reviewer")


def test_a_key_that_comes_second_changes_nothing(opened: Open, together: str) -> None:
    analyst, reviewer = opened(f"{together}/login"), opened(f"{together}/login")
    log_in(analyst, "Analyst")
    log_in(reviewer, "Reviewer")
    for page in (analyst, reviewer):
        page.goto(f"{together}/commitments?q=railway")
        page.click(".entries-table .source")
    card = ".card.is-now"
    expect(reviewer.locator(card)).to_contain_text("railway")
    analyst.keyboard.press("r")
    expect(analyst.locator(".card.rejected")).to_have_count(1)
    reviewer.keyboard.press("a")
    expect(reviewer.locator(f"{card} .clash")).to_contain_text("Analyst")
    reviewer.reload()
    expect(reviewer.locator(".card.rejected")).to_have_count(1)


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
    page = chromium.new_page(viewport=PHONE)
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.click("text=Search all commitments")
    page.fill("[name=q]", "scholarships")
    expect(page.locator("#count")).to_have_text("1 commitment")
    page.select_option("[name=party]", "KAZ")
    expect(page.locator("#count")).to_have_text("0 commitments")
    page.select_option("[name=party]", "")
    page.click("#found a")
    page.click("dd a")
    assert page.locator("mark").count() > 3
    page.close()
    assert troubles == []
