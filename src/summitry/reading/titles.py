"""Titles that programs put into the properties of a file, told from real ones."""

from __future__ import annotations

import re

_NO_TITLE = re.compile(
    r"untitled.*|\(?anonymous\)?|word document|(?:new )?document ?\d*|(?:powerpoint )?presentation"
    r"|microsoft word(?: - .*| document)?|.*\.(?:docx?|pdf|indd|rtf|odt|pages|txt)",
    re.IGNORECASE,
)


def real_title(written: str) -> str | None:
    """Return a title on one line, or None for one that only a program has given.

    >>> real_title("Joint  Plan"), real_title("Word Document"), real_title("scan_12.docx")
    ('Joint Plan', None, None)
    """
    title = " ".join(written.split())
    return None if not title or _NO_TITLE.fullmatch(title) else title
