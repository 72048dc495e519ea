"""Sentences that undertake nothing are told apart by what they do."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from summitry.extraction.extraction import extract
from summitry.lexicon.statements import load_minutes_words, load_statements
from summitry.model import Block, BlockKind, Document, Span

CASES = Path(__file__).parents[2] / "cases" / "statements.toml"


def load() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return cases


def document(*paragraphs: str, page: int | None = None) -> Document:
    text = "\n\n".join(paragraphs)
    blocks = []
    start = 0
    for paragraph in paragraphs:
        blocks.append(Block(Span(start, start + len(paragraph)), BlockKind.PARAGRAPH, page=page))
        start += len(paragraph) + 2
    return Document("test", text, date="2026-01-15", blocks=tuple(blocks))


@pytest.mark.parametrize("case", load(), ids=lambda case: case["text"][:60])
def test_what_a_sentence_does(case: dict[str, Any]) -> None:
    reading = extract(document(case["text"]), all_statements=True)
    told = [statement.kind.value for statement in reading.statements]
    assert told == ([case["kind"]] if case["kind"] else []), reading.statements
    if not case["kind"]:
        return
    statement = reading.statements[0]
    assert statement.quote == case["text"].rstrip(".")
    if "parties" in case:
        assert [mention.code for mention in statement.parties] == case["parties"]
    if "quantities" in case:
        assert [quantity.value for quantity in statement.quantities] == case["quantities"]
    if "period" in case:
        assert statement.period is not None
        assert statement.period.text == case["period"]
    assert statement.why
    assert statement.why[0].rule.startswith((f"{case['kind']}.", "refused."))


def test_statements_are_kept_only_when_asked_for() -> None:
    text = document("The centre was established in 2019.")
    assert extract(text).statements == ()
    assert len(extract(text, all_statements=True).statements) == 1


def test_asking_for_statements_leaves_the_commitments_alone() -> None:
    text = document(
        "The Parties welcomed the talks. They will open a joint centre in 2027.",
        "Japan has built two roads. Japan will build a third road by 2028.",
    )
    closely = extract(text, all_statements=True)
    assert extract(text).commitments == closely.commitments
    assert [one.number for one in closely.statements] == [1, 2]
    ranges = [one.span for one in (*closely.commitments, *closely.statements)]
    assert not any(
        one.overlaps(other) for number, one in enumerate(ranges) for other in ranges[:number]
    )


def test_a_pronoun_stands_for_who_acted_last() -> None:
    text = document("India proposed a fund. It also proposed a school.")
    first, second = extract(text, all_statements=True).statements
    assert [mention.code for mention in second.parties] == ["IND"]
    assert second.parties[0].basis.value == "previous sentence"
    assert first.key != second.key


def test_the_page_is_that_of_the_block() -> None:
    reading = extract(document("India proposed a fund.", page=7), all_statements=True)
    assert reading.statements[0].page == 7


def test_the_shipped_rules_hold() -> None:
    assert load_statements("en").words
    assert load_minutes_words("en").dates
