"""Makes the files the tests read: real PDFs, Word documents, packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from summitry.reading import ReadResult

ReadBytes = Callable[..., ReadResult]


def pdf(pages: list[list[str]], *, title: str = "", password: str = "") -> bytes:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, encrypt=StandardEncryption(password) if password else None)
    if title:
        sheet.setTitle(title)
    for lines in pages:
        for row, line in enumerate(lines):
            sheet.drawString(60, 790 - 14 * row, line)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def two_columns(left: list[str], right: list[str], *, title: str, mixed: bool) -> bytes:
    """Make a page of two columns; ``mixed`` draws it line by line, as some programs do."""
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    sheet.drawString(60, 800, title)
    drawn = [(60, row, line) for row, line in enumerate(left)]
    drawn += [(320, row, line) for row, line in enumerate(right)]
    for start, row, line in sorted(drawn, key=lambda each: each[1] if mixed else 0):
        sheet.drawString(start, 770 - 14 * row, line)
    sheet.save()
    return stream.getvalue()


def scanned_pdf(pages: int) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    for _ in range(pages):
        sheet.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def word(fill: Any) -> bytes:
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()
