"""Drawing what two people review, the same on every machine."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from hashlib import sha256
from heapq import heappop, heappush, heappushpop
from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HALF = Fraction(1, 2)
# Two places in groups of less than 2^31 are further apart than what these leave.
_HALVINGS = 64
_DIGEST = 32
_TURNED = bytes(range(255, -1, -1))


def sample_for_double_review(
    ids: Iterable[str],
    share_or_number: float,
    seed: str | int,
    strata: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Return the ids that a second person reviews, sorted.

    A whole number is a number of ids, a float a share from 0 to 1, rounded up. ``strata`` names
    a group for ids, whose shares the sample keeps as well as its size allows; ids without one
    are a group of their own. Only ids, seed and groups decide: neither the order of the ids nor
    the machine. A larger sample of the same seed has all of the smaller one.

    Raises UsageError for a share or number below 0, and a share above 1.

    >>> sample_for_double_review(["a", "b", "c", "d"], 2, seed=1)
    ('b', 'c')
    """
    groups = strata or {}
    pairs = [(one, groups.get(one, "")) for one in set(ids)]
    return sample_of_stream(lambda: pairs, share_or_number, seed)


def sample_of_stream(
    pairs: Callable[[], Iterable[tuple[str, str]]], share_or_number: float, seed: str | int
) -> tuple[str, ...]:
    """Return what :func:`sample_for_double_review` returns, without holding all ids.

    ``pairs`` is called twice, and gives every id once with the name of its group, in any order.
    """
    sizes = Counter(group for _, group in pairs())
    wanted = _number(share_or_number, sizes.total())
    if wanted == 0:
        return ()
    last = _last_place(Counter(sizes.values()), wanted)
    ahead = {size: _ahead(size, last) for size in set(sizes.values())}
    drawn: dict[str, list[bytes]] = {}
    for one, group in pairs():
        kept = drawn.setdefault(group, [])
        # Turned round, so that what a heap gives up first is what was drawn last.
        draw = _draw(seed, one).translate(_TURNED) + one.encode("utf-8", "surrogatepass")
        if len(kept) <= ahead[sizes[group]]:
            heappush(kept, draw)
        else:
            heappushpop(kept, draw)
    sample, candidates = [], []
    for group, kept in drawn.items():
        size = sizes[group]
        if len(kept) > ahead[size]:
            spare = heappop(kept)
            if Fraction(2 * ahead[size] + 1, 2 * size) == last:
                candidates.append(spare)
        sample += [_id_of(draw) for draw in kept]
    candidates.sort(reverse=True)
    sample += [_id_of(draw) for draw in candidates[: wanted - len(sample)]]
    return tuple(sorted(sample))


def _last_place(sizes: Mapping[int, int], wanted: int) -> Fraction:
    """Return the place of the last that is drawn; ``sizes`` has how many groups are of a size.

    The k-th of a group of n stands at (k - 1/2) / n: whoever takes from the front takes from
    every group by its share, and never has to give one back for a larger sample.
    """
    low, high = Fraction(0), Fraction(1)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        up_to = sum(many * int(size * middle + _HALF) for size, many in sizes.items())
        low, high = (low, middle) if up_to >= wanted else (middle, high)
    places = (Fraction(2 * int(size * high + _HALF) - 1, 2 * size) for size in sizes)
    return next(place for place in places if low < place <= high)


def _ahead(size: int, place: Fraction) -> int:
    """Return how many of a group of so many stand before a place."""
    return math.ceil(size * place - _HALF)


def _id_of(draw: bytes) -> str:
    return draw[_DIGEST:].decode("utf-8", "surrogatepass")


def _number(share_or_number: float, total: int) -> int:
    remedy = "Give a whole number, or a share from 0.0 to 1.0."
    if not math.isfinite(share_or_number) or share_or_number < 0:
        raise UsageError(f"{share_or_number} is no size of a sample", remedy=remedy)
    if isinstance(share_or_number, int):
        return min(share_or_number, total)
    if share_or_number > 1:
        raise UsageError(f"{share_or_number} is more than all", remedy=remedy)
    # A share is meant as it is written: 0.1 of 30 is 3, though the float is a little more.
    return math.ceil(Fraction(str(share_or_number)) * total)


def _draw(seed: str | int, one: str) -> bytes:
    text = f"{len(str(seed))}:{seed}{one}".encode("utf-8", "surrogatepass")
    return sha256(text).digest()
