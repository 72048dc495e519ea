"""How far people agree is read from the journal, the same on each database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summitry.comparison import FieldAgreement
from summitry.errors import UsageError
from summitry.model import OwnParty, Query, Reading, Status
from summitry.workflow import consulting, naming, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.agreeing import DocumentAgreement, agreement_on
from summitry.workflow.drawing import sample
from summitry.workflow.register import Keeping, Register

ONE, TWO = "analyst", "second reader"


def ids(register: Register) -> list[str]:
    return [one.id for one, _ in consulting.find(register, Query())]


def key(register: Register) -> str:
    return next(consulting.documents(register)).key


def field(found: DocumentAgreement, name: str) -> FieldAgreement:
    return next(one for one in found.agreement.fields if one.field == name)


def test_the_last_decision_of_each_counts(filled: Register) -> None:
    first, second, third, fourth, fifth = ids(filled)
    for who in (ONE, TWO):
        reviewing.decide(filled, [first, second, third, fourth], Status.ACCEPTED, who)
    reviewing.decide(filled, [fourth], Status.REJECTED, ONE)
    reviewing.edit(filled, second, {"force": "exploratory"}, TWO)
    reviewing.decide(filled, [fifth], Status.ACCEPTED, ONE)
    found = agreement_on(filled, key(filled)[:8])
    assert found.agreement.reviewers == (ONE, TWO)
    assert found.compared == 4
    assert found.undecided == {ONE: 0, TWO: 1}
    (pair,) = found.agreement.spans
    assert (pair.marked_by_first, pair.marked_by_second, pair.matched) == (3, 4, 3)
    assert field(found, "force").share == pytest.approx(2 / 3)
    assert field(found, "status").share == pytest.approx(3 / 4)
    assert field(found, "status").kappa.value == 0
    assert field(found, "actors").share == 1


def test_who_agrees_is_told_of_once_and_changes_nothing_else(filled: Register) -> None:
    first, *_ = ids(filled)
    assert len(reviewing.decide(filled, [first], Status.ACCEPTED, ONE)) == 1
    version = consulting.show(filled, first).entry.version
    assert len(reviewing.decide(filled, [first], Status.ACCEPTED, TWO)) == 1
    assert reviewing.decide(filled, [first], Status.ACCEPTED, TWO) == []
    assert reviewing.decide(filled, [first], Status.ACCEPTED, ONE) == []
    assert consulting.show(filled, first).entry.version == version
    assert list(consulting.verify(filled)) == []
    reviewing.undo(filled, TWO)
    assert consulting.show(filled, first).entry.status is Status.ACCEPTED
    with pytest.raises(UsageError, match="only analyst"):
        agreement_on(filled, key(filled))
    assert len(reviewing.decide(filled, [first], Status.ACCEPTED, TWO)) == 1
    assert list(consulting.verify(filled)) == []


def test_what_one_adds_the_other_has_not_marked(filled: Register) -> None:
    first, *_ = ids(filled)
    for who in (ONE, TWO):
        reviewing.decide(filled, [first], Status.ACCEPTED, who)
    reviewing.add_by_hand(filled, key(filled), {"quote": "set up a joint fund"}, TWO)
    (pair,) = agreement_on(filled, key(filled)).agreement.spans
    assert (pair.marked_by_first, pair.marked_by_second, pair.matched) == (1, 2, 1)


def test_groups_count_as_their_members(filled: Register) -> None:
    first, *_ = ids(filled)
    naming.add_party(filled, OwnParty("TRIO", "The three", "group", ("CHN", "TJK", "KAZ")), ONE)
    reviewing.edit(filled, first, {"recipients": ["TRIO"]}, ONE)
    reviewing.edit(filled, first, {"recipients": ["KAZ", "TJK", "CHN"]}, TWO)
    assert field(agreement_on(filled, key(filled)), "recipients").share == 1


def test_what_is_opened_again_counts_for_nobody(filled: Register) -> None:
    first, second, *_ = ids(filled)
    for who in (ONE, TWO):
        reviewing.decide(filled, [first, second], Status.ACCEPTED, who)
    reviewing.decide(filled, [second], Status.PROPOSED, TWO)
    found = agreement_on(filled, key(filled), [TWO, ONE])
    assert (found.compared, found.undecided) == (1, {TWO: 1, ONE: 0})
    for told, what in (([ONE], "two people"), ([ONE, "nobody"], "decided on nothing")):
        with pytest.raises(UsageError, match=what):
            agreement_on(filled, key(filled), told)


def test_a_sample_is_the_same_for_the_same_seed(filled: Register) -> None:
    drawn = sample(filled, Query(), 2, "7", "force")
    assert drawn == sample(filled, Query(), 2, "7", "force")
    assert set(drawn) < set(sample(filled, Query(), 0.8, "7", "force"))
    assert set(drawn) < set(ids(filled))
    with pytest.raises(UsageError, match="not possible"):
        sample(filled, Query(), 2, "7", "weather")


def test_undo_takes_back_all_of_a_command(filled: Register) -> None:
    before = [(one.id, one.status) for one, _ in consulting.find(filled, Query())]
    reviewing.decide(filled, ids(filled)[:3], Status.ACCEPTED, ONE)
    assert len(reviewing.undo_command(filled, TWO)) == 3
    assert [(one.id, one.status) for one, _ in consulting.find(filled, Query())] == before
    reviewing.decide(filled, ids(filled)[:1], Status.ACCEPTED, ONE)
    reviewing.undo(filled, ONE)
    assert [one.body["act"] for one in reviewing.undo_command(filled, ONE)] == ["add"]
    assert list(consulting.verify(filled)) == []


def test_agreement_from_the_command_line(
    run: Callable[..., Any], tmp_path: Path, example: Path
) -> None:
    def told(*arguments: str) -> str:
        done = run(*arguments, cwd=tmp_path, environment={"SUMMITRY_REGISTER": ""})
        assert done.returncode == 0, done.stderr
        text: str = done.stdout.decode()
        return text

    told("init")
    told("add", str(example / "2025-12-japan-tokyo-summit.md"), "-q")
    listed = json.loads(told("list", "--format", "json"))["commitments"]
    for who in (ONE, TWO):
        told("accept", *[one["id"] for one in listed], "--as", who)
    document = listed[0]["document_key"]
    assert "span F1 1.00" in told("agreement", document)
    assert "undefined" in told("agreement", document)
    assert "all ratings are the same" in told("agreement", document)
    answer = json.loads(
        told("agreement", document, "--reviewers", f"{TWO},{ONE}", "--format", "json")
    )
    assert answer["agreement"]["reviewers"] == [TWO, ONE]
    assert len(told("sample", "--number", "2", "--seed", "s").splitlines()) == 2
    assert len(json.loads(told("undo", "--format", "json"))["journal"]) == len(listed)


def test_a_party_is_found_in_groups_and_among_all(filled: Register) -> None:
    first, second, third, *_ = ids(filled)
    reviewing.edit(filled, first, {"actors": ["CHN"], "recipients": ["CA5"]}, ONE)
    reviewing.edit(filled, second, {"actors": ["JPN"], "recipients": ["KAZ"]}, ONE)
    reviewing.edit(filled, third, {"actors": ["EU"], "recipients": []}, ONE)

    def found(**told: Any) -> set[str]:
        return {one.id for one, _ in consulting.find(filled, Query(**told))} & {
            first,
            second,
            third,
        }

    assert found(party="KAZ") == {first, second}
    assert found(party="KAZ", only_named=True) == {second}
    assert found(party="CA5") == {first}
    assert found(party="FRA") == set()  # what the EU does is not what its members do


def test_all_parties_of_a_document_are_found(register: Register, full_reading: Reading) -> None:
    document = replace(full_reading.document, parties=("CHN", "CA5"))
    reading = replace(full_reading, document=document)
    list(workflow.add_readings(register, [reading], ONE, Keeping(all_statements=True)))
    query = Query(kind=None, words="trade")
    assert len(list(consulting.find(register, replace(query, party="KAZ")))) == 1
    assert list(consulting.find(register, replace(query, party="KAZ", only_named=True))) == []
    assert list(consulting.find(register, replace(query, party="JPN"))) == []
