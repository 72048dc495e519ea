"""A plan as IATI 2.03 activities, one an action; what cannot be said truthfully is left out.

Announced money is a pledge (transaction type 12 or 13); a commitment (2 or 11) is written only
where a signed document is named. A date known to the month or year only is no transaction date.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from summitry.exchange.iati.codes import codes
from summitry.exchange.iati.dates import first_day, is_day, last_day
from summitry.model import ActionState, MilestoneState, MoneyKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summitry.model import Action, ActionPlan, Indicator, Money, Publisher

_OUT = {MoneyKind.PLEDGE: "12", MoneyKind.COMMITMENT: "2", MoneyKind.DISBURSEMENT: "3"}
_IN = {MoneyKind.PLEDGE: "13", MoneyKind.COMMITMENT: "11", MoneyKind.DISBURSEMENT: "1"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for every activity; ``name_of`` gives the name of a party by its code."""

    publisher: Publisher
    bodies: dict[str, str]
    name_of: Callable[[str], str]
    today: str
    shown: frozenset[str]


def activity_id(publisher: Publisher, action_id: str) -> str:
    """Return the identifier of an action's activity, which never changes."""
    return f"{publisher.ref}-{action_id}"


def activities(plan: ActionPlan, at: str, name_of: Callable[[str], str]) -> bytes:
    """Return a plan as IATI activities; ``at`` is this moment in UTC, ISO 8601.

    Without a publisher its identifier and name are empty, which a check reports.
    """
    from summitry.model import Publisher

    publisher = plan.facts.publisher or Publisher("", "", "")
    bodies = {one.code: one.name for one in plan.facts.bodies}
    shown = frozenset(one.id for one in plan.actions)
    context = _Context(publisher, bodies, name_of, at[:10], shown)
    written = io.BytesIO()
    with etree.xmlfile(written, encoding="UTF-8") as file:
        file.write_declaration()
        stamp = at[:19].rstrip("Z") + "Z"
        with file.element("iati-activities", {"version": "2.03", "generated-datetime": stamp}):
            file.write("\n")
            for one in plan.actions:
                file.write(_activity(one, context), pretty_print=True)
    return written.getvalue() + b"\n"


def _activity(action: Action, context: _Context) -> Any:
    root = etree.Element("iati-activity", {_LANGUAGE: "en"})
    publisher = context.publisher
    etree.SubElement(root, "iati-identifier").text = activity_id(publisher, action.id)
    reporter = etree.SubElement(root, "reporting-org", ref=publisher.ref, type=publisher.kind)
    _narrative(reporter, publisher.name)
    _narrative(etree.SubElement(root, "title"), action.title)
    words = " ".join(" ".join(one.quote.split()) for one in action.promised) or action.title
    _narrative(etree.SubElement(root, "description", type="1"), words)
    for role, name in _participants(action, context):
        _narrative(etree.SubElement(root, "participating-org", role=role), name)
    etree.SubElement(root, "activity-status", code=codes().status[action.state.value])
    for kind, day in _dates(action, context.today):
        etree.SubElement(root, "activity-date", {"type": kind, "iso-date": day})
    _recipients(root, action)
    sector = codes().sector.get(action.theme, codes().sector["other"])
    etree.SubElement(root, "sector", vocabulary="1", code=sector)
    for line in action.money:
        _transaction(root, line, context)
    if action.parent in context.shown:
        ref = activity_id(publisher, action.parent)
        etree.SubElement(root, "related-activity", ref=ref, type="1")
    for one in action.indicators:
        _result(root, action, one)
    return root


def _narrative(parent: Any, words: str) -> None:
    etree.SubElement(parent, "narrative").text = _writable(words)


