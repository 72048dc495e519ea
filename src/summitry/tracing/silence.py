"""What the next meeting of a dialogue does not mention."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summitry.tracing.occasions import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import LineageLink, Occasion
    from summitry.tracing.facts import Facts
    from summitry.tracing.links import LinkMaker
    from summitry.tracing.occasions import Chronology


class Silence:
    """Notes which promises later documents mention, and how close the others come."""

    def __init__(self, time: Chronology) -> None:
        self._time = time
        self._mentioned: set[tuple[str, str]] = set()
        self._closest: dict[tuple[str, str], float] = {}

    def mentioned(self, earlier: Facts, later: Facts) -> None:
        """Note that a document mentions a promise."""
        self._mentioned.add((earlier.id, later.occasion.document))

    def closest(self, earlier: Facts, later: Facts, score: float) -> None:
        """Note how alike something in a document of the same dialogue is to a promise."""
        if self._time.series(earlier.occasion) == self._time.series(later.occasion):
            key = (earlier.id, later.occasion.document)
            self._closest[key] = max(score, self._closest.get(key, 0.0))

    def links(self, facts: Sequence[Facts], maker: LinkMaker) -> list[LineageLink]:
        """Return one link for each promise that the next dated meeting passes over."""
        meetings = self._meetings(facts)
        found: list[LineageLink] = []
        for one in facts:
            meeting = self._next(one.occasion, meetings[self._time.series(one.occasion)])
            if not meeting:
                continue
            documents = [occasion.document for occasion in meeting]
            if any((one.id, document) in self._mentioned for document in documents):
                continue
            closest = max(self._closest.get((one.id, name), 0.0) for name in documents)
            said = meeting[0].date
            found.append(maker.silence(one, documents[0], said, min(1.0, closest)))
        return found

    def _meetings(self, facts: Sequence[Facts]) -> dict[str, list[list[Occasion]]]:
        """Return for each dialogue its meetings in order, each as its dated documents."""
        meetings: dict[str, list[list[Occasion]]] = defaultdict(list)
        seen: set[str] = set()
        for one in facts:
            occasion = one.occasion
            series = self._time.series(occasion)
            if not series or not occasion.date or occasion.document in seen:
                continue
            seen.add(occasion.document)
            known = meetings[series]
            if known and self._time.same_meeting(known[-1][0], occasion):
                known[-1].append(occasion)
            else:
                known.append([occasion])
        return meetings

    def _next(self, said: Occasion, meetings: list[list[Occasion]]) -> list[Occasion]:
        for meeting in meetings:
            if self._time.same_meeting(said, meeting[0]):
                continue
            if self._time.order(said, meeting[0]) is Order.BEFORE:
                return meeting
        return []
