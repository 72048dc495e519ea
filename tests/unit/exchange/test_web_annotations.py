"""Every annotation leads back to the words it is about, by position and by quotation."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.exchange import output_schema, render
from summitry.exchange.formats import Results
from summitry.exchange.selectors import CONTEXT, LONGEST_CONTEXT, text_quotes
from summitry.exchange.web_annotations import VOCABULARY
from summitry.model import Commitment, Document, Force, Reading, Span

# Few letters, so that the same words stand in many places.
REPETITIVE = st.text(alphabet="ab \n😀", max_size=120) | st.text(alphabet="a", max_size=90)


def collection(*readings: Reading, **wishes: bool) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render("annotations", Results(readings, **wishes)))
    return data


def notes(*readings: Reading, **wishes: bool) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = collection(*readings, **wishes)["first"]["items"]
    return items


def found_by_quotation(text: str, selector: dict[str, str]) -> list[Span]:
    """Do what the standard says: every place between the prefix and the suffix."""
    before, exact, after = (selector[part] for part in ("prefix", "exact", "suffix"))
    places = re.finditer(f"(?={re.escape(before + exact + after)})", text)
    return [
        Span(place.start() + len(before), place.start() + len(before) + len(exact))
        for place in places
    ]


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(REPETITIVE | st.text(max_size=80))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return text, [Span(*sorted(pair)) for pair in draw(st.lists(ends, min_size=1, max_size=5))]


@given(texts_and_spans())
def test_both_selectors_find_the_span(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    found = tuple(
        Commitment(
            number, f"{number}", span, span.of(text), (), (), "build", Force.FIRM, True, "trade"
        )
        for number, span in enumerate(spans, start=1)
    )
    items = notes(Reading(Document(source="a.txt", text=text), found))
    assert len(items) == len(spans)
    for span, note in zip(spans, items, strict=True):
        quotation, position = note["target"]["selector"]
        assert Span(position["start"], position["end"]) == span
        assert found_by_quotation(text, quotation) == [span]
        assert text_quotes(text, [span])[span].exact == span.of(text)


def test_a_unique_quotation_has_little_around_it() -> None:
    text = "x" * 500 + " will build a port " + "y" * 500
    span = Span(501, 518)
    quoted = text_quotes(text, [span])[span]
    assert (len(quoted.prefix), len(quoted.suffix)) == (CONTEXT, CONTEXT)
    assert list(quoted.places(text)) == [span]


def test_a_text_that_only_repeats_itself_gives_no_endless_quotations() -> None:
    text = "ab" * 50_000
    spans = [Span(at, at + 20) for at in range(40_000, 40_100, 2)]
    began = time.perf_counter()
    quotes = text_quotes(text, spans)
    assert time.perf_counter() - began < 20
    assert max(len(one.prefix) for one in quotes.values()) <= LONGEST_CONTEXT


def test_an_annotation_has_what_the_standard_asks_for(full_reading: Reading) -> None:
    data = collection(full_reading, with_statements=True)
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (data["type"], data["total"]) == ("AnnotationCollection", 2)
    page = data["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", data["id"], 0)
    for note in page["items"]:
        assert note["type"] == "Annotation"
        assert note["motivation"] == "classifying"
        assert note["target"]["source"]["id"] == "note.txt"
        assert [one["type"] for one in note["target"]["selector"]] == [
            "TextQuoteSelector",
            "TextPositionSelector",
        ]
        purposes = [body.get("purpose") for body in note["body"]]
        assert purposes == ["describing", "tagging", None]
    first, second = page["items"]
    assert first["body"][0]["value"] == (
        "firm commitment of CHN for UZB; 50 million USD; by 2030; verifiable"
    )
    assert [note["body"][2]["type"] for note in (first, second)] == ["Commitment", "Statement"]


def test_the_record_is_the_one_that_json_carries(full_reading: Reading) -> None:
    document = json.loads(render("json", Results([full_reading], single=True)))
    (note,) = notes(full_reading)
    assert note["body"][2]["record"] == document["commitments"][0]
    schema = output_schema()
    shape = {**schema["$defs"]["CommitmentRecord"], "$defs": schema["$defs"]}
    jsonschema.validate(note["body"][2]["record"], shape, jsonschema.Draft202012Validator)
    assert note["target"]["source"]["sha256"] == document["text"]["sha256"]


def test_ids_are_stable_and_never_shared(full_reading: Reading) -> None:
    (found,) = full_reading.commitments
    twice = replace(full_reading, commitments=(found, replace(found, number=2)))
    ids = [note["id"] for note in notes(twice, full_reading)]
    assert ids[0] == f"urn:summitry:commitment:{found.key}" == notes(full_reading)[0]["id"]
    assert len(set(ids)) == len(ids) == 3
    assert collection(full_reading)["id"] == collection(full_reading)["id"]
    assert collection(full_reading)["id"] != collection(twice)["id"]


def test_names_of_our_own_are_declared(full_reading: Reading) -> None:
    context = collection(full_reading)["@context"][1]
    assert context["summitry"] == VOCABULARY
    assert context["record"]["@type"] == "@json"
    note = notes(full_reading)[0]
    used = {note["body"][2]["type"], *note["body"][2], *note["generator"]}
    used |= set(note["target"]["source"])
    standard = {"id", "type", "name", "format", "language"}
    assert used - standard <= set(context)


@pytest.mark.parametrize(
    ("source", "name"),
    [("a b/ü \ud800.txt", "%C3%BC%20%3F.txt"), ("https://example.org/a?b=c", None)],
)
def test_the_source_is_an_address(full_reading: Reading, source: str, name: str | None) -> None:
    reading = replace(full_reading, document=replace(full_reading.document, source=source))
    assert notes(reading)[0]["target"]["source"]["id"] == (name or source)
