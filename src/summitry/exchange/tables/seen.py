"""Which keys were seen and where, in some 30 bytes each, since there may be millions."""

from __future__ import annotations

from array import array
from hashlib import blake2b

_SMALLEST = 1024
_FULLEST = 0.6


class Seen:
    """A number for each text, known by 64 bits of its hash; texts are never forgotten.

    Two of a million texts are taken for the same once in some thirty million files.
    """

    def __init__(self) -> None:
        self._count = 0
        self._lay(_SMALLEST)

    def __len__(self) -> int:
        return self._count

    def first(self, text: str, number: int) -> int | None:
        """Return the number of a text seen before, else None, and remember this one.

        >>> seen = Seen()
        >>> seen.first("a", 7), seen.first("b", 8), seen.first("a", 9)
        (None, None, 7)
        """
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "big") or 1  # zero marks a place that is free
        place = self._place(key)
        if self._keys[place]:
            return self._numbers[place]
        self._keys[place] = key
        self._numbers[place] = number
        self._count += 1
        if self._count > self._size * _FULLEST:
            self._grow()
        return None

    def _lay(self, size: int) -> None:
        self._size = size
        self._keys = array("Q", bytes(8 * size))
        self._numbers = array("Q", bytes(8 * size))

    def _place(self, key: int) -> int:
        keys, last = self._keys, self._size - 1
        place = key & last
        while keys[place] and keys[place] != key:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        known = self._keys, self._numbers
        self._lay(2 * self._size)
        for key, number in zip(*known, strict=True):
            if key:
                place = self._place(key)
                self._keys[place] = key
                self._numbers[place] = number
