"""What people set on an entry, checked before it is kept: all faults at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.lexicon.parties import load_parties
from summitry.model import (
    COMMITMENT,
    COMMITMENT_FIELDS,
    STATEMENT_FIELDS,
    Bound,
    Force,
    QuantityRole,
    Theme,
    is_partial_date,
)
from summitry.model.party import ALL_PARTIES
from summitry.storage.documents import own_parties, own_themes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from summitry.storage import View

_CODES = ("actors", "recipients", "parties")


@dataclass(frozen=True, slots=True)
class Checker:
    """What values may be: the parties and themes of the lexicon and of the register's users."""

    parties: Mapping[str, str]
    themes: frozenset[str]

    @classmethod
    def of(cls, view: View) -> Checker:
        """Return the checker for a register."""
        known = own_parties(view)
        own = {one.code.casefold(): one.code for one in known}
        named = {one.name.casefold(): one.code for one in known}
        themes = {one.value for one in Theme} | {one.code for one in own_themes(view)}
        return cls(named | own, frozenset(themes))

    def checked(self, kind: str, text: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values for an entry of a kind in a text, in the form they are kept in.

        Codes are resolved, and words moved get their quote. An ExceptionGroup of UsageErrors
        tells all that is wrong.
        """
        fields = COMMITMENT_FIELDS if kind == COMMITMENT else STATEMENT_FIELDS
        faults: list[UsageError] = []
        kept: dict[str, Any] = {}
        for name, value in values.items():
            try:
                if name not in fields:
                    raise UsageError("cannot be set", where=name)
                kept[name] = self.checked_value(name, value)
            except UsageError as fault:
                faults.append(UsageError(fault.what, where=name, remedy=fault.remedy))
        start, end = kept.get("start"), kept.get("end")
        if start is not None and end is not None:
            if 0 <= start < end <= len(text) and text[start:end].strip():
                kept["quote"] = text[start:end]
            else:
                faults.append(UsageError(f"no words stand at {start} to {end}", where="start"))
        if faults:
            raise ExceptionGroup("values are wrong", faults)
        return kept

    def checked_value(self, name: str, value: Any) -> Any:
        """Return one value in the form it is kept in; UsageError for what cannot be meant."""
        checks: dict[str, Callable[[Any], Any]] = {
            "action": _words,
            "force": lambda told: Force(_one_of(told, [one.value for one in Force])).value,
            "theme": lambda told: _one_of(told, sorted(self.themes)),
            "verifiable": _truth,
            "deadline": _deadline,
            "quantities": lambda told: [_quantity(one) for one in told],
            "reporter": lambda told: None if told in (None, "") else self.code(told),
            "start": _offset,
            "end": _offset,
        }
        if name in _CODES:
            return list(dict.fromkeys(self.code(one) for one in value))
        return checks[name](value)

    def code(self, name: str) -> str:
        """Return the code of a party given by code or name."""
        told = str(name).strip()
        if told.upper() == ALL_PARTIES:
            return ALL_PARTIES
        code = self.parties.get(told.casefold()) or load_parties().resolve(told)
        if code is None:
            close = ", ".join(load_parties().suggest(told))
            raise UsageError(
                f"{told!r} is no party that is known",
                remedy=f"Perhaps {close}." if close else "Add it with summitry parties add.",
            )
        return code


def _words(told: Any) -> str:
    words = " ".join(str(told).split())
    if not words or not words.isprintable():
        raise UsageError("has no words")
    return words


def _one_of(told: Any, allowed: Sequence[str]) -> str:
    if told not in allowed:
        raise UsageError(f"{told!r} is not possible", remedy=f"Use one of {', '.join(allowed)}.")
    return str(told)


def _truth(told: Any) -> bool:
    if not isinstance(told, bool):
        raise UsageError(f"{told!r} is neither true nor false")
    return told


def _offset(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int):
        raise UsageError(f"{told!r} is no place in a text")
    return told


def _deadline(told: Any) -> dict[str, str | None] | None:
    if not told or not (told.get("start") or told.get("end")):
        return None
    ends = {"start": told.get("start") or None, "end": told.get("end") or None}
    for date in filter(None, ends.values()):
        if not is_partial_date(date):
            raise UsageError(f"{date!r} is no date", remedy="Write YYYY, YYYY-MM or YYYY-MM-DD.")
    start, end = ends["start"], ends["end"]
    if start and end and start[: len(end)] > end[: len(start)]:
        raise UsageError(f"it would begin ({start}) after its end ({end})")
    return ends


def _quantity(told: Mapping[str, Any]) -> dict[str, Any]:
    value = told["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UsageError(f"{value!r} is no number")
    return {
        "value": float(value),
        "unit": _words(told["unit"]),
        "bound": _one_of(told.get("bound", "exact"), [one.value for one in Bound]),
        "role": _one_of(told.get("role", "count"), [one.value for one in QuantityRole]),
    }
