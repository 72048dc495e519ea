r"""Several texts in one cell, joined with ``"; "`` so that each comes back as it was.

A person can type ``KAZ; UZB`` or ``KAZ;UZB``. Inside an item a semicolon is written ``\;``, a
backslash ``\\``, a blank at either end ``\`` and the blank; ``\e`` is an item without text.
"""

from __future__ import annotations

import re

_JOIN = "; "
_SPECIAL = re.compile(r"[\\;]")
_ITEM = re.compile(r"(?:\\.|[^\\;]|\\\Z)+", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;\s])")
_NOTHING = "\\e"


def joined(items: tuple[str, ...]) -> str:
    r"""Return the text of a cell that holds the items.

    >>> print(joined(("a; b", "c")))
    a\; b; c
    """
    return _JOIN.join(_escaped(item) for item in items)


def parted(cell: str) -> tuple[str, ...]:
    r"""Return the items of a cell; what stands between two semicolons only is left out.

    >>> parted(r"a\; b;c ; ")
    ('a; b', 'c')
    """
    return tuple(_unescaped(item) for item in map(_stripped, _ITEM.findall(cell)) if item)


def _escaped(item: str) -> str:
    if not item:
        return _NOTHING
    text = _SPECIAL.sub(r"\\\g<0>", item)
    if item[-1].isspace():
        text = f"{text[:-1]}\\{text[-1]}"
    # A single blank is both ends at once and has its backslash by now.
    if item[0].isspace() and len(item) > 1:
        text = f"\\{text}"
    return text


def _stripped(item: str) -> str:
    kept = item.lstrip()
    bare = kept.rstrip()
    ending = len(bare) - len(bare.rstrip("\\"))
    # An odd backslash at the end belongs to the blank behind it.
    return kept[: len(bare) + 1] if ending % 2 else bare


def _unescaped(item: str) -> str:
    if item == _NOTHING:
        return ""
    return _ESCAPED.sub(lambda found: found[1], item) if "\\" in item else item
