"""Promises are read from plain records, and what is wrong with a file is said at once."""

from __future__ import annotations

import pytest

from summitry.errors import UsageError
from summitry.model import Document
from summitry.tracing import find_recycled, promises_of, suggest_evidence, trace_lineage

RECORD = {
    "document": "pledges.txt",
    "date": "2022-05-01",
    "language": "en",
    "commitments": [
        {
            "id": 7,
            "start": 10,
            "end": 52,
            "quote": "Kenya will plant 5 million trees by 2030",
            "actors": ["KEN"],
            "recipients": [],
            "force": "firm",
            "verifiable": True,
            "quantities": [{"text": "5 million trees", "value": 5000000, "unit": "tree"}],
            "deadline": {"text": "by 2030", "start": None, "end": "2030"},
            "theme": "climate",
        }
    ],
}


def test_a_record_of_the_plain_form() -> None:
    (promise,) = promises_of(RECORD)
    assert promise.id == "7"
    assert promise.occasion.document == "pledges.txt"
    assert promise.commitment.actors[0].code == "KEN"
    assert promise.commitment.quantities[0].value == 5e6
    assert promise.commitment.deadline is not None
    assert promise.commitment.deadline.end == "2030"


def test_parties_and_amounts_of_the_output_of_the_command() -> None:
    row = {
        "number": 1,
        "quote": "Kenya will pay 3 million dollars",
        "actors": [{"code": "KEN", "basis": "text"}],
        "quantities": [{"text": "3 million dollars", "value": 3e6, "unit": "USD"}],
    }
    (promise,) = promises_of({"commitments": [row]}, document="a.txt")
    assert (promise.id, promise.occasion.document) == ("1", "a.txt")
    assert promise.commitment.actors[0].code == "KEN"


def test_everything_wrong_is_said_at_once() -> None:
    rows = [{"quote": " "}, {"quote": "x", "deadline": {"end": "2030-13"}}, "y"]
    with pytest.raises(UsageError) as caught:
        promises_of({"date": "May", "commitments": rows})
    for told in ("May", "commitment 1", "2030-13", "commitment 3"):
        assert told in str(caught.value)
    with pytest.raises(UsageError):
        promises_of({})


def test_records_of_one_id_are_refused() -> None:
    twice = [*promises_of(RECORD), *promises_of(RECORD, document="other")]
    for use in (trace_lineage, find_recycled):
        with pytest.raises(UsageError, match="7"):
            use(twice)


def test_a_report_from_before_the_promise_is_no_evidence() -> None:
    text = "Kenya has planted 5 million trees."
    assert suggest_evidence(promises_of(RECORD), Document("r", text, date="2021")) == ()
    assert len(suggest_evidence(promises_of(RECORD), Document("r", text, date="2023"))) == 1
