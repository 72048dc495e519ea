"""The substance index, and what other weights would make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from summitry.model import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

_TIE = 1e-9


def weighted(
    parts: Mapping[str, NDArray[np.float64]], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the weighted mean of shares, round by round; NaN where a part is."""
    return np.asarray(sum(weight * parts[name] for name, weight in weights.items()))


def sensitivity(
    parts: Mapping[str, Sequence[float]], weightings: int, random: Generator
) -> tuple[Sensitivity, ...]:
    """Return for each group the places it takes over all weights of its parts.

    Weights are drawn evenly from all that are not negative and add up to one; the corners, where
    one part alone counts, are tried as well. Equal values share the better place.
    """
    if not parts:
        return ()
    names = tuple(parts)
    table = np.array([parts[name] for name in names])
    size = table.shape[1]
    drawn = random.dirichlet(np.ones(size), size=weightings)
    values = np.vstack([drawn, np.eye(size)]) @ table.T
    ranks = 1 + (values[:, None, :] > values[:, :, None] + _TIE).sum(axis=2)
    first = (ranks[:weightings] == 1).mean(axis=0)
    return tuple(
        Sensitivity(name, (int(ranks[:, at].min()), int(ranks[:, at].max())), float(first[at]))
        for at, name in enumerate(names)
    )
