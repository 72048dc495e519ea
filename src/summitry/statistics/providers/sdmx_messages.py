"""Reads SDMX data messages: XML through sdmx1, CSV directly; one list of keyed values for both."""

from __future__ import annotations

import csv
import io
import logging
from dataclasses import dataclass
from typing import Any

from summitry.errors import ExtraMissing, SourceMissing, SourceUnreadable

_PERIOD, _VALUE = "TIME_PERIOD", "OBS_VALUE"
_NO_DIMENSION = frozenset({"STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW"})


@dataclass(frozen=True, slots=True)
class KeyedValue:
    """One observation: its dimensions and attributes by name, its period and value."""

    key: dict[str, str]
    attributes: dict[str, str]
    period: str
    value: str


def library() -> Any:
    """Return sdmx1; ExtraMissing says how to install it."""
    try:
        import sdmx
    except ImportError as error:
        raise ExtraMissing(
            "SDMX needs a part of summitry that is installed apart",
            remedy="Install it with: pip install 'summitry[statistics]'",
        ) from error
    # It warns of what is normal here: data are read without a definition of their structure.
    logging.getLogger("sdmx").setLevel(logging.ERROR)
    return sdmx


def read_message(data: bytes, address: str) -> list[KeyedValue]:
    """Return the values of a data message; SourceUnreadable where it is none, or ends too early."""
    place = address.partition("?")[0]
    found = _from_xml(data, place) if data.lstrip()[:1] == b"<" else _from_csv(data, place)
    if not found:
        raise SourceMissing(
            "the provider has no figures for this",
            where=place,
            remedy="A code may have been renamed; check the dataflow and the key.",
        )
    return found


def _from_xml(data: bytes, place: str) -> list[KeyedValue]:
    sdmx = library()
    try:
        message = sdmx.read_sdmx(io.BytesIO(data))
    except Exception as error:
        raise _changed(place, f"it cannot be parsed ({type(error).__name__})") from error
    if not hasattr(message, "data"):
        told = " ".join(str(text) for text in getattr(getattr(message, "footer", None), "text", []))
        raise SourceMissing(
            f"the provider sent no data{': ' + told if told else ''}",
            where=place,
            remedy="A code may have been renamed; check the dataflow and the key.",
        )
    return [_keyed(one) for dataset in message.data for one in dataset.obs]


def _keyed(one: Any) -> KeyedValue:
    key = {name: str(part.value) for name, part in one.key.values.items()}
    attributes = {name: str(part.value) for name, part in one.attrib.items()}
    period = key.pop(_PERIOD, "")
    # Without the structure of the data at hand, attributes come among the dimensions.
    return KeyedValue(
        key, {**key, **attributes}, period, "" if one.value is None else str(one.value)
    )


def _from_csv(data: bytes, place: str) -> list[KeyedValue]:
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _changed(place, "it is neither XML nor CSV") from error
    found = []
    for row in rows:
        if not row.get(_PERIOD) or row.get(_VALUE) is None or None in row.values():
            raise _changed(place, f"a row has no {_PERIOD} or {_VALUE}, or ends too early")
        cells = {name: cell for name, cell in row.items() if name not in _NO_DIMENSION}
        period, value = cells.pop(_PERIOD), cells.pop(_VALUE)
        found.append(KeyedValue(cells, cells, period, value))
    return found


def _changed(place: str, what: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"what the provider sent is no SDMX data as it used to be: {what}",
        where=place,
        remedy="Fetch it again; if it stays so, this provider needs an update.",
    )
