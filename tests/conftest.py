"""What several tests start from: the checkout, a document with every field filled, the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summitry.model import (
    Basis,
    Bound,
    Commitment,
    Document,
    Force,
    Notice,
    Origin,
    PartyMention,
    Period,
    Provenance,
    Quantity,
    QuantityRole,
    Reading,
    Reason,
    Severity,
    Span,
    Statement,
    StatementKind,
    content_key,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

TEXT = (
    "China will give Uzbekistan 50 million dollars by 2030 if the bank agrees, said Kazakhstan.\n"
    "Trade has doubled since 2019."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="session")
def checkout() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def example(checkout: Path) -> Path:
    return checkout / "examples" / "central-asia" / "documents"


@pytest.fixture
def full_reading() -> Reading:
    """A reading in which no field is left empty."""
    document = Document(
        source="somewhere/else/note.txt",
        text=TEXT,
        title="A note",
        date="2022-01-25",
        dialogue="Example",
        parties=("CHN", "UZB"),
        kind="news",
        encoding="utf-8",
        provenance=(
            Provenance("title", Origin.FOUND, "front matter"),
            Provenance("date", Origin.GIVEN, "option --date"),
        ),
    )
    quote = TEXT.partition(",")[0]
    commitment = Commitment(
        number=1,
        key=content_key("commitment", quote),
        span=Span(0, len(quote)),
        quote=quote,
        actors=(PartyMention("CHN", Basis.TEXT, span("China")),),
        recipients=(PartyMention("UZB", Basis.DOCUMENT),),
        action="give",
        force=Force.FIRM,
        verifiable=True,
        theme="finance",
        quantities=(
            Quantity(
                span("50 million dollars"),
                "50 million dollars",
                5e7,
                "USD",
                Bound.EXACT,
                QuantityRole.MONEY,
            ),
        ),
        deadline=Period(span("by 2030"), "by 2030", None, "2030", None, None),
        conditions=(span("if the bank agrees"),),
        reporter=PartyMention("KAZ", Basis.TEXT, span("Kazakhstan")),
        repeats=None,
        page=2,
        why=(Reason("detection", "will", span("will")), Reason("theme", "money")),
    )
    line = "Trade has doubled since 2019"
    statement = Statement(
        1,
        content_key("statement", line),
        span(line),
        line,
        StatementKind.ACHIEVEMENT,
        parties=(PartyMention("ALL", Basis.DOCUMENT),),
        why=(Reason("kind", "perfect", span("has doubled")),),
    )
    notice = Notice(Severity.WARNING, "encoding", "read as UTF-8", "line 1", "Check it.")
    return Reading(document, (commitment,), (statement,), (notice,), "summitry 0.1.0", "abc")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine; tests that need one are skipped where there is none.

    CHROMIUM names another one than the first on the path. None is ever downloaded.
    """
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium on this machine; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    # Chromium refuses to start its sandbox for root, which is who tests on a bare machine.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if root else []
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def run(checkout: Path) -> Run:
    """Run ``summitry`` as a person would: in a process of its own, outside the checkout."""

    def call(
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: bytes = b"",
        environment: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        surroundings = {**os.environ, "PYTHONPATH": str(checkout / "src"), "COLUMNS": "100"}
        surroundings.update(environment or {})
        return subprocess.run(
            [sys.executable, "-m", "summitry", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd or checkout,
            env=surroundings,
            timeout=60,
            check=False,
        )

    return call
