"""One history carried forward with its uncertainty: intervals, and the chance of a target."""

from __future__ import annotations

import math
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from summitry.monitoring.outlook_errors import Backtest, ErrorLaw, backtest, error_laws
from summitry.monitoring.outlook_models import COMBINATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_CHUNKS_A_WORKER = 4
_FURTHEST = 300.0
"""A logarithm far beyond any figure, and still a number when it is taken back."""
_MANY = 100
"""From so many histories on, every second origin of each gives errors enough."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The next periods of one history; horizons count from 1."""

    backtest: Backtest
    law: ErrorLaw

    def expected(self, horizon: int) -> float:
        """Return the middle of what may come."""
        return float(self.backtest.expected[COMBINATION][horizon - 1])

    def interval(self, level: float, horizon: int) -> tuple[float, float]:
        """Return the bounds that hold the value in a share ``level`` of cases."""
        middle = self.expected(horizon)
        reach = self.law.quantile(level, horizon) * float(self.backtest.scale[horizon - 1])
        if self.backtest.positive:
            reach = min(reach, _FURTHEST)
            return middle * math.exp(-reach), middle * math.exp(reach)
        return middle - reach, middle + reach

    def chance_at_least(self, value: float, horizon: int) -> float:
        """Return the probability, 0 to 1, of a value at least this high."""
        middle = self.expected(horizon)
        if self.backtest.positive:
            if value <= 0:
                return 1.0
            distance = math.log(value / middle)
        else:
            distance = value - middle
        size = abs(distance) / float(self.backtest.scale[horizon - 1])
        within = self.law.share_within(size, horizon) / 2
        return 0.5 - within if distance > 0 else 0.5 + within


def predict(
    histories: Sequence[Numbers],
    horizon: int,
    *,
    workers: int = 1,
    arima: bool = False,
    pooled: Sequence[bool] | None = None,
) -> list[Prediction]:
    """Return each history carried forward, with errors pooled over all of them.

    ``pooled`` leaves out of the pool what would count twice, such as a second vintage.

    The time grows linearly with the number of histories; ``workers`` above 1 use as many
    processes. Each history needs at least ``fewest_points`` values, one a period, oldest first.
    """
    every = 2 if len(histories) >= _MANY else 1
    starts = [place % every for place in range(len(histories))]
    task = partial(backtest, arima=arima)
    jobs = ([horizon] * len(histories), [every] * len(histories), starts)
    if workers > 1 and len(histories) > workers:
        # Spawned, since a copy of a process that has threads may hang.
        context = multiprocessing.get_context("spawn")
        size = max(1, len(histories) // (workers * _CHUNKS_A_WORKER))
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            tests = list(pool.map(task, histories, *jobs, chunksize=size))
    else:
        tests = list(map(task, histories, *jobs))
    taken = pooled or [True] * len(tests)
    laws = error_laws(test for test, one in zip(tests, taken, strict=True) if one)
    return [Prediction(test, laws[test.positive]) for test in tests]
