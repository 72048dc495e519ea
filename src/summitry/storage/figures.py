"""Series of figures with their origin, as they were taken in; later ones join what is there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.errors import EntryMissing, ImportFaults, UsageError
from summitry.model import (
    Bound,
    KeptFigure,
    KeptSeries,
    Nature,
    Observation,
    Series,
    SeriesOrigin,
    TakenIn,
    is_partial_date,
    parse_reporting_period,
)
from summitry.storage import kinds
from summitry.storage.schema_monitoring import OBSERVATION, ORIGIN, STATISTIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summitry.storage.register import Change, View

_ORIGIN = ("producer", "source", "address", "vintage", "licence", "accessed", "checksum")
_FIGURE = ("unit", "wording", "published", "source", "address", "note", "row")
_MOST_FAULTS = 200


def kept_series(view: View, numbers: Sequence[int] | None = None) -> Iterator[KeptSeries]:
    """Yield series with all their figures, all or those of some numbers, in the order they came."""
    query = select(STATISTIC).order_by(STATISTIC.c.id)
    figures = (
        select(OBSERVATION, *(_column(one) for one in ORIGIN.columns))
        .join(ORIGIN, ORIGIN.c.id == OBSERVATION.c.origin_id)
        .order_by(OBSERVATION.c.id)
    )
    if numbers is not None:
        query = query.where(STATISTIC.c.id.in_(numbers))
        figures = figures.where(ORIGIN.c.statistic_id.in_(numbers))
    rows = view.connection.execute(query).all()
    by_series: dict[int, list[Any]] = defaultdict(list)
    for row in view.connection.execute(figures):
        by_series[row.o_statistic_id].append(row)
    for row in rows:
        yield _series(row, by_series[row.id])


def _column(column: Any) -> Any:
    return column.label(f"o_{column.name}")


def _series(row: Any, rows: Sequence[Any]) -> KeptSeries:
    figures = tuple(_figure(one, row.reporter) for one in rows)
    last = figures[-1].origin if figures else SeriesOrigin("", row.reporter, "")
    published = [one.observation.published for one in figures]
    series = Series(
        row.name,
        row.title,
        row.unit,
        replace(last, vintage=max((one for one in published if one), default=last.vintage)),
        tuple(one.observation for one in figures),
        row.partner,
        Nature(row.nature),
        row.quantity,
    )
    return KeptSeries(row.id, series, figures)


def _figure(row: Any, reporter: str) -> KeptFigure:
    told = {name: getattr(row, f"o_{name}") for name in _ORIGIN}
    allowed = None if row.o_redistributable is None else bool(row.o_redistributable)
    origin = SeriesOrigin(reporter=reporter, redistributable=allowed, **told)
    observation = Observation(
        period=parse_reporting_period(row.period),
        value=row.value,
        bound=Bound(row.bound),
        **{name: getattr(row, name) for name in _FIGURE},
    )
    return KeptFigure(observation, origin, row.o_file, row.o_snapshot_id)


def series_named(view: View, name: str) -> KeptSeries:
    """Return a series by its number, its key (or the start of one), or its name if only one has it.

    EntryMissing where there is none, UsageError where several are meant.
    """
    wanted = name.strip()
    columns = STATISTIC.c.id, STATISTIC.c.key, STATISTIC.c.name, STATISTIC.c.reporter
    rows = view.connection.execute(select(*columns).order_by(STATISTIC.c.id)).all()
    found = [row for row in rows if str(row.id) == wanted] or [
        row for row in rows if row.name == wanted
    ]
    if not found and len(wanted) >= 6:
        found = [row for row in rows if row.key.startswith(wanted.casefold())]
    if not found:
        raise EntryMissing(
            f"there is no series {name}",
            where=str(view.address),
            remedy="summitry data list shows those there are.",
        )
    if len(found) > 1:
        told = ", ".join(f"{row.id} ({row.reporter})" for row in found)
        raise UsageError(
            f"several series are called {name}", remedy=f"Name one by its number: {told}."
        )
    return next(kept_series(view, [found[0].id]))


def take_in(
    change: Change,
    series: Sequence[Series],
    *,
    file: str = "",
    snapshots: Mapping[str, int] | None = None,
    seen_on: str | None = None,
) -> TakenIn:
    """Take in series: new ones, and new figures of those there are; the journal is not told yet.

    ``snapshots`` has the numbers of what they were read from, by checksum. A figure that is there
    already is passed over. Another value for a period without another date of publication is a
    fault (ImportFaults, all at once), unless ``seen_on`` is the day it was fetched, which then
    stands for it. So is another unit for a series that is there.
    """
    known = {one.series.key: one for one in kept_series(change)}
    names = {
        (one.series.id, one.series.reporter, one.series.partner): one for one in known.values()
    }
    faults: list[str] = []
    counts = {"new_series": 0, "figures": 0, "unchanged": 0}
    for one in series:
        there = known.get(one.key)
        alike = names.get(_place(one))
        if there is None and alike is not None:
            faults.append(
                f"series {one.id} of {one.reporter}: it counted in {alike.series.unit} so far and "
                f"counts in {one.unit} here. Give it another series_id, or convert it."
            )
            continue
        figures, same = _new_figures(one, there, seen_on, faults)
        counts["unchanged"] += same
        counts["new_series"] += there is None
        counts["figures"] += len(figures)
        if (figures or there is None) and not faults:
            number = there.number if there else _new_series(change, one)
            _bring(change, number, one, figures, (file, (snapshots or {}).get(one.origin.checksum)))
    if faults:
        more = [f"and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        raise ImportFaults((*faults[:_MOST_FAULTS], *more), where=file)
    return TakenIn(series=len(series), **counts)


def _place(series: Series) -> tuple[str, str, str]:
    return series.id, series.reporter, series.partner


def _new_figures(
    series: Series, there: KeptSeries | None, seen_on: str | None, faults: list[str]
) -> tuple[list[Observation], int]:
    """Return the figures that are not there yet, and how many are."""
    if there is None:
        return list(series.observations), 0
    known: dict[tuple[str, str | None], set[float]] = defaultdict(set)
    latest: dict[str, Observation] = {}
    for figure in there.series.observations:
        known[figure.period.text, figure.published].add(figure.value)
        before = latest.get(figure.period.text)
        if before is None or (figure.published or "") >= (before.published or ""):
            latest[figure.period.text] = figure
    new, same = [], 0
    for one in series.observations:
        values = known.get((one.period.text, one.published), set())
        if one.value in values:
            same += 1
        elif not values:
            new.append(one)
        elif seen_on is not None and one.published is None:
            # What a provider restates without a date was published by the day it was seen.
            if latest[one.period.text].value == one.value:
                same += 1
            else:
                new.append(replace(one, published=seen_on))
        else:
            before = latest[one.period.text]
            where = f"row {one.row}, column value" if one.row else f"series {series.id}"
            faults.append(
                f"{where}: {series.id} of {series.reporter} for {one.period.text} is "
                f"{one.wording} here and {before.wording} in the register. Say in the column "
                "published when each came out, or take the earlier import back with summitry undo."
            )
    return new, same


def _new_series(change: Change, series: Series) -> int:
    number = change.next_number("statistic")
    row = {
        "id": number,
        "key": series.key,
        "name": series.id,
        "title": series.title,
        "unit": series.unit,
        "quantity": series.quantity,
        "nature": series.nature.value,
        "reporter": series.reporter,
        "partner": series.partner,
    }
    change.bring(kinds.STATISTIC, [row])
    return number


def _bring(
    change: Change,
    statistic: int,
    series: Series,
    figures: Sequence[Observation],
    from_: tuple[str, int | None],
) -> None:
    if not figures:
        return
    origin = change.next_number("origin")
    file, snapshot = from_
    told: dict[str, Any] = {name: getattr(series.origin, name) for name in _ORIGIN}
    allowed = series.origin.redistributable
    told |= {
        "id": origin,
        "statistic_id": statistic,
        "snapshot_id": snapshot,
        "file": file,
        "redistributable": None if allowed is None else int(allowed),
    }
    for name in ("vintage", "accessed"):
        # Providers write what they like there; only a date is one.
        told[name] = told[name] if is_partial_date(told[name] or "") else None
    change.bring(kinds.ORIGIN, [told])
    first = change.next_number("observation", len(figures))
    rows = [
        {
            "id": number,
            "origin_id": origin,
            "period": one.period.text,
            "value": one.value,
            "bound": one.bound.value,
            **{name: getattr(one, name) for name in _FIGURE},
        }
        for number, one in enumerate(figures, start=first)
    ]
    change.bring(kinds.OBSERVATION, rows)
