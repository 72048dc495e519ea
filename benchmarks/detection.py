"""How well commitments are found: the reader against gold records, by the guide's own scorer.

    python benchmarks/detection.py [--language CODE] [--only NAME ...] [--without NAME ...]
                                   [--errors NAME]

The texts are those in one language: English, or another by its code, such as ru or zh. NAME is the
name of a text, with or without its ending, or the beginning of one. ``--errors`` prints
the gold records that were missed and the records that are not gold, for one text. The
last line is one line of JSON with the totals.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared_material import require

import summitry
from summitry.exchange import render
from summitry.exchange.formats import Results

COLUMNS = (
    "gold", "predicted", "matched", "precision", "recall", "f1", "loose_f1", "actors_f1",
    "recipients_f1", "quantities_f1", "deadline_f1", "force", "verifiable", "theme",
)  # fmt: skip
GOLD_ENDING = ".gold.json"
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its gold records, and where the reader's records of it are."""

    name: str
    text: Path
    gold: Path
    predicted: Path


def main() -> int:
    options = _options()
    folder = require("gold", "dev")
    scorer = require("gold", "score.py")
    with tempfile.TemporaryDirectory() as temporary:
        cases = [
            case
            for case in _cases(folder, Path(temporary), options.language)
            if _wanted(case.name, options.only, options.without)
        ]
        if not cases:
            print("No text has such a name.", file=sys.stderr)
            return 2
        for case in cases:
            _predict(case)
        if options.errors:
            for case in cases:
                if case.name.startswith(_stem(options.errors)):
                    _print_errors(case)
            return 0
        _print_table(scorer, cases)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language", default="en", metavar="CODE")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--without", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--errors", metavar="NAME")
    return parser.parse_args()


def _cases(folder: Path, predictions: Path, language: str) -> list[Case]:
    cases = []
    for gold in sorted(folder.glob(f"*{GOLD_ENDING}")):
        name = gold.name.removesuffix(GOLD_ENDING)
        if _load(gold).get("language", "en") == language:
            cases.append(Case(name, folder / f"{name}.txt", gold, predictions / f"{name}.json"))
    return cases


def _stem(name: str) -> str:
    return Path(name).name.removesuffix(GOLD_ENDING).removesuffix(".txt")


def _wanted(name: str, only: list[str], without: list[str]) -> bool:
    chosen = not only or any(name.startswith(_stem(one)) for one in only)
    return chosen and not any(name.startswith(_stem(one)) for one in without)


def _predict(case: Case) -> None:
    date = _load(case.gold).get("date")
    reading = summitry.read(case.text, date=date)
    case.predicted.write_bytes(render("json", Results([reading], single=True)))


def _score(scorer: Path, cases: list[Case]) -> dict[str, Any]:
    pairs = [str(path) for case in cases for path in (case.predicted, case.gold)]
    done = subprocess.run(
        [sys.executable, str(scorer), *pairs, "--json"], capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _print_table(scorer: Path, cases: list[Case]) -> None:
    width = max(len(case.name) for case in cases)
    print(f"{'':{width}} " + " ".join(f"{column[:9]:>9}" for column in COLUMNS))
    for case in cases:
        print(_row(case.name, width, _score(scorer, [case])))
    total = _score(scorer, cases)
    print(_row("all", width, total))
    print(json.dumps({"texts": len(cases)} | {key: _rounded(total[key]) for key in COLUMNS}))


def _row(name: str, width: int, figures: dict[str, Any]) -> str:
    cells = (figures[column] for column in COLUMNS)
    shown = (f"{cell:9.3f}" if isinstance(cell, float) else f"{cell:9}" for cell in cells)
    return f"{name:{width}} " + " ".join(shown)


def _rounded(figure: float) -> float:
    return round(figure, 4) if isinstance(figure, float) else figure


def _print_errors(case: Case) -> None:
    gold = _load(case.gold)["commitments"]
    predicted = _load(case.predicted)["commitments"]
    print(f"{case.name}: gold records that were missed")
    for record in gold:
        if not any(_overlap(record, other) >= SAME for other in predicted):
            print(_told(record))
    print(f"{case.name}: records that are not gold")
    for record in predicted:
        if not any(_overlap(record, other) >= SAME for other in gold):
            rules = [why["rule"] for why in record["why"] if why["decides"] == "detection"]
            print(f"{_told(record)}  [{', '.join(rules)}]")


def _told(record: dict[str, Any]) -> str:
    quote = " ".join(record["quote"].split())
    return f"  {record['start']}-{record['end']} {','.join(record['actors'])}: {quote}"


def _overlap(first: dict[str, Any], second: dict[str, Any]) -> float:
    shared = min(first["end"], second["end"]) - max(first["start"], second["start"])
    whole = max(first["end"], second["end"]) - min(first["start"], second["start"])
    return shared / whole if shared > 0 else 0.0


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


if __name__ == "__main__":
    raise SystemExit(main())
