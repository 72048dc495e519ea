"""Undertakings in Chinese: which words are a commitment, and what is read from them.

The cases lie in ``tests/cases/undertakings_zh``. The texts are made up for the wording; they tell
nothing about what anyone undertook.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summitry.extraction import extract
from summitry.lexicon.chinese import load_chinese
from summitry.model import Commitment, Document
from summitry.reading.segment import segment_plain

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "undertakings_zh"
LEAST_OVERLAP = 0.5
FEWEST = 150
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
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [
            Case(
                name=f"{path.stem}/{row['id']}",
                text=row["text"],
                date=row.get("date", content.get("date")),
                parties=tuple(row.get("parties", ())),
                expect=tuple(row["expect"]),
            )
            for row in content["case"]
        ]
    return found


CASES = _cases()


def read(case: Case) -> tuple[Commitment, ...]:
    """Return what is found in a case."""
    document = Document(
        source=case.name,
        text=case.text,
        language="zh",
        date=case.date,
        parties=case.parties,
        blocks=segment_plain(case.text),
    )
    return extract(document).commitments


def overlap(one: Commitment, start: int, end: int) -> float:
    """Return the shared part of a record and a quote."""
    shared = min(one.span.end, end) - max(one.span.start, start)
    return max(0, shared) / (max(one.span.end, end) - min(one.span.start, start))


def codes(named: Any) -> set[str]:
    """Return codes with groups as their members."""
    return set().union(*(MEMBERS.get(code, {code}) for code in named))


def amounts(told: Any) -> Counter[tuple[float, str]]:
    """Return amounts so that counted nouns, whose wording is free, compare alike."""
    exact = ("percent",)
    return Counter(
        (round(value, 6), unit if unit in exact or (len(unit) == 3 and unit.isupper()) else "")
        for value, unit in told
    )


def faults(record: Commitment, expected: dict[str, Any]) -> list[str]:
    """Return the fields of a record that are not as expected."""
    deadline = record.deadline
    read = {
        "actors": codes(one.code for one in record.actors),
        "recipients": codes(one.code for one in record.recipients),
        "force": record.force.value,
        "verifiable": record.verifiable,
        "theme": record.theme,
        "deadline": f"{deadline.start or ''}/{deadline.end or ''}" if deadline else "",
        "quantities": amounts((one.value, one.unit) for one in record.quantities),
    }
    wanted = dict(expected)
    for field in ("actors", "recipients"):
        if field in wanted:
            wanted[field] = codes(wanted[field])
    if "quantities" in wanted:
        wanted["quantities"] = amounts((one["value"], one["unit"]) for one in wanted["quantities"])
    return [
        f"{field} of {expected['quote']}: {read[field]!r}, not {value!r}"
        for field, value in wanted.items()
        if field != "quote" and read[field] != value
    ]


def failures(case: Case) -> list[str]:
    """Return what is wrong in the reading of a case; nothing if it is right."""
    left = list(read(case))
    wrong = [f"inexact: {one.quote}" for one in left if one.span.of(case.text) != one.quote]
    after = 0
    for expected in case.expect:
        start = case.text.index(expected["quote"], after)
        after, end = start, start + len(expected["quote"])
        best = max(left, key=lambda one: overlap(one, start, end), default=None)
        if best is None or overlap(best, start, end) < LEAST_OVERLAP:
            wrong.append(f"missed: {expected['quote']}")
            continue
        left.remove(best)
        wrong += faults(best, expected)
    return wrong + [f"extra: {one.quote} ({one.why[0].rule})" for one in left]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_is_read_as_a_careful_reader_reads_it(case: Case) -> None:
    assert failures(case) == []


def test_there_are_enough_cases_and_a_third_hold_no_commitment() -> None:
    assert len(CASES) >= FEWEST
    assert sum(not case.expect for case in CASES) * 3 >= len(CASES)
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_way_of_undertaking_has_a_case_of_its_own() -> None:
    # A wording that no case uses is unproved: it gets a case, or it goes.
    used = {record.why[0].rule for case in CASES for record in read(case)}
    assert {row.rule for row in load_chinese().triggers.values()} - used == set()
