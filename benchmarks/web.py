"""How fast the web application is on a large register: pages, and many people saving at once.

    python benchmarks/web.py [--quick] [--seconds 60] [--keep FILE]

Makes a register of 1,000,000 commitments in 100,000 documents (a tenth with --quick), generated
with a fixed seed, and serves it as ``summitry serve`` does. Each page is asked for many times, by
one visitor after the other, with the answer compressed as browsers ask for it. Then 50 people save
edits at once for a minute, each reading an entry and changing it as they saw it; in the end every
edit that was acknowledged must stand in the journal. At last 10,000 commitments are published, and
their search is asked in a real browser, from disk. The last line is one line of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from published_search import search_ms

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
    Theme,
    content_key,
)
from summitry.workflow import register as workflow
from summitry.workflow.consulting import log
from summitry.workflow.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = 100_000
EACH = 10
PEOPLE = 50
ROUNDS = 25
PARTIES = (
    "CHN", "KAZ", "UZB", "KGZ", "TJK", "TKM", "USA", "JPN", "IND", "KOR",
    "RUS", "TUR", "EU", "CA5", "SAU", "ARE", "QAT", "AZE", "GEO"
)  # fmt: skip
VERBS = ("build", "finance", "open", "train", "supply", "restore", "survey", "connect")
THINGS = (
    "railways", "hospitals", "schools", "reservoirs", "ports", "pipelines", "archives",
    "greenhouses",
)  # fmt: skip
PLACES = ("in the north", "on the coast", "in the valley", "at the border", "in the capital")
THEMES = tuple(one.value for one in Theme)
FORCES = tuple(Force)


def readings(count: int, seed: int = 20220125) -> Iterator[Reading]:
    """Yield documents with ten commitments each, the same ones every time."""
    chance = random.Random(seed)
    for number in range(count):
        yield _reading(number, chance)


def _reading(number: int, chance: random.Random) -> Reading:
    year = 2000 + number % 26
    text, found, blocks = f"What was agreed, number {number}\n\n", [], []
    for place in range(1, EACH + 1):
        words, who, whom = _words(chance)
        start = len(text)
        text += f"{words}. Much was said about this before, and more will be said.\n\n"
        span = Span(start, start + len(words))
        blocks.append(Block(Span(start, len(text) - 2), BlockKind.PARAGRAPH))
        found.append(_commitment(place, f"{number}", (span, words), (who, whom), chance))
    name = f"Dialogue {number % 40}"
    details = {"title": f"Meeting {number} of {name}", "date": f"{year}", "dialogue": name}
    document = Document(
        f"{number}.txt", text, parties=("CHN", "CA5"), blocks=tuple(blocks), **details
    )
    return Reading(document, tuple(found), (), (), "generated", "generated")


def _words(chance: random.Random) -> tuple[str, str, str]:
    who, whom = chance.sample(PARTIES, 2)
    count = chance.randrange(2, 900)
    verb, thing, where = (chance.choice(some) for some in (VERBS, THINGS, PLACES))
    return f"{who} will {verb} {count} {thing} {where} for {whom} with a loan", who, whom


def _commitment(
    place: int, key: str, said: tuple[Span, str], sides: tuple[str, str], chance: random.Random
) -> Commitment:
    span, words = said
    who, whom = (PartyMention(one, Basis.TEXT, Span(span.start, span.start + 3)) for one in sides)
    value = float(chance.randrange(1, 5000)) * 1e6
    money = Quantity(span, words, value, "USD", role=QuantityRole.MONEY)
    end = str(chance.randrange(2001, 2045))
    return Commitment(
        place, content_key("generated", key, str(place)), span, words, (who,), (whom,), "build",
        chance.choice(FORCES), chance.random() < 0.7, chance.choice(THEMES),
        (money,) * (chance.random() < 0.6),
        Period(span, words, end=end) if chance.random() < 0.6 else None,
        why=(Reason("detection", "modal.will", span),),
    )  # fmt: skip


def make(path: Path, documents: int) -> float:
    """Make the register; return how many commitments a second were kept."""
    begun = time.perf_counter()
    workflow.create(path, "Benchmark")
    with workflow.open_at(path) as register:
        kept = sum(one.entries for one in workflow.add_readings(register, readings(documents), "B"))
    return kept / (time.perf_counter() - begun)


def serve(path: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Begin to serve the register; return the process and the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "summitry", "serve", "--port", str(port), "--as", "B"]
    process = subprocess.Popen([*command, "--register", str(path)], stdout=subprocess.DEVNULL)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return process, f"http://127.0.0.1:{port}"
    raise SystemExit("the server did not begin")


def pages(address: str) -> tuple[float, float]:
    """Ask for every page; return the slowest p95 in ms and the largest size in KB."""
    slowest, largest = 0.0, 0.0
    with httpx.Client(base_url=address, timeout=120) as client:
        first = client.get("/api/v1/commitments").json()["commitments"]
        later = client.get("/api/v1/commitments?theme=trade&size=200").json()["commitments"][-1]
        series = client.get("/api/v1/dialogues").json()["dialogues"][7]["series"]
        names = {
            "series": series,
            "id": first[0]["id"],
            "later": later["id"],
            "key": later["document_key"],
        }
        for path in PATHS:
            asked = path.format(**names)
            client.get(asked)
            times, size = [], 0
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                with client.stream("GET", asked) as answer:
                    size = sum(len(piece) for piece in answer.iter_raw())
                times.append((time.perf_counter() - begun) * 1000)
                assert answer.status_code == 200, (asked, answer.status_code)
            p95 = statistics.quantiles(times, n=20)[-1]
            print(f"{p95:8.1f} ms {size / 1000:8.1f} kB  {asked}", flush=True)
            slowest, largest = max(slowest, p95), max(largest, size / 1000)
    return slowest, largest


PATHS = (
    "/", "/dialogues", "/dialogues/{series}", "/documents", "/documents?older=50000",
    "/documents?dialogue=Dialogue+7", "/documents/{key}", "/commitments",
    "/commitments?after={later}",
    "/commitments?before={later}", "/commitments?party=CHN", "/commitments?theme=trade&force=firm",
    "/commitments?q=railways+loan", "/commitments?q=rail*&due_from=2027&due_to=2029",
    "/commitments?unit=USD&amount_from=4900000000", "/commitments?status=rejected",
    "/commitments?due_from=2026", "/commitments?kind=all&status=all", "/commitments?q=nowhere",
    "/commitments/{id}", "/commitments/{id}/edit", "/parties", "/parties/CHN", "/upload",
    "/journal", "/journal?below=50000", "/differences", "/feed.atom",
    "/api/v1/commitments?party=KAZ",
    "/api/v1/register",
)  # fmt: skip


async def save(address: str, seconds: float) -> tuple[list[float], Counter[int], set[str]]:
    """Let many people edit at once; return times in ms, statuses, and what was acknowledged."""
    times: list[float] = []
    statuses: Counter[int] = Counter()
    kept: set[str] = set()
    until = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        found = (await client.get("/api/v1/commitments?size=200")).json()["commitments"]
    ids = [one["id"] for one in found]

    async def person(number: int) -> None:
        chance = random.Random(number)
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            await client.get("/help")
            token = (await client.get("/api/v1/me")).json()["csrf"]
            turn = 0
            while time.monotonic() < until:
                turn += 1
                path = f"/api/v1/commitments/{chance.choice(ids)}"
                seen = (await client.get(path)).headers["etag"]
                action = f"act {number} {turn}"
                headers = {"If-Match": seen, "X-CSRF-Token": token}
                begun = time.perf_counter()
                done = await client.patch(path, json={"action": action}, headers=headers)
                times.append((time.perf_counter() - begun) * 1000)
                statuses[done.status_code] += 1
                if done.status_code == 200:
                    kept.add(action)
                await asyncio.sleep(chance.random())

    await asyncio.gather(*(person(number) for number in range(PEOPLE)))
    return times, statuses, kept


def lost(path: Path, kept: set[str]) -> int:
    """Return how many acknowledged edits the journal does not tell of."""
    with workflow.open_at(path) as register:
        told = "\n".join(str(one.body) for one in log(register) if one.act == "edit")
    return sum(1 for action in kept if f'"{action}"' not in told)


def published() -> tuple[float, float | None]:
    """Return the seconds that publishing 10,000 commitments takes, and the ms of a search."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summitry.db"
        make(path, 10_000 // EACH)
        with workflow.open_at(path) as register:
            begun = time.perf_counter()
            done = publish(register, Path(folder) / "site", proposed=True)
            seconds = time.perf_counter() - begun
        print(f"{len(done.written):,} files published in {seconds:.1f} s")
        return seconds, search_ms(Path(folder) / "site" / "search.html")


def main() -> None:
    """Measure, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--quick", action="store_true", help="a tenth of the size")
    asked.add_argument("--seconds", type=float, default=60, help="how long people save")
    asked.add_argument("--keep", type=Path, help="a register made by an earlier run, or to be kept")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.keep or Path(folder) / "summitry.db"
        if not path.exists():
            rate = make(path, DOCUMENTS // 10 if told.quick else DOCUMENTS)
            print(f"made at {rate:,.0f} commitments/s, {path.stat().st_size / 1e6:,.0f} MB")
        process, address = serve(path)
        try:
            page_ms, page_kb = pages(address)
            times, statuses, kept = asyncio.run(save(address, told.seconds))
        finally:
            process.terminate()
            process.wait()
        print(f"{sum(statuses.values())} edits asked for: {dict(statuses)}")
        publish_s, published_search_ms = published()
        figures = {
            "page_p95_ms": round(page_ms, 1),
            "page_kb": round(page_kb, 1),
            "save_p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
            "lost_edits": lost(path, kept),
            "errors_5xx": sum(count for status, count in statuses.items() if status >= 500),
            "publish_s": round(publish_s, 1),
            "published_search_ms": published_search_ms,
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
