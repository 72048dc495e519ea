"""Why a record is as it is, in plain words: the same reasons that JSON carries."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summitry.exchange.rows import deadline_basis
from summitry.exchange.wording import (
    amount_words,
    deadline_words,
    one_line,
    party_name,
    taken_from,
)
from summitry.model import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summitry.exchange.formats import Results
    from summitry.model import (
        Commitment,
        Document,
        PartyMention,
        Period,
        Quantity,
        Reading,
        Reason,
        Statement,
    )

_REFUSED = "refused."
_LABELS = {
    "detection": "commitment",
    "kind": "kind",
    "force": "force",
    "verifiable": "verifiable",
    "theme": "theme",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of an explanation: the field, its value in words, and why; ``rule`` if one spoke."""

    field: str
    value: str
    why: str
    rule: str = ""

    def __str__(self) -> str:
        said = ": ".join(part for part in (self.value, self.why) if part)
        return f"{said} (rule {self.rule})" if self.rule else said


def explain_commitment(found: Commitment, document: Document) -> tuple[Explained, ...]:
    """Return why a commitment was found and where each of its fields comes from."""
    told = {reason.decides: reason for reason in found.why}
    values = {
        "force": found.force.value,
        "verifiable": "yes" if found.verifiable else "no",
        "theme": str(found.theme),
    }
    return (
        *_decided(found.why, "detection", "", document),
        *_parties("who", found.actors, document),
        *_parties("for whom", found.recipients, document),
        *_amounts(found.quantities),
        *_deadline(found.deadline, told.get("deadline"), deadline_basis(found.why)),
        *(
            line
            for decides, value in values.items()
            for line in _decided(found.why, decides, value, document)
        ),
        *(
            Explained("condition", "", f"“{one_line(span.of(document.text))}”")
            for span in found.conditions
        ),
        *(_parties("reported by", (found.reporter,), document) if found.reporter else ()),
        *(
            (Explained("repeats", f"no. {found.repeats}", "the same act is told there first"),)
            if found.repeats is not None
            else ()
        ),
        *_further(found.why, document),
    )


def explain_statement(found: Statement, document: Document) -> tuple[Explained, ...]:
    """Return why a statement is what it is, and so no commitment."""
    told = {reason.decides: reason for reason in found.why}
    return (
        *_decided(found.why, "kind", found.kind.value, document),
        *_parties("who", found.parties, document),
        *_amounts(found.quantities),
        *_deadline(found.period, told.get("deadline"), deadline_basis(found.why)),
        *_further(found.why, document),
    )


def reason_words(reason: Reason, document: Document) -> str:
    """Return in plain words what a rule decided on, and what it says of it."""
    meaning = rule_meaning(reason.decides, reason.rule)
    if reason.span is None:
        return taken_from(reason.basis)
    quoted = f"“{one_line(reason.span.of(document.text))}”"
    place = taken_from(reason.basis)
    where = f" (in {place})" if place else ""
    return f"{quoted}{where} {meaning}"


def rule_meaning(decides: str, rule: str) -> str:
    """Return what a rule says of the words it decided on; never empty.

    >>> rule_meaning("detection", "pledge.verb")
    'is a pledge'
    """
    table = _table().get(decides, {})
    family = rule.partition(".")[0]
    meaning = table.get(rule) or table.get(family) or table.get("other")
    if decides == "theme" and meaning is not None and "." in rule:
        return f"points to {rule.partition('.')[2]}"
    return meaning or f"decides the {decides}"


def is_near_miss(found: Statement) -> bool:
    """Tell whether a statement was looked at as a commitment and refused."""
    return any(reason.rule.startswith(_REFUSED) for reason in found.why)


def statements_shown(results: Results, reading: Reading) -> tuple[Statement, ...]:
    """Return the statements that a format for people shows: all, the near misses, or none."""
    if results.with_statements:
        return reading.statements
    if results.explained:
        return tuple(filter(is_near_miss, reading.statements))
    return ()


@cache
def _table() -> dict[str, dict[str, str]]:
    page = files("summitry.exchange").joinpath("reasons.toml").read_text("utf-8")
    return tomllib.loads(page)


def _decided(
    why: Iterable[Reason], decides: str, value: str, document: Document
) -> Iterator[Explained]:
    label = _LABELS[decides]
    reasons = [reason for reason in why if reason.decides == decides]
    for reason in reasons:
        yield Explained(label, value, reason_words(reason, document), reason.rule)
    if not reasons and value:
        yield Explained(label, value, "")


def _parties(
    field: str, mentions: Iterable[PartyMention], document: Document
) -> Iterator[Explained]:
    for mention in mentions:
        name = party_name(mention.code)
        value = mention.code if name == mention.code else f"{mention.code} ({name})"
        place = taken_from(mention.basis)
        words = f"“{one_line(mention.span.of(document.text))}”" if mention.span else ""
        if not place:
            why = f"named by {words}" if words else ""
        else:
            why = f"taken from {place}" + (f": {words}" if words else "")
        yield Explained(field, value, why)


def _amounts(quantities: Iterable[Quantity]) -> Iterator[Explained]:
    for quantity in quantities:
        yield Explained("amount", amount_words(quantity), f"read from “{one_line(quantity.text)}”")


def _deadline(period: Period | None, reason: Reason | None, basis: Basis) -> Iterator[Explained]:
    if period is None:
        return
    why = [f"read from “{one_line(period.text)}”"]
    if basis is not Basis.TEXT:
        why.append(f"in {taken_from(basis)}")
    if period.anchor:
        why.append(f"counted from {period.anchor}")
    if period.earliest_end:
        why.append(f"at the earliest by {period.earliest_end}")
    yield Explained(
        "deadline", deadline_words(period), ", ".join(why), reason.rule if reason else ""
    )


def _further(why: Iterable[Reason], document: Document) -> Iterator[Explained]:
    """Reasons for fields that have no line of their own, so that none is ever left out."""
    for reason in why:
        if reason.decides not in _LABELS and reason.decides != "deadline":
            yield Explained(reason.decides, "", reason_words(reason, document), reason.rule)
