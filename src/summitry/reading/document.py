"""One source → one Document: fetch, recognise, read by kind, and gather the details."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from summitry.errors import SourceEmpty
from summitry.model import Document, Notice, Severity
from summitry.reading.details import gather_details
from summitry.reading.flow import over_blocks
from summitry.reading.kinds import Kind, Recognised, recognise
from summitry.reading.mending import mend
from summitry.reading.restoring import restore
from summitry.reading.sources import (
    STANDARD_INPUT,
    RawSource,
    is_address,
    read_file,
    read_standard_input,
)

if TYPE_CHECKING:
    import httpx

    from summitry.model import Reading
    from summitry.reading.extract import Extract
    from summitry.reading.flow import Flow
    from summitry.reading.options import ReadOptions


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document and what its reader should know about how it was read.

    ``flow`` is its running text where that differs: without the furniture of pages inside
    sentences, and with broken words joined.
    """

    document: Document
    notices: tuple[Notice, ...] = ()
    flow: Flow | None = None

    def flowing(self) -> Document:
        """Return the document with its running text, for what reads sentences."""
        if self.flow is None:
            return self.document
        return replace(self.document, text=self.flow.text, blocks=self.flow.blocks)

    def restored(self, reading: Reading) -> Reading:
        """Return a reading of the running text as one of the document."""
        return reading if self.flow is None else restore(reading, self.document, self.flow)


def read_document(
    source: str,
    options: ReadOptions,
    standard_input: BinaryIO | None = None,
    transport: httpx.BaseTransport | None = None,
) -> ReadResult:
    """Return the document at a path, an http(s) address, or '-' for standard input.

    ``transport`` replaces the network. Raises a SourceError that says why the source cannot be
    read, or LanguageError for a language that no lexicon covers; nothing else.
    """
    label = os.fsencode(source).decode("utf-8", "replace")
    raw = _open(source, options, standard_input, transport)
    _refuse_empty(raw.data, label)
    recognised = recognise(raw.data, raw.name, label, raw.media_type)
    extract = _extract(recognised.kind, raw, label, options.max_size)
    if not extract.blocks:
        raise _empty(label)
    details = gather_details(extract, options, label)
    document = Document(
        source=label,
        text=extract.text,
        language=details.language,
        title=details.title,
        date=details.date,
        dialogue=details.dialogue,
        parties=details.parties,
        kind=extract.stated.kind,
        media_type=recognised.kind.value,
        encoding=extract.encoding,
        blocks=extract.blocks,
        provenance=details.provenance,
    )
    mistaken = _told_of_kind(recognised)
    flow = extract.flow or over_blocks(extract.text, extract.blocks, mend(extract.text))
    return ReadResult(document, mistaken + extract.notices + details.notices, flow)


def _open(
    source: str,
    options: ReadOptions,
    standard_input: BinaryIO | None,
    transport: httpx.BaseTransport | None,
) -> RawSource:
    if source == STANDARD_INPUT:
        return read_standard_input(standard_input, options.max_size)
    if is_address(source):
        from summitry.reading.web import fetch

        if transport is None and options.public_only:
            from summitry.reading.public_addresses import PublicTransport

            transport = PublicTransport()
        return fetch(source, options.max_size, options.timeout, transport)
    return read_file(source, options.max_size, options.timeout)


def _extract(kind: Kind, raw: RawSource, source: str, max_size: int) -> Extract:
    if kind is Kind.PDF:
        from summitry.reading.pdf import read_pdf

        return read_pdf(raw.data, source, max_size)
    if kind is Kind.DOCX:
        from summitry.reading.docx import read_docx

        return read_docx(raw.data, source, max_size)
    if kind is Kind.HTML:
        from summitry.reading.html import read_html

        return read_html(raw.data, source, raw.charset)
    from summitry.reading.plain import read_plain

    return read_plain(raw.data, source, raw.charset)


def _refuse_empty(data: bytes, source: str) -> None:
    if not data.strip() or data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise _empty(source)


def _empty(source: str) -> SourceEmpty:
    return SourceEmpty(
        "there is no text in it", where=source, remedy="Check that the right file was saved."
    )


def _told_of_kind(recognised: Recognised) -> tuple[Notice, ...]:
    if recognised.unknown_as:
        unknown = Notice(
            Severity.NOTE,
            "read-as-text",
            f"no format goes by the ending {recognised.unknown_as}, "
            "so that it was read as plain text",
        )
        return (unknown,)
    return (_mistaken(recognised),) if recognised.mistaken_for else ()


def _mistaken(recognised: Recognised) -> Notice:
    return Notice(
        Severity.NOTE,
        "read-as",
        f"it is named {recognised.mistaken_for} but is {recognised.name}, and was read as that",
    )
