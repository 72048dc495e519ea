"""Tables of figures into the register and out of it: every row is checked before any counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry.errors import ImportFaults, SourceMissing, UsageError
from summitry.exchange.tables import write_tables
from summitry.exchange.tables.faults import Wrong
from summitry.exchange.tables.workbook_sheets import sheets_of
from summitry.model import Act, Notice, Severity, TakenIn
from summitry.monitoring.faults import series_faults
from summitry.statistics.derived import METHOD, total, yearly
from summitry.statistics.factors import FACTOR_TABLE, import_factors
from summitry.statistics.importing import import_series
from summitry.statistics.outcomes import TableKind, import_outcomes, import_sources, table_kind
from summitry.statistics.tables import checksum
from summitry.statistics.template import SERIES_TABLE
from summitry.storage import figures as stored
from summitry.storage import outcomes
from summitry.workflow.register import person

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from summitry.model import (
        DataSource,
        Factor,
        KeptOutcome,
        KeptSeries,
        ReportedOutcome,
        Series,
    )
    from summitry.storage import Change, Register

TEMPLATES = {"figures": SERIES_TABLE, "factors": FACTOR_TABLE}
"""The tables a template can be had of, by what commands call them."""

_FORMS = "series (see summitry data template), pledge outcomes, data sources or factors"
_LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class DataImported:
    """What came of one file: which kind of table it was, and how much of it was new."""

    file: str
    kind: str
    taken: TakenIn
    new: int = 0
    unchanged: int = 0
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table: the CSV of a file, or of one sheet of a workbook."""

    name: str
    data: bytes
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class _Read:
    """What the tables of a file hold, before any of it counts."""

    kinds: list[str]
    series: list[Series]
    outcomes: list[ReportedOutcome]
    sources: list[DataSource]
    factors: list[Factor]
    notices: list[Notice]


class _DryRun(Exception):
    """Ends a change that was made to see what would come of it."""


def import_data(
    register: Register, path: str | os.PathLike[str], who: str, *, dry_run: bool = False
) -> DataImported:
    """Take in one file of figures, outcomes, sources or factors, whole or not at all.

    CSV in UTF-8, or a workbook, whose sheets are read one after the other. ImportFaults has every
    fault with its sheet, row and column.
    """
    file = Path(path)
    read = _read(file)
    done: DataImported | None = None
    try:
        with register.changing(person(who)) as change:
            done = _take(change, read, file.name)
            if done.taken.new_series or done.taken.figures or done.new:
                change.write(Act.IMPORT_DATA, file.name, {"kind": done.kind})
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    assert done is not None
    return done


def _take(change: Change, read: _Read, name: str) -> DataImported:
    taken = stored.take_in(change, read.series, file=name) if read.series else TakenIn()
    counts = [
        outcomes.take_outcomes(change, read.outcomes, name),
        outcomes.take_sources(change, read.sources, name),
        outcomes.take_factors(change, read.factors, name),
    ]
    new, same = (sum(column) for column in zip(*counts, strict=True))
    kind = ", ".join(dict.fromkeys(read.kinds))
    return DataImported(name, kind, taken, new, same, tuple(read.notices))


def _read(file: Path) -> _Read:
    sheets = _sheets(file)
    read = _Read([], [], [], [], [], [])
    faults: list[str] = []
    for sheet in sheets:
        before = f"sheet {sheet.name}, " if sheet.name else ""
        faults += [f"{before}{fault}" for fault in sheet.faults]
        try:
            _read_table(sheet, file.name, read)
        except ImportFaults as error:
            faults += [f"{before}{fault}" for fault in error.faults]
    if faults:
        raise ImportFaults(tuple(dict.fromkeys(faults)), where=file.name)
    whole = checksum(file.read_bytes())
    read.series = [replace(one, origin=replace(one.origin, checksum=whole)) for one in read.series]
    for one in read.series:
        for fault in series_faults(one):
            where = f"series {one.id} of {one.reporter}"
            read.notices.append(
                Notice(Severity.WARNING, fault.code, fault.what, where, fault.remedy)
            )
    return read


def _read_table(sheet: _Sheet, where: str, read: _Read) -> None:
    kind = table_kind(sheet.data, where)
    read.kinds.append(kind.value)
    if kind is TableKind.OUTCOMES:
        read.outcomes += import_outcomes(sheet.data, where=where)
    elif kind is TableKind.SOURCES:
        read.sources += import_sources(sheet.data, where=where)
    elif kind is TableKind.FACTORS:
        read.factors += import_factors(sheet.data, where=where)
    elif kind is TableKind.UNKNOWN and not _like_series(sheet.data):
        fault = f"row 1: this is no table we know. It must be one of {_FORMS}."
        raise ImportFaults((fault,), where=where)
    else:
        found = import_series(sheet.data, where=where)
        read.kinds[-1] = TableKind.SERIES.value
        read.series += found.series
        read.notices += [replace(one, where="") for one in found.notices]


