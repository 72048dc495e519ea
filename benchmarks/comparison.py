"""How far measures from reading are from measures of the gold records, and how fast they come.

    python benchmarks/comparison.py [--without-speed] [--write-quality FILE]

Shares (verifiable, with an amount, with a deadline, firm) are computed from what was read and from
the gold records of each English text with at least fifteen of these; differences are in points.
"pooled" is the largest difference of a share over all these texts together.

Speed: a comparison with 1,000 rounds over 1,000 texts of 30 commitments in 100 sentences each, in
twenty dialogues; and the HTML report on the example, by its command in a fresh process, written
twice, which must give the same bytes. ``--write-quality`` writes what was measured of each text as
the data file that intervals carry through. The last line is one line of JSON. Without the shared
texts it ends with code 3.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from shared_material import ROOT, require

import summitry
from summitry.comparison.matching import matched
from summitry.comparison.misreading import drawn_misreading
from summitry.comparison.rules import quality_rules
from summitry.extraction import ENGINE
from summitry.model import ComparedPromise, ComparedText, Material, Span

FEWEST = 15
SHARED = 10.0
ROUNDS = 1000
TEXTS = 1000
SHARES = ("verifiable", "amount", "deadline", "firm")
PROPERTIES = (*SHARES, "both", "planned", "exploratory")
TIMES = {"year", "month", "week", "day", "hour", "decade", "minute", "quarter"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--without-speed", action="store_true")
    parser.add_argument("--write-quality", type=Path, metavar="FILE")
    options = parser.parse_args()
    texts = read_texts(require("gold", "dev"))
    if options.write_quality:
        options.write_quality.write_text(quality(texts), encoding="utf-8")
    figures = share_figures(texts)
    tell_coverage(texts)
    if not options.without_speed:
        figures |= {"bootstrap_s": bootstrap_seconds(), "report_s": report_seconds()}
    print(json.dumps(figures))


def read_texts(folder: Path) -> dict[str, tuple[list[Any], list[Any], str]]:
    """Return what was read, what is gold, and the text, by the name of the text."""
    texts = {}
    for file in sorted(folder.glob("*.gold.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        if record.get("language", "en") != "en":
            continue
        name = file.name.removesuffix(".gold.json")
        reading = summitry.read(folder / f"{name}.txt", date=record.get("date"))
        gold = [(Span(x["start"], x["end"]), gold_facts(x)) for x in record["commitments"]]
        read = [(one.span, read_facts(one)) for one in reading.commitments]
        texts[name] = (read, gold, reading.document.text)
    return texts


def gold_facts(record: dict[str, Any]) -> dict[str, bool]:
    amounts = [one for one in record["quantities"] if one["unit"] not in TIMES]
    limit = record["deadline"] or {}
    deadline = bool(limit.get("start") or limit.get("end"))
    return facts(record["force"], record["verifiable"], amount=bool(amounts), deadline=deadline)


def read_facts(record: summitry.Commitment) -> dict[str, bool]:
    from summitry.workflow.compared_material import has_amount, has_deadline

    amount, deadline = has_amount(record), has_deadline(record)
    return facts(record.force.value, record.verifiable, amount=amount, deadline=deadline)


def facts(force: str, verifiable: bool, *, amount: bool, deadline: bool) -> dict[str, bool]:
    return {
        "verifiable": verifiable,
        "amount": amount,
        "deadline": deadline,
        "both": amount and deadline,
        "firm": force == "firm",
        "planned": force == "planned",
        "exploratory": force == "exploratory",
    }


def share(records: list[Any], name: str) -> float:
    return 100 * sum(told[name] for _, told in records) / len(records)


def share_figures(texts: dict[str, Any]) -> dict[str, float]:
    long = {name: one for name, one in texts.items() if len(one[1]) >= FEWEST}
    print(f"{'read, gold (difference), in per cent':40}" + "".join(f"{x:>18}" for x in SHARES))
    differences = []
    for name, (read, gold, _) in long.items():
        row = [share(read, one) - share(gold, one) for one in SHARES]
        differences += row
        print(f"{name:40}" + "".join(_both(read, gold, one) for one in SHARES))
    every_read = [one for read, _, _ in long.values() for one in read]
    every_gold = [one for _, gold, _ in long.values() for one in gold]
    pooled = [share(every_read, one) - share(every_gold, one) for one in SHARES]
    print(f"{'pooled':40}" + "".join(_both(every_read, every_gold, one) for one in SHARES))
    sizes = [abs(one) for one in differences]
    return {
        "share_max_diff": round(max(sizes), 2),
        "share_mean_diff": round(sum(sizes) / len(sizes), 2),
        "share_pooled_diff": round(max(map(abs, pooled)), 2),
    }


def tell_coverage(texts: dict[str, Any]) -> None:
    """Print how often the gold share lies in the interval that the other texts' misreading gives.

    Sampling has no part in it: read and gold are of the same text.
    """
    rules = quality_rules()
    inside = every = 0
    for name, (read, gold, _) in texts.items():
        if len(gold) < FEWEST:
            continue
        others = replace(rules, text=tuple(one for one in rules.text if one.text != name))
        misreading = drawn_misreading(others, ROUNDS, np.random.default_rng(1))
        for one in SHARES:
            having = sum(told[one] for _, told in read)
            lacking = np.full(ROUNDS, float(len(read) - having))
            draws = misreading.of_texts(1, np.random.default_rng(2)).share(
                one, np.full(ROUNDS, float(having)), lacking
            )
            found = share(read, one) / 100
            low, high = np.quantile(draws, [0.025, 0.975])
            inside += min(low, found) <= share(gold, one) / 100 <= max(high, found)
            every += 1
    print(f"gold share inside the interval of misreading alone: {inside} of {every}")


def _both(read: list[Any], gold: list[Any], name: str) -> str:
    found, wanted = share(read, name), share(gold, name)
    return f"{found:7.0f}{wanted:4.0f} ({found - wanted:4.1f})".rjust(18)


def quality(texts: dict[str, Any]) -> str:
    """Return the data file that intervals carry through, as TOML."""
    lines = [
        "# How each text was read against its gold records; made by benchmarks/comparison.py with",
        "# --write-quality. What the counts are is told at TextQuality in comparison/rules.py.",
        'id = "reading quality"',
        'version = "1"',
        (
            'source = "gold records of English declarations, fact sheets, readouts and speeches, '
            "matched one to one where intersection over union is at least 0.5; texts that the "
            'reader was developed on, so that unseen texts may be read less well"'
        ),
        f'measured = "{date.today().isoformat()}"',  # noqa: DTZ011 - the day of the measurer
        f'engine = "{ENGINE}"',
        'language = "en"',
        "# so many records drawn from all texts stand beside those of the text drawn for a text",
        f"shared_records = {SHARED}",
    ]
    for name, (read, gold, text) in texts.items():
        count, cells = text_quality(read, gold, text)
        lines += ["", "[[text]]", f'text = "{name}"', f"count = {count}", "[text.properties]"]
        lines += [f"{one} = {cells[one]}" for one in PROPERTIES]
    return "\n".join(lines) + "\n"


def text_quality(
    read: list[Any], gold: list[Any], text: str
) -> tuple[list[int], dict[str, list[int]]]:
    pairs = matched({"read": [span for span, _ in read], "gold": [span for span, _ in gold]})
    both = [(one["read"], one["gold"]) for one in pairs if len(one) == 2]
    found, right = {one for one, _ in both}, {one for _, one in both}
    extra = [told for at, (_, told) in enumerate(read) if at not in found]
    missed = [told for at, (_, told) in enumerate(gold) if at not in right]
    cells = {}
    for name in PROPERTIES:
        seen = [(read[one][1][name], gold[other][1][name]) for one, other in both]
        rows = [
            *(seen.count((True, truth)) for truth in (True, False)),
            sum(told[name] for told in extra),
            *(seen.count((False, truth)) for truth in (True, False)),
            sum(not told[name] for told in extra),
            sum(told[name] for told in missed),
            sum(not told[name] for told in missed),
        ]
        cells[name] = rows
    return [len(both), len(extra), len(missed)], cells


def bootstrap_seconds() -> float:
    from summitry.workflow.comparing import compare

    material = varied_material()
    started = time.perf_counter()
    first = compare(material, "dialogue", rounds=ROUNDS)
    seconds = time.perf_counter() - started
    same = first == compare(material, "dialogue", rounds=ROUNDS)
    print(f"1,000 rounds over {TEXTS:,} texts: {seconds:.2f} s; the same again: {same}")
    if not same:
        raise SystemExit("the same seed gave other figures")
    return round(seconds, 2)


def varied_material() -> Material:
    chance = random.Random(1)
    themes = ("trade", "finance", "transport", "energy", "health", "education", "culture")
    texts, promises = [], []
    for number in range(TEXTS):
        name = f"text {number}"
        talk = tuple(sorted(chance.randrange(100) for _ in range(20)))
        texts.append(
            ComparedText(
                name, 2500, 100, talk, f"dialogue {number % 20}", date=f"{2000 + number % 25}"
            )
        )
        for place in range(30):
            firm = chance.choice(("firm", "planned", "exploratory"))
            told = [chance.random() < 0.1 + 0.03 * (number % 20) for _ in range(3)]
            promises.append(
                ComparedPromise(
                    f"{number}#{place}", name, chance.randrange(100), "words", ("CHN",), ("CA5",),
                    firm, chance.choice(themes), *told,
                )
            )  # fmt: skip
    return Material(tuple(texts), tuple(promises))


def report_seconds() -> float:
    folder = ROOT / "examples" / "central-asia" / "documents"
    with tempfile.TemporaryDirectory() as temporary:
        pages, seconds = [], []
        for number in (1, 2):
            page = Path(temporary) / f"{number}.html"
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "summitry", "compare", str(folder), "--by", "dialogue",
                 "--format", "html", "--output", str(page)],
                check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            )  # fmt: skip
            seconds.append(time.perf_counter() - started)
            pages.append(page.read_bytes().replace(page.name.encode(), b""))
    print(f"report on the example: {seconds[0]:.2f} s, {len(pages[0]) / 1e6:.2f} MB")
    if pages[0] != pages[1]:
        raise SystemExit("the same seed gave another report")
    return round(min(seconds), 2)


if __name__ == "__main__":
    main()
