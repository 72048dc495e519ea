"""The text layer of a PDF, page by page, without what every page repeats."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import Any

from summitry.errors import SourceUnreadable
from summitry.model import Notice, Severity
from summitry.reading.dates import parse_date
from summitry.reading.extract import Extract, Hints
from summitry.reading.segment import segment_plain
from summitry.reading.sources import too_large

_PLACE = "PDF metadata"
_PASSWORD_NEEDED = 4
_LEAST_TEXT = 20
_EDGE_LINES = 3
_HYPHEN_MARK = "\ufffe"
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN_WORD = re.compile(rf"([^\W\d_]+){_HYPHEN_MARK}(?:\n\s*)?([^\W\d_]+)?")
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—|]*\Z", re.I
)
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_FILE_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
# Programs that make PDFs put these where a title should stand.
_NO_TITLE = re.compile(
    r"untitled|\(?anonymous\)?|microsoft word - |.*\.(?:docx?|pdf|indd|rtf)\Z", re.I
)


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
    kept, dropped = _without_furniture(_join_broken_words(pages))
    text, starts = _join_pages(kept)
    blocks = tuple(
        replace(block, page=bisect_right(starts, block.span.start)) for block in segment_plain(text)
    )
    notices = (_furniture_notice(dropped),) if dropped else ()
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
    layer = page.get_textpage()
    try:
        wording: str = layer.get_text_range()
    finally:
        layer.close()
        page.close()
    return wording.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", _HYPHEN_MARK)


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


def _join_broken_words(pages: list[str]) -> list[str]:
    """Join words broken at a line's end; a hyphen stays where the document itself has it."""
    if not any(_HYPHEN_MARK in page for page in pages):
        return pages
    # A half of a broken word is no evidence of a word of its own.
    counts = Counter(word.lower() for page in pages for word in _WORDS.findall(page))
    for page in pages:
        counts.subtract(
            half.lower() for pair in _BROKEN_WORD.findall(page) for half in pair if half
        )

    def join(found: re.Match[str]) -> str:
        left, right = found[1], found[2] or ""
        whole, compound = f"{left}{right}", f"{left}-{right}"
        both_stand_alone = counts[left.lower()] > 0 and counts[right.lower()] > 0
        if not right or counts[compound.lower()] > 0:
            return compound
        return compound if both_stand_alone and counts[whole.lower()] <= 0 else whole

    return [_BROKEN_WORD.sub(join, page).replace(_HYPHEN_MARK, "-") for page in pages]


def _without_furniture(pages: list[str]) -> tuple[list[str], int]:
    """Leave out headers, footers and page numbers: edge lines that most pages repeat.

    A line goes only while all lines between it and the edge of its page go too, and only if it
    is the same on most pages, or the same but for a number that counts the pages.
    """
    split = [page.strip().split("\n") for page in pages]
    repeats = Counter(
        key
        for number, lines in enumerate(split)
        for key in {k for at in _edges(lines) for i in at for k in _keys(lines[i], number)}
    )
    needed = max(3, len(pages) // 2 + 1)
    dropped = 0
    for number, lines in enumerate(split):
        for edge in _edges(lines):
            for index in edge:
                line = lines[index]
                is_number = len(pages) > 1 and _PAGE_NUMBER.match(line) is not None
                if not is_number and all(repeats[key] < needed for key in _keys(line, number)):
                    break
                # What heads every page heads the first as its title.
                if number or is_number or index > len(lines) // 2:
                    dropped += 1
                    lines[index] = ""
    return ["\n".join(lines).strip() for lines in split], dropped


def _edges(lines: list[str]) -> tuple[list[int], list[int]]:
    """Return the first and the last lines that hold anything, from the edge inwards."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    top = filled[:_EDGE_LINES]
    return top, [index for index in reversed(filled[-_EDGE_LINES:]) if index not in top]


def _keys(line: str, number: int) -> list[tuple[str, int | None]]:
    wording = " ".join(line.split()).lower()
    keys: list[tuple[str, int | None]] = [(wording, None)]
    for found in _NUMBER.finditer(wording):
        without = f"{wording[: found.start()]}#{wording[found.end() :]}"
        keys.append((without, int(found.group()) - number))
    return keys


def _join_pages(pages: list[str]) -> tuple[str, list[int]]:
    """Return one text and the offset each page starts at.

    A sentence that runs over the end of a page goes on after a single line break, so that it
    stays one block.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        if pieces:
            gap = "\f" if _runs_over(pieces[-1], page) else "\n\f\n"
            pieces.append(gap)
            length += len(gap)
        starts.append(length)
        pieces.append(page)
        length += len(page)
    return "".join(pieces), starts


def _runs_over(before: str, after: str) -> bool:
    lines = before.rsplit("\n", 6)
    last = lines[-1].rstrip()
    first = after.split("\n", 1)[0].strip()
    if not last or not first or last[-1] in ".!?:;":
        return False
    if first[0].islower():
        return True
    # A name may open the next page within a sentence; a heading is short or in capitals.
    full = max(len(line) for line in lines) * 0.8
    unfinished = last[-1] == "," or len(last) >= full > 30
    return unfinished and first[0].isalpha() and not first.isupper() and len(first) >= full


def _hints(metadata: dict[str, str]) -> Hints:
    title = " ".join(metadata.get("Title", "").split())
    written = _FILE_DATE.match(metadata.get("CreationDate", ""))
    return Hints(
        _PLACE,
        title=None if not title or _NO_TITLE.match(title) else title,
        file_date=parse_date("-".join(written.groups())) if written else None,
    )


def _furniture_notice(dropped: int) -> Notice:
    return Notice(
        Severity.NOTE,
        "page-furniture",
        f"{dropped} lines that pages repeat (headers, footers, page numbers) were left out",
    )
