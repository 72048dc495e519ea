"""The standard ruleset of IATI, evaluated on one activity after the other.

The kinds of rules and their fields are those of the ruleset's own file; the code lists of agencies
that some rules ask for are no part of it, and these rules are named as not checked.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from summitry.exchange.iati.codes import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT = "/iati-activities/iati-activity"
_XML = {"xml": "http://www.w3.org/XML/1998/namespace"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One case of the ruleset: where it holds, its kind, and what it says when it is broken."""

    context: str
    kind: str
    case: dict[str, Any] = field(hash=False)
    message: str
    severity: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules on activities, in the order of the file."""
    told = json.loads((STANDARD / "ruleset-standard.json").read_text("utf-8"))
    found = []
    for context, by_kind in told.items():
        if not context.startswith((_ROOT, "//")):
            continue
        for kind, body in by_kind.items():
            found += [_rule(context, kind, case) for case in body["cases"]]
    return tuple(found)


def _rule(context: str, kind: str, case: dict[str, Any]) -> Rule:
    info = case.get("ruleInfo")
    if info is None and "do" in case:
        info = next(iter(next(iter(case["do"].values()))["cases"])).get("ruleInfo")
    told = info or {}
    return Rule(context, kind, case, told.get("message", kind), told.get("severity", "error"))


def not_checked() -> tuple[str, ...]:
    """Return what the rules say that need lists of agencies and cannot be checked here."""
    return tuple(one.message for one in rules() if _needs_agencies(one.case))


def broken(activity: Any, today: str) -> Iterator[tuple[Rule, Any]]:
    """Yield every rule that an activity breaks, with the element it is broken at."""
    for rule in rules():
        if _needs_agencies(rule.case):
            continue
        for element in _places(rule.context, activity):
            if not _holds(rule.kind, rule.case, element, today):
                yield rule, element


def _needs_agencies(case: dict[str, Any]) -> bool:
    return "ORG-ID-PREFIX" in case.get("prefix", ())


def _places(context: str, activity: Any) -> list[Any]:
    if context == _ROOT:
        return [activity]
    found = []
    for path in context.split(" | "):
        inside = path.removeprefix(_ROOT + "/") if path.startswith(_ROOT) else f".{path}"
        found += _found(activity, inside)
    return found


@lru_cache(maxsize=4096)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_XML)


def _found(element: Any, path: str) -> list[Any]:
    found = _compiled(path)(element)
    return found if isinstance(found, list) else [found]


def _true(element: Any, path: str) -> bool:
    return bool(_compiled(f"boolean({path})")(element))


def _values(element: Any, paths: list[str]) -> list[str]:
    """Return the texts of attributes and elements that paths lead to."""
    found = []
    for path in paths:
        for one in _found(element, path):
            found.append(str(one) if not hasattr(one, "itertext") else "".join(one.itertext()))
    return found


def _holds(kind: str, case: dict[str, Any], element: Any, today: str) -> bool:
    condition = case.get("condition")
    if condition is not None and not _true(element, condition):
        return True
    return _KINDS[kind](case, element, today)


def _at_least_one(case: dict[str, Any], element: Any, _: str) -> bool:
    return any(_found(element, path) for path in case["paths"])


def _at_most_one(case: dict[str, Any], element: Any, _: str) -> bool:
    return sum(len(_found(element, path)) for path in case["paths"]) <= 1


def _unique(case: dict[str, Any], element: Any, _: str) -> bool:
    found = _values(element, case["paths"])
    return len(set(found)) == len(found)


def _begins(case: dict[str, Any], element: Any, _: str) -> bool:
    prefixes = [one for one in _values(element, case["prefix"]) if one]
    separator = case.get("separator", "")
    return not prefixes or all(
        any(told.startswith(prefix + separator) for prefix in prefixes)
        for told in _values(element, case["paths"])
    )


def _one_or_all(case: dict[str, Any], element: Any, _: str) -> bool:
    if _true(element, case["one"]):
        return True
    lacking = {
        "lang": ".//narrative[not(@xml:lang)]",
        "currency": ".//*[self::value or self::forecast][not(@currency)]",
        "sector": "transaction[not(sector)]",
    }[case["all"]]
    if case["all"] == "sector" and not _found(element, "transaction/sector"):
        return True  # that there is none at all is another rule
    return not _found(element, lacking)


def _date(element: Any, path: str, today: str) -> list[str]:
    if path == "NOW":
        return [today]
    return [told[:10] for told in _values(element, [path]) if _DATE.match(told)]


def _not_future(case: dict[str, Any], element: Any, today: str) -> bool:
    return all(one <= today for one in _date(element, case["date"], today))


def _ordered(case: dict[str, Any], element: Any, today: str) -> bool:
    less, more = (_date(element, case[one], today) for one in ("less", "more"))
    return all(one <= other for one in less for other in more)


def _matches(case: dict[str, Any], element: Any, _: str) -> bool:
    return all(re.search(case["regex"], told) for told in _values(element, case["paths"]))


def _no_spaces(case: dict[str, Any], element: Any, _: str) -> bool:
    return all(told == told.strip() for told in _values(element, case["paths"]))


def _sum(case: dict[str, Any], element: Any, _: str) -> bool:
    found = _values(element, case["paths"])
    if not found:
        return True
    try:
        return abs(sum(map(float, found)) - float(case["sum"])) < 0.005
    except ValueError:
        return False


def _in_range(case: dict[str, Any], element: Any, _: str) -> bool:
    try:
        found = [float(told) for told in _values(element, case["paths"])]
    except ValueError:
        return False
    return all(case["min"] <= one <= case["max"] for one in found)


def _if_then(case: dict[str, Any], element: Any, _: str) -> bool:
    return not _true(element, case["if"]) or _true(element, case["then"])


def _loop(case: dict[str, Any], element: Any, today: str) -> bool:
    for told in set(_values(element, [case["foreach"]])):
        if "'" in told:
            continue
        for kind, body in case["do"].items():
            for one in body["cases"]:
                if not _holds(kind, _with(one, told), element, today):
                    return False
    return True


def _with(case: dict[str, Any], told: str) -> dict[str, Any]:
    def put(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("$1", told)
        return [put(one) for one in value] if isinstance(value, list) else value

    return {name: value if name == "ruleInfo" else put(value) for name, value in case.items()}


def _at_most_a_year(case: dict[str, Any], element: Any, today: str) -> bool:
    from datetime import date

    start, end = (_date(element, case[one], today) for one in ("start", "end"))
    return all(
        (date.fromisoformat(last) - date.fromisoformat(first)).days <= 366
        for first in start
        for last in end
    )


def _between(case: dict[str, Any], element: Any, today: str) -> bool:
    days, start, end = (_date(element, case[one], today) for one in ("date", "start", "end"))
    return all(first <= day <= last for day in days for first in start for last in end)


_KINDS: dict[str, Callable[[dict[str, Any], Any, str], bool]] = {
    "atleast_one": _at_least_one,
    "between_dates": _between,
    "date_now": _not_future,
    "date_order": _ordered,
    "if_then": _if_then,
    "loop": _loop,
    "no_more_than_one": _at_most_one,
    "no_spaces": _no_spaces,
    "one_or_all": _one_or_all,
    "range": _in_range,
    "regex_matches": _matches,
    "startswith": _begins,
    "strict_sum": _sum,
    "time_limit": _at_most_a_year,
    "unique": _unique,
}