def _writable(words: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return "".join(sign for sign in words if sign.isprintable() or sign in "\n\t")


def _participants(action: Action, context: _Context) -> Iterator[tuple[str, str]]:
    """Yield who takes part: role 1 gives money, 2 answers for it, 4 carries it out."""
    for code in dict.fromkeys(one.provider for one in action.money if one.provider):
        yield "1", context.name_of(code)
    for duty in action.duties:
        role = "2" if duty.role is Role.LEAD else "4"
        yield role, context.bodies.get(duty.body, duty.body)
    if not action.duties:
        yield "2", context.publisher.name


def _dates(action: Action, today: str) -> Iterator[tuple[str, str]]:
    if action.start is not None:
        yield "1", first_day(action.start)
    begun = [one.on for one in action.milestones if one.on]
    begun += [x.at[:10] for x in action.history if (x.what, x.after) == ("state", "under way")]
    if begun and action.state is not ActionState.PLANNED:
        yield "2", min(map(first_day, begun))
    if action.end is not None:
        yield "3", last_day(action.end)
    if action.state is ActionState.DONE:
        closed = [
            one.on for one in action.milestones if one.state is MilestoneState.DONE and one.on
        ]
        closed = closed or [x.at[:10] for x in action.history if x.after == "done"]
        if closed:
            yield "4", min(max(map(last_day, closed)), today)


def _recipients(root: Any, action: Action) -> None:
    known = codes()
    states = [one for one in action.recipients if one in known.country]
    if len(states) == 1 and len(action.recipients) == 1:
        etree.SubElement(root, "recipient-country", code=known.country[states[0]])
        return
    region = known.region_of(frozenset(action.recipients))
    _narrative(
        etree.SubElement(root, "recipient-region", code=region.code, vocabulary="1"), region.name
    )


def left_out(line: Money, today: str) -> str:
    """Return why a line of a budget is no transaction, empty where it is one."""
    if line.date is None:
        return "has no date, and a transaction needs one"
    if not is_day(line.date):
        return f"is dated {line.date} only, and a transaction needs the day"
    if line.date > today:
        return f"is dated {line.date}, which has not come yet"
    if line.kind is MoneyKind.COMMITMENT and not line.document:
        return "names no signed document, and only that makes a commitment"
    return ""


def _transaction(root: Any, line: Money, context: _Context) -> None:
    if left_out(line, context.today):
        return
    incoming = bool(context.publisher.party) and context.publisher.party == line.receiver
    made = etree.SubElement(root, "transaction")
    etree.SubElement(made, "transaction-type", code=(_IN if incoming else _OUT)[line.kind])
    etree.SubElement(made, "transaction-date", {"iso-date": line.date or ""})
    value = {"currency": line.currency, "value-date": line.date or ""}
    etree.SubElement(made, "value", value).text = f"{line.amount:.2f}".removesuffix(".00")
    told = f"{line.kind.value}: {line.document}" if line.document else line.kind.value
    if line.bound != "exact":
        told += f" ({line.bound} this amount)"
    _narrative(etree.SubElement(made, "description"), told)
    for tag, code in (("provider-org", line.provider), ("receiver-org", line.receiver)):
        if code:
            _narrative(etree.SubElement(made, tag), context.name_of(code))


def _result(root: Any, action: Action, one: Indicator) -> None:
    result = etree.SubElement(root, "result", type="1")
    _narrative(etree.SubElement(result, "title"), one.name)
    measure = "2" if one.unit == "percent" else "1"
    indicator = etree.SubElement(result, "indicator", measure=measure)
    _narrative(etree.SubElement(indicator, "title"), f"{one.name} ({one.unit})")
    if one.baseline is not None and one.baseline_year is not None:
        etree.SubElement(
            indicator, "baseline", year=str(one.baseline_year), value=f"{one.baseline:.15g}"
        )
    if action.start is None or action.end is None:
        return
    period = etree.SubElement(indicator, "period")
    etree.SubElement(period, "period-start", {"iso-date": first_day(action.start)})
    etree.SubElement(period, "period-end", {"iso-date": last_day(action.end)})
    etree.SubElement(period, "target", value=f"{one.target:.15g}")
    if one.actual is not None:
        etree.SubElement(period, "actual", value=f"{one.actual:.15g}")
