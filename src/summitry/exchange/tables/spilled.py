"""Many texts by number, on the disk once they are too many for memory."""

from __future__ import annotations

import tempfile
from array import array
from typing import Self

_IN_MEMORY = 40_000_000
_EACH = 60  # what Python needs for a text beside its characters


class SpilledTexts:
    """A list of texts that only grows; the first some 40 MB of it stay in memory."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._size = 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._starts = array("Q", [0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._kept) + len(self._starts) - 1

    def append(self, text: str) -> None:
        """Add a text; its number is the length before."""
        if self._size < _IN_MEMORY:
            self._kept.append(text)
            self._size += len(text) + _EACH
            return
        # Texts are added before any is asked for, so that the file stands at its end.
        encoded = text.encode("utf-8", "surrogatepass")
        self._file.write(encoded)
        self._starts.append(self._starts[-1] + len(encoded))

    def __getitem__(self, number: int) -> str:
        if number < 0:
            raise IndexError(number)
        if number < len(self._kept):
            return self._kept[number]
        start, end = (self._starts[number - len(self._kept) + step] for step in (0, 1))
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")
