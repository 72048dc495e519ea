"""How wrong forecasts were inside the histories, and so how wrong this one may be.

The end of a history is cut off, the rest carried forward, and the error measured against what
came: at every horizon, from up to eight origins. Errors are divided by how much a series usually
moves, so that those of many series can be pooled; those from a shorter history are scaled down
with the square root of its length, as estimation errors are. No value outside the histories is
ever used. Errors count on both sides alike, for which way the next will go is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.monitoring.outlook_models import COMBINATION, forecasts
from summitry.monitoring.rules import outlook_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_SMALLEST = 1e-12
_MOST_IN_UNIT = 3.0
"""How many times its usual change in per cent a series may move, told in its unit."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """One history carried forward, and the errors made when the same was done inside it.

    ``expected`` has the values of the next periods by model; ``scale`` how much the series moves
    a period: on the scale of logarithms where ``positive``, else in its unit, one entry for each
    period ahead; ``errors`` pairs of horizon (from 1) and scaled absolute error.
    """

    values: Numbers
    expected: dict[str, Numbers]
    scale: Numbers
    positive: bool
    errors: tuple[tuple[int, float], ...]


def backtest(
    values: Numbers, horizon: int, every: int = 1, start: int = 0, *, arima: bool = False
) -> Backtest:
    """Return a history with its forecasts and the errors of the combination inside it.

    ``every`` and ``start`` pick origins, for where many histories are pooled fewer of each do.
    """
    import numpy as np

    rules = outlook_rules()
    length = len(values)
    positive = bool(np.all(values > 0))
    errors: list[tuple[int, float]] = []
    first = max(rules.shortest_training, length - rules.most_origins)
    for origin in range(first + start, length, every):
        ahead = min(horizon, length - origin)
        known, came = values[:origin], values[origin : origin + ahead]
        middle = _usable(forecasts(known, ahead, arima=arima)[COMBINATION], known, positive)
        scaled = _distance(came, middle, positive) / _scale(known, middle, positive)
        scaled *= np.sqrt(origin / length)
        errors += [(step, float(error)) for step, error in enumerate(scaled, start=1)]
    expected = forecasts(values, horizon, arima=arima)
    expected[COMBINATION] = _usable(expected[COMBINATION], values, positive)
    scale = _scale(values, expected[COMBINATION], positive)
    return Backtest(values, expected, scale, positive, tuple(errors))


def _usable(middle: Numbers, values: Numbers, positive: bool) -> Numbers:
    """Return a forecast that stays above nought where all that was ever seen did."""
    import numpy as np

    return np.maximum(middle, 0.1 * values.min()) if positive else middle


def _distance(came: Numbers, middle: Numbers, positive: bool) -> Numbers:
    import numpy as np

    return np.abs(np.log(came / middle)) if positive else np.abs(came - middle)


def _scale(values: Numbers, middle: Numbers, positive: bool) -> Numbers:
    """Return how much a series moves in a period, for each period ahead."""
    import numpy as np

    steps = float(np.mean(np.abs(np.diff(values))))
    if not positive:
        return np.full(len(middle), max(steps, _SMALLEST))
    relative = float(np.mean(np.abs(np.diff(np.log(values)))))
    # Half in the unit of the series and half in per cent: either alone fits some series badly.
    # A forecast close to nought would make any step a multiple of itself.
    in_unit = np.minimum(steps / middle, _MOST_IN_UNIT * relative)
    scale: Numbers = np.maximum((in_unit + relative) / 2, _SMALLEST)
    return scale


@dataclass(frozen=True, slots=True)
class ErrorLaw:
    """The scaled absolute errors of one kind of series by horizon, from the histories at hand.

    Where fewer than ``enough`` are at hand, errors of the reference make up the number; beyond
    the last horizon known, errors grow with a power of the horizon.
    """

    positive: bool
    pooled: dict[int, Numbers] = field(default_factory=dict)

    def reference_share(self, horizon: int) -> float:
        """Return the weight, 0 to 1, of the errors of other series at a horizon."""
        own = len(self.pooled.get(horizon, ()))
        return max(0.0, 1.0 - own / outlook_rules().enough)

    def used(self, horizon: int) -> int:
        """Return how many errors of the histories at hand are used at a horizon."""
        return len(self.pooled.get(horizon, ()))

    def quantile(self, share: float, horizon: int) -> float:
        """Return the scaled error that a share of the errors does not exceed."""
        import numpy as np

        sizes, shares = self._steps(horizon)
        return float(np.interp(share, shares, sizes))

    def share_within(self, size: float, horizon: int) -> float:
        """Return the share of the errors that do not exceed a scaled size."""
        import numpy as np

        sizes, shares = self._steps(horizon)
        return float(np.interp(size, sizes, shares))

    def _steps(self, horizon: int) -> tuple[Numbers, Numbers]:
        """Return sizes in rising order, and the share of the errors up to each."""
        import numpy as np

        rules = outlook_rules()
        table = rules.reference_positive if self.positive else rules.reference_other
        own = self.pooled.get(horizon)
        if own is None:
            last = max([len(table), *self.pooled])
            if horizon > last:
                sizes, shares = self._steps(last)
                return sizes * (horizon / last) ** rules.growth, shares
        other = np.asarray(table[min(horizon, len(table)) - 1])
        if horizon > len(table):
            other = other * (horizon / len(table)) ** rules.growth
        share = self.reference_share(horizon)
        own = np.empty(0) if own is None else own
        sizes = np.concatenate([own, other if share else np.empty(0)])
        weights = np.concatenate(
            [
                np.full(len(own), (1 - share) / max(1, len(own))),
                np.full(len(other), share / len(other)) if share else np.empty(0),
            ]
        )
        order = np.argsort(sizes, kind="stable")
        shares = np.cumsum(weights[order])
        # The share counts half of the error itself: neither end is certain.
        return (
            np.concatenate([[0.0], sizes[order]]),
            np.concatenate([[0.0], shares - weights[order] / 2]),
        )


def error_laws(backtests: Iterable[Backtest]) -> dict[bool, ErrorLaw]:
    """Return the pooled law of series that are always positive (True) and of others (False)."""
    import numpy as np

    pooled: dict[bool, dict[int, list[float]]] = {True: {}, False: {}}
    for one in backtests:
        for horizon, error in one.errors:
            pooled[one.positive].setdefault(horizon, []).append(error)
    return {
        positive: ErrorLaw(
            positive, {horizon: np.sort(np.asarray(errors)) for horizon, errors in found.items()}
        )
        for positive, found in pooled.items()
    }
