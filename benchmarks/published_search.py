"""How fast the search of a published site answers in a real browser, opened from a disk.

Playwright drives the Chromium of this machine; each search is typed at once, as pasting does, and
has answered when what it found has been laid out and painted.
"""

from __future__ import annotations

import os
import shutil
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SEARCHES = (
    "railways", "loan", "in the", "china build", "hospitals capital", "r", "re", "9", "kazakhstan",
    "nothing like it", "schools in the north for", "ports trade firm", "",
)  # fmt: skip
ROUNDS = 4
_ASK = """
async ([words, filters]) => {
  const form = document.getElementById("search");
  for (const [name, value] of Object.entries(filters)) form.elements[name].value = value;
  form.elements.q.value = words;
  const begun = performance.now();
  form.elements.q.dispatchEvent(new Event("input", { bubbles: true }));
  // What is asked for in a frame is on the screen when the next one begins.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}
"""


def browser_here() -> str | None:
    """Return the path of a Chromium of this machine, or None."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def search_ms(page: Path) -> float | None:
    """Return the p95 of a search on the page in ms; None where there is no browser."""
    found = browser_here()
    if found is None:
        print("the published search was not measured: no Chromium on this machine")
        return None
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if root else []
        )
        tab = browser.new_page()
        tab.goto(page.as_uri())
        tab.wait_for_selector("#found li")
        opened = tab.evaluate("performance.now()")
        for _ in range(ROUNDS):
            for filters in ({}, {"force": "firm"}, {"force": ""}):
                times += [tab.evaluate(_ASK, [words, filters]) for words in SEARCHES]
        browser.close()
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"published search: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, "
        f"slowest {max(times):.0f} ms; the page opened from disk in {opened:.0f} ms"
    )
    return round(p95, 1)
