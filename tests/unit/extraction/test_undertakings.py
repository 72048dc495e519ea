"""Undertakings in many phrasings: which words are a commitment, and what is read from them.

The cases lie in ``tests/cases/undertakings``, one file for each meaning. A case that the engine
does not yet read right stands in ``known_gaps.toml``, and must go on failing as long as it stands
there, so that the list only shrinks. Run this module as a script to write that list anew.
The texts are made up for the wording; they tell nothing about what anyone undertook.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summitry.extraction import extract
from summitry.lexicon.grammar import load_grammar
from summitry.model import Commitment, Document
from summitry.reading.segment import segment_plain

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "undertakings"
GAPS = FOLDER / "known_gaps.toml"
LEAST_OVERLAP = 0.5
# A group and its members named one by one count as the same answer.
MEMBERS = {"CA5": {"KAZ", "KGZ", "TJK", "TKM", "UZB"}}


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the records a careful reader would take from it."""

    name: str
    text: str
    date: str | None
    parties: tuple[str, ...]
    expect: tuple[dict[str, Any], ...]


def _cases() -> list[Case]:
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path == GAPS:
            continue
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in content["case"]:
            cases.append(
                Case(
                    name=f"{path.stem}/{row['id']}",
                    text=row["text"],
                    date=row.get("date", content.get("date")),
                    parties=tuple(row.get("parties", ())),
                    expect=tuple(row["expect"]),
                )
            )
    return cases


def _gaps() -> dict[str, str]:
    if not GAPS.exists():
        return {}
    gaps: dict[str, str] = tomllib.loads(GAPS.read_text(encoding="utf-8"))["gaps"]
    return gaps


CASES = _cases()
KNOWN = _gaps()


def _places(case: Case) -> list[tuple[int, int]]:
    places, after = [], 0
    for expected in case.expect:
        start = case.text.index(expected["quote"], after)
        places.append((start, start + len(expected["quote"])))
        after = start
    return places


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _pairs(found: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> dict[int, int]:
    """Pair wanted with found spans one to one, the best overlap first."""
    ranked = sorted(
        (-_overlap(place, aim), number, target)
        for number, place in enumerate(found)
        for target, aim in enumerate(wanted)
        if _overlap(place, aim) >= LEAST_OVERLAP
    )
    pairs: dict[int, int] = {}
    for _, number, target in ranked:
        if target not in pairs and number not in pairs.values():
            pairs[target] = number
    return pairs


def _codes(codes: list[str]) -> set[str]:
    named: set[str] = set()
    for code in codes:
        named |= MEMBERS.get(code, {code})
    return named


def _amount(value: float, unit: str) -> str:
    """Write an amount so that counted nouns, whose wording is free, compare alike."""
    exact = unit == "percent" or (len(unit) == 3 and unit.isupper())
    return f"{round(value, 6):g} {unit if exact else 'count'}"


def _fields(record: Commitment) -> dict[str, Any]:
    deadline = record.deadline
    period = ""
    if deadline is not None and (deadline.start or deadline.end):
        period = f"{deadline.start or ''}/{deadline.end or ''}"
    return {
        "actors": _codes([party.code for party in record.actors]),
        "recipients": _codes([party.code for party in record.recipients]),
        "quantities": sorted(_amount(one.value, one.unit) for one in record.quantities),
        "deadline": period,
        "force": record.force.value,
        "verifiable": record.verifiable,
        "theme": record.theme,
        "action": record.action,
    }


def _wanted(field: str, value: Any) -> Any:
    if field in ("actors", "recipients"):
        return _codes(value)
    if field == "quantities":
        return sorted(_amount(one["value"], one["unit"]) for one in value)
    return value


def commitments(case: Case) -> tuple[Commitment, ...]:
    """Return what the engine finds in a case."""
    document = Document(
        source=case.name,
        text=case.text,
        date=case.date,
        parties=case.parties,
        blocks=segment_plain(case.text),
    )
    return extract(document).commitments


def failures(case: Case) -> list[str]:
    """Return what is wrong in the engine's reading of a case; nothing if it is right."""
    found = commitments(case)
    wrong = [
        f"inexact: {one.quote!r}"
        for one in found
        if case.text[one.span.start : one.span.end] != one.quote
    ]
    pairs = _pairs([(one.span.start, one.span.end) for one in found], _places(case))
    for target, expected in enumerate(case.expect):
        if target not in pairs:
            wrong.append(f"missed: {expected['quote']!r}")
            continue
        read = _fields(found[pairs[target]])
        for field, value in expected.items():
            if field != "quote" and read[field] != _wanted(field, value):
                wrong.append(f"{field}: {read[field]!r}, not {value!r}, in {expected['quote']!r}")
    for number, one in enumerate(found):
        if number not in pairs.values():
            rules = ", ".join(reason.rule for reason in one.why[:1])
            wrong.append(f"extra: {one.quote!r} ({rules})")
    return wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_is_read_as_a_careful_reader_reads_it(case: Case) -> None:
    wrong = failures(case)
    if case.name in KNOWN:
        assert wrong, f"{case.name} is read right now: take it out of {GAPS.name}"
    else:
        assert wrong == []


def test_every_known_gap_is_a_case_with_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert sorted(set(KNOWN) - set(names)) == []


def test_every_construction_has_a_case_of_its_own() -> None:
    # A wording that no case uses is unproved: it gets a case, or it goes.
    used = {record.why[0].rule for case in CASES for record in commitments(case)}
    assert {one.rule for one in load_grammar("en").constructions} - used == set()


def test_a_third_of_the_cases_hold_no_commitment() -> None:
    assert sum(not case.expect for case in CASES) * 3 >= len(CASES)


def write_gaps() -> None:
    """Write the list of gaps from the present engine, and print what goes wrong in each."""
    lines = [
        "# Cases that are not read right yet, each with what goes wrong. The list only shrinks:",
        "# a case listed here that is read right fails the test. Written by test_undertakings.py.",
        "",
        "[gaps]",
    ]
    for case in CASES:
        wrong = failures(case)
        if wrong:
            kinds = ", ".join(dict.fromkeys(one.partition(":")[0] for one in wrong))
            lines.append(f"{json.dumps(case.name)} = {json.dumps(kinds)}")
            print(case.name, *wrong, sep="\n    ")
    GAPS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(CASES)} cases, {len(lines) - 4} gaps")


if __name__ == "__main__":
    write_gaps()
