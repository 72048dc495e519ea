"""Series made of other series, by a method that every figure shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import Bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Series

METHOD = "sum of parts 1"


def total(parts: Sequence[Series], name: str, title: str) -> Series:
    """Return the sum of series of one reporter over the periods that all of them have.

    Exports and imports make turnover; single partners make a group. UsageError where units or
    reporters differ, or where a part has several figures of one period: vintages do not add up.
    """
    if not parts:
        raise UsageError("there is nothing to add up", remedy="Give at least one series.")
    for what, values in (
        ("units", {part.unit for part in parts}),
        ("reporters", {part.reporter for part in parts}),
    ):
        if len(values) > 1:
            raise UsageError(
                f"the {what} of the series differ: {', '.join(sorted(values))}",
                remedy="Add up only what one reporter counts in one unit.",
            )
    tables = [{one.period.text: one for one in part.observations} for part in parts]
    if any(len(t) < len(part.observations) for t, part in zip(tables, parts, strict=True)):
        raise UsageError(
            "a series has several figures of one period", remedy="Choose one vintage of it first."
        )
    shared = [period for period in tables[0] if all(period in table for table in tables)]
    observations = []
    for period in shared:
        added = [table[period] for table in tables]
        exact = all(one.bound is Bound.EXACT for one in added)
        observations.append(
            replace(
                added[0],
                value=sum(one.value for one in added),
                wording=" + ".join(one.wording for one in added) + f" ({METHOD})",
                bound=Bound.EXACT if exact else Bound.ABOUT,
                published=max((one.published for one in added if one.published), default=None),
            )
        )
    partners = dict.fromkeys(part.partner for part in parts)
    return replace(
        parts[0],
        id=name,
        title=title,
        quantity=name,
        partner="+".join(partners),
        observations=tuple(observations),
    )
