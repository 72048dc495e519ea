"""The formulas of progress: each takes the way from a baseline to a target and gives one number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PERCENT = "percent"


class Unmeasurable(ValueError):
    """A formula has no value for these figures; the message says why."""


@dataclass(frozen=True, slots=True)
class Course:
    """Figures since the baseline, oldest first, and where they should be when.

    Times are years with a fraction; ``points`` are (time, value) from the baseline on.
    """

    points: tuple[tuple[float, float], ...]
    target: float
    due: float
    unit: str

    @property
    def base(self) -> tuple[float, float]:
        """The first point."""
        return self.points[0]

    @property
    def latest(self) -> tuple[float, float]:
        """The last point."""
        return self.points[-1]

    @property
    def way(self) -> float:
        """From the baseline to the target; never nought."""
        return self.target - self.base[1]

    def require_time(self) -> None:
        """Raise Unmeasurable unless time has passed and the deadline is after the baseline."""
        if self.latest[0] <= self.base[0]:
            raise Unmeasurable("there is no figure after the baseline")
        if self.due <= self.base[0]:
            raise Unmeasurable("the deadline is not after the baseline")

    def require_positive(self) -> None:
        """Raise Unmeasurable unless growth rates exist between all the values."""
        if min(self.base[1], self.latest[1], self.target) <= 0:
            raise Unmeasurable("a growth rate needs values above nought")


def required_growth(course: Course) -> float:
    """Return actual by required yearly growth; 1 is just enough."""
    course.require_time()
    course.require_positive()
    (start, base), (now, value) = course.base, course.latest
    actual = math.exp(math.log(value / base) / (now - start)) - 1
    required = math.exp(math.log(course.target / base) / (course.due - start)) - 1
    return actual / required


def projected_share(course: Course) -> float:
    """Return the share of the way that growth at the rate since the baseline would cover."""
    course.require_time()
    course.require_positive()
    (start, base), (now, value) = course.base, course.latest
    growth = math.log(value / base) / (now - start)
    projected = base * math.exp(growth * (course.due - start))
    return (projected - base) / course.way


def current_status(course: Course) -> float:
    """Return the way covered, 0 to 10, less ten times the share of the time that has passed."""
    course.require_time()
    (start, base), (now, value) = course.base, course.latest
    passed = min(1.0, (now - start) / (course.due - start))
    return 10 * (value - base) / course.way - 10 * passed


def anticipated_progress(course: Course) -> float:
    """Return the gap a time-weighted trend leaves, in per cent of the way, as nought or below.

    Weights are (T - t_1) / (T - t_i); a figure of the deadline itself has none and is left out.
    Shares in per cent are carried forward on the logit.
    """
    course.require_time()
    start = course.base[0]
    points = [(time, value) for time, value in course.points if time < course.due]
    if len(points) < 2:
        raise Unmeasurable("a trend needs two figures before the deadline")
    bounded = course.unit == _PERCENT and all(0 < value < 100 for _, value in points)
    place = _logit if bounded else float
    weights = [(course.due - start) / (course.due - time) for time, _ in points]
    total = sum(weights)
    middle = sum(w * time for w, (time, _) in zip(weights, points, strict=True)) / total
    level = sum(w * place(value) for w, (_, value) in zip(weights, points, strict=True)) / total
    slope = sum(
        w * (time - middle) * (place(value) - level)
        for w, (time, value) in zip(weights, points, strict=True)
    ) / sum(w * (time - middle) ** 2 for w, (time, _) in zip(weights, points, strict=True))
    reached = level + slope * (course.due - middle)
    if bounded:
        reached = 100 / (1 + math.exp(-reached))
    missing = (course.target - reached) * math.copysign(1, course.way)
    return -100 * max(0.0, missing) / abs(course.way)


def _logit(share: float) -> float:
    return math.log(share / (100 - share))


FORMULAS: dict[str, Callable[[Course], float]] = {
    "required_growth": required_growth,
    "projected_share": projected_share,
    "current_status": current_status,
    "anticipated_progress": anticipated_progress,
}
"""The formulas by the name that rule sets call them."""
