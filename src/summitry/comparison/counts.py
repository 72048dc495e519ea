"""Counts of a group, sentence by sentence, as a matrix that can be drawn from again."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from summitry.model import Delivery, Force, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from summitry.comparison.grouping import Members
    from summitry.model import ComparedPromise

PROPERTIES: dict[str, Callable[[ComparedPromise], bool]] = {
    "promises": lambda one: True,
    "verifiable": lambda one: one.verifiable,
    "amount": lambda one: one.amount,
    "deadline": lambda one: one.deadline,
    "both": lambda one: one.amount and one.deadline,
    "body": lambda one: one.body,
    "firm": lambda one: one.force == Force.FIRM,
    "planned": lambda one: one.force == Force.PLANNED,
    "exploratory": lambda one: one.force == Force.EXPLORATORY,
    "following": lambda one: one.standing is not None,
    "new": lambda one: one.standing is Standing.NEW,
    "renewed": lambda one: one.standing is Standing.RENEWED,
    "followed": lambda one: one.dropped is not None,
    "dropped": lambda one: bool(one.dropped),
    "tracked": lambda one: one.delivery is not None,
    "delivered": lambda one: one.delivery is Delivery.DELIVERED,
    "late": lambda one: one.delivery is Delivery.LATE,
    "unknown": lambda one: one.delivery is Delivery.UNKNOWN,
}
"""What is counted of promises, by the name that measures.toml uses."""

WORDS, TALK, HEARD = "words", "talk", "heard"
_OF_TEXTS = (WORDS, TALK, HEARD)


class Columns:
    """Which column of a matrix counts what; themes come after all else."""

    def __init__(self, themes: Sequence[str]) -> None:
        self.themes = tuple(themes)
        names = (*_OF_TEXTS, *PROPERTIES)
        self._places = {name: place for place, name in enumerate(names)}
        self._first_theme = len(names)
        self.width = len(names) + len(self.themes)

    def place(self, name: str) -> int:
        """Return the column of a count."""
        return self._places[name]

    def theme(self, name: str) -> int:
        """Return the column of a theme."""
        return self._first_theme + self.themes.index(name)

    def of_themes(self) -> slice:
        """Return the columns of all themes."""
        return slice(self._first_theme, self.width)


def sentence_counts(members: Members, columns: Columns) -> list[NDArray[np.float64]]:
    """Return for each text of a group its counts, one row a sentence.

    Words are spread evenly over the sentences: what is drawn again keeps its length. A text whose
    sentences are not known has one row for each promise. Words that are not known leave NaN.
    """
    by_text: dict[str, list[ComparedPromise]] = defaultdict(list)
    for promise in members.promises:
        by_text[promise.text].append(promise)
    counted = []
    for text in members.texts:
        promises = by_text[text.name]
        last = max((one.sentence for one in promises), default=-1) + 1
        rows = max(text.sentences, last, 1)
        matrix = np.zeros((rows, columns.width))
        matrix[:, columns.place(WORDS)] = np.nan if text.words is None else text.words / rows
        for promise in promises:
            row = matrix[promise.sentence]
            for name, holds in PROPERTIES.items():
                row[columns.place(name)] += holds(promise)
            row[columns.theme(promise.theme)] += 1
            row[columns.place(HEARD)] += text.talk is not None
        for sentence, often in Counter(text.talk or ()).items():
            matrix[min(sentence, rows - 1), columns.place(TALK)] += often
        counted.append(matrix)
    return counted
