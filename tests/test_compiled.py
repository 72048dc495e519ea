"""The engine compiled and the engine as it stands read alike, and no old form runs unseen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summitry.compiled import is_compiled

SHARED_OBJECTS = ("*.so", "*.pyd")


def _told(package: Path, documents: Path) -> bytes:
    """Return all that the package in a folder reads in the documents."""
    options = ("--format", "json", "--all-statements", "--explain")
    done = subprocess.run(
        [sys.executable, "-m", "summitry", "read", str(documents), *options],
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        check=False,
    )
    assert done.stdout, done.stderr.decode()
    return done.stdout


@pytest.mark.skipif(
    not is_compiled(), reason="the engine is not compiled here: python3 start.py compile"
)
def test_compiled_or_not_the_example_reads_alike(
    checkout: Path, example: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(
        checkout / "src", plain, ignore=shutil.ignore_patterns(*SHARED_OBJECTS, "__pycache__")
    )
    compiled = _told(checkout / "src", example)
    assert compiled == _told(plain, example)
    assert sum(len(one["commitments"]) for one in json.loads(compiled)["documents"]) >= 60


@pytest.fixture
def small_checkout(checkout: Path, tmp_path: Path) -> Path:
    """The script and the sources without shared objects, where they can be changed."""
    shutil.copy2(checkout / "compile_engine.py", tmp_path)
    ignored = shutil.ignore_patterns(*SHARED_OBJECTS, "__pycache__")
    shutil.copytree(checkout / "src", tmp_path / "src", ignore=ignored)
    return tmp_path


def _ask(folder: Path, question: str, **surroundings: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"import compile_engine as engine; print({question})"],
        cwd=folder,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_shared_objects_of_other_sources_are_told_and_removed(small_checkout: Path) -> None:
    stale = "engine.is_stale()"
    assert _ask(small_checkout, stale) == "False"
    folder = small_checkout / "src" / "summitry" / "extraction"
    made = folder / "words.cpython-311.so"
    made.write_bytes(b"")
    assert _ask(small_checkout, stale) == "True"  # nothing says what it was made of
    (small_checkout / "build" / "engine").mkdir(parents=True)
    stamp = "engine.STAMP.write_text(engine.json.dumps({'digest': engine.digest()})) > 0"
    assert _ask(small_checkout, stamp) == "True"
    assert _ask(small_checkout, stale) == "False"
    with (folder / "words.py").open("a") as source:
        source.write("# changed\n")
    assert _ask(small_checkout, stale) == "True"
    _ask(small_checkout, "engine.remove()")
    assert not made.exists()


@pytest.mark.parametrize(
    ("surroundings", "said"),
    [
        ({"SUMMITRY_PURE": "1"}, "SUMMITRY_PURE is set"),
        ({"CC": "no-such-compiler"}, "there is no C compiler here"),
    ],
)
def test_what_cannot_be_compiled_runs_as_it_stands_and_says_so(
    small_checkout: Path, surroundings: dict[str, str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "compile_engine.py"],
        cwd=small_checkout,
        env={**{key: value for key, value in os.environ.items() if key != "CC"}, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == f"{said}: the engine runs uncompiled, about a third as fast.\n"
    assert list((small_checkout / "src").rglob("*.so")) == []
