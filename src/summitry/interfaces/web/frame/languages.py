"""The languages of the interface: strings from catalogues, dates and numbers by locale.

A language is a folder in ``locale`` with a catalogue of gettext (``summitry.po``). A string that
a catalogue lacks is shown in English, in which the strings are written.
"""

from __future__ import annotations

import datetime
import gettext as system
import io
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

DEFAULT = "en"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=DEFAULT)
_FORMS = {4: "y", 7: "yMMMM"}  # skeletons, which each language fills in its own order


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there are catalogues for."""
    folder = files("summitry.interfaces.web").joinpath("locale")
    return tuple(sorted(one.name for one in folder.iterdir() if one.is_dir()))


def speak(wanted: str | None) -> str:
    """Speak the language that fits an Accept-Language header best; return its code."""
    told = [part.partition(";")[0].strip() for part in (wanted or "").split(",")[:20]]
    chosen = negotiate_locale([one for one in told if one], languages(), sep="-") or DEFAULT
    _SPOKEN.set(chosen)
    return chosen


def spoken() -> Locale:
    """Return the locale that is spoken; English is that of most of the world, day first."""
    language = _SPOKEN.get()
    return Locale.parse("en_GB" if language == DEFAULT else language)


def gettext(text: str) -> str:
    """Return a string in the language that is spoken."""
    return _catalogue(_SPOKEN.get()).gettext(text)


def listed(text: str) -> str:
    """Return a string as it is; it is listed in the catalogues, and translated where shown."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a string that goes with a number."""
    return _catalogue(_SPOKEN.get()).ngettext(one, many, count)


@cache
def _catalogue(language: str) -> system.NullTranslations:
    path = files("summitry.interfaces.web").joinpath("locale", language, "LC_MESSAGES")
    compiled = io.BytesIO()
    with path.joinpath("summitry.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=language))
    compiled.seek(0)
    return system.GNUTranslations(compiled)


def number_words(value: float) -> str:
    """Return a number as it is written."""
    return format_decimal(value, locale=spoken())


def date_words(date: str | None) -> str:
    """Return a date of reduced precision (ISO 8601) as it is written; empty for none."""
    if not date:
        return ""
    try:
        parts = [int(part) for part in date.split("-")]
        day = datetime.date(*([*parts, 1, 1])[:3])
    except ValueError:
        return date
    if len(date) > 7:
        return format_date(day, "long", locale=spoken())
    return format_skeleton(_FORMS.get(len(date), "y"), day, locale=spoken())


def moment_words(moment: str) -> str:
    """Return a moment (ISO 8601, UTC) as it is written."""
    try:
        at = datetime.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return format_datetime(at, "d MMM yyyy, HH:mm", locale=spoken()) + " UTC"
