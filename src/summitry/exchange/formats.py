"""The formats that go out, by name and by the ending of a file's name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Failure, Reading


@dataclass(frozen=True, slots=True)
class Results:
    """What is written at once: readings in order, failures, and how much of them is wanted.

    ``single`` says that one document was asked for, not a folder or a list of sources;
    ``explained`` that formats for people also show what was looked at and not taken.
    """

    readings: Sequence[Reading]
    failures: Sequence[Failure] = ()
    single: bool = False
    with_statements: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing results; ``module`` has ``encode(results) -> bytes``."""

    name: str
    suffixes: tuple[str, ...]
    module: str


FORMATS = {
    known.name: known
    for known in (
        Format("json", (".json",), "json_document"),
        Format("jsonl", (".jsonl", ".ndjson"), "json_lines"),
        Format("csv", (".csv",), "comma_separated"),
        Format("md", (".md", ".markdown"), "markdown_report"),
        Format("html", (".html", ".htm"), "html_page"),
        Format("annotations", (".jsonld",), "web_annotations"),
    )
}
"""Every format by its name on the command line."""


def format_for(path: str) -> Format | None:
    """Return the format that the ending of a file's name stands for, or None."""
    lowered = path.lower()
    for known in FORMATS.values():
        if lowered.endswith(known.suffixes):
            return known
    return None


def render(name: str, results: Results) -> bytes:
    """Return results in a format, as the bytes of a file.

    Raises UsageError for a name that is no format.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}", remedy=f"Use one of {', '.join(FORMATS)}.")
    encoded: bytes = import_module(f"summitry.exchange.{FORMATS[name].module}").encode(results)
    return encoded
