"""Characters that files cannot carry, written as ``{U+0000}`` and read back as they were.

Control characters, halves of surrogate pairs and non-characters have no place in CSV or XML;
``_x0041_`` is what spreadsheets take for such a sign of their own. A text that holds either, or
anything that reads like our own sign, has the first character of it written as a sign.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
    r"|\{(?=U\+[0-9A-F]{4}\})"
    "|_(?=x[0-9A-Fa-f]{4})"
)
_SIGN = re.compile(r"\{U\+([0-9A-F]{4})\}")


def signed(text: str) -> str:
    """Return a text with signs in place of what files cannot carry.

    >>> signed("a\\x00b"), signed("{U+0041}"), signed("_x0041_")
    ('a{U+0000}b', '{U+007B}U+0041}', '{U+005F}x0041_')
    """
    if text.isprintable() and "{U+" not in text and "_x" not in text:
        return text  # as nearly all are; the expression would take three times as long to say so
    return _UNSAFE.sub(_sign, text)


def unsigned(text: str) -> str:
    """Return what :func:`signed` was given."""
    if "{U+" not in text:
        return text
    return _SIGN.sub(lambda found: chr(int(found[1], 16)), text)


def sign_of(character: str) -> str:
    """Return the sign of one character of the basic plane."""
    return f"{{U+{ord(character):04X}}}"


def _sign(found: re.Match[str]) -> str:
    return sign_of(found[0])
