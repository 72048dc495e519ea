"""What monitoring finds in a register, remembered until something in it or the day changes.

Outlooks take a moment, and a page should not; whatever is written to the register tells the
journal, so that its head says whether what was found still holds.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from summitry.storage.figures import kept_series
from summitry.storage.journal import head_of
from summitry.storage.outcomes import kept_outcomes
from summitry.workflow.binding import Proposed, suggested
from summitry.workflow.claims import CheckedClaim, checked
from summitry.workflow.monitoring import Monitored, monitored, seen_in
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from summitry.model import KeptOutcome, KeptSeries
    from summitry.storage import Register

_MOST = 4


@dataclass(frozen=True)
class Watching:
    """All that monitoring found at one moment; ``day`` is the ISO 8601 day it was found on."""

    day: str
    monitored: tuple[Monitored, ...]
    claims: tuple[CheckedClaim, ...]
    series: tuple[KeptSeries, ...]
    proposed: tuple[Proposed, ...]
    outcomes: tuple[KeptOutcome, ...]

    def one(self, entry_id: str) -> Monitored | None:
        """Return a commitment that is followed, None where there is none of that id."""
        wanted = entry_id.casefold()
        return next((one for one in self.monitored if one.id.casefold() == wanted), None)

    def series_of(self, number: int) -> KeptSeries | None:
        """Return a series by its number, None where there is none."""
        return next((one for one in self.series if one.number == number), None)


_kept: OrderedDict[tuple[str, str, str], Watching] = OrderedDict()
_turn = Lock()


def watching(register: Register) -> Watching:
    """Return what monitoring finds in a register today."""
    day = datetime.now(UTC).date().isoformat()
    with register.looking() as view:
        _, head = head_of(view.connection)
        key = (str(register.address), head, day)
        known = _kept.get(key)
        if known is not None:
            return known
        seen = seen_in(view)
        told = (
            tuple(checked(view)),
            tuple(kept_series(view)),
            tuple(suggested(view, of_view(view))),
            kept_outcomes(view),
        )
    # Two who ask at once wait for one answer; the register is not held meanwhile.
    with _turn:
        if key not in _kept:
            _kept[key] = Watching(day, monitored(seen, day), *told)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
        return _kept[key]
