"""Reading the data-driven cases of tracing into promises and remarks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summitry.model import (
    Aliases,
    Basis,
    Commitment,
    Force,
    Occasion,
    PartyMention,
    Period,
    Promise,
    Quantity,
    QuantityRole,
    Remark,
    Span,
    Statement,
    StatementKind,
)

CASES = Path(__file__).parents[2] / "cases" / "tracing"


def load(*names: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = []
    for name in names:
        text = (CASES / f"{name}.toml").read_text(encoding="utf-8")
        cases += tomllib.loads(text)["case"]
    return cases


def occasions(case: dict[str, Any]) -> dict[str, Occasion]:
    found = {}
    for name, written in case["docs"].items():
        date, dialogue, meeting, parties, language = (
            [part.strip() for part in written.split("|")] + [""] * 4
        )[:5]
        found[name] = Occasion(
            name,
            date or None,
            dialogue or None,
            meeting or None,
            tuple(filter(None, parties.split(","))),
            language or "en",
        )
    return found


def promises(case: dict[str, Any]) -> list[Promise]:
    known = occasions(case)
    return [promise(row, known[row[0][0]], number) for number, row in enumerate(case["records"], 1)]


def promise(row: list[str], occasion: Occasion, number: int) -> Promise:
    name, actors, recipients, theme, quote, amounts, end = row
    deadline = Period(Span(0, 0), end, None, end) if end else None
    commitment = Commitment(
        number,
        name,
        Span(150 * number, 150 * number + len(quote)),
        quote,
        mentions(actors),
        mentions(recipients),
        "",
        Force.FIRM,
        True,
        theme,
        quantities(amounts),
        deadline,
    )
    return Promise(name, commitment, occasion)


def remarks(case: dict[str, Any], key: str, kind: StatementKind) -> list[Remark]:
    known = occasions(case)
    found = []
    for number, row in enumerate(case.get(key, ()), 1):
        name, parties, quote, amounts = row
        statement = Statement(
            number,
            name,
            Span(0, len(quote)),
            quote,
            kind,
            mentions(parties),
            quantities(amounts),
        )
        found.append(Remark(name, statement, known[name[0]]))
    return found


def aliases(case: dict[str, Any]) -> Aliases:
    given = case.get("aliases", {})
    return Aliases(
        tuple((one, other) for one, other in given.get("parties", ())),
        tuple((one, other) for one, other in given.get("dialogues", ())),
    )


def mentions(codes: str) -> tuple[PartyMention, ...]:
    return tuple(PartyMention(code, Basis.TEXT) for code in codes.split(",") if code)


def quantities(written: str) -> tuple[Quantity, ...]:
    found = []
    for one in filter(None, written.split(";")):
        text, _, rest = one.strip().partition("=")
        value, _, unit = rest.partition(" ")
        found.append(Quantity(Span(0, len(text)), text, float(value), unit, role=role(unit)))
    return tuple(found)


def role(unit: str) -> QuantityRole:
    if len(unit) == 3 and unit.isupper():
        return QuantityRole.MONEY
    return QuantityRole.SHARE if unit == "percent" else QuantityRole.COUNT


def f1(right: int, proposed: int, wanted: int) -> float:
    return 2 * right / (proposed + wanted) if proposed + wanted else 1.0


def names(items: Iterable[Any]) -> list[str]:
    return [item.id for item in items]
