"""Word documents: paragraphs, headings, list items and table cells in reading order."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from summitry.errors import SourceTooLarge, SourceUnreadable
from summitry.model import BlockKind
from summitry.reading.assembling import TextBuilder
from summitry.reading.extract import Extract, Hints
from summitry.reading.mending import raised
from summitry.reading.sources import readable_size, too_large
from summitry.reading.titles import real_title

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE = "document properties"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# Text packs 5 to 30 times; what packs far tighter than any text is made to fill a memory.
_MOST_PACKED = 200
_SMALL_PART = 10_000_000
_ALL_PARTS = 4
_MOST_PARTS = 20_000

# Deleted text, what an old program would show instead, and the text of fields.
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}instrText", f"{_W}txbxContent"})
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes, source: str, max_size: int) -> Extract:
    """Return the wording of a Word document.

    No part may unpack to more than ``max_size`` bytes nor all to more than four times that,
    and no large part may be packed more than 200 times; SourceTooLarge otherwise. Raises
    SourceUnreadable for a package that is no Word document.
    """
    _refuse_bomb(data, source, max_size)
    document = _open(data, source)
    builder = TextBuilder()
    styles = _Styles(document)
    try:
        for element, in_cell in _paragraphs(document.element.body):
            _add(builder, element, styles, in_cell=in_cell)
            if builder.length > max_size:
                raise too_large(source, max_size)
    except RecursionError as error:
        raise _damaged(source) from error
    text, blocks = builder.build()
    return Extract(text, blocks, embedded=_hints(document))


def _refuse_bomb(data: bytes, source: str, max_size: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise _damaged(source) from error
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    packed_tight = any(
        part.file_size > _SMALL_PART and part.file_size > _MOST_PACKED * max(part.compress_size, 1)
        for part in parts
    )
    if largest <= max_size and total <= max_size * _ALL_PARTS and not packed_tight:
        if len(parts) > _MOST_PARTS:
            raise _damaged(source)
        return
    raise SourceTooLarge(
        f"this Word document unpacks from {readable_size(len(data))} to {readable_size(total)}",
        where=source,
        remedy="Do not open it unless you know who made it; then read it saved as plain text.",
    )


def _open(data: bytes, source: str) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise _damaged(source)
        return document
    except (KeyError, ValueError, TypeError, AttributeError, AssertionError, IndexError) as error:
        raise _damaged(source) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise _damaged(source) from error
    except (etree.LxmlError, OpcError, RuntimeError) as error:
        raise _damaged(source) from error


def _damaged(source: str) -> SourceUnreadable:
    return SourceUnreadable(
        "this is not a Word document, or it is damaged",
        where=source,
        remedy="Open it in a word processor, save it as .docx once more, and read that.",
    )


def _paragraphs(body: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each paragraph in reading order with whether it stands in a table.

    Content controls and tracked insertions are looked into, which python-docx passes over.
    """
    stack = [(child, False) for child in reversed(body)]
    while stack:
        element, in_cell = stack.pop()
        if element.tag == f"{_W}p":
            yield element, in_cell
        elif element.tag not in _UNSEEN and isinstance(element.tag, str):
            inside = in_cell or element.tag == f"{_W}tc"
            stack += [(child, inside) for child in reversed(element)]


def _wording(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}t":
            pieces.append(_raised(element, element.text or ""))
        elif element.tag in _BREAKS:
            if element.getparent().tag == f"{_W}r":  # a w:tab may also set a tab stop
                pieces.append(_BREAKS[element.tag])
        elif element.tag not in _UNSEEN and isinstance(element.tag, str):
            stack += reversed(element)
    return "".join(pieces)


def _raised(element: Any, wording: str) -> str:
    """Return the figures of a note or power as such, apart from the word before them."""
    if not wording.isdecimal():
        return wording
    position = element.getparent().find(f"{_W}rPr/{_W}vertAlign")
    is_raised = position is not None and position.get(f"{_W}val") == "superscript"
    return raised(wording) if is_raised else wording


def _add(builder: TextBuilder, paragraph: Any, styles: _Styles, *, in_cell: bool) -> None:
    wording = "\n".join(" ".join(line.split()) for line in _wording(paragraph).split("\n"))
    if not wording.strip():
        return
    if in_cell:
        builder.add(wording, BlockKind.TABLE_CELL)
        return
    kind, level = styles.kind(paragraph)
    if kind is None:
        builder.add_paragraph(wording)
    else:
        builder.add(wording, kind, level)


class _Styles:
    """Tells headings and list items by the styles of a document."""

    def __init__(self, document: Any) -> None:
        self._known: dict[str, tuple[BlockKind | None, int]] = {}
        self._elements: dict[str, Any] = {}
        for style in document.styles.element.iterfind(f"{_W}style"):
            self._elements[style.get(f"{_W}styleId", "")] = style

    def kind(self, paragraph: Any) -> tuple[BlockKind | None, int]:
        """Return what a paragraph is and its level, or None where no style tells."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None, 1
        style = properties.find(f"{_W}pStyle")
        styled = self._styled(style.get(f"{_W}val", "")) if style is not None else (None, 1)
        if styled[0] is BlockKind.HEADING:
            return styled
        numbering = properties.find(f"{_W}numPr")
        if numbering is not None and _value(numbering, "numId") != "0":
            depth = _value(numbering, "ilvl") or "0"
            return BlockKind.LIST_ITEM, int(depth) + 1 if depth.isdecimal() else 1
        return styled

    def _styled(self, identifier: str) -> tuple[BlockKind | None, int]:
        if identifier not in self._known:
            self._known[identifier] = self._look_up(identifier)
        return self._known[identifier]

    def _look_up(self, identifier: str) -> tuple[BlockKind | None, int]:
        seen: set[str] = set()
        while identifier not in seen and identifier in self._elements:
            seen.add(identifier)
            style = self._elements[identifier]
            name = (_value(style, "name") or "").lower()
            first, _, number = name.partition(" ")
            if name in ("title", "subtitle"):
                return BlockKind.HEADING, 1
            if first == "heading" and number.isdecimal():
                return BlockKind.HEADING, int(number)
            if first == "list" and name != "list paragraph":
                last = name.rsplit(" ", 1)[-1]
                return BlockKind.LIST_ITEM, int(last) if last.isdecimal() else 1
            if style.find(f"{_W}pPr/{_W}numPr") is not None:
                return BlockKind.LIST_ITEM, 1
            identifier = _value(style, "basedOn") or ""
        return None, 1


def _value(element: Any, child: str) -> str | None:
    found = element.find(f"{_W}{child}")
    value: str | None = found.get(f"{_W}val") if found is not None else None
    return value


def _hints(document: Any) -> Hints:
    try:
        properties = document.core_properties
        title = real_title(properties.title or "")
        made = properties.created
        library_template = properties.author == "python-docx" and made is not None
    except (KeyError, ValueError, AttributeError, TypeError):
        return Hints()
    # The template of python-docx carries a date of 2013.
    if library_template and made.year == 2013:
        made = None
    return Hints(_PLACE, title=title, file_date=made.date().isoformat() if made else None)
