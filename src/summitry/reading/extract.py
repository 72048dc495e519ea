"""What a reader of one format hands on: text, blocks, and the details it came across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.model import Block, Notice
    from summitry.reading.flow import Flow


@dataclass(frozen=True, slots=True)
class Hints:
    """Details a format carries beside its wording, each with its place in plain words.

    ``date`` is the date the source itself states; ``file_date`` only that of the file, which
    may be younger or older than the document.
    """

    place: str = ""
    title: str | None = None
    date: str | None = None
    file_date: str | None = None
    dialogue: str | None = None
    parties: tuple[str, ...] = ()
    language: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The wording of a source and what was learnt on the way.

    ``stated`` comes from front matter, which a person wrote; ``embedded`` from metadata, which
    a program often wrote. ``flow`` is the running text where it differs.
    """

    text: str
    blocks: tuple[Block, ...]
    stated: Hints = Hints()
    embedded: Hints = Hints()
    encoding: str | None = None
    notices: tuple[Notice, ...] = ()
    flow: Flow | None = None
