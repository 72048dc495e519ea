"""The parts of a workbook: its sheets, its shared texts, and which numbers are dates."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from lxml import etree

from summitry.exchange.tables.faults import Wrong

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

    from summitry.exchange.tables.spilled import SpilledTexts

_REMEDY = "Save it again as .xlsx, or export it again."
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_MARKUP_TYPES = (b"<!DOCTYPE", b"<!ENTITY")
_HEAD = 64 * 2**10
_MOST_STYLES = 70_000
_LARGEST_PART = 32 * 2**20
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)
_BUILT_IN = {
    **dict.fromkeys((14, 15, *range(27, 32), 36, *range(50, 59)), "ymd"),
    16: "md",
    17: "ym",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "t"),
    22: "ymdt",
}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: the name people see, and the part that holds its cells."""

    name: str
    part: str


class Parts:
    """An open workbook. Raises Wrong for what is no workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        names = archive.namelist()
        if "mimetype" in names and "content.xml" in names:
            raise Wrong("is an OpenDocument file", "Save it as .xlsx.")
        main = self._target("", "/officeDocument") or "xl/workbook.xml"
        if main not in names:
            raise Wrong("is no workbook", _REMEDY)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Wrong("holds macros", "Save it as .xlsx, without macros.")
        book = self._tree(main)
        relations = self._relations(main)
        self.sheets = [
            SheetPart(sheet.get("name", ""), relations[_relation(sheet)][1])
            for sheet in book.iter("{*}sheet")
            if _relation(sheet) in relations
        ]
        properties = next(book.iter("{*}workbookPr"), None)
        flag = "" if properties is None else properties.get("date1904", "")
        self.days_before = 1462 if flag in ("1", "true") else 0
        self._shared = self._target(main, "/sharedStrings")
        styles = self._target(main, "/styles")
        self.shows = self._styles(styles) if styles in names else []

    def load_shared(self, texts: SpilledTexts) -> None:
        """Add the texts that cells refer to by number."""
        if self._shared not in self._archive.namelist():
            return
        with self.open(self._shared) as file:
            for item in elements(file, "si"):
                texts.append(text_of(item))

    def open(self, part: str) -> IO[bytes]:
        """Return a part to read; raises Wrong where it is missing or declares a document type."""
        try:
            with self._archive.open(part) as file:
                head = file.read(_HEAD)
        except KeyError:
            raise Wrong(f"lacks its part {part}", _REMEDY) from None
        if any(mark in head for mark in _MARKUP_TYPES):
            raise Wrong("declares entities, as only attacks do", "It is no honest file.")
        return self._archive.open(part)

    def _tree(self, part: str) -> _Element:
        with self.open(part) as file:
            content = file.read(_LARGEST_PART + 1)
        if len(content) > _LARGEST_PART:
            raise Wrong(f"has too large a part {part}", "It is no export.")
        return etree.fromstring(content, _parser())

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._archive.namelist():
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:],
            )
            for one in self._tree(path).iter("{*}Relationship")
        }

    def _target(self, part: str, kind: str) -> str:
        for known, target in self._relations(part).values():
            if known.endswith(kind):
                return target
        return ""

    def _styles(self, part: str) -> list[str]:
        tree = self._tree(part)
        own = {
            one.get("numFmtId", ""): shown_by(one.get("formatCode", ""))
            for one in tree.iter("{*}numFmt")
        }
        shows = []
        for formats in tree.iter("{*}cellXfs"):
            for one in list(formats)[:_MOST_STYLES]:
                number = one.get("numFmtId", "0")
                built_in = (
                    _BUILT_IN.get(int(number), "") if number.isascii() and number.isdigit() else ""
                )
                shows.append(own.get(number, built_in))
        return shows


def elements(file: IO[bytes], *names: str) -> Iterator[_Element]:
    """Yield the elements of these names as their ends are met; what was read is let go."""
    tags = [f"{{*}}{name}" for name in names]
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for _, element in etree.iterparse(file, tag=tags, huge_tree=False, **options):
        yield element
        element.clear()
        parent = element.getparent()
        while element.getprevious() is not None:
            del parent[0]


def text_of(item: _Element) -> str:
    """Return the text of a shared or inline text; how it is pronounced is left out."""
    found = []
    for part in item.iter("{*}t"):
        parent = part.getparent()
        if parent is None or not str(parent.tag).endswith("}rPh"):
            found.append(part.text or "")
    return unescaped("".join(found))


def unescaped(text: str) -> str:
    """Return a text with the characters that spreadsheets write as ``_x000D_``."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def shown_by(code: str) -> str:
    """Return which of year, month, day and time a number format shows, empty for numbers.

    >>> shown_by("yyyy-mm-dd"), shown_by("mmm-yy"), shown_by("#,##0.00"), shown_by("hh:mm")
    ('ymd', 'ym', '', 't')
    """
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "general" in bare or not re.search("[ymdhs]", bare):
        return ""
    timed = re.search("[hs]", bare) is not None
    day, year = "d" in bare, "y" in bare
    # An m beside hours alone means minutes.
    month = "m" in bare and (year or day or not timed)
    flags = (("y", year), ("m", month), ("d", day), ("t", timed))
    return "".join(letter for letter, shown in flags if shown)


def _relation(sheet: _Element) -> str:
    return sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
