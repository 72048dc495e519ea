"""What is found only when it is first looked into: most sentences are given up before that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


class Deferred(Sequence[Item]):
    """A sequence that is found when first asked for any of its items, and then kept."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Sequence[Item]]) -> None:
        self._find = find
        self._found: Sequence[Item] | None = None

    def _items(self) -> Sequence[Item]:
        if self._found is None:
            self._found = self._find()
        return self._found

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items()[index]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items())
