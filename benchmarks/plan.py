"""How fast a large plan is built, looked at and written as IATI.

    python benchmarks/plan.py [--actions N]

In a fresh process a register is filled with N commitments (10,000; this is not measured), then:
building the plan with five steps an action, all of it in the register with its journal; its status
on a day, from the open register; and its IATI activities. Their validity against the schema and
the ruleset is checked afterwards and not measured. Peak memory is that of a process that does all
of this except filling and checking. The last line is one line of JSON; without valid IATI it ends
with code 1.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from summitry.workflow import register as registers

WHO = "benchmark"
PER_DOCUMENT = 100
PLACES = ("Almaty", "Osh", "Khujand", "Samarkand", "Mary", "Bishkek", "Termez", "Atyrau")
THINGS = (
    ("build {n} hospitals in {place}", "by {year}"),
    ("give {n} million dollars for water in {place}", "by {year}"),
    ("train {n} officials of {place}", "in {year}"),
    ("host a forum on transport in {place}", "in {year}"),
    ("establish a joint institute in {place}", "by {year}"),
    ("sign an agreement on customs with {place}", ""),
)
GIVERS = ("China", "Japan", "Korea", "India", "Turkey")
TAKERS = ("Kazakhstan", "Uzbekistan", "Tajikistan", "Turkmenistan", "Kyrgyzstan")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        return measure(Path(options.measure))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.db")
        fill(path, options.actions)
        command = [sys.executable, __file__, "--measure", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        sys.stderr.write(done.stderr)
        if done.returncode:
            return done.returncode
        figures = json.loads(done.stdout.splitlines()[-1])
        print("\n".join(done.stdout.splitlines()[:-1]))
        valid = check(Path(folder, "plan.xml"))
    print(json.dumps(figures))
    return 0 if valid else 1


def fill(path: Path, count: int) -> None:
    from summitry.workflow.reading import read

    registers.create(path, WHO)
    with registers.open_at(path) as register, tempfile.TemporaryDirectory() as folder:
        made, document = 0, 0
        while made < count:
            lines = [sentence(made + place) for place in range(min(PER_DOCUMENT, count - made))]
            note = Path(folder, f"note-{document}.txt")
            note.write_text("\n\n".join(lines))
            reading = read(note, date="2025-06-17", dialogue="Benchmark dialogue")
            found = len(reading.commitments)
            list(registers.add_readings(register, [reading], WHO))
            made += found
            document += 1


def sentence(number: int) -> str:
    thing, when = THINGS[number % len(THINGS)]
    place = PLACES[number % len(PLACES)]
    giver, taker = GIVERS[number % len(GIVERS)], TAKERS[number // 5 % len(TAKERS)]
    year = 2026 + number % 10
    act = thing.format(n=number + 2, place=place)
    return f"{giver} will {act} for {taker} {when.format(year=year)}".strip() + "."


def measure(path: Path) -> int:
    from summitry.model import Publisher
    from summitry.workflow.plans import building, files, looking, running

    with registers.open_at(path) as register:
        begun = time.perf_counter()
        built = building.build(register, building.PlanWishes(), WHO)
        build_s = time.perf_counter() - begun
        publisher = Publisher("XM-EX-1", "10", "Secretariat")
        running.name_publisher(register, None, publisher, WHO)
        begun = time.perf_counter()
        found = looking.status(register, on="2027-03-01")
        status_s = time.perf_counter() - begun
        begun = time.perf_counter()
        content = files.iati(files.plan_file(register))
        iati_s = time.perf_counter() - begun
    path.with_suffix(".xml").write_bytes(content)
    steps = sum(len(one.action.milestones) for one in found.actions)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{built.added} actions with {steps} steps; IATI of {len(content) >> 20} MiB")
    figures = {
        "build_s": round(build_s, 2),
        "status_s": round(status_s, 2),
        "iati_s": round(iati_s, 2),
        "peak_mb": round(peak),
    }
    print(json.dumps(figures))
    return 0


def check(path: Path) -> bool:
    from datetime import UTC, datetime

    from summitry.exchange.iati import check_activities

    begun = time.perf_counter()
    found = check_activities(path.read_bytes(), datetime.now(UTC).date().isoformat())
    spent = time.perf_counter() - begun
    print(f"checked against schema and rules in {spent:.1f} s: {len(found)} findings")
    for one in found[:5]:
        print(one)
    return not found


if __name__ == "__main__":
    sys.exit(main())
