"""Reasons are told in plain words, for every rule, and nothing is left out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.exchange import render
from summitry.exchange.formats import Results
from summitry.exchange.reasons import (
    explain_commitment,
    explain_statement,
    is_near_miss,
    rule_meaning,
)
from summitry.exchange.wording import (
    amount_words,
    briefly_from,
    inferences,
    marks,
    one_line,
    remarks,
    shown,
    taken_from,
)
from summitry.lexicon.loader import load_table
from summitry.model import (
    Basis,
    Bound,
    PartyMention,
    Quantity,
    QuantityRole,
    Reading,
    Reason,
    Span,
)

HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def rules_of_constructions() -> list[str]:
    return sorted({row["rule"] for row in load_table("en/undertakings.toml")["construction"]})


def test_every_construction_is_told_in_words() -> None:
    for rule in rules_of_constructions():
        assert re.match(r"[a-z]+s\b", rule_meaning("detection", rule)), rule


@given(st.text(), st.text())
def test_a_rule_nobody_described_still_has_words(decides: str, rule: str) -> None:
    assert rule_meaning(decides, rule)


@pytest.mark.parametrize(
    ("decides", "rule", "words"),
    [
        ("detection", "commit.verb", "commits the party"),
        ("detection", "modal.is_to", "says what is to be done"),
        ("theme", "theme.water", "points to water"),
        ("kind", "refused.negated", "says that it will not be done"),
        ("kind", "refused.new_kind", "looks like an undertaking but was not taken for one"),
    ],
)
def test_a_rule_is_found_by_name_or_family(decides: str, rule: str, words: str) -> None:
    assert rule_meaning(decides, rule) == words


def test_an_explanation_tells_every_field_and_every_reason(full_reading: Reading) -> None:
    (found,) = full_reading.commitments
    added = Reason("novelty", "new.rule", Span(0, 5), Basis.LEAD_IN)
    found = replace(found, why=(*found.why, added), repeats=7)
    lines = explain_commitment(found, full_reading.document)
    told = [f"{line.field}: {line}" for line in lines]
    assert told == [
        "commitment: “will” states an undertaking (rule will)",
        "who: CHN (China): named by “China”",
        "for whom: UZB (Uzbekistan): taken from the parties of the document",
        "amount: 50 million USD: read from “50 million dollars”",
        "deadline: by 2030: read from “by 2030”",
        "force: firm",
        "verifiable: yes",
        "theme: finance (rule money)",
        "condition: “if the bank agrees”",
        "reported by: KAZ (Kazakhstan): named by “Kazakhstan”",
        "repeats: no. 7: the same act is told there first",
        "novelty: “China” (in the lead-in of the list) decides the novelty (rule new.rule)",
    ]
    (statement,) = full_reading.statements
    assert [str(line) for line in explain_statement(statement, full_reading.document)] == [
        "achievement: “has doubled” decides what the statement is (rule perfect)",
        "ALL (all parties together): taken from the parties of the document",
    ]


def test_what_columns_do_not_show_is_remarked(full_reading: Reading) -> None:
    (found,) = full_reading.commitments
    lent = Reason("deadline", "deadline.lent", basis=Basis.LEAD_IN)
    speaker = PartyMention("CHN", Basis.SPEAKER)
    found = replace(found, repeats=3, why=(lent,), actors=(speaker, speaker))
    assert list(remarks(found, full_reading.document)) == [
        "conditional: “if the bank agrees”",
        "reported by KAZ",
        "repeats no. 3",
        "date from the lead-in of the list",
    ]
    assert list(marks(found)) == [
        "conditional",
        "reported by KAZ",
        "repeats no. 3",
        "date from the lead-in",
    ]
    assert list(inferences(found)) == [
        "who from the speaker of the document",
        "for whom from the parties of the document",
    ]
    page = render("md", Results([replace(full_reading, commitments=(found,))])).decode()
    assert "repeats no. 3; date from the lead-in of the list; who from the speaker" in page


def test_every_basis_has_words() -> None:
    assert taken_from(Basis.TEXT) == briefly_from(Basis.TEXT) == ""
    for basis in Basis:
        assert basis is Basis.TEXT or taken_from(basis).startswith("the ")
        assert len(briefly_from(basis)) <= len("the document’s parties")


@pytest.mark.parametrize(
    ("value", "unit", "role", "bound", "words"),
    [
        (7e10, "USD", QuantityRole.MONEY, Bound.EXACT, "70 billion USD"),
        (1_660_000, "EUR", QuantityRole.MONEY, Bound.ABOUT, "about 1.66 million EUR"),
        (12345, "KZT", QuantityRole.MONEY, Bound.AT_MOST, "at most 12,345 KZT"),
        (1234567.5, "USD", QuantityRole.MONEY, Bound.EXACT, "1,234,567.5 USD"),
        (7.5, "percent", QuantityRole.SHARE, Bound.AT_LEAST, "at least 7.5%"),
        (1200, "scholarship", QuantityRole.COUNT, Bound.EXACT, "1,200\nplaces"),
        (3e12, "JPY", QuantityRole.MONEY, Bound.EXACT, "3 trillion JPY"),
    ],
)
def test_amounts_are_brief_and_exact(
    value: float, unit: str, role: QuantityRole, bound: Bound, words: str
) -> None:
    quantity = Quantity(Span(0, 1), "1,200\nplaces", value, unit, bound, role)
    assert amount_words(quantity) == words.replace("\n", " ")


@given(st.text())
def test_shown_text_keeps_its_length_and_one_line_its_harmlessness(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert not HARMFUL.search(one_line(text))
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(alphabet="a\x1b\x07\x9b[31m\u202e\ud800\n|", max_size=30))
def test_no_report_steers_a_terminal(text: str) -> None:
    from summitry.model import Document, Failure

    reading = Reading(Document(source=f"{text}.txt", text=text, title=text), ())
    failure = Failure(text, "empty", text, text)
    page = render("md", Results([reading], [failure])).decode("utf-8")
    assert not HARMFUL.search(page)


def test_near_misses_are_those_a_rule_refused(full_reading: Reading) -> None:
    (statement,) = full_reading.statements
    refused = replace(statement, why=(Reason("kind", "refused.past", statement.span),))
    assert not is_near_miss(statement)
    assert is_near_miss(refused)
    reading = replace(full_reading, statements=(statement, refused))
    page = render("md", Results([reading], explained=True)).decode()
    assert "## Looked at and not taken" in page
    assert "kind: achievement: “Trade has doubled since 2019” tells of the past" in page
    assert "## Other statements" not in page
    assert "tells of the past" not in render("md", Results([reading])).decode()
    both = render("md", Results([reading], explained=True, with_statements=True)).decode()
    assert "## Other statements" in both
