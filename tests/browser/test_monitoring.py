"""Targets, claims and figures in a real browser: for everybody, at every width, and published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from summitry.exchange.static_site import Imprint
from summitry.workflow import assessing, binding, data
from summitry.workflow import register as workflow
from summitry.workflow.publishing import publish
from summitry.workflow.register import Keeping

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}


@pytest.fixture(scope="module")
def register_file(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A register with one document of the example, its figures, bound targets and a verdict."""
    path = tmp_path_factory.mktemp("monitoring") / "summitry.db"
    folder = checkout / "examples" / "central-asia"
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        text = folder / "documents" / "2022-01-china-online-summit.md"
        list(workflow.add(register, [text], "Tester", keeping=Keeping(all_statements=True)))
        for table in sorted((folder / "data").glob("*.csv")):
            data.import_data(register, table, "Tester")
        for entry in ("CC5-2022-01", "CC5-2022-14"):
            found = [str(one.series.number) for one in binding.suggest(register, entry)]
            binding.decide(register, entry, found, "Tester")
        assessing.assess(
            register, "CC5-2022-01", "contested", "two sides", who="Tester", today="2026-02-28"
        )
    return path


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def check_all(chromium: Browser, addresses: list[str]) -> None:
    for scheme in ("light", "dark"):
        for size in (WIDE, PHONE):
            context = chromium.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            for address in addresses:
                page.goto(address)
                assert violations(page) == [], (address, scheme, size)
                width = page.evaluate("document.documentElement.scrollWidth")
                assert width <= size["width"], address
            context.close()


def test_pages_are_for_everybody(
    chromium: Browser, serve: Callable[..., str], register_file: Path
) -> None:
    base = serve(register_file)
    paths = ("targets", "targets/CC5-2022-01", "targets/CC5-2022-08", "claims", "series/1")
    check_all(chromium, [f"{base}/{path}" for path in paths])


def test_reporters_and_vintages_are_switched(
    chromium: Browser, serve: Callable[..., str], register_file: Path
) -> None:
    page = chromium.new_page()
    page.goto(f"{serve(register_file)}/targets/CC5-2022-01")
    rows = page.locator("#t1 tbody tr")
    assert rows.count() == 3
    page.get_by_role("link", name="China", exact=True).last.click()
    assert rows.count() == 2
    page.get_by_role("link", name="restated 2025-06").click()
    assert page.locator("#t1 tr.chosen").count() == 1
    assert page.locator("#t1 details").count() == 1
    page.close()


def test_the_published_pages_are_for_everybody(
    chromium: Browser, register_file: Path, tmp_path: Path
) -> None:
    with workflow.open_at(register_file) as register:
        publish(register, tmp_path / "site", Imprint(), proposed=True)
    base = (tmp_path / "site").as_uri()
    paths = ("targets.html", "targets/CC5-2022-01.html", "claims.html", "series/1.html")
    check_all(chromium, [f"{base}/{path}" for path in paths])
