from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from summitry.errors import LexiconError
from summitry.lexicon.loader import convert_entries, digest, load_entries, load_table
from summitry.lexicon.party_rows import OrganisationRow, StateRow


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    weight: int = 1


def test_rows_become_values() -> None:
    rows = [{"text": "will"}, {"text": "shall", "weight": 2}]
    assert convert_entries(rows, _Word, where="here") == (_Word("will"), _Word("shall", 2))


def test_all_faults_are_listed_at_once() -> None:
    rows = [
        {"text": "will"},
        {"txt": "shall"},
        {"text": 5},
        {"weight": 1},
        {"text": "may", "weight": "x"},
        "bare",
    ]
    with pytest.raises(LexiconError) as raised:
        convert_entries(rows, _Word, where="words.toml [[word]]")
    assert raised.value.where == "words.toml [[word]]"
    faulty = re.findall(r"entry (\d):", raised.value.what)
    assert faulty == ["2", "3", "4", "5", "6"]
    assert "unknown field txt" in raised.value.what


def test_fields_unknown_inside_an_entry_are_faults() -> None:
    row = {"code": "EU", "name": "European Union", "members": [{"codes": [], "form": "2001"}]}
    with pytest.raises(LexiconError, match="form"):
        convert_entries([row], OrganisationRow, where="here")


@pytest.mark.parametrize("rows", [{"text": "will"}, "will", None, 3])
def test_an_array_of_tables_is_expected(rows: object) -> None:
    with pytest.raises(LexiconError, match="array of tables"):
        convert_entries(rows, _Word, where="here")


def test_a_missing_file_and_a_missing_table_are_named() -> None:
    with pytest.raises(LexiconError, match="no such lexicon file") as raised:
        load_table("parties/nowhere.toml")
    assert raised.value.where == "parties/nowhere.toml"
    with pytest.raises(LexiconError, match=r"\[\[sttate\]\]"):
        load_entries("parties/states.toml", "sttate", StateRow)


def test_shipped_entries_load() -> None:
    states = load_entries("parties/states.toml", "state", StateRow)
    assert "KAZ" in {state.code for state in states}


def test_the_digest_names_the_lexicon() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", digest())
    assert digest() == digest()
