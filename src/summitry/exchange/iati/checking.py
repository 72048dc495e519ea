"""Checking IATI activities against the official schema, code lists and standard ruleset."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from summitry.exchange.iati.code_lists import unknown_codes
from summitry.exchange.iati.codes import STANDARD, codes
from summitry.exchange.iati.ruleset import broken
from summitry.exchange.iati.safely import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTIVITY = "iati-activity"


@dataclass(frozen=True, slots=True)
class IatiFinding:
    """What is wrong in a file of activities: where, against what, and which field to mend.

    ``activity`` is its identifier; ``field`` what summitry calls the part of the action it comes
    from; ``rule`` is ``schema`` or the kind of the rule.
    """

    activity: str
    field: str
    what: str
    remedy: str
    rule: str
    severity: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.activity}, line {self.line}" if self.line else self.activity
        return f"{place}: {self.field}: {self.what}. {self.remedy}."


def check_activities(content: bytes, today: str) -> tuple[IatiFinding, ...]:
    """Return everything that the schema and the ruleset find wrong; nothing where all is well.

    Raises UsageError for what is no XML, and for entity declarations, which are never read.
    """
    root = parsed(content)
    findings = list(_by_schema(root))
    seen: dict[str, int] = {}
    for activity in root.iter(_ACTIVITY):
        name = _name(activity)
        if name in seen:
            what = f"has the identifier of the activity in line {seen[name]}"
            findings.append(_finding(activity, "iati-identifier", what, ("unique", "error")))
        seen.setdefault(name, activity.sourceline)
        for element, what in unknown_codes(activity):
            tag = "transaction" if element.tag == "transaction-type" else str(element.tag)
            findings.append(_finding(activity, tag, what, ("code list", "error"), element))
        for rule, element in broken(activity, today):
            told = (rule.kind, rule.severity)
            tag = _part(rule.case, element)
            findings.append(_finding(activity, tag, rule.message.rstrip("."), told, element))
    return tuple(findings)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(STANDARD / "iati-activities-schema.xsd")))


def _by_schema(root: Any) -> Iterator[IatiFinding]:
    schema = _schema()
    if schema.validate(root):
        return
    found = list(root.iter(_ACTIVITY))
    lines = [one.sourceline for one in found]
    for error in schema.error_log:
        place = bisect.bisect_right(lines, error.line) - 1
        name = _name(found[place]) if place >= 0 else "the file"
        tag = error.message.partition("Element '")[2].partition("'")[0]
        field = codes().field.get(tag, tag or "file")
        remedy = codes().remedy.get(field, f"Mend <{tag}>" if tag else "Mend the file")
        yield IatiFinding(
            name, field, error.message.rstrip("."), remedy, "schema", "error", error.line
        )


def _part(case: dict[str, Any], element: Any) -> str:
    """Return the name of the part of an activity that a rule speaks of."""
    if element.tag != _ACTIVITY:
        return str(element.tag)
    paths = case.get("paths") or [case.get("less") or case.get("one") or case.get("foreach") or ""]
    return str(paths[0]).partition("/")[0].partition("[")[0].lstrip("@")


def _finding(
    activity: Any, tag: str, what: str, rule: tuple[str, str], element: Any = None
) -> IatiFinding:
    known = codes()
    at = element
    while at is not None and tag not in known.field and at.tag != _ACTIVITY:
        at = at.getparent()
        tag = at.tag if at is not None and at.tag in known.field else tag
    field = known.field.get(tag, tag)
    remedy = known.remedy.get(field, f"Mend <{tag}>")
    line = (element if element is not None else activity).sourceline
    return IatiFinding(_name(activity), field, what, remedy, *rule, line)


def _name(activity: Any) -> str:
    return (activity.findtext("iati-identifier") or "").strip() or "an activity without identifier"
