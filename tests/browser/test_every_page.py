"""Every page in light and dark, wide and on a phone: accessible, and as wide as its window.

``pytest tests/browser/test_every_page.py --portraits FOLDER`` also writes a picture of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from scenes import ACCOUNT_ACTS, ACTS, PAGES, Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
# With pictures every page is looked at in all four; else each in one of two, in turn, as pages
# share their colours and their layout, and going through all of it takes minutes.
LOOKS = (("light", "wide"), ("dark", "phone"), ("dark", "wide"), ("light", "phone"))
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "look" in metafunc.fixturenames:
        looks = LOOKS if metafunc.config.getoption("--portraits") else LOOKS[:2]
        metafunc.parametrize("look", looks, ids=[", ".join(one) for one in looks])


@pytest.fixture
def page(chromium: Browser, look: tuple[str, str]) -> Iterator[Page]:
    scheme, size = look
    context = chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport=SIZES[size],  # type: ignore[arg-type]
        bypass_csp=True,  # axe comes as a script of its own
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def check(
    page: Page, look: tuple[str, str], request: pytest.FixtureRequest
) -> Callable[[str], None]:
    """Check the page that is open, and take its portrait if those are asked for."""
    folder: str | None = request.config.getoption("--portraits")
    turn = count(LOOKS.index(look))

    def checked(name: str) -> None:
        if not folder and next(turn) % 2:
            return
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            path = Path(folder) / f"{name}-{'-'.join(look)}.png"
            page.screenshot(path=path, full_page=True)
        assert _violations(page) == [], name
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], f"{name} is wider than its window"

    return checked


def _violations(page: Page) -> list[tuple[str, str, str]]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        (one["id"], node["html"][:200], node["failureSummary"][:300])
        for one in found
        for node in one["nodes"]
    ]


Check = Callable[[str], None]


def test_pages_of_a_single_user(page: Page, check: Check, single: Place) -> None:
    for name, path in PAGES.items():
        page.goto(single.address + path.format(entry=single.entry, document=single.document))
        check(name)


def test_pages_after_something_was_done(page: Page, check: Check, single: Place) -> None:
    for name, act in ACTS.items():
        act(page, single)
        check(name)


def test_pages_of_those_with_accounts(page: Page, check: Check, several: Place) -> None:
    for name, act in ACCOUNT_ACTS.items():
        act(page, several)
        check(name)


def test_pages_of_an_empty_register(page: Page, check: Check, empty: Place) -> None:
    for path in ("/", "/dialogues", "/documents", "/commitments", "/parties", "/journal"):
        page.goto(empty.address + path)
        check(f"empty{path.replace('/', '-').rstrip('-')}")


def test_pages_of_a_published_site(
    page: Page, check: Check, site_pages: list[tuple[str, str]]
) -> None:
    for name, address in site_pages:
        page.goto(address)
        check(name)
