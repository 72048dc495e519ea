"""The rules of the house, run on the checkout."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

CHECKS = {
    "lint": ("ruff", "check", "--no-cache", "."),
    "format": ("ruff", "format", "--check", "--no-cache", "."),
    "types": ("mypy",),
    "one-way imports": ("importlinter.cli", "lint"),
}
LONGEST_FILE = 500
LONGEST_MEDIAN = 150
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 6
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
MACHINE_PATH = re.compile(r"(?<![\w.~$])/(?:home|Users|root|work|opt|tmp)/[\w.-]")
TEXTS = {".py", ".toml", ".md", ".cff", ".cfg", ".json", ".csv", ".txt", ".yml", ".html", ""}


@pytest.mark.parametrize("check", CHECKS)
def test_tools_find_nothing(checkout: Path, check: str) -> None:
    module, *arguments = CHECKS[check]
    command = [sys.executable, "-m", module, *arguments]
    if check == "one-way imports":
        start = "import sys; from importlinter.cli import lint_imports_command as run; run()"
        command = [sys.executable, "-c", start]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _sources(checkout: Path) -> list[Path]:
    return sorted((checkout / "src").rglob("*.py"))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_short(checkout: Path) -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in _sources(checkout)}
    assert [str(path) for path, length in lengths.items() if length > LONGEST_FILE] == []
    assert median(lengths.values()) <= LONGEST_MEDIAN


def test_functions_are_short_and_take_few_parameters(checkout: Path) -> None:
    too_much = []
    for path in _sources(checkout):
        for function in _functions(path):
            given = function.args
            named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
            parameters = [one for one in named if one.arg not in ("self", "cls")]
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > LONGEST_FUNCTION or len(parameters) > MOST_PARAMETERS:
                too_much.append(f"{path.name}:{function.lineno} {function.name}")
    assert too_much == []


def test_modules_are_named_for_what_they_hold(checkout: Path) -> None:
    assert [path.name for path in _sources(checkout) if path.stem in EMPTY_NAMES] == []


def test_no_path_of_one_machine_stands_in_the_repository(checkout: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=checkout, capture_output=True, text=True, check=True
    )
    found = []
    for name in listed.stdout.splitlines():
        path = checkout / name
        if path.suffix not in TEXTS or not path.is_file() or path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
            if MACHINE_PATH.search(line):
                found.append(f"{name}:{number}: {line.strip()}")
    assert found == []
