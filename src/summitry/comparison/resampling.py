"""The bootstrap: texts drawn again with their sentences, and sentences drawn again within texts.

Drawing texts again shows how the figures would move with other texts of the kind; it already holds
what varies inside a text. Drawing sentences again, text by text, shows how far the figures hang on
single sentences of these texts. Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

_BLOCK = 256


def over_texts(
    texts: Sequence[NDArray[np.float64]], rounds: int, random: Generator
) -> NDArray[np.float64]:
    """Return the totals of each round, (rounds, columns), with whole texts drawn again."""
    totals = np.stack([one.sum(axis=0) for one in texts])
    count = len(texts)
    drawn = random.multinomial(count, np.full(count, 1 / count), size=rounds)
    return np.asarray(drawn @ totals, dtype=np.float64)


def over_sentences(
    texts: Sequence[NDArray[np.float64]], rounds: int, random: Generator
) -> NDArray[np.float64]:
    """Return the totals of each round, (rounds, columns), with sentences drawn again in each text.

    Sentences with the same counts are drawn together: only how often each kind comes matters.
    """
    totals = np.zeros((rounds, texts[0].shape[1]))
    for one in texts:
        kinds, often = np.unique(one, axis=0, return_counts=True)
        for start in range(0, rounds, _BLOCK):
            stop = min(start + _BLOCK, rounds)
            drawn = random.multinomial(len(one), often / often.sum(), size=stop - start)
            totals[start:stop] += drawn @ kinds
    return totals
