"""``summitry demo``: the main job on the example that comes with the package."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends, exit_code
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.interfaces.cli.gathering import Gathered

REPORT = "summitry-demo-report"
_MARK = b"<!-- Written by summitry demo; the next demo replaces it. -->\n\n"
_MARKED_KEYS = (b'{\n  "documents": [', b'"lexicon": "')


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """What was typed after ``summitry demo``."""

    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write the report.")] = (
        Path()
    )


@takes(DemoRequest)
def demo(request: DemoRequest) -> None:
    """Read the example on Central Asia, show its commitments and write a report."""
    with clean_ends():
        from summitry.interfaces.cli.delivery import show_summary, shower
        from summitry.interfaces.cli.gathering import gather
        from summitry.interfaces.cli.read_request import ReadRequest, check
        from summitry.interfaces.cli.writing import check_writable
        from summitry.workflow.example import example_documents

        check_writable(request.folder / f"{REPORT}.md")
        wanted = check(ReadRequest([str(example_documents())]))
        gathered = gather(wanted, show=shower(sys.stdout))
        if gathered.readings:
            show_summary(gathered, sys.stdout)
            sys.stdout.flush()
            _write_reports(request.folder, gathered)
        code = exit_code(read=len(gathered.readings), failed=len(gathered.failures))
    raise typer.Exit(code)


def free_name(path: Path) -> tuple[Path, str]:
    """Return a path to write to and what to say of it; a file the demo did not make is kept."""
    if not path.exists():
        return path, ""
    if path.is_file() and _made_by_demo(path.read_bytes()):
        return path, " (replaced the one of an earlier demo)"
    number = 2
    while (other := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return other, f" ({path.name} was already there and is not the demo's)"


def _made_by_demo(content: bytes) -> bool:
    first, second = _MARKED_KEYS
    return content.startswith(_MARK) or (content.startswith(first) and second in content)


def _write_reports(folder: Path, gathered: Gathered) -> None:
    from summitry.exchange import render
    from summitry.exchange.formats import Results
    from summitry.interfaces.cli.writing import write_file

    results = Results(gathered.readings, gathered.failures)
    for suffix, content in (
        (".md", _MARK + render("md", results)),
        (".json", render("json", results)),
    ):
        path, remark = free_name(folder / f"{REPORT}{suffix}")
        write_file(path, content)
        sys.stdout.write(f"Report: {path}{remark}\n")
