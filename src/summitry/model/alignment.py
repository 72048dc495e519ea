"""Two versions of one document side by side."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.model.lineage import FieldComparison  # noqa: TC001 - read by the schema at run time


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """One commitment in both versions, or in one of them; the ids are those of promises.

    ``first`` or ``second`` is None where that version lacks it. ``differences`` are the fields
    that do not agree.
    """

    first: str | None
    second: str | None
    score: float
    fields: tuple[FieldComparison, ...] = ()
    differences: tuple[FieldComparison, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions of one document, commitment by commitment in reading order."""

    pairs: tuple[AlignedPair, ...]
    method: str = ""
