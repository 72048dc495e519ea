"""The text layer of a PDF, page by page, without what every page repeats."""

from __future__ import annotations

import re
from typing import Any

from summitry.errors import SourceUnreadable
from summitry.reading.dates import parse_date
from summitry.reading.extract import Extract, Hints
from summitry.reading.pdf_layout import page_wording
from summitry.reading.sources import too_large
from summitry.reading.text_layer import join_pages
from summitry.reading.titles import real_title

_PLACE = "PDF metadata"
_PASSWORD_NEEDED = 4
_LEAST_TEXT = 20
_FILE_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


def read_pdf(data: bytes, source: str, max_size: int) -> Extract:
    """Return the wording of a PDF with the page of each block.

    Line breaks are those of the text layer; words it breaks at a line's end are joined.
    Raises SourceUnreadable for a damaged, protected or scanned file, SourceTooLarge when the
    unpacked text passes ``max_size``.
    """
    pages, metadata = _load(data, source, max_size)
    letters = sum(sum(map(str.isalnum, page)) for page in pages)
    if letters < _LEAST_TEXT * len(pages) and letters < 400:
        raise SourceUnreadable(
            "this PDF has no text layer; its pages are pictures",
            where=source,
            remedy="Run it through text recognition (OCR) and read the result.",
        )
    text, blocks, notices = join_pages(pages)
    return Extract(text, blocks, embedded=_hints(metadata), notices=notices)


def _load(data: bytes, source: str, max_size: int) -> tuple[list[str], dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, source) from error
    try:
        pages: list[str] = []
        size = 0
        for number in range(len(document)):
            page = _page_text(document, number)
            size += len(page)
            if size > max_size:
                raise too_large(source, max_size)
            pages.append(page)
        return pages, document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, source) from error
    finally:
        document.close()


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    try:
        return page_wording(page).replace("\f", "\n")
    finally:
        page.close()


def _refusal(error: Exception, source: str) -> SourceUnreadable:
    if getattr(error, "err_code", None) == _PASSWORD_NEEDED or "password" in str(error).lower():
        return SourceUnreadable(
            "this PDF is protected by a password",
            where=source,
            remedy="Save a copy without the password and read that.",
        )
    return SourceUnreadable(
        "this PDF is damaged", where=source, remedy="Fetch or save the file once more."
    )


def _hints(metadata: dict[str, str]) -> Hints:
    written = _FILE_DATE.match(metadata.get("CreationDate", ""))
    return Hints(
        _PLACE,
        title=real_title(metadata.get("Title", "")),
        file_date=parse_date("-".join(written.groups())) if written else None,
    )
