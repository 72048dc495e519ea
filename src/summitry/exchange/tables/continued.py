"""Texts longer than a cell of a spreadsheet can be: begun in their cell, whole in another sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.exchange.formulas import neutralised, restored
from summitry.exchange.tables.faults import Wrong
from summitry.exchange.tables.spilled import SpilledTexts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

LONGEST_CELL = 32_767
"""UTF-16 units that a cell can hold."""

SHEET = "Long texts"
HEADER = ("Number", "Sheet", "Row key", "Column", "Part", "Text")

_SHOWN = 500
_PART = 16_000  # characters, of at most two units each
_MARK = re.compile(r" … \[continued in sheet “Long texts”, number ([0-9]{1,9})\]\Z")


def is_long(text: str) -> bool:
    """Tell whether a text does not fit a cell, or ends as only one that is continued may."""
    if len(text) * 2 > LONGEST_CELL and len(text.encode("utf-16-le", "replace")) > LONGEST_CELL * 2:
        return True
    return text.endswith("]") and _MARK.search(text) is not None


def beginning(text: str, number: int) -> str:
    """Return what stands in the cell of a text that is continued under a number."""
    return f"{text[:_SHOWN]} … [continued in sheet “{SHEET}”, number {number}]"


def parts(text: str) -> Iterator[str]:
    """Yield the cells that hold a text one after another."""
    for start in range(0, len(text), _PART):
        yield neutralised(text[start : start + _PART])


class Continuations:
    """The texts of the sheet of long texts, joined again."""

    def __init__(self) -> None:
        self._texts = SpilledTexts()
        self._places: dict[int, dict[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._texts.__exit__()

    def add(self, number: int, part: int, cell: str) -> None:
        """Keep one part of a text; raises Wrong where it is there already."""
        known = self._places.setdefault(number, {})
        if part in known:
            raise Wrong(f"is part {part} of number {number} again", "Delete one of the two rows.")
        known[part] = len(self._texts)
        self._texts.append(restored(cell))

    def whole(self, cell: str) -> str:
        """Return the whole text of a cell; raises Wrong where a part is missing or was edited."""
        mark = _MARK.search(cell)
        if mark is None:
            return cell
        known = self._places.get(int(mark[1]), {})
        if not known or sorted(known) != list(range(1, len(known) + 1)):
            raise Wrong(
                f"is continued in sheet “{SHEET}”, where parts of it are missing",
                "Put them back from the file that was exported, or write the whole text here.",
            )
        text = "".join(self._texts[known[part]] for part in sorted(known))
        head = cell[: mark.start()]
        if text[: len(head)] != head or len(head) < min(_SHOWN, len(text)):
            raise Wrong(
                f"is the beginning of a longer text in sheet “{SHEET}” and was edited",
                "Edit the text there and put its beginning back here.",
            )
        return text
