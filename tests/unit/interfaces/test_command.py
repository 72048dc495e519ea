"""The command as a person runs it: real processes, real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from summitry.compiled import is_compiled
from summitry.version import __version__

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NOTE = "China will build 3 hospitals in Tajikistan by 2030.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE)
    return path


def test_one_source_is_shown_as_a_table(run: Run, note: Path) -> None:
    done = run("read", note)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "TJK" in shown
    assert "1 document · 1 commitment" in shown
    assert b"\x1b" not in done.stdout


def test_one_source_gives_one_document_and_a_folder_a_collection(run: Run, note: Path) -> None:
    one = json.loads(run("read", note, "--format", "json").stdout)
    assert one["document"] == "note.txt"
    several = json.loads(run("read", note.parent, "--format", "json").stdout)
    assert [document["document"] for document in several["documents"]] == ["note.txt"]


def test_what_is_given_wins_and_is_told(run: Run, note: Path) -> None:
    options = ("--date", "2022-01", "--dialogue", "D", "--parties", "CHN,Tajikistan")
    data = json.loads(run("read", note, *options, "--format", "json").stdout)
    assert (data["date"], data["dialogue"]) == ("2022-01", "D")
    assert data["parties"] == ["CHN", "TJK"]
    assert data["provenance"]["date"]["origin"] == "given"


def test_standard_input_is_a_source(run: Run) -> None:
    done = run("read", "-", "--format", "jsonl", stdin=NOTE.encode())
    assert json.loads(done.stdout)["quote"].startswith("China will build")


def test_a_bad_source_never_stops_the_rest(run: Run, note: Path) -> None:
    done = run("read", "gone.txt", note, note.parent / "gone.pdf", "--format", "json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert len(data["documents"]) == 1
    assert len(data["failures"]) == 2
    assert done.stderr.count("✗".encode()) == 2


def test_nothing_read_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("read", "gone.txt", "-o", tmp_path / "x.json")
    assert done.returncode == 2
    assert done.stdout == b""
    assert not (tmp_path / "x.json").exists()


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "md", "txt"])
def test_the_ending_of_the_file_decides_the_format(
    run: Run, note: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"out.{ending}"
    done = run("read", note, "-o", path)
    assert done.returncode == 0, done.stderr
    starts = {"json": b"{", "jsonl": b"{", "csv": b"document,", "md": b"# ", "txt": b""}
    assert path.read_bytes().startswith(starts[ending])
    assert f"Wrote {path}" in done.stderr.decode()


def test_every_mistake_is_told_at_once(run: Run, note: Path) -> None:
    done = run(
        "read", note, "--date", "soon", "--parties", "CHX", "--max-size", "big",
        "--format", "xml", "--language", "?", "--timeout", "-1", "-o", "gone/x.json",
    )  # fmt: skip
    assert done.returncode == 2
    told = done.stderr.decode()
    for words in ("--date", "--parties", "--max-size", "--format", "--language", "gone/x.json"):
        assert words in told
    assert told.count("✗") == 7
    assert done.stdout == b""


@pytest.mark.parametrize("arguments", [("read",), ("raed",), ("read", "x", "--dat", "2022")])
def test_wrong_usage_is_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert b"summitry" in done.stderr


def test_version_and_schema(run: Run) -> None:
    engine = "compiled" if is_compiled() else "not compiled"
    assert run("--version").stdout.decode().strip() == f"summitry {__version__}, engine {engine}"
    assert "$defs" in json.loads(run("schema").stdout)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_terminals_without_utf8_are_served(run: Run, note: Path, encoding: str) -> None:
    note.write_text("Қазақстан and China will build 3 hospitals in Tajikistan by 2030.\n", "utf-8")
    done = run("read", note, "gone", environment={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    assert b"TJK" in done.stdout
    machine = run("read", note, "--format", "json", environment={"PYTHONIOENCODING": encoding})
    assert "document" in json.loads(machine.stdout.decode("utf-8"))


def test_output_is_the_same_under_every_hash_seed_and_in_every_folder(
    run: Run, example: Path, tmp_path: Path
) -> None:
    source = sorted(example.glob("*.md"))[0]
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    outputs = {
        run("read", path, "--format", "json", environment={"PYTHONHASHSEED": seed}).stdout
        for path, seed in ((source, "0"), (source, "1"), (copy, "2"))
    }
    assert len(outputs) == 1


def test_help_comes_quickly(run: Run) -> None:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        assert run("--help").returncode == 0
        times.append(time.perf_counter() - began)
    assert min(times) <= 0.4


def test_a_closed_pipe_and_ctrl_c_end_quietly(checkout: Path, example: Path) -> None:
    command = [sys.executable, "-m", "summitry", "read"]
    surroundings = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    with subprocess.Popen(
        [*command, str(example)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings,
    ) as closed:
        assert closed.stdout is not None
        assert closed.stderr is not None
        closed.stdout.close()
        assert b"Traceback" not in closed.stderr.read()
    assert closed.returncode == 141
    with subprocess.Popen(
        [*command, "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings
    ) as waiting:
        assert waiting.stderr is not None
        time.sleep(1.5)
        waiting.send_signal(signal.SIGINT)
        assert b"Traceback" not in waiting.stderr.read()
    assert waiting.returncode == 130


def test_the_demo_names_its_report(run: Run, tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for name in ("summitry-demo-report.md", "summitry-demo-report.json"):
        assert f"Report: {name}" in done.stdout.decode()
        assert (tmp_path / name).stat().st_size > 1000
    assert "replaced the one of an earlier demo" in run("demo", cwd=tmp_path).stdout.decode()


def test_real_output_fits_the_printed_schema(run: Run, example: Path) -> None:
    schema = json.loads(run("schema").stdout)
    done = run("read", example, "--all-statements", "--format", "json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    assert any(document["statements"] for document in data["documents"])
    for document in data["documents"]:
        text = (example / document["document"]).read_bytes().decode("utf-8")
        for record in (*document["commitments"], *document["statements"]):
            assert text[record["start"] : record["end"]] == record["quote"]
