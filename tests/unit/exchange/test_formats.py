"""Every format carries the whole of a reading, and only the reading."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import UsageError
from summitry.exchange import FORMATS, format_for, output_schema, render
from summitry.exchange.comma_separated import COLUMNS, harmless
from summitry.exchange.formats import Results
from summitry.exchange.markdown_report import escaped
from summitry.exchange.rows import plain_number, short_name
from summitry.exchange.wording import deadline_words
from summitry.model import Basis, Document, Failure, Period, Reading, Reason, Span

FAILURE = Failure("x.pdf", "empty", "nothing in it", "Look again.")


def encoded(name: str, reading: Reading, **wishes: bool) -> bytes:
    return render(name, Results([reading], [FAILURE], **wishes))


def test_json_of_one_document_is_that_document(full_reading: Reading) -> None:
    data = json.loads(encoded("json", full_reading, single=True))
    assert data["document"] == data["source"] == "note.txt"
    assert "statements" not in data
    (found,) = data["commitments"]
    assert full_reading.document.text[found["start"] : found["end"]] == found["quote"]
    assert found["actors"] == ["CHN"]
    assert found["reporter"] == "KAZ"
    assert found["deadline"]["end"] == "2030"
    assert found["grounds"]["recipients"] == [
        {
            "code": "UZB",
            "basis": "parties of the document",
            "start": None,
            "end": None,
            "text": None,
        }
    ]
    assert data["provenance"]["date"] == {"origin": "given", "place": "option --date"}


def test_a_lent_deadline_says_so(full_reading: Reading) -> None:
    (found,) = full_reading.commitments
    lent = Reason("deadline", "deadline.lent", basis=Basis.LEAD_IN)
    changed = replace(full_reading, commitments=(replace(found, why=(lent,)),))
    for reading, basis in ((full_reading, "text"), (changed, "lead-in")):
        data = json.loads(encoded("json", reading, single=True))
        assert data["commitments"][0]["deadline"]["basis"] == basis


def test_failures_do_not_tell_where_a_file_lies(full_reading: Reading) -> None:
    failures = [Failure(f"{place}/x.pdf", "empty", "no", "") for place in ("/a", "https://a.org")]
    for name in ("json", "md"):
        page = render(name, Results([full_reading], failures)).decode()
        assert "/a/x.pdf" not in page
        assert "https://a.org/x.pdf" in page


def test_whole_numbers_print_as_whole_numbers(full_reading: Reading) -> None:
    assert b'"value": 50000000,' in encoded("json", full_reading, single=True)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_never_changes_its_value(value: float) -> None:
    assert plain_number(value) == value


def test_json_of_several_keeps_the_failures(full_reading: Reading) -> None:
    data = json.loads(encoded("json", full_reading, with_statements=True))
    assert data["failures"][0]["code"] == "empty"
    assert data["documents"][0]["statements"][0]["kind"] == "achievement"


@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("with_statements", [True, False])
def test_json_fits_its_schema(
    full_reading: Reading, *, single: bool, with_statements: bool
) -> None:
    schema = output_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(encoded("json", full_reading, single=single, with_statements=with_statements))
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "surprise": 1}, schema, jsonschema.Draft202012Validator)


def test_lines_of_json_fit_their_schema(full_reading: Reading) -> None:
    schema = output_schema()
    line_schema = {**schema["$defs"]["Line"], "$defs": schema["$defs"]}
    lines = encoded("jsonl", full_reading, with_statements=True).splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["commitment", "achievement"]
    assert {json.loads(line)["document_kind"] for line in lines} == {"news"}
    for line in lines:
        jsonschema.validate(json.loads(line), line_schema, jsonschema.Draft202012Validator)


def test_csv_has_every_column_in_every_row(full_reading: Reading) -> None:
    page = encoded("csv", full_reading, with_statements=True)
    assert page.count(b"\r\n") == 3
    rows = list(csv.DictReader(io.StringIO(page.decode(), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    first, second = rows
    assert first["quantity_values"] == "50000000"
    assert first["deadline_end"] == "2030"
    assert first["document_kind"] == "news"
    assert first["deadline_basis"] == "text"
    assert first["conditions"] == "if the bank agrees"
    assert "detection: will “will”" in first["reasons"]
    assert second["kind"] == "achievement"
    assert None not in first.values()


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in (text, f"'{text}")


@given(st.text())
def test_markdown_cells_stay_on_one_line_of_one_cell(text: str) -> None:
    cell = escaped(text)
    assert len(cell.splitlines()) <= 1
    assert "|" not in cell.replace("\\\\", "").replace("\\|", "")


def test_markdown_tells_facts_quotes_reasons_and_failures(full_reading: Reading) -> None:
    page = encoded("md", full_reading, with_statements=True).decode()
    for words in (
        "# A note",
        "- date: 2022-01-25 (given by option --date)",
        "| 1 | CHN | UZB |",
        "50 million USD",
        "by 2030",
        "- condition: “if the bank agrees”",
        "- commitment: “will” states an undertaking (rule will)",
        "achievement (ALL)",
        "warning: read as UTF-8",
        "nothing in it",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("start", "end", "resolved", "words"),
    [
        (None, "2030", True, "by 2030"),
        ("2022", "2022", True, "2022"),
        ("2022", "2025", True, "2022 to 2025"),
        ("2026", None, True, "from 2026"),
        (None, None, False, "“soon” (no date to count from)"),
    ],
)
def test_deadlines_read_as_people_say_them(
    start: str | None, end: str | None, *, resolved: bool, words: str
) -> None:
    period = Period(Span(0, 4), "soon", start, end, resolved=resolved)
    assert deadline_words(period) == words


@given(st.text(min_size=1).map(lambda text: text + "\ud800"))
def test_any_text_can_go_out(text: str) -> None:
    reading = Reading(Document(source="a.txt", text=text, title=text), ())
    for name in FORMATS:
        assert render(name, Results([reading])).endswith(b"\n") or name == "jsonl"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a/b/c.txt", "c.txt"),
        ("a\\b\\c.txt", "c.txt"),
        ("c.txt", "c.txt"),
        ("-", "-"),
        ("https://example.org", "example.org"),
        ("https://example.org/a/b?c=d/e", "b"),
    ],
)
def test_names_do_not_tell_where_a_file_lies(source: str, name: str) -> None:
    assert short_name(source) == name


def test_the_folder_of_a_file_changes_nothing(full_reading: Reading) -> None:
    elsewhere = replace(full_reading, document=replace(full_reading.document, source="note.txt"))
    for name in FORMATS:
        assert encoded(name, full_reading) == encoded(name, elsewhere)


def test_formats_are_known_by_name_and_by_ending(full_reading: Reading) -> None:
    endings = ("json", "jsonl", "csv", "md", "html", "jsonld")
    assert [format_for(f"a.{ending}").name for ending in endings] == list(FORMATS)  # type: ignore[union-attr]
    assert format_for("a.xyz") is None
    with pytest.raises(UsageError, match="no format"):
        encoded("xlsx", full_reading)
