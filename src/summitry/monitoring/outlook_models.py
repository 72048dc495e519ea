"""The models that carry a short annual series forward, and their combination.

Exponential smoothing, the theta method in two forms and drift, on the values and, where all are
positive, on their logarithms, with "no change" as the sober one among them; the combination is
the median, which no single runaway can move. Chosen on errors made inside histories.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from summitry.errors import ExtraMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Model = Callable[[Numbers, int], Numbers]

COMBINATION = "median of all"
NO_CHANGE = "no change"
DRIFT = "drift"
_LARGEST_LOGARITHM = 700.0


def forecasts(values: Numbers, horizon: int, *, arima: bool = False) -> dict[str, Numbers]:
    """Return the expected values of the next periods by every model and by their combination.

    ``values`` are at least three, oldest first, one a period; each result has ``horizon``
    entries. A model that finds no solution is left out. ExtraMissing without ``statistics``.
    """
    import numpy as np

    found: dict[str, Numbers] = {}
    positive = bool(np.all(values > 0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # each warning is about a model the median can do without
        for name, (model, on_logarithms) in models(arima=arima).items():
            if on_logarithms and not positive:
                continue
            result = _attempt(model, np.log(values) if on_logarithms else values, horizon)
            if result is None:
                continue
            found[name] = (
                np.exp(np.minimum(result, _LARGEST_LOGARITHM)) if on_logarithms else result
            )
    found[NO_CHANGE] = np.full(horizon, values[-1])
    found[COMBINATION] = np.median(np.stack(list(found.values())), axis=0)
    return found


def models(*, arima: bool = False) -> Mapping[str, tuple[Model, bool]]:
    """Return the models by name, each with whether it works on logarithms."""
    library = _library()

    def of(name: str, **options: object) -> Model:
        def run(values: Numbers, horizon: int) -> Numbers:
            fitted = getattr(library, name)(**options).forecast(y=values, h=horizon)
            result: Numbers = fitted["mean"]
            return result

        return run

    annual = {"season_length": 1}
    known: dict[str, tuple[Model, bool]] = {
        "ETS": (of("AutoETS", **annual), False),
        "ETS, logarithms": (of("AutoETS", **annual), True),
        "theta": (of("AutoTheta", **annual), False),
        "dynamic theta": (of("DynamicOptimizedTheta", **annual), False),
        "dynamic theta, logarithms": (of("DynamicOptimizedTheta", **annual), True),
        DRIFT: (of("RandomWalkWithDrift"), False),
        "drift, logarithms": (of("RandomWalkWithDrift"), True),
    }
    if arima:
        known["ARIMA"] = (of("AutoARIMA", **annual), False)
    return known


def _library() -> object:
    try:
        from statsforecast import models as library
    except ImportError as error:
        raise ExtraMissing(
            "the outlook needs a part of summitry that is installed apart",
            remedy="Install it with: pip install 'summitry[statistics]'",
        ) from error
    return library


def _attempt(model: Model, values: Numbers, horizon: int) -> Numbers | None:
    import numpy as np

    try:
        result = np.asarray(model(values, horizon), dtype=np.float64)
    except (ArithmeticError, ValueError, RuntimeError, np.linalg.LinAlgError, IndexError):
        return None  # a model that fails on a series is no reason to have no outlook
    return result if result.shape == (horizon,) and bool(np.isfinite(result).all()) else None
