"""A text as it was read, with all that is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table cell.

    ``span`` covers the wording without its bullet or number; ``level`` is the depth of a
    heading or list item, from 1; ``page`` counts from 1 where the source has pages.
    """

    span: Span
    kind: BlockKind
    level: int = 1
    page: int | None = None


class Origin(StrEnum):
    """How a detail about a document came to be known."""

    GIVEN = "given"
    FOUND = "found"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Says for one detail of a document (``title``, ``date``, …) where it comes from.

    ``place`` is in plain words: "front matter", "first lines", "option --date".
    """

    detail: str
    origin: Origin
    place: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read: untouched wording, blocks, and details with their provenance.

    ``date`` is ISO 8601 in reduced precision (``2022``, ``2022-01``, ``2022-01-25``);
    ``language`` a BCP 47 primary subtag; ``parties`` the codes of the parties to the document.
    ``blocks`` never overlap and stand in reading order; they leave out page furniture and
    front matter. ``media_type`` is that of the source, not of ``text``.
    """

    source: str
    text: str
    language: str = "en"
    title: str | None = None
    date: str | None = None
    dialogue: str | None = None
    parties: tuple[str, ...] = ()
    kind: str | None = None
    media_type: str = "text/plain"
    encoding: str | None = None
    blocks: tuple[Block, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def origin(self, detail: str) -> Provenance:
        """Return where a detail comes from; ``unknown`` when nobody said."""
        for known in self.provenance:
            if known.detail == detail:
                return known
        return Provenance(detail, Origin.UNKNOWN)
