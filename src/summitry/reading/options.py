"""What a person may say about a source before it is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from summitry.errors import UsageError
from summitry.model import is_partial_date
from summitry.reading.dates import exists
from summitry.reading.parties import resolve_parties

DEFAULT_MAX_SIZE = 100_000_000
DEFAULT_TIMEOUT = 20.0

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Details given by a person, which win over all that is found, and the limits of reading.

    ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``parties`` are codes or names, kept
    as codes; ``language`` a BCP 47 tag; ``max_size`` counts bytes and ``timeout`` seconds.
    ``public_only`` refuses pages that do not lie in the public internet. Raises UsageError for a
    value that cannot be meant.
    """

    date: str | None = None
    dialogue: str | None = None
    parties: tuple[str, ...] = ()
    language: str | None = None
    max_size: int = DEFAULT_MAX_SIZE
    timeout: float = DEFAULT_TIMEOUT
    public_only: bool = False
    supported_languages: tuple[str, ...] = ("en", "ru", "zh")

    def __post_init__(self) -> None:
        given: str | tuple[str, ...] = self.parties
        named = resolve_parties(given.split(",") if isinstance(given, str) else given)
        if named.unknown:
            raise UsageError(named.fault, where="--parties", remedy=named.remedy)
        object.__setattr__(self, "parties", named.codes)
        if self.date is not None and not (is_partial_date(self.date) and exists(self.date)):
            raise UsageError(
                f"{self.date!r} is not a date that can be used",
                where="--date",
                remedy="Write it as YYYY, YYYY-MM or YYYY-MM-DD, for example 2022-01-25.",
            )
        if self.language is not None and not _LANGUAGE_TAG.match(self.language):
            raise UsageError(
                f"{self.language!r} is not a language code",
                where="--language",
                remedy=f"Use one of: {', '.join(self.supported_languages)}.",
            )
        if self.max_size < 1:
            raise UsageError(f"a size limit of {self.max_size} bytes lets nothing in")
        if not (math.isfinite(self.timeout) and self.timeout > 0):
            raise UsageError(f"a time limit of {self.timeout} seconds cannot be kept")
