"""What holds for every Chinese text, whatever stands in it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.extraction import extract
from summitry.extraction.chinese.amounts import find_amounts
from summitry.extraction.chinese.periods import find_periods
from summitry.lexicon.chinese import load_chinese
from summitry.model import Document
from summitry.reading.segment import segment_plain

PIECES = sorted(load_chinese().flags)
MARKS = [
    "，",
    "。",
    "；",
    "：",
    "、",
    "“",
    "”",
    "《",
    "》",
    "（一）",
    "\n",
    "\n\n",
    "一、",
    "？",
    " ",
]
FIGURES = [
    "260亿元",
    "三年内",
    "2030年",
    "百分之五",
    "两百点",
    "10万",
    "今后",
    "年底前",
    "50至80",
    "万",
]
WORDS = st.sampled_from([*PIECES, *MARKS * 20, *FIGURES * 20, "甲乙丙", "海关", "x1,000"])
TEXTS = st.lists(WORDS, max_size=60).map("".join)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(text=TEXTS)
def test_every_record_quotes_its_text_in_order(text: str) -> None:
    document = Document("a.txt", text, "zh", date="2024-05-20", blocks=segment_plain(text))
    reading = extract(document, all_statements=True)
    end = 0
    for one in reading.commitments:
        assert one.span.of(text) == one.quote
        assert one.quote.strip()
        assert one.span.start >= end
        end = one.span.end
        for amount in one.quantities:
            assert one.span.contains(amount.span)
            assert amount.span.of(text) == amount.text
    for statement in reading.statements:
        assert statement.span.of(text) == statement.quote
    assert reading == extract(document, all_statements=True)


@QUICK
@given(text=TEXTS)
def test_amounts_and_time_phrases_stand_where_they_say(text: str) -> None:
    amounts = find_amounts(text, 0, len(text))
    assert [one.text for one in amounts] == [one.span.of(text) for one in amounts]
    periods = find_periods(text, 0, len(text), "2024-05-20")
    assert [one.text for one in periods] == [one.span.of(text) for one in periods]
    for period in periods:
        if period.start and period.end:
            assert period.start[:4] <= period.end[:4] or period.role != "deadline"
