"""Drawing what two people review, the same on every machine."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
    known = sorted(set(ids))
    wanted = _number(share_or_number, len(known))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(known, key=lambda one: _draw(seed, one)):
        groups[(strata or {}).get(one, "")].append(one)
    # The k-th of a group of n stands at (k - 1/2) / n: whoever takes from the front takes from
    # every group by its share, and never has to give one back for a larger sample.
    ranked = sorted(
        (Fraction(2 * place + 1, 2 * len(members)), _draw(seed, one), one)
        for members in groups.values()
        for place, one in enumerate(members)
    )
    return tuple(sorted(one for *_, one in ranked[:wanted]))


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
