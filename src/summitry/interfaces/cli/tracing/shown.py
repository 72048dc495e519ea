"""How lineage is shown: to programs as JSON, to people as tables and timelines."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.interfaces.cli.register.answering import answer_json, line, symbols, table
from summitry.interfaces.cli.terminal import printable, shortened
from summitry.model import Promise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summitry.model import KeptEvidence, Remark
    from summitry.workflow.tracing import Life, Told
    from summitry.workflow.tracing_decisions import Decided

_QUOTE = 160
_KEY = 12
_NEW = "new"
_NO_ORDER = "in no order"


def answer_documents(told: Sequence[Told]) -> None:
    """Write what each document brings as JSON."""
    answer_json(
        {
            "documents": [
                {
                    "document": one.occasion.document,
                    "key": one.key or None,
                    "date": one.occasion.date,
                    "dialogue": one.occasion.dialogue,
                    "commitments": [
                        {**_said(promise), "links": [_link(link) for link in links]}
                        for promise, links in one.promises
                    ],
                    "silent": [
                        {**_said(promise), "links": [_link(link)]} for promise, link in one.silent
                    ],
                }
                for one in told
            ]
        }
    )


def show_documents(told: Sequence[Told]) -> None:
    """Print for each document what is new in it, what it says again, and what it passes over."""
    for one in told:
        line(_head(one))
        kinds: Counter[str] = Counter()
        rows: list[tuple[str, ...]] = []
        for promise, links in one.promises:
            if not links:
                kinds[_NEW if one.occasion.date else _NO_ORDER] += 1
            for link in links:
                kinds[link.link.kind.value] += 1
                rows.append((_standing(link), promise.id, link.link.earlier, _cut(promise.quote)))
        for promise, link in one.silent:
            kinds[link.link.kind.value] += 1
            rows.append((_standing(link), "", promise.id, _cut(promise.quote)))
        counted = (f"{count} {kind}" for kind, count in kinds.most_common())
        line(", ".join(counted) or "no commitments", indented=True)
        heads = ("", ("id", {"no_wrap": True}), ("earlier", {"no_wrap": True}), "quote")
        table(heads, rows)
    if not told:
        line("No document was found.")


def answer_life(life: Life, evidence: Sequence[KeptEvidence]) -> None:
    """Write the life of one promise as JSON."""
    answer_json(
        {
            "id": life.promise.id,
            "steps": [_said(one) for one in life.steps],
            "undated": [_said(one) for one in life.undated],
            "links": [_link(one) for one in life.links],
            "evidence": msgspec.to_builtins(evidence),
        }
    )


def show_life(life: Life, evidence: Sequence[KeptEvidence]) -> None:
    """Print the life of one promise as a timeline: each saying with its date and what it is."""
    leading: dict[str, list[Decided]] = defaultdict(list)
    passed: dict[str, list[Decided]] = defaultdict(list)
    for one in life.links:
        (leading if one.link.later else passed)[one.link.later or one.link.earlier].append(one)
    for step in (*life.steps, *life.undated):
        mark = " *" if step.id == life.promise.id else ""
        line(f"{step.occasion.date or 'undated'} · {step.id}{mark} · {step.occasion.document}")
        for link in leading[step.id]:
            told = "; ".join(link.link.reasons)
            line(
                f"{_standing(link)} {link.link.earlier} ({link.link.score:.2f}): {told}",
                indented=True,
            )
        line(f"“{' '.join(step.quote.split())}”", indented=True)
        for link in passed[step.id]:
            reasons = "; ".join(link.link.reasons)
            name = link.link.document
            where = f"{name} {life.keys.get(name, '')[:_KEY]}".rstrip()
            line(f"then {_standing(link)} ({where}): {reasons}", indented=True)
    for found in evidence:
        quote = " ".join(found.quote.split())
        line(f"{found.date or 'undated'} · evidence {found.number} · {found.source}")
        line(f"{found.says}: “{quote}”", indented=True)


def drawn(life: Life, path: Path) -> bytes:
    """Return the picture of a life in the format that the name of a file asks for."""
    from summitry.exchange.lineage_picture import Node, draw

    links = [(one.link.earlier, one.link.later, one.link.kind.value) for one in life.links]
    nodes = [
        Node(one.id, one.occasion.date, one.occasion.document, one.quote)
        for one in (*life.steps, *life.undated)
    ]
    return draw(nodes, [one for one in links if one[1]], path.suffix)


def _said(one: Promise | Remark) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": "commitment" if isinstance(one, Promise) else one.statement.kind.value,
        "date": one.occasion.date,
        "document": one.occasion.document,
        "quote": one.quote,
    }


def _link(one: Decided) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(one.link)
    return {**told, "standing": one.standing.value}


def _standing(one: Decided) -> str:
    kind = one.link.kind.value
    return kind if one.standing.value == "proposed" else f"{kind} ({one.standing.value})"


def _head(told: Told) -> str:
    occasion = told.occasion
    dialogue = f" · {occasion.dialogue}" if occasion.dialogue else ""
    key = f" · {told.key[:_KEY]}" if told.key else ""
    return f"{occasion.date or 'undated'} · {occasion.document}{dialogue}{key}"


def _cut(quote: str) -> str:
    return shortened(printable(quote), _QUOTE, symbols().cut)
