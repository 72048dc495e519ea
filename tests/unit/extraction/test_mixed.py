"""Documents in two languages are read block by block."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Document, Reading
from summitry.reading.segment import segment_plain

ENGLISH = "The Government of Kazakhstan will build a bridge over the river in the north by 2030."
RUSSIAN = "Правительство Казахстана построит мост через реку на севере к 2030 году."
KAZAKH = "Қазақстан Үкіметі 2030 жылға дейін солтүстіктегі өзен арқылы көпір салады және жол ашады."
GERMAN = "Die Regierung wird bis zum Jahr 2030 eine neue Brücke bauen und den Hafen erweitern."


def read(language: str, *blocks: str) -> Reading:
    text = "\n\n".join(blocks)
    document = Document(
        source="note", text=text, language=language, date="2024-05-20", blocks=segment_plain(text)
    )
    return extract(document, all_statements=True)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_block_is_read_in_its_own_language(language: str) -> None:
    reading = read(language, ENGLISH, RUSSIAN, ENGLISH.replace("2030", "2031"), RUSSIAN)
    found = reading.commitments
    assert [one.number for one in found] == [1, 2, 3, 4]
    assert [one.deadline and one.deadline.end for one in found] == ["2030", "2030", "2031", "2030"]
    assert all([party.code for party in one.actors] == ["KAZ"] for one in found)
    assert found[3].repeats == 2
    assert all(one.span.of(reading.document.text) == one.quote for one in found)


@pytest.mark.parametrize(("language", "block"), [("en", KAZAKH), ("ru", GERMAN)])
def test_a_block_in_a_language_that_is_not_read_gives_nothing(language: str, block: str) -> None:
    own = ENGLISH if language == "en" else RUSSIAN
    assert len(read(language, own, block).commitments) == 1


def test_a_document_in_one_language_is_left_as_it_is() -> None:
    reading = read(
        "ru", RUSSIAN, "Китай откроет в Астане центр Silk Road Trade Centre в 2025 году."
    )
    assert [party.code for one in reading.commitments for party in one.actors] == ["KAZ", "CHN"]
