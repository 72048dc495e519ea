"""Passages of later reports are proposed for the promises that they speak of, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from summitry.model import Block, BlockKind, Document, Occasion, Promise, Says, Span
from summitry.tracing import promises_of, suggest_evidence

from . import cases

LEAST_F1 = 0.9
SAID = Occasion("promises", "2021-06-01", "Forum")


def report_of(written: str) -> Document:
    """Return a document from lines: "==" opens a heading, "-" a list item."""
    lines: list[str] = []
    blocks: list[Block] = []
    start = 0
    for line in filter(None, (one.strip() for one in written.splitlines())):
        kind = BlockKind.PARAGRAPH
        skipped = 0
        if line.startswith("=="):
            kind, skipped = BlockKind.HEADING, 3
        elif line.startswith("- "):
            kind, skipped = BlockKind.LIST_ITEM, 2
        blocks.append(Block(Span(start + skipped, start + len(line)), kind))
        lines.append(line)
        start += len(line) + 1
    return Document("report", "\n".join(lines), date="2023-06-01", blocks=tuple(blocks))


def promises(rows: list[list[str]]) -> list[Promise]:
    return [cases.promise([str(n), *row], SAID, n) for n, row in enumerate(rows, 1)]


def found_in(case: dict[str, Any]) -> dict[tuple[int, str], str]:
    wanted = [(number, words) for number, words, _ in case["wanted"]]
    found = {}
    for one in suggest_evidence(promises(case["promises"]), report_of(case["report"])):
        words = next((w for n, w in wanted if one.quote.startswith(w)), one.quote)
        found[int(one.promise), words] = one.says.value
    return found


def test_the_cases_are_found() -> None:
    right = proposed = wanted = says = 0
    wrong = []
    for case in cases.load("evidence"):
        found = found_in(case)
        pairs = {(number, words): told for number, words, told in case["wanted"]}
        right += len(found.keys() & pairs.keys())
        says += sum(found.get(pair) == told for pair, told in pairs.items())
        proposed += len(found)
        wanted += len(pairs)
        wrong += [(case["name"], pair) for pair in found.keys() ^ pairs.keys()]
    assert cases.f1(right, proposed, wanted) >= LEAST_F1, wrong
    assert says >= 0.8 * wanted


@pytest.mark.parametrize("case", cases.load("evidence"), ids=lambda case: case["name"])
def test_quotes_and_amounts_stand_where_they_are_said_to(case: dict[str, Any]) -> None:
    report = report_of(case["report"])
    for one in suggest_evidence(promises(case["promises"]), report, at_least=0.0):
        assert one.span.of(report.text) == one.quote
        assert 0 <= one.score <= 1
        assert one.method
        for amount in one.quantities:
            assert amount.span.of(report.text) == amount.text
            assert one.span.contains(amount.span)


@pytest.mark.parametrize("case", cases.load("evidence"), ids=lambda case: case["name"])
def test_the_order_of_the_promises_changes_nothing(case: dict[str, Any]) -> None:
    rows = promises(case["promises"])
    report = report_of(case["report"])
    assert suggest_evidence(rows, report) == suggest_evidence(rows[::-1], report)


def test_reasons_are_told_in_words_of_the_promise() -> None:
    case = cases.load("evidence")[0]
    first = suggest_evidence(promises(case["promises"]), report_of(case["report"]))[0]
    assert any("RWP" in told for told in first.reasons), first.reasons


def test_an_empty_report_and_no_promises() -> None:
    rows = promises(cases.load("evidence")[0]["promises"])
    assert suggest_evidence(rows, Document("empty", "")) == ()
    assert suggest_evidence([], report_of("Norway has built it.")) == ()


def test_a_report_without_blocks_is_one_paragraph() -> None:
    text = "Sweden has trained 310 surveyors. The weather was fine."
    row = [
        "SWE",
        "KEN",
        "education",
        "Sweden will train 300 surveyors",
        "300 surveyors=300 surveyor",
        "",
    ]
    (one,) = suggest_evidence(promises([row]), Document("plain", text))
    assert one.says is Says.DELIVERED
    assert one.quote == "Sweden has trained 310 surveyors"


def test_a_language_without_words_of_its_own_is_compared_by_forms_alone() -> None:
    text = "Построена солнечная электростанция. Погода была хорошей."
    record = {
        "document": "a",
        "language": "ru",
        "commitments": [{"quote": "построить солнечную электростанцию", "actors": ["KAZ"]}],
    }
    found = suggest_evidence(promises_of(record), Document("b", text, language="ru"))
    assert [one.quote for one in found] == ["Построена солнечная электростанция"]
