"""IATI activities of others, read as evidence of pledges, commitments and payments."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.exchange.iati.safely import parsed
from summitry.exchange.tables.faults import Fault, shown
from summitry.model import MoneyKind, is_partial_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    "1": MoneyKind.DISBURSEMENT,
    "2": MoneyKind.COMMITMENT,
    "3": MoneyKind.DISBURSEMENT,
    "4": MoneyKind.DISBURSEMENT,
    "11": MoneyKind.COMMITMENT,
    "12": MoneyKind.PLEDGE,
    "13": MoneyKind.PLEDGE,
}


@dataclass(frozen=True, slots=True)
class IatiTransaction:
    """Money that an activity tells of; ``line`` is where it stands in the file."""

    kind: MoneyKind
    amount: float
    currency: str
    date: str
    provider: str
    receiver: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class IatiActivity:
    """An activity of somebody else, as far as it is evidence."""

    id: str
    reporter: str
    title: str
    transactions: tuple[IatiTransaction, ...]
    line: int


def read_activities(content: bytes, where: str) -> tuple[list[IatiActivity], list[Fault]]:
    """Return the activities of a file and all that is wrong in them, each with its line.

    Transactions that are no pledge, commitment or payment are passed over. Raises UsageError for
    what is no such file, and for one that declares entities.
    """
    root = parsed(content, where)
    if root.tag != "iati-activities":
        raise UsageError(
            f"is no file of IATI activities but <{root.tag}>",
            where=where,
            remedy="Give a file that begins with <iati-activities>.",
        )
    faults: list[Fault] = []
    found = []
    for one in root.iterfind("iati-activity"):
        name = (one.findtext("iati-identifier") or "").strip()
        if not name:
            remedy = "Ask its publisher for one."
            faults.append(Fault(where, "the activity has no identifier", remedy, one.sourceline))
            continue
        currency = one.get("default-currency", "")
        money = tuple(_transactions(one, currency, where, faults))
        found.append(
            IatiActivity(
                name, _words(one, "reporting-org"), _words(one, "title"), money, one.sourceline
            )
        )
    return found, faults


def _transactions(
    activity: Any, currency: str, where: str, faults: list[Fault]
) -> Iterator[IatiTransaction]:
    for one in activity.iterfind("transaction"):
        kind = _KINDS.get(_attribute(one, "transaction-type", "code"))
        if kind is None:
            continue
        date = _attribute(one, "transaction-date", "iso-date")[:10]
        value = one.find("value")
        told = "" if value is None else (value.text or "").strip()
        unit = ("" if value is None else value.get("currency", "")) or currency
        wrong = _wrong(date, told, unit)
        if wrong:
            faults += [
                Fault(
                    where, what, "Ask its publisher to mend it.", one.sourceline, tag, shown(text)
                )
                for tag, what, text in wrong
            ]
            continue
        yield IatiTransaction(
            kind,
            float(told),
            unit,
            date,
            _words(one, "provider-org"),
            _words(one, "receiver-org"),
            _words(one, "description"),
            one.sourceline,
        )


def _wrong(date: str, told: str, unit: str) -> list[tuple[str, str, str]]:
    wrong = []
    if not is_partial_date(date) or len(date) != 10:
        wrong.append(("transaction-date", "is no day", date))
    try:
        if not math.isfinite(float(told)):
            raise ValueError(told)
    except ValueError:
        wrong.append(("value", "is no amount", told))
    if len(unit) != 3:
        wrong.append(("currency", "is missing, and the activity has no default", unit))
    return wrong


def _attribute(element: Any, tag: str, name: str) -> str:
    found = element.find(tag)
    return "" if found is None else str(found.get(name, ""))


def _words(element: Any, tag: str) -> str:
    found = element.find(tag)
    if found is None:
        return ""
    return " ".join((found.findtext("narrative") or found.get("ref") or "").split())
