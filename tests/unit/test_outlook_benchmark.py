"""The benchmark of the outlook runs on any table of its form and ends with one line of JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_it_runs_and_prints_its_figures(checkout: Path, tmp_path: Path) -> None:
    rows = ["series,domain,year,value,part"]
    for number in range(12):
        for step in range(20):
            value = (
                (100 + 10 * number) * (1.02 + number / 500) ** step * (1 + step * number % 7 / 50)
            )
            part = "future" if step >= 14 else "history"
            rows.append(f"S{number},MICRO,{1975 + step},{value:.2f},{part}")
    table = tmp_path / "series.csv"
    table.write_text("\n".join(rows) + "\n")
    command = [sys.executable, str(checkout / "benchmarks" / "outlook.py"), str(table)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "median of all" in done.stdout
    assert "reliability" in done.stdout
    told = json.loads(done.stdout.splitlines()[-1])
    assert set(told) == {
        "smape", "mase", "drift_mase", "coverage80", "coverage95", "brier_skill", "series_per_s",
    }  # fmt: skip
    assert 0 <= told["coverage80"] <= told["coverage95"] <= 1
    gone = subprocess.run([*command[:-1], "gone.csv"], capture_output=True, text=True, check=False)
    assert gone.returncode == 2
    assert "gone.csv: there is no such file" in gone.stderr
