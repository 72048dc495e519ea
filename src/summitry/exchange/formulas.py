"""Texts that a spreadsheet would run as formulas, made harmless in a way that can be undone.

One apostrophe goes in front of a text that begins, after any apostrophes of its own, with a
character that a spreadsheet may take for a formula's beginning. A text of apostrophes only gets
one more, so that one alone can stand for an empty text where an empty cell means none.
"""

from __future__ import annotations

import re

# The full-width forms are run as formulas by spreadsheets set to East Asian languages.
_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]|'+\\Z")
_HARMLESS = re.compile("'(?='*[=+\\-@\t\r\n＝＋－＠]|'*\\Z)")


def neutralised(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula; most texts stay as they are.

    >>> neutralised("=1+1"), neutralised("'=1+1"), neutralised("'tis"), neutralised("")
    ("'=1+1", "''=1+1", "'tis", '')
    """
    return f"'{text}" if _RUNS.match(text) else text


def restored(text: str) -> str:
    """Return what :func:`neutralised` was given.

    >>> restored("'=1+1"), restored("'tis"), restored("'")
    ('=1+1', "'tis", '')
    """
    return text[1:] if _HARMLESS.match(text) else text
