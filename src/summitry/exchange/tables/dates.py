"""Dates and moments as ISO 8601 texts, and what to say of others."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from summitry.exchange.tables.faults import Wrong
from summitry.model import is_partial_date

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_NUMBERS_BACKWARD = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\.?\Z")
_NUMBERS_FORWARD = re.compile(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?\Z")
_DAY_WORD = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,})\.?,?\s+(\d{4})\Z")
_WORD_DAY = re.compile(r"([A-Za-z]{3,})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\Z")
_FORMS = "2022, 2022-06 or 2022-06-30"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?\Z")


def checked_date(text: str) -> str:
    """Return an ISO date of reduced precision, or raise Wrong with the date that may be meant."""
    if is_partial_date(text):
        return text
    meant = _meant(text)
    if len(meant) == 2:
        raise Wrong(
            "can be read as two dates",
            f"Write {meant[0]} or {meant[1]}, whichever is meant.",
        )
    if meant:
        raise Wrong("is not written as an ISO date", f"Write {meant[0]}.")
    raise Wrong("is not a date", f"Write it as {_FORMS}.")


def checked_moment(text: str) -> str:
    """Return a moment in the one form that is written, in UTC, or raise Wrong.

    >>> checked_moment("2022-06-30 14:00:00+02:00")
    '2022-06-30T12:00:00Z'
    """
    form = "Write it as 2022-06-30T12:00:00Z, in UTC."
    if not _MOMENT.match(text):
        raise Wrong("is not a date and time", form)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise Wrong("does not tell its time zone", f"Put Z behind it if it is UTC: {text}Z.")
        return written_moment(moment)
    except (ValueError, OverflowError):
        raise Wrong("is not a moment that can exist", form) from None


def written_moment(moment: datetime) -> str:
    """Return a moment with a time zone as it is written: UTC, with Z, fractions if any."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _meant(text: str) -> list[str]:
    """Return the ISO dates that a date written in another way can stand for."""
    guesses: list[tuple[str | None, ...]]
    if found := _NUMBERS_BACKWARD.match(text):
        first, second, year = found.groups()
        guesses = [(year, second, first), (year, first, second)]
    elif found := _NUMBERS_FORWARD.match(text):
        guesses = [found.groups()]
    elif found := _DAY_WORD.match(text):
        guesses = [(found[3], _month(found[2]), found[1])]
    elif found := _WORD_DAY.match(text):
        guesses = [(found[3], _month(found[1]), found[2])]
    else:
        return []
    dates = ("-".join(part.zfill(2) for part in guess if part) for guess in guesses if guess[1])
    return list(dict.fromkeys(date for date in dates if is_partial_date(date)))


def _month(word: str) -> str:
    place = _MONTHS.find(word[:3].lower())
    return str(place // 4 + 1) if place >= 0 else ""
