"""Lines and tables of action lists are commitments of the body they name."""

from __future__ import annotations

import pytest

from summitry.extraction.extraction import extract
from summitry.model import Block, BlockKind, Commitment, Document, Span

CELL = BlockKind.TABLE_CELL
ITEM = BlockKind.LIST_ITEM


def read(
    *wordings: str, kind: BlockKind = ITEM, joint: str = "\n", parties: tuple[str, ...] = ()
) -> tuple[Commitment, ...]:
    blocks = []
    start = 0
    for wording in wordings:
        blocks.append(Block(Span(start, start + len(wording)), kind))
        start += len(wording) + len(joint)
    text = joint.join(wordings)
    return extract(
        Document("test", text, date="2026-01-15", parties=parties, blocks=tuple(blocks))
    ).commitments


def codes(record: Commitment) -> list[str]:
    return [mention.code for mention in record.actors]


@pytest.mark.parametrize("mark", [" – ", " — ", " - ", " | ", "; ", "\t"])
def test_a_line_of_three_parts_is_a_commitment(mark: str) -> None:
    line = mark.join(["Open a vocational school in Naryn", "Japan", "by March 2027"])
    (record,) = read(line)
    assert record.quote == line
    assert codes(record) == ["JPN"]
    assert record.action == "open"
    assert record.deadline is not None
    assert (record.deadline.text, record.deadline.end) == ("by March 2027", "2027-03")
    assert record.force.value == "firm"
    assert record.verifiable
    assert record.why[0].rule == "minutes.line"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ministry of Education of Kazakhstan", ["KAZ"]),
        ("Kazakhstan's Ministry of Health", ["KAZ"]),
        ("China and Turkmenistan", ["CHN", "TKM"]),
        ("China, Kyrgyzstan, Uzbekistan", ["CHN", "KGZ", "UZB"]),
        ("Uzbek side", ["UZB"]),
        ("United Nations and Nepal", ["UN", "NPL"]),
        ("all six countries", ["ALL"]),
        ("all parties", ["ALL"]),
        ("both sides", ["ALL"]),
    ],
)
def test_the_body_is_resolved_to_its_party(body: str, expected: list[str]) -> None:
    (record,) = read(f"Draft a plan of work – {body} – 1 May 2026")
    assert codes(record) == expected


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("by 2030", "2030"),
        ("2027", "2027"),
        ("1 May 2026", "2026-05-01"),
        ("within three years", "2029"),
        ("no date", None),
        ("regularly", None),
        ("TBD", None),
        ("ongoing", None),
        ("when funds allow", None),
    ],
)
def test_the_date_part_gives_the_deadline_or_none(date: str, end: str | None) -> None:
    (record,) = read(f"Build a bridge over the river – Norway – {date}")
    assert (record.deadline.end if record.deadline else None) == end


def test_a_date_inside_the_action_is_no_deadline() -> None:
    (record,) = read("Award the 1,200 grants announced in 2022 – Norway – by January 2027")
    assert record.deadline is not None
    assert record.deadline.text == "by January 2027"
    assert [quantity.value for quantity in record.quantities] == [1200]


@pytest.mark.parametrize(
    "line",
    [
        "The forum – a first for Japan – took place in 2022.",
        "He – the minister of Japan – said so in 2022.",
        "Trade grew – by half – in 2023.",
        "The Parties – all of them – met in Nairobi.",
        "Signed the treaty – Japan – in 2022",
        "Japan – Nepal – 2027",
        "Open roads – to the sea – and beyond",
        "Roads; rails; ports",
    ],
)
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.HEADING, ITEM])
def test_prose_with_dashes_is_no_line(line: str, kind: BlockKind) -> None:
    assert not [one for one in read(line, kind=kind) if one.why[0].rule.startswith("minutes")]


def test_a_line_without_a_bullet_is_read_too() -> None:
    (record,) = read("Open a school – Japan – by 2027", kind=BlockKind.HEADING)
    assert record.why[0].rule == "minutes.line"
    assert not read("Joint statement – Japan – 2027", kind=BlockKind.HEADING)


HEADS = ("No.", "Action", "Responsible", "Deadline")
ROWS = (
    ("1", "Open a vocational school", "Ministry of Education of Kazakhstan", "by 2027"),
    ("2", "Train 300 customs officers", "Japan", "no date"),
)


@pytest.mark.parametrize("joint", ["\n", " | "])
def test_a_table_is_read_by_the_heads_of_its_columns(joint: str) -> None:
    cells = [*HEADS, *(cell for row in ROWS for cell in row)]
    first, second = read(*cells, kind=CELL, joint=joint)
    assert (first.quote, codes(first)) == ("Open a vocational school", ["KAZ"])
    assert first.deadline is not None
    assert first.deadline.end == "2027"
    assert first.why[0].rule == "minutes.row"
    assert (second.quote, codes(second), second.deadline) == (
        "Train 300 customs officers",
        ["JPN"],
        None,
    )
    assert [quantity.value for quantity in second.quantities] == [300]


def test_columns_may_stand_in_any_order() -> None:
    (record,) = read("Due date", "Lead agency", "Task", "2028", "Chile", "Plant trees", kind=CELL)
    assert (record.quote, codes(record)) == ("Plant trees", ["CHL"])
    assert record.deadline is not None
    assert record.deadline.end == "2028"


def test_a_row_without_a_date_shifts_no_other() -> None:
    cells = ("Action", "Body", "Deadline", "Plant trees", "Chile", "Build a dam", "Peru", "2028")
    first, second = read(*cells, kind=CELL)
    assert (first.quote, codes(first), first.deadline) == ("Plant trees", ["CHL"], None)
    assert (second.quote, codes(second)) == ("Build a dam", ["PER"])


def test_a_table_of_figures_is_left_alone() -> None:
    assert not read("Country", "Trade in 2023", "Japan", "5 billion dollars", kind=CELL)
