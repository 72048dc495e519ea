"""The code lists of IATI that the schema leaves open, checked on one activity after the other."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from summitry.exchange.iati.codes import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS = (
    ("activity-status", "code", "ActivityStatus"),
    ("activity-date", "type", "ActivityDateType"),
    ("participating-org", "role", "OrganisationRole"),
    ("transaction/transaction-type", "code", "TransactionType"),
)


@cache
def _codes(name: str) -> frozenset[str]:
    root = etree.parse(str(STANDARD / "codelists" / f"{name}.xml"))
    return frozenset(str(one.text) for one in root.iterfind("codelist-items/codelist-item/code"))


def unknown_codes(activity: Any) -> Iterator[tuple[Any, str]]:
    """Yield every element with a code that its list does not have, and what is wrong with it."""
    for path, attribute, name in _LISTS:
        for element in activity.iterfind(path):
            told = element.get(attribute)
            if told is not None and told not in _codes(name):
                yield element, f"{told!r} is no code of the list {name}"
