"""How good the outlook is: point error, intervals, chance of a target, and speed.

    python benchmarks/outlook.py FILE [--workers N] [--chart PATH] [--speed-series N]

FILE is a CSV with the columns series, year, value and part ("history" or "future"). Models see
the histories only; the futures serve to score them and nothing else.

smape        mean of 200·|y-f|/(|y|+|f|) over all series and years ahead
mase         mean absolute error by the error of "no change" inside the history
coverage     share of the withheld values inside the intervals, all years ahead together
brier_skill  1 - Brier score / that of drift with normal errors, for the target "at or above
             the actual value of the last year times exp(u)", u uniform in ±0.3, fixed seed

A reliability curve goes to ``--chart`` (.svg or .png; the extra "charts"). The last line is one
line of JSON.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from summitry.monitoring.outlook_law import Prediction, predict
from summitry.monitoring.outlook_models import COMBINATION, DRIFT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SEED = 20220125
SPREAD = 0.3
NOMINAL = (0.80, 0.95)
BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One series, cut in two."""

    name: str
    history: Numbers
    future: Numbers


def main() -> int:
    options = _options()
    if not options.file.is_file():
        print(f"{options.file}: there is no such file.", file=sys.stderr)
        return 2
    cases = read_cases(options.file)
    if not cases:
        print(f"{options.file}: no series has both a history and a future.", file=sys.stderr)
        return 2
    horizon = len(cases[0].future)
    began = time.perf_counter()
    predictions = predict([case.history for case in cases], horizon, workers=options.workers)
    seconds = time.perf_counter() - began
    _print_models(cases, predictions)
    result = {
        "smape": _mean(_smape, cases, predictions, COMBINATION),
        "mase": _mean(_mase, cases, predictions, COMBINATION),
        "drift_mase": _mean(_mase, cases, predictions, DRIFT),
        **{f"coverage{level * 100:.0f}": coverage(cases, predictions, level) for level in NOMINAL},
    }
    for level in NOMINAL:
        by_year = [coverage(cases, predictions, level, step) for step in range(1, horizon + 1)]
        print(f"coverage {level:.0%} by year ahead: " + " ".join(f"{one:.3f}" for one in by_year))
    chances, drifts, met = chances_of_targets(cases, predictions)
    own, other = float(np.mean((chances - met) ** 2)), float(np.mean((drifts - met) ** 2))
    print(
        f"Brier score {own:.4f}, drift with normal errors {other:.4f}, base rate {met.mean():.3f}"
    )
    _print_reliability(chances, met)
    if options.chart is not None:
        draw(options.chart, chances, drifts, met)
    result["brier_skill"] = 1 - own / other
    result["series_per_s"] = len(cases) / seconds
    _print_speed(cases, horizon, options)
    print(json.dumps({name: round(value, 4) for name, value in result.items()}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    parser.add_argument("--chart", type=Path, metavar="PATH")
    parser.add_argument("--speed-series", type=int, default=0, metavar="N")
    return parser.parse_args()


def read_cases(path: Path) -> list[Case]:
    """Return the series of a file in their order; years are sorted."""
    rows: dict[str, dict[str, list[tuple[int, float]]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            parts = rows.setdefault(row["series"], {"history": [], "future": []})
            parts[row["part"]].append((int(row["year"]), float(row["value"])))
    cases = []
    for name, parts in rows.items():
        history, future = (
            np.array([value for _, value in sorted(parts[part])]) for part in ("history", "future")
        )
        if len(history) >= 5 and len(future):
            cases.append(Case(name, history, future))
    return cases


def _smape(case: Case, expected: Numbers) -> float:
    future = case.future
    return float(np.mean(200 * np.abs(future - expected) / (np.abs(future) + np.abs(expected))))


def _mase(case: Case, expected: Numbers) -> float:
    usual = float(np.mean(np.abs(np.diff(case.history))))
    return float(np.mean(np.abs(case.future - expected))) / usual


def _mean(measure, cases, predictions, model: str) -> float:
    pairs = [
        (case, one.backtest.expected[model])
        for case, one in zip(cases, predictions, strict=True)
        if model in one.backtest.expected
    ]
    return float(np.mean([measure(case, expected[: len(case.future)]) for case, expected in pairs]))


def _print_models(cases: list[Case], predictions: list[Prediction]) -> None:
    names = dict.fromkeys(name for one in predictions for name in one.backtest.expected)
    print(f"{len(cases)} series, {len(cases[0].future)} years ahead")
    print(f"{'model':28} {'sMAPE':>7} {'MASE':>7}")
    for name in names:
        smape, mase = (_mean(one, cases, predictions, name) for one in (_smape, _mase))
        print(f"{name:28} {smape:7.3f} {mase:7.3f}")


def coverage(
    cases: list[Case], predictions: list[Prediction], level: float, step: int | None = None
) -> float:
    """Return the share of the withheld values inside the interval, of one year ahead or all."""
    inside = []
    for case, one in zip(cases, predictions, strict=True):
        for horizon, value in enumerate(case.future, start=1):
            if step in (None, horizon):
                low, high = one.interval(level, horizon)
                inside.append(low <= value <= high)
    return float(np.mean(inside))


def chances_of_targets(
    cases: list[Case], predictions: list[Prediction]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the chance of each target by us and by drift with normal errors, and the outcome."""
    shifts = np.random.default_rng(SEED).uniform(-SPREAD, SPREAD, len(cases))
    own, other, met = [], [], []
    for case, one, shift in zip(cases, predictions, shifts, strict=True):
        horizon = len(case.future)
        target = float(case.future[-1] * math.exp(shift))
        own.append(one.chance_at_least(target, horizon))
        other.append(drift_chance(case.history, target, horizon))
        met.append(float(case.future[-1] >= target))
    return np.array(own), np.array(other), np.array(met)


def drift_chance(history: Numbers, target: float, horizon: int) -> float:
    """Return the chance of a value at least the target by drift with normal errors."""
    steps = np.diff(history)
    middle = history[-1] + horizon * steps.mean()
    spread = steps.std(ddof=1) * math.sqrt(horizon * (1 + horizon / len(steps)))
    return 0.5 * math.erfc((target - middle) / max(spread, 1e-12) / math.sqrt(2))


def reliability(chances: Numbers, met: Numbers) -> list[tuple[float, float, int]]:
    """Return for each tenth of the chances their mean, the share met, and how many."""
    places = np.minimum((chances * BINS).astype(int), BINS - 1)
    return [
        (
            float(chances[places == place].mean()),
            float(met[places == place].mean()),
            int((places == place).sum()),
        )
        for place in range(BINS)
        if (places == place).any()
    ]


def _print_reliability(chances: Numbers, met: Numbers) -> None:
    print("reliability: chance given, share met, targets")
    for given, share, count in reliability(chances, met):
        print(f"  {given:5.2f} {share:5.2f} {count:4} " + "#" * round(40 * share))


def draw(path: Path, chances: Numbers, drifts: Numbers, met: Numbers) -> None:
    """Draw the reliability curves to an SVG or PNG, if the extra is there."""
    try:
        import altair as alt
        import vl_convert  # noqa: F401 - altair saves pictures with it
    except ImportError:
        print("No picture: install it with pip install 'summitry[charts]'.", file=sys.stderr)
        return
    rows = [
        {"chance given": given, "share met": share, "targets": count, "by": name}
        for name, values in (("summitry", chances), ("drift, normal errors", drifts))
        for given, share, count in reliability(values, met)
    ]
    diagonal = [{"chance given": end, "share met": end} for end in (0, 1)]
    axes = {"x": "chance given:Q", "y": "share met:Q"}
    curve = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(point=True)
        .encode(**axes, color="by:N", tooltip=["targets:Q"])
    )
    right = alt.Chart(alt.Data(values=diagonal)).mark_line(strokeDash=[4, 4]).encode(**axes)
    (right + curve).properties(width=360, height=360).save(str(path))
    print(f"reliability curve: {path}")


def _print_speed(cases: list[Case], horizon: int, options: argparse.Namespace) -> None:
    """Print seconds for growing numbers of series, repeated with a factor where too few."""
    for count in (options.speed_series // 4, options.speed_series // 2, options.speed_series):
        if not count:
            continue
        histories = [cases[place % len(cases)].history * (1 + place) for place in range(count)]
        began = time.perf_counter()
        predict(histories, horizon, workers=options.workers)
        print(f"{count} series: {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    raise SystemExit(main())
