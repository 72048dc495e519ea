"""A report is cut into passages that stand where they are said to stand."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.model import Block, BlockKind, Document, Span
from summitry.tracing.amounts import find_amounts
from summitry.tracing.names import Names
from summitry.tracing.passages import sentence_ranges, split_report

QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
PIECES = st.lists(
    st.sampled_from(
        [
            "Norway ",
            "has built. ",
            "No. 5 ",
            "U.S. ",
            "3.5 million ",
            "$20 ",
            "(DTA) ",
            "Label: ",
            "; ",
            "! ",
            "？",
            "中方将。",
            "\n",
            "Mr. Smith ",
            "20% ",
            "dams ",
            "...",
            '" ',
        ]
    ),
    max_size=30,
)


@QUICK
@given(PIECES)
def test_passages_and_amounts_lie_in_the_text_and_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    report = split_report(Document("report", text))
    last = 0
    for part in report.parts:
        span = part.passage.span
        assert last <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)
        for amount in part.passage.quantities:
            assert amount.span.of(text) == amount.text
            assert span.contains(amount.span)
        last = span.end


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It was built. It works.", ["It was built", "It works"]),
        ("The U.S. Navy came. It left.", ["The U.S. Navy came", "It left"]),
        ("Trade rose by 3.5 per cent in all.", ["Trade rose by 3.5 per cent in all"]),
        ("Roads were paved; wells were dug.", ["Roads were paved", "wells were dug"]),
        ("项目已完成。第二期将开工。", ["项目已完成", "第二期将开工"]),
        ("Работы завершены. Они начались в мае.", ["Работы завершены", "Они начались в мае"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    ranges = sentence_ranges(text, 0, len(text), "en")
    assert [text[start:end].rstrip("。") for start, end in ranges] == sentences


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It paid $3.5 million.", [(3.5e6, "USD")]),
        ("It paid 20 million euros in 2021.", [(2e7, "EUR")]),
        ("It built twelve rural clinics.", [(12, "clinic")]),
        ("It trained 1,200 young nurses.", [(1200, "nurse")]),
        ("Some 85 percent was spent.", [(85, "percent")]),
        ("It was opened in 2019.", []),
        ("Resolution 1325 was recalled.", []),
    ],
)
def test_amounts_of_a_passage(text: str, amounts: list[tuple[float, str]]) -> None:
    found = find_amounts(text, 0, len(text), "en")
    assert [(one.value, one.unit) for one in found] == amounts


def test_headings_labels_and_lead_ins_are_kept() -> None:
    lines = ["Roads", "Work has begun, including:", "Bridges: Two were opened.", "The end."]
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    blocks = tuple(
        Block(Span(start, start + len(line)), kind)
        for start, line, kind in zip(starts, lines, kinds, strict=True)
    )
    first, second, third = split_report(Document("report", text, blocks=blocks)).parts
    assert (first.passage.section, second.passage.section) == (0, 0)
    assert second.lead_in == 0
    assert second.label is not None
    assert second.label.of(text) == "Bridges: "
    assert third.lead_in is None


def test_an_acronym_and_its_words_are_one_name() -> None:
    names = Names(["The Reef Watch Programme (RWP) began. The Lake Chad Basin Fund (LCBF) grew."])
    assert names.fold("the Reef  Watch Programme") == "the RWP"
    assert names.fold("the Reef Watch Programme (RWP)") == "the RWP"
    assert names.fold("the Lake Chad Basin Fund") == "the LCBF"
    assert names.fold("a reef") == "a reef"


def test_long_reports_take_linear_time() -> None:
    sentence = "Norway has given $2 million to the Reef Watch Programme (RWP) for 12 boats. "

    def seconds(times: int) -> float:
        """The best of three, for the machine may be busy, and much may wait to be collected."""
        text, taken = sentence * times, []
        for _ in range(3):
            gc.collect()
            started = time.process_time()
            Names([text])
            split_report(Document("report", text))
            taken.append(time.process_time() - started)
        return min(taken)

    gc.freeze()
    try:
        assert seconds(4_000) < 10 * seconds(1_000)
    finally:
        gc.unfreeze()
