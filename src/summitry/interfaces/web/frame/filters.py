"""Filters in the address of a page: read into a query, and shown so that each can be taken off."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from summitry.errors import SummitryError, UsageError
from summitry.exchange.wording import party_name
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.wording import force_words, status_words
from summitry.lexicon.parties import load_parties
from summitry.model import COMMITMENT, LIVE, Fate, Force, Query, StatementKind, Status

ALL = "all"
KINDS = (COMMITMENT, *(one.value for one in StatementKind))
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, in words, and the parameter that it is set by."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the parameters of an address ask for; ``faults`` are those that cannot be meant."""

    query: Query
    values: dict[str, str]
    faults: tuple[UsageError, ...]

    @property
    def chips(self) -> list[Chip]:
        """Return the filters that are set, in words."""
        told = _told()
        return [
            Chip(name, told[name](value)) for name, value in self.values.items() if name in told
        ]


def filters_of(parameters: QueryParams, **fixed: Any) -> Filters:
    """Return the filters of an address; what cannot be meant is left out and told."""
    values = {
        name: parameters[name].strip()[:_LONGEST]
        for name in (*_READERS, "q", "after", "before")
        if parameters.get(name, "").strip()
    }
    found: dict[str, Any] = {}
    faults: list[UsageError] = []
    for name, value in values.items():
        try:
            reader = _READERS.get(name)
            if reader is not None:
                found[_FIELDS.get(name, name)] = reader(value)
        except UsageError as error:
            faults.append(UsageError(error.what, where=name, remedy=error.remedy))
    if (found.get("amount_from"), found.get("amount_to")) != (None, None) and "unit" not in found:
        faults.append(UsageError(_("an amount needs its unit"), where="unit"))
        found.pop("amount_from", None)
        found.pop("amount_to", None)
    found |= {
        "words": values.get("q", ""),
        "after": values.get("after"),
        "before": values.get("before"),
        **fixed,
    }
    return Filters(Query(**found), values, tuple(faults))


def checked(filters: Filters) -> Query:
    """Return the query; an ExceptionGroup of UsageErrors tells all that cannot be meant."""
    if filters.faults:
        raise ExceptionGroup("filters are wrong", list(filters.faults))
    return filters.query


def is_usage(error: SummitryError) -> bool:
    """Tell whether a search failed for what was asked, not for what is there."""
    return error.code in ("usage", "no-entry")


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise UsageError(
                f"{value!r} is not possible", remedy=f"Use one of {', '.join(allowed)}."
            )
        return value

    return read


def _statuses(value: str) -> tuple[Status, ...]:
    if value == ALL:
        return tuple(Status)
    if value == "live":
        return LIVE
    known = _one_of(ALL, "live", *(one.value for one in Status))
    return tuple(Status(known(part)) for part in value.split(","))


def _kind(value: str) -> str | None:
    return None if value == ALL else _one_of(ALL, *KINDS)(value)


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{value!r} is no number")
    return number


def _date(value: str) -> str:
    from summitry.model import is_partial_date

    if not is_partial_date(value):
        raise UsageError(f"{value!r} is no date", remedy="Write YYYY, YYYY-MM or YYYY-MM-DD.")
    return value


def party_code(value: str) -> str:
    """Return the code of a party by code or name; what is not known may be a user's own."""
    return load_parties().resolve(value) or value


def _truth(value: str) -> bool:
    return _one_of("yes", "no", "true", "false")(value) in ("yes", "true")


_READERS: dict[str, Callable[[str], Any]] = {
    "dialogue": str,
    "party": party_code,
    "actor": party_code,
    "recipient": party_code,
    "theme": str,
    "force": _one_of(*(one.value for one in Force)),
    "verifiable": _truth,
    "unit": str,
    "amount_from": _number,
    "amount_to": _number,
    "due_from": _date,
    "due_to": _date,
    "tag": str,
    "fate": _one_of(*(one.value for one in Fate)),
    "document": str,
    "status": _statuses,
    "kind": _kind,
}
_FIELDS = {"status": "statuses"}


def _told() -> dict[str, Callable[[str], str]]:
    """Return for each filter how it is told in words."""

    def after(words: str) -> Callable[[str], str]:
        return lambda value: f"{words} {value}"

    def named(words: str) -> Callable[[str], str]:
        return lambda value: f"{words} {party_name(party_code(value))}"

    return {
        "q": lambda value: f"“{value}”",
        "dialogue": after(_("dialogue")),
        "party": named(_("with")),
        "actor": named(_("by")),
        "recipient": named(_("for")),
        "theme": after(_("theme")),
        "force": force_words,
        "verifiable": lambda value: (
            _("can be checked") if value in ("yes", "true") else _("cannot be checked")
        ),
        "unit": after(_("in")),
        "amount_from": after("≥"),
        "amount_to": after("≤"),
        "due_from": after(_("due from")),
        "due_to": after(_("due by")),
        "tag": lambda value: f"#{value}",
        "fate": str,
        "document": lambda value: f"{_('document')} {value[:12]}",
        "status": lambda value: _("any status") if value == ALL else status_words(value),
        "kind": after(_("kind")),
    }
