"""What a source is, told by its first bytes before its name or the server's word for it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from summitry.errors import SourceUnreadable

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx")

_HEAD = 4096


class Kind(StrEnum):
    """The formats that can be read, by their media types."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_NAMES = {
    Kind.TEXT: "plain text",
    Kind.MARKDOWN: "Markdown",
    Kind.HTML: "a web page",
    Kind.PDF: "a PDF",
    Kind.DOCX: "a Word document",
}
_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
}
_BY_MEDIA_TYPE = {kind.value: kind for kind in Kind} | {"application/xhtml+xml": Kind.HTML}

_UNPACK = "Unpack it and read the files in it."
_EXPORT = "Save it as PDF, .docx or plain text and read that."
_PICTURE = "Run it through text recognition (OCR) and read the text."
# offset, first bytes, what it is, what to do
_REFUSED = (
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture", _PICTURE),
    (0, b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (0, b"GIF8", "a GIF picture", _PICTURE),
    (0, b"II*\x00", "a TIFF picture", _PICTURE),
    (0, b"MM\x00*", "a TIFF picture", _PICTURE),
    (8, b"WEBPVP8", "a WebP picture", _PICTURE),
    (4, b"ftyp", "a video or sound file", "Read a transcript of it."),
    (0, b"ID3", "a sound file", "Read a transcript of it."),
    (0, b"{\\rtf", "a Rich Text file", _EXPORT),
    (0, b"SQLite format 3\x00", "a SQLite database", "Export its text and read that."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
_PACKAGES = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an EPUB book"),
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a source is, and the name of what it seemed to be where that is something else.

    ``unknown_as`` is the ending of a file's name that no format goes by.
    """

    kind: Kind
    mistaken_for: str | None = None
    unknown_as: str | None = None

    @property
    def name(self) -> str:
        """What it is, in plain words."""
        return _NAMES[self.kind]


def recognise(data: bytes, name: str, source: str, media_type: str | None = None) -> Recognised:
    """Return what the bytes of a source are.

    ``name`` is that of a file or the path of an address; ``source`` names it in errors;
    ``media_type`` is what a server said.
    Raises SourceUnreadable for anything that cannot be read, naming what it is.
    """
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    named = _BY_SUFFIX.get(suffix)
    claimed = named or _BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().lower())
    actual = _by_content(data, source, claimed)
    if actual is None:
        if claimed in (Kind.PDF, Kind.DOCX):
            raise SourceUnreadable(
                f"this is not {_NAMES[claimed]}, although it is named so",
                where=source,
                remedy="Check the file; if it is plain text, give it a name that ends in .txt.",
            )
        unknown = suffix if claimed is None and not media_type and len(suffix) > 1 else None
        return Recognised(claimed or Kind.TEXT, unknown_as=unknown)
    if claimed is None or claimed is actual:
        return Recognised(actual)
    return Recognised(actual, suffix if named else _NAMES[claimed])


def _by_content(data: bytes, source: str, claimed: Kind | None) -> Kind | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data, source, claimed)
    if head.startswith(_OLE):
        raise _old_office(data, source)
    for offset, mark, name, remedy in _REFUSED:
        if head.startswith(mark, offset):
            raise SourceUnreadable(f"this is {name}, not a text", where=source, remedy=remedy)
    text_head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text_head = head[2:].replace(b"\x00", b"")
    return Kind.HTML if _HTML_START.match(text_head) else None


def _package(data: bytes, source: str, claimed: Kind | None) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        what = "a damaged Word document" if claimed is Kind.DOCX else "a damaged ZIP archive"
        raise SourceUnreadable(
            f"this is {what}", where=source, remedy="Fetch or save the file once more."
        ) from error
    if "word/document.xml" in names or (claimed is Kind.DOCX and "[Content_Types].xml" in names):
        return Kind.DOCX
    for mark, name in _PACKAGES:
        if any(member.startswith(mark) for member in names):
            raise SourceUnreadable(f"this is {name}, not a text", where=source, remedy=_EXPORT)
    raise SourceUnreadable("this is a ZIP archive, not a text", where=source, remedy=_UNPACK)


def _old_office(data: bytes, source: str) -> SourceUnreadable:
    if _ENCRYPTED_STREAM in data:
        return SourceUnreadable(
            "the document is protected by a password",
            where=source,
            remedy="Save a copy without the password and read that.",
        )
    return SourceUnreadable(
        "this is a file of an old Office version (.doc, .xls or .ppt)",
        where=source,
        remedy="Save it as .docx or PDF and read that.",
    )
