"""What a promise is to those of other documents; bad input; what holds for any input."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.errors import UsageError
from summitry.lexicon.parties import load_parties
from summitry.model import (
    Agreement,
    Lineage,
    LineageLink,
    LinkKind,
    Occasion,
    Promise,
    Remark,
    StatementKind,
)
from summitry.tracing import find_recycled, refuse_circles, trace_lineage

from . import cases

LEAST_F1 = 0.9
LEAST_CASES = 60
CASES = cases.load("lineage_positive", "lineage_negative")
PLAIN = [case for case in CASES if not case.get("gap")]
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def trace(case: dict[str, Any]) -> Lineage:
    reports = cases.remarks(case, "reports", StatementKind.ACHIEVEMENT)
    return trace_lineage(cases.promises(case), reports, cases.aliases(case))


def written(lineage: Lineage) -> set[str]:
    return {f"{one.kind.value} {one.earlier} {one.later or one.document}" for one in lineage.links}


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["name"])
def test_the_links_of_a_case(case: dict[str, Any]) -> None:
    assert written(trace(case)) == set(case["links"])


def test_the_cases_as_a_whole() -> None:
    right = proposed = wanted = 0
    kinds = set()
    for case in CASES:
        got = written(trace(case))
        right += len(got & set(case["links"]))
        proposed += len(got)
        wanted += len(case["links"])
        kinds |= {link.partition(" ")[0] for link in case["links"]}
    assert len(CASES) >= LEAST_CASES
    assert kinds == {kind.value for kind in LinkKind}
    assert cases.f1(right, proposed, wanted) >= LEAST_F1


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["name"])
def test_links_say_what_they_compared_and_why(case: dict[str, Any]) -> None:
    for link in trace(case).links:
        assert link.reasons
        assert link.method
        assert 0 <= link.score <= 1
        assert link.earlier != link.later
        assert bool(link.fields) is (link.kind is not LinkKind.SILENT)
        assert all(field.score is None or 0 <= field.score <= 1 for field in link.fields)


def test_what_differs_is_told_by_how_much() -> None:
    case = next(one for one in CASES if one["name"] == "the amount grew")
    (link,) = trace(case).links
    amounts = next(field for field in link.fields if field.field == "amounts")
    assert amounts.agreement is Agreement.DIFFERS
    assert amounts.change == 1.75
    case = next(one for one in CASES if one["name"] == "a deadline in months")
    (link,) = trace(case).links
    deadline = next(field for field in link.fields if field.field == "deadline")
    assert deadline.change == 274


def test_an_undated_document_is_put_in_no_order_and_named() -> None:
    case = next(one for one in CASES if one["name"] == "a document without a date: no order")
    lineage = trace(case)
    assert [notice.where for notice in lineage.notices] == ["A"]
    assert [link.ordered for link in lineage.links] == [False]


def test_a_dialogue_or_party_with_another_name_is_another_one_unless_told() -> None:
    for name in ("a renamed dialogue goes on", "a party that changed its name"):
        case = next(one for one in CASES if one["name"] == name)
        untold = trace_lineage(cases.promises({**case, "aliases": {}}))
        assert written(untold) != set(case["links"])


def link(earlier: str, later: str, *, ordered: bool = True) -> LineageLink:
    return LineageLink(LinkKind.RENEWED, earlier, later, "B", 0.9, ordered=ordered)


def test_circular_confirmations_are_refused_by_name() -> None:
    refuse_circles([link("a", "b"), link("b", "c"), link("a", "c")])
    refuse_circles([link("a", "b", ordered=False), link("b", "a", ordered=False)])
    with pytest.raises(UsageError, match="b → c → d → b"):
        refuse_circles([link("a", "b"), link("b", "c"), link("c", "d"), link("d", "b")])
    with pytest.raises(UsageError, match="a → a"):
        refuse_circles([link("a", "a")])


def test_a_long_chain_of_confirmations_is_no_burden() -> None:
    refuse_circles([link(f"{number:06}", f"{number + 1:06}") for number in range(20_000)])


def everything() -> list[Promise]:
    """Return the promises of all cases as one collection, documents kept apart."""
    found = []
    for number, case in enumerate(CASES):
        for one in cases.promises(case):
            occasion = replace(one.occasion, document=f"{number:02} {one.occasion.document}")
            found.append(Promise(f"{number:02} {one.id}", one.commitment, occasion))
    return found


ALL = everything()
TRACED = trace_lineage(ALL)


@QUICK
@given(st.integers(0, 2**32))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    shuffled = list(ALL)
    random.Random(seed).shuffle(shuffled)
    assert trace_lineage(shuffled) == TRACED
    assert find_recycled(shuffled) == find_recycled(ALL)


@QUICK
@given(st.lists(st.sampled_from(ALL), unique_by=lambda one: one.id, max_size=25))
def test_any_choice_of_promises_keeps_the_rules(chosen: list[Promise]) -> None:
    known = {one.id: one.occasion for one in chosen}
    for one in trace_lineage(chosen).links:
        assert one.earlier in known
        assert 0 <= one.score <= 1
        if one.later:
            assert known[one.earlier].document != known[one.later].document
            if one.ordered:
                assert (known[one.earlier].date or "") < (known[one.later].date or "")


WORDS = st.text(st.sampled_from("abc ,.0123ÄЖ中年AB%$"), max_size=40)


@QUICK
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["", "2020", "2021-05", "2021-05-03"])), max_size=6)
)
def test_no_wording_breaks_it(rows: list[tuple[str, str]]) -> None:
    promises = []
    for number, (quote, date) in enumerate(rows):
        occasion = Occasion(f"d{number}", date or None, "Forum")
        row = [f"p{number}", "NOR", "", "energy", quote, "", date]
        promises.append(cases.promise(row, occasion, 1))
    assert all(0 <= one.score <= 1 for one in trace_lineage(promises).links)


def twins() -> list[tuple[str, str]]:
    """Return pairs of states that are members of the same organisations and groups."""
    lexicon = load_parties()
    codes = [
        "NOR",
        "ISL",
        "KEN",
        "UGA",
        "CHL",
        "PER",
        "FIN",
        "SWE",
        "EST",
        "LVA",
        "LTU",
        "AND",
        "MCO",
        "SMR",
    ]
    return [
        (one, other)
        for position, one in enumerate(codes)
        for other in codes[position + 1 :]
        if lexicon.same_memberships(one, other)
    ]


def swapped(promises: list[Promise], one: str, other: str) -> list[Promise]:
    names = {code: load_parties().party(code).name for code in (one, other)}
    places = {one: "\x00", other: "\x01"}
    found = []
    for promise in promises:
        quote = promise.quote
        for code, place in places.items():
            quote = quote.replace(names[code], place)
        quote = quote.replace("\x00", names[other]).replace("\x01", names[one])
        exchange = {one: other, other: one}
        commitment = promise.commitment
        actors = tuple(replace(a, code=exchange.get(a.code, a.code)) for a in commitment.actors)
        served = tuple(replace(a, code=exchange.get(a.code, a.code)) for a in commitment.recipients)
        parties = tuple(exchange.get(code, code) for code in promise.occasion.parties)
        found.append(
            Promise(
                promise.id,
                replace(commitment, quote=quote, actors=actors, recipients=served),
                replace(promise.occasion, parties=parties),
            )
        )
    return found


def outline(lineage: Lineage) -> str:
    return json.dumps([[one.kind, one.earlier, one.later, one.score] for one in lineage.links])


@pytest.mark.parametrize(("one", "other"), twins() or [("NOR", "NOR")])
def test_states_of_equal_memberships_change_places_and_nothing_else(one: str, other: str) -> None:
    renamed = []
    for promise in ALL:
        codes = [a.code for a in promise.commitment.actors]
        quote = promise.quote
        if codes == ["NOR"]:
            name = load_parties().party(one).name
            quote = quote.replace("Norway", name)
            actors = tuple(replace(a, code=one) for a in promise.commitment.actors)
            promise = Promise(  # noqa: PLW2901 - the promise, made by another state
                promise.id,
                replace(promise.commitment, quote=quote, actors=actors),
                promise.occasion,
            )
        renamed.append(promise)
    assert outline(trace_lineage(renamed)) == outline(trace_lineage(swapped(renamed, one, other)))


def test_other_statements_than_achievements_fulfil_nothing() -> None:
    case = next(one for one in CASES if one["name"] == "a later report says that it is done")
    forecasts: list[Remark] = cases.remarks(case, "reports", StatementKind.FORECAST)
    assert trace_lineage(cases.promises(case), forecasts).links == ()