def _like_series(data: bytes) -> bool:
    """Tell whether a table is one of figures that lacks columns, which are then named."""
    head = data.decode("utf-8-sig", "replace").partition("\n")[0].casefold()
    known = {name for one in SERIES_TABLE.columns for name in (one.name, one.title.casefold())}
    return len(known & {cell.strip(' "\r') for cell in head.split(",")}) >= 3


def _sheets(file: Path) -> list[_Sheet]:
    try:
        size = file.stat().st_size
        if file.is_dir():
            raise UsageError("is a folder", where=str(file), remedy="Name the files in it.")
        if size > _LARGEST:
            raise UsageError(
                f"is larger than {_LARGEST:,} bytes", where=str(file), remedy="Split it by series."
            )
        if file.suffix.casefold() in (".xlsx", ".xlsm"):
            found = sheets_of(file)
            return [
                _Sheet(one.name, one.text.encode("utf-8", "replace"), tuple(one.faults))
                for one in found
            ] or [_Sheet("", b"")]
        return [_Sheet("", file.read_bytes())]
    except FileNotFoundError:
        raise SourceMissing(
            "there is no such file", where=str(file), remedy="Check the name."
        ) from None
    except OSError as error:
        raise SourceMissing(
            f"cannot be read ({error.strerror})", where=str(file), remedy="Check its permissions."
        ) from error
    except Wrong as wrong:
        raise UsageError(wrong.what, where=file.name, remedy=wrong.remedy) from wrong


def write_template(path: str | os.PathLike[str], kind: str = "figures") -> None:
    """Write an empty table to fill in: a workbook with a legend (.xlsx), or the head of a CSV."""
    table = TEMPLATES.get(kind)
    if table is None:
        raise UsageError(
            f"there is no template of {kind}", remedy=f"Choose one of: {', '.join(TEMPLATES)}."
        )
    file = Path(path)
    if file.exists():
        raise UsageError("is there already", where=str(file), remedy="Name another file.")
    if file.suffix.casefold() == ".xlsx":
        filled = replace(table, columns=tuple(replace(one, editable=True) for one in table.columns))
        rows: Iterator[dict[str, Any]] = iter(())
        write_tables("xlsx", str(file), [(filled, rows)])
        return
    head = ",".join(column.name for column in table.columns) + "\n"
    try:
        file.write_text(head, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", where=str(file)) from error


def add_total(
    register: Register,
    parts: Sequence[str],
    names: tuple[str, str],
    who: str,
    *,
    year: bool = False,
) -> TakenIn:
    """Add up series of one reporter (exports and imports make turnover) and keep the sum.

    ``names`` are the short name of the sum and its title; with ``year`` months, quarters and halves
    become years first. Every figure says what it was made of. UsageError, EntryMissing.
    """
    name, title = (" ".join(one.split()) for one in names)
    if not name:
        raise UsageError("the sum has no name", remedy="Give a short one, such as trade_total.")
    with register.changing(person(who)) as change:
        found = [stored.series_named(change, part).series for part in parts]
        whole = total([yearly(one) for one in found] if year else found, name, title or name)
        if not whole.observations:
            raise UsageError(
                "there is no period that all of them have",
                remedy="Add up series of the same years.",
            )
        taken = stored.take_in(change, [_of_parts(whole, found)])
        if change.pending:
            change.write(Act.IMPORT_DATA, name, {"kind": METHOD, "parts": list(parts)})
    return taken


def _of_parts(whole: Series, parts: Sequence[Series]) -> Series:
    """Return a sum with its origin: it may be passed on only where each of its parts may."""
    allowed = {one.origin.redistributable for one in parts}
    licences = dict.fromkeys(one.origin.licence for one in parts if one.origin.licence)
    origin = replace(
        whole.origin,
        source=METHOD,
        checksum="",
        licence="; ".join(licences),
        redistributable=False if False in allowed else None if None in allowed else True,
    )
    return replace(whole, origin=origin)


def all_series(register: Register) -> list[KeptSeries]:
    """Return every series of a register with its figures."""
    with register.looking() as view:
        return list(stored.kept_series(view))


def one_series(register: Register, name: str) -> KeptSeries:
    """Return one series by its number, name or key. EntryMissing, UsageError."""
    with register.looking() as view:
        return stored.series_named(view, name)


def all_outcomes(register: Register) -> Sequence[KeptOutcome]:
    """Return what others report of pledges."""
    with register.looking() as view:
        return outcomes.kept_outcomes(view)


def all_sources(register: Register) -> Sequence[DataSource]:
    """Return where figures can be fetched, as tables told."""
    with register.looking() as view:
        return outcomes.kept_sources(view)


def all_factors(register: Register) -> Sequence[Factor]:
    """Return the factors between units."""
    with register.looking() as view:
        return outcomes.kept_factors(view)
