"""Rubrics: what earns a member +1, 0 or -1, as data that is checked before it is used.

Published rubrics have gaps (a combination of inputs that no band covers) and overlaps (one that two
bands cover). Every combination of the counted inputs is tried, so that neither can be missed.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.errors import UsageError
from summitry.model import Mark
from summitry.planning.rules import rule_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_COMBINATIONS = 1_000_000
"""So many combinations of inputs are tried; a rubric with more counts too finely."""

_MARKS = (Mark.FULL.value, Mark.PARTIAL.value, Mark.FAILURE.value)
Value = int | str


class RubricInput(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """What is counted: whole numbers from one to another, or a few values by name."""

    name: str
    meaning: str = ""
    values: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None

    def all_values(self) -> Sequence[Value]:
        """Return every value there is."""
        if self.values:
            return self.values
        return range(self.first or 0, (self.last if self.last is not None else -1) + 1)


@dataclass(frozen=True, slots=True)
class RubricBand:
    """A mark and the cases that earn it; a case names values, or ``least`` and ``most``."""

    mark: str
    label: str = ""
    cases: tuple[dict[str, Any], ...] = ()

    def covers(self, inputs: Mapping[str, Value]) -> bool:
        """Tell whether a combination of inputs earns the mark."""
        return any(_holds(case, inputs) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric with its id, version and source."""

    id: str
    version: str
    title: str
    source: str
    inputs: tuple[RubricInput, ...]
    band: tuple[RubricBand, ...] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """Id and version, as results name it."""
        return f"{self.id} {self.version}"

    def mark(self, inputs: Mapping[str, Value]) -> Mark:
        """Return the mark of a combination; only of a rubric that :func:`check_rubric` passed."""
        return Mark(next(one.mark for one in self.band if one.covers(inputs)))


@dataclass(frozen=True, slots=True)
class RubricFault:
    """A gap, an overlap or another mistake: how many combinations it meets, and one of them."""

    kind: str
    what: str
    count: int = 0
    example: Mapping[str, Value] = field(default_factory=dict)
    bands: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.example:
            return f"{self.kind}: {self.what}"
        shown = ", ".join(f"{name} = {value}" for name, value in self.example.items())
        return f"{self.kind}: {self.what}, for example {shown}"


def read_rubrics(text: str, where: str) -> tuple[Rubric, ...]:
    """Return the rubrics of a TOML text; UsageError says what in it cannot be read."""
    try:
        return _rubrics(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(
            f"is no file of rubrics ({error})",
            where=where,
            remedy="Write it like the example in the guide.",
        ) from error


@cache
def load_rubrics() -> tuple[Rubric, ...]:
    """Return the rubrics that come with summitry."""
    return _rubrics(rule_file("rubrics.toml"))


def _rubrics(table: Mapping[str, Any]) -> tuple[Rubric, ...]:
    return tuple(msgspec.convert(table.get("rubric", []), list[Rubric]))


def check_rubric(rubric: Rubric) -> tuple[RubricFault, ...]:
    """Return every gap and overlap of a rubric with a combination that shows it, and other faults.

    All combinations are tried; a rubric with none of these can be used.
    """
    faults = list(_mistakes(rubric))
    if faults:
        return tuple(faults)
    names = [one.name for one in rubric.inputs]
    gaps: list[dict[str, Value]] = []
    count = total = 0
    overlaps: dict[tuple[int, int], list[Any]] = {}
    for values in product(*(one.all_values() for one in rubric.inputs)):
        total += 1
        inputs = dict(zip(names, values, strict=True))
        covering = [place for place, band in enumerate(rubric.band) if band.covers(inputs)]
        if not covering:
            count += 1
            gaps = gaps or [inputs]
        for place, first in enumerate(covering):
            for second in covering[place + 1 :]:
                known = overlaps.setdefault((first, second), [0, inputs])
                known[0] += 1
    if gaps:
        what = f"{count} of {total} combinations fall into no band"
        faults.append(RubricFault("gap", what, count, gaps[0]))
    for (first, second), (times, example) in sorted(overlaps.items()):
        bands = tuple(_label(rubric.band[one]) for one in (first, second))
        what = f"{times} of {total} combinations fall into both {bands[0]} and {bands[1]}"
        faults.append(RubricFault("overlap", what, times, example, bands))
    return tuple(faults)


def _mistakes(rubric: Rubric) -> Iterator[RubricFault]:
    inputs = {one.name: one for one in rubric.inputs}
    for one in rubric.inputs:
        if not len(one.all_values()):
            yield RubricFault("mistake", f"the input {one.name} has no value it can take")
    total = math.prod(len(one.all_values()) for one in rubric.inputs)
    if total > MOST_COMBINATIONS:
        what = f"{total:,} combinations are too many to try; count more coarsely"
        yield RubricFault("mistake", what)
    for band in rubric.band:
        if band.mark not in _MARKS:
            yield RubricFault("mistake", f"{band.mark!r} is no mark; use {', '.join(_MARKS)}")
        for case in band.cases:
            for name, wanted in case.items():
                known = inputs.get(name)
                if known is None:
                    yield RubricFault("mistake", f"{_label(band)}: there is no input {name}")
                elif not _fits(known, wanted):
                    what = f"{_label(band)}: {name} cannot be compared with {wanted!r}"
                    yield RubricFault("mistake", what)


def _fits(known: RubricInput, wanted: Any) -> bool:
    if known.values:
        return isinstance(wanted, list) and set(wanted) <= set(known.values)
    if not isinstance(wanted, dict):
        return False
    return set(wanted) <= {"least", "most"} and all(isinstance(x, int) for x in wanted.values())


def _holds(case: Mapping[str, Any], inputs: Mapping[str, Value]) -> bool:
    for name, wanted in case.items():
        value = inputs[name]
        if isinstance(wanted, list):
            if value not in wanted:
                return False
        elif not wanted.get("least", value) <= value <= wanted.get("most", value):
            return False
    return True


def _label(band: RubricBand) -> str:
    return f"{band.mark} ({band.label})" if band.label else band.mark
