"""Faults of a plan as errors, all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import PlanFault


def refuse(faults: Iterable[PlanFault]) -> None:
    """Raise all faults together, each with its place and remedy; nothing where there are none."""
    errors = [
        UsageError(
            one.what,
            where=f"{one.where}, {one.field}" if one.field else one.where,
            remedy=one.remedy,
        )
        for one in faults
    ]
    if errors:
        raise ExceptionGroup("the plan would not hold together", errors)
