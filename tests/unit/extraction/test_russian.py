"""Russian undertakings in many phrasings; the cases lie in ``tests/cases/russian``.

The texts are made up for the wording; they tell nothing about what anyone undertook.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.lexicon.russian import load_russian
from summitry.model import Commitment, Document, QuantityRole
from summitry.reading.segment import segment_plain

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "russian"
LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the records a careful reader would take from it."""

    name: str
    text: str
    date: str
    expect: tuple[dict[str, Any], ...]


def _cases() -> list[Case]:
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in content["case"]:
            name = f"{path.stem}/{row['id']}"
            cases.append(Case(name, row["text"], content["date"], tuple(row["expect"])))
    return cases


CASES = _cases()


def commitments(text: str, date: str | None = "2024-05-20") -> tuple[Commitment, ...]:
    document = Document(
        source="case", text=text, language="ru", date=date, blocks=segment_plain(text)
    )
    return extract(document).commitments


def _overlap(one: Commitment, start: int, end: int) -> float:
    shared = min(one.span.end, end) - max(one.span.start, start)
    return max(0, shared) / (max(one.span.end, end) - min(one.span.start, start))


def _amount(value: float, unit: str) -> str:
    exact = unit == "percent" or (len(unit) == 3 and unit.isupper())
    return f"{round(value, 6):g} {unit if exact else 'count'}"


def _fields(record: Commitment) -> dict[str, Any]:
    due = record.deadline
    return {
        "actors": sorted(party.code for party in record.actors),
        "recipients": sorted(party.code for party in record.recipients),
        "quantities": sorted(
            _amount(one.value, one.unit)
            for one in record.quantities
            if one.role is not QuantityRole.DURATION
        ),
        "deadline": f"{due.start or ''}/{due.end or ''}" if due else "",
        "force": record.force.value,
        "verifiable": record.verifiable,
        "theme": record.theme,
    }


def _wanted(field: str, value: Any) -> Any:
    if field == "quantities":
        return sorted(_amount(one["value"], one["unit"]) for one in value)
    return sorted(value) if isinstance(value, list) else value


def failures(case: Case) -> list[str]:
    """Return what is wrong in the reading of a case; nothing if it is right."""
    found = list(commitments(case.text, case.date))
    wrong = [f"inexact: {one.quote!r}" for one in found if one.span.of(case.text) != one.quote]
    for expected in case.expect:
        start = case.text.index(expected["quote"])
        end = start + len(expected["quote"])
        best = max(found, key=lambda one: _overlap(one, start, end), default=None)
        if best is None or _overlap(best, start, end) < LEAST_OVERLAP:
            wrong.append(f"missed: {expected['quote']!r}")
            continue
        found.remove(best)
        read = _fields(best)
        for field, value in expected.items():
            if field != "quote" and read[field] != _wanted(field, value):
                wrong.append(f"{field}: {read[field]!r}, not {value!r}, in {best.quote!r}")
    return [*wrong, *(f"extra: {one.quote!r} ({one.why[0].rule})" for one in found)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_is_read_as_a_careful_reader_reads_it(case: Case) -> None:
    assert failures(case) == []


def test_there_are_many_cases_and_nearly_a_third_hold_no_commitment() -> None:
    assert len(CASES) >= 150
    assert sum(not case.expect for case in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize("entry", load_russian().entries, ids=lambda entry: entry.rule)
def test_the_example_of_an_entry_is_found_by_that_entry(entry: Any) -> None:
    rules = [reason.rule for one in commitments(entry.example) for reason in one.why]
    assert entry.rule in rules


TEXTS = FOLDER.with_name("russian_texts")


@pytest.mark.parametrize("name", ["joint_statement", "roadmap", "speech", "report"])
def test_whole_texts_of_several_kinds_are_read(name: str) -> None:
    # Invented, and annotated before they were read, but for what taught the reader since.
    gold = json.loads((TEXTS / f"{name}.gold.json").read_text(encoding="utf-8"))
    found = list(commitments((TEXTS / gold["document"]).read_text("utf-8"), gold["date"]))
    said, hit, actors, due = len(found), 0, 0, 0
    for wanted in gold["commitments"]:
        best = max(found, key=lambda one: _overlap(one, wanted["start"], wanted["end"]))
        if _overlap(best, wanted["start"], wanted["end"]) < LEAST_OVERLAP:
            continue
        hit += 1
        read = _fields(best)
        actors += read["actors"] == sorted(wanted["actors"])
        period = wanted["deadline"] or {}
        wanted_due = f"{period.get('start') or ''}/{period.get('end') or ''}" if period else ""
        due += read["deadline"] == wanted_due
    assert 2 * hit / (said + len(gold["commitments"])) >= 0.85
    assert actors >= 0.75 * hit
    assert due >= 0.9 * hit


STATEMENTS = {
    "Казахстан построил три моста через Сырдарью.": "achievement",
    "В Ташкенте были открыты две школы.": "achievement",
    "Призываем все государства ратифицировать конвенцию.": "call",
    "Развитым странам следует увеличить помощь.": "call",
    "Стороны отметили рост взаимной торговли.": "position",
    "Президенты высоко оценили итоги недели культуры.": "position",
    "Проект позволит сократить время доставки грузов.": "forecast",
    "По прогнозу банка, торговля вырастет.": "forecast",
    "В стране 14 тысяч ледников.": "claim",
}


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_undertakes_nothing_is_told_apart(text: str) -> None:
    document = Document(source="case", text=text, language="ru", blocks=segment_plain(text))
    reading = extract(document, all_statements=True)
    assert reading.commitments == ()
    assert [one.kind.value for one in reading.statements] == [STATEMENTS[text]]
    assert all(one.span.of(text) == one.quote for one in reading.statements)


_PIECES = """
Китай Стороны мы построит договорились о создать создании и , ; : к_2030_году 5_млн долларов что не
будет проводить « » . - 1. готов Президент который если – в_мае ё И\u0306 //
"""


@given(st.lists(st.sampled_from(_PIECES.split()), max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_is_read_every_quote_stands_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces).replace("_", " ").replace("//", "\n\n")
    found = commitments(text)
    assert all(one.span.of(text) == one.quote for one in found)
    assert all(one.actors for one in found)
    ends = [one.span.end for one in found]
    assert all(one.span.start >= end for one, end in zip(found[1:], ends, strict=False))


def test_the_same_text_gives_the_same_reading() -> None:
    text = "\n\n".join(case.text for case in CASES[:40])
    assert commitments(text) == commitments(text)


def test_a_text_without_a_date_leaves_relative_deadlines_open() -> None:
    (found,) = commitments("Иран построит порт до конца следующего года.", date=None)
    assert found.deadline is not None
    assert not found.deadline.resolved


if __name__ == "__main__":
    count = 0
    for each in CASES:
        told = failures(each)
        count += bool(told)
        if told:
            print(each.name, *told, sep="\n    ")
    for entry in load_russian().entries:
        rules = [reason.rule for one in commitments(entry.example) for reason in one.why]
        if entry.rule not in rules:
            print(entry.rule, entry.example, [r for r in rules if "." in r][:1])
    print(len(CASES), count)
