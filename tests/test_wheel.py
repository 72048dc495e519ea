"""The wheel, built and installed apart from the checkout, has all it needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def _python(*arguments: str | Path, cwd: Path, packages: Path | None = None, **given: str) -> bytes:
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    surroundings |= given
    if packages is not None:
        surroundings["PYTHONPATH"] = str(packages)
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=surroundings,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return done.stdout


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    copy = folder / "checkout"
    ignored = shutil.ignore_patterns(".git", ".venv", "build", "*.so", "*.pyd", "__pycache__")
    shutil.copytree(checkout, copy, ignore=ignored)
    # Compiling takes a minute, and is tested apart.
    _python("-m", "pip", "wheel", *options, copy, cwd=folder, SUMMITRY_PURE="1")
    (built,) = folder.glob("summitry-*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--target", folder)
    _python("-m", "pip", "install", *options, wheel, cwd=folder)
    return folder


def test_the_wheel_holds_every_file_of_the_package_and_the_example(
    wheel: Path, checkout: Path
) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    package = checkout / "src" / "summitry"
    expected = {
        f"summitry/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.suffix in {".py", ".toml", ".typed", ".html", ".css", ".js"}
        or path.name == "py.typed"
    }
    example = checkout / "examples" / "central-asia"
    expected |= {
        f"summitry/examples/central-asia/{path.relative_to(example).as_posix()}"
        for path in example.rglob("*")
        if path.is_file()
    }
    assert expected - held == set()
    assert any(name.endswith("/LICENSE") for name in held)


def test_the_installed_package_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    where = _python(
        "-c", "import summitry; print(summitry.__file__)", cwd=tmp_path, packages=installed
    )
    assert Path(where.decode().strip()).is_relative_to(installed)
    note = tmp_path / "note.txt"
    note.write_text("China will build 3 hospitals in Tajikistan by 2030.\n")
    command = ("-m", "summitry")
    read = _python(*command, "read", note, "--format", "json", cwd=tmp_path, packages=installed)
    assert len(json.loads(read)["commitments"]) == 1
    for arguments in (("init",), ("add", "note.txt"), ("verify",)):
        _python(*command, *arguments, cwd=tmp_path, packages=installed)
    listed = _python(*command, "list", "--format", "json", cwd=tmp_path, packages=installed)
    assert len(json.loads(listed)["commitments"]) == 1
    schema = _python(*command, "schema", cwd=tmp_path, packages=installed)
    assert "$defs" in json.loads(schema)
    shown = _python(*command, "demo", cwd=tmp_path, packages=installed).decode()
    assert "Report: summitry-demo-report.md" in shown
    report = json.loads((tmp_path / "summitry-demo-report.json").read_text("utf-8"))
    assert sum(len(document["commitments"]) for document in report["documents"]) >= 60
