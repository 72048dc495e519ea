"""The date a text gives itself, and the many dates it only mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.model import is_partial_date
from summitry.reading.dates import find_date, parse_date
from summitry.reading.segment import segment_plain

PROSE = "The leaders reviewed the work of the past years and agreed to go on with it together."

OWN = {
    "25 January 2022": "2022-01-25",
    "January 25, 2022": "2022-01-25",
    "2022-01-25": "2022-01-25",
    "(25 September 2024)": "2024-09-25",
    "December 13-15, 2022": "2022-12-15",
    "13–15 December 2022": "2022-12-15",
    "30 November - 1 December 2023": "2023-12-01",
    "Astana, 3 July 2024": "2024-07-03",
    "Washington, D.C., May 12, 2025": "2025-05-12",
    "Published: 4th of April 2025": "2025-04-04",
    "Date: 04.04.2025": "2025-04-04",
    "FOR IMMEDIATE RELEASE – Sept. 19, 2023": "2023-09-19",
    "Policy brief\nMarch 2023": "2023-03",
    "Joint Statement of 14 May 2024": "2024-05-14",
    "25 January 2022.": "2022-01-25",
}


@pytest.mark.parametrize("head", OWN)
def test_a_line_of_its_own_is_the_date(head: str) -> None:
    assert _date(f"A Shared Road\n\n{head}\n\n{PROSE}\n") == OWN[head]


RUNNING = {
    "The leaders met in Samarkand on 4 April 2025 and agreed on a common plan.": "2025-04-04",
    "1. We, the leaders, met in Seoul on November 16-17, 2023. We agreed on much.": "2023-11-17",
    "ASTANA, 3 July 2024 – The leaders agreed on a common plan for their roads.": "2024-07-03",
    "A summit was held in Almaty from 3 to 5 June 2024, at which all agreed.": "2024-06-05",
    "THIS is our second conference, held in Victoria, B.C., on 7-8 September 2021.": "2021-09-08",
}


@pytest.mark.parametrize("sentence", RUNNING)
def test_the_first_sentence_may_tell_it(sentence: str) -> None:
    assert _date(f"{sentence}\n\n{PROSE}\n") == RUNNING[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "On January 25 of this year, a summit was held by video.",
        "The Executive Order of April 2, 2025 stays in force for all the goods named in it.",
        "Since 1992 the countries have met every year.",
        "Since the summit held on 25 January 2022, trade has doubled in both directions.",
        "Further to the meeting held in Baku on 3 March 2021, the sides agree to the following.",
        "The sides will meet in Tashkent on 5 May 2026 to look at the results of their work.",
        "The Parties meet again on 5 May 2026.",
        "Build a road – Ministry of Transport – by 31 December 2026",
        "The agreement signed on 4 May 2010 stays in force between all of the parties to it.",
        "It happened on 30 February 2022.",
        "The summit met on 5 May 1520.",
        "The 2030 Agenda for Sustainable Development",
    ],
)
def test_a_date_only_mentioned_is_not_the_date(sentence: str) -> None:
    assert _date(f"{sentence}\n\n{PROSE}\n") is None


def test_a_list_of_actions_lends_no_date() -> None:
    text = f"Decisions\n\n{PROSE}\n\n- Open the bridge, Ministry of Roads, 31 December 2026\n"
    assert _date(text) is None


def test_the_last_line_of_a_wrapped_paragraph_is_no_dateline() -> None:
    text = (
        "Money was set aside for the districts which had been struck by floods and by\n"
        "storms, and for the rebuilding of the bridges that were lost in the period of\n"
        "the heavy rains that fell upon the whole of the valley, from the first of\n"
        f"April to 5 April 2022\n\n{PROSE}\n"
    )
    assert _date(text) is None


def test_the_closing_line_of_a_declaration_tells_it() -> None:
    text = f"Declaration\n\n{PROSE}\n\n{PROSE}\n\nDone at Dushanbe on 4 June 2021, in two copies.\n"
    assert _date(text) == "2021-06-04"


@given(st.text(max_size=60))
def test_whatever_is_parsed_can_exist(wording: str) -> None:
    date = parse_date(wording)
    assert date is None or is_partial_date(date)


def _date(text: str) -> str | None:
    found = find_date(text, segment_plain(text))
    return found.date if found else None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "Совместное заявление\n\nТашкент, 12 марта 2025 года\n\nСтороны построят мост.",
            "2025-03-12",
        ),
        ("БИШКЕК, 4 сентября 2025 г. — Стороны договорились построить мост.", "2025-09-04"),
        ("Дата: 1 мая 2024\n\nСтороны построят мост.", "2024-05-01"),
        ("Стороны построят мост до 12 марта 2025 года.", None),
        ("Решение\n\nПринято в городе Минске 3 июня 2024 года", "2024-06-03"),
    ],
)
def test_a_russian_text_tells_its_date(text: str, date: str | None) -> None:
    found = find_date(text, segment_plain(text))
    assert (found.date if found else None) == date
