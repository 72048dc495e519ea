"""The shipped example is what it says: real facts, our own words, exact quotes, sources."""

from __future__ import annotations

import ast
import csv
import os
import re
import tarfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from summitry.lexicon.parties import load_parties
from summitry.model import ALL_PARTIES, Force, Theme, is_partial_date

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "central-asia"
DOCUMENTS = sorted((EXAMPLE / "documents").glob("*.md"))
SHARED = Path(os.environ.get("SUMMITRY_SHARED") or ROOT.parent / "shared")

STATES = {
    "CHN", "IND", "JPN", "KAZ", "KGZ", "KOR", "TJK", "TKM", "USA", "UZB",
}  # fmt: skip
OTHERS = {"CA5", "EBRD", "EIB", "EU", ALL_PARTIES}
CURRENCIES = {"CNY", "EUR", "JPY", "USD"}
KINDS = {
    "analysis", "declaration", "fact sheet", "minutes", "news report", "readout", "speech",
}  # fmt: skip
DETAILS = ["title", "date", "dialogue", "parties", "kind", "language", "sources"]
WORKING_NOTES = (
    "replace url",
    "confirm)",
    "; confirm",
    "before shipping",
    "do not ship",
    "dependency",
)
PERIOD = re.compile(
    r"\d{4}(-H[12]|-Q[1-4]|-\d{2}(-\d{2})?)?|\d{4}-\d{2}/\d{2}|\d{4}-\d{2}/\d{4}-\d{2}"
)
# A list of names, one a line, of gold texts that the owner of the shared folder wants left unread.
UNREAD = SHARED / "gold" / "unread.txt"


def split(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    assert rows
    for row in rows:
        assert None not in row, f"too many cells in {path.name}: {row}"
        assert None not in row.values(), f"too few cells in {path.name}: {row}"
    return rows


EXPECTED = table(EXAMPLE / "expected.csv")


def rows_of(path: Path) -> list[dict[str, str]]:
    return [row for row in EXPECTED if row["document"] == path.name]


def test_enough_documents_dialogues_and_commitments() -> None:
    details = [split(path)[0] for path in DOCUMENTS]
    assert 8 <= len(DOCUMENTS) <= 12
    assert len({detail["dialogue"] for detail in details}) >= 8
    assert len({detail["kind"] for detail in details}) >= 6
    assert len(EXPECTED) >= 60
    assert {row["document"] for row in EXPECTED} == {path.name for path in DOCUMENTS}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    details, body = split(path)
    assert list(details) == DETAILS
    assert all(details.values())
    assert is_partial_date(str(details["date"]))
    assert path.name.startswith(str(details["date"])[:4])
    assert set(details["parties"]) <= STATES | OTHERS - {ALL_PARTIES}
    assert details["kind"] in KINDS
    assert details["language"] == "en"
    assert all(re.match(r"https?://[^\s]+$", source) for source in details["sources"])
    assert len(set(details["sources"])) == len(details["sources"])
    assert body.strip().startswith("*A summary written for the summitry example")
    assert "not the official text" in body.strip().splitlines()[0]
    assert 150 <= len(re.findall(r"\w[\w'’.,-]*", body)) <= 450


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_expected_quotes_are_exact_and_in_reading_order(path: Path) -> None:
    body = split(path)[1]
    starts = []
    for row in rows_of(path):
        assert body.count(row["quote"]) == 1, row["quote"]
        starts.append(body.index(row["quote"]))
        assert "\n" not in row["quote"]
        assert not row["quote"].endswith((".", ";", ","))
    assert starts == sorted(starts)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["quote"][:30])
def test_expected_fields_are_valid(row: dict[str, str]) -> None:
    codes = STATES | OTHERS
    assert row["actors"]
    assert set(row["actors"].split(";")) <= codes
    assert set(filter(None, row["recipients"].split(";"))) <= codes - {ALL_PARTIES}
    assert row["force"] in set(Force)
    assert row["theme"] in set(Theme)
    assert row["verifiable"] in {"true", "false"}
    for quantity in filter(None, row["quantities"].split(";")):
        text, measure = quantity.rsplit("=", 1)
        value, unit = measure.split(" ", 1)
        assert text in row["quote"]
        assert float(value) > 0
        assert unit in CURRENCIES or unit == "TEU" or unit.islower()
    if row["deadline_text"]:
        assert row["deadline_text"] in row["quote"]
        assert is_partial_date(row["deadline_end"])
        assert row["deadline_start"] <= row["deadline_end"]
    else:
        assert not row["deadline_start"] + row["deadline_end"]


def test_readme_counts_agree_with_the_rows() -> None:
    counts = Counter(row["document"] for row in EXPECTED)
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    for path in DOCUMENTS:
        details = split(path)[0]
        line = (
            f"| `{path.name}` | {details['dialogue']} | {details['date']}"
            f" | {details['kind']} | {counts[path.name]} |"
        )
        assert line in readme
    assert f"Together: {len(EXPECTED)}." in readme


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("observations", "source_url"),
        ("pledge_outcomes", "source_url"),
        ("data_sources", "endpoint"),
    ],
)
def test_every_row_of_the_data_names_its_page(name: str, address: str) -> None:
    rows = table(EXAMPLE / "data" / f"{name}.csv")
    for row in rows:
        assert re.search(r"https?://\S+", row[address]), row
        told = " ".join(row.values()).lower()
        assert not any(mark in told for mark in WORKING_NOTES), row
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_every_source_of_a_document_is_one_of_the_data() -> None:
    known = {
        row["source_url"]
        for name in ("observations", "pledge_outcomes")
        for row in table(EXAMPLE / "data" / f"{name}.csv")
    }
    known = {address for cell in known for address in cell.split(" ; ")}
    for path in DOCUMENTS:
        assert set(split(path)[0]["sources"]) <= known, path.name


def test_observations_have_sane_years_and_values() -> None:
    rows = table(EXAMPLE / "data" / "observations.csv")
    keys: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        assert row["series_id"]
        assert row["indicator"]
        assert row["unit"]
        assert PERIOD.fullmatch(row["year_or_date"]), row
        assert 1990 <= int(row["year_or_date"][:4]) <= 2026, row
        assert float(row["value"]) > 0, row
        if row["unit"] == "percent":
            assert float(row["value"]) <= 100, row
        keys[
            row["series_id"], row["reporter"], row["partner"], row["year_or_date"], row["unit"]
        ] += 1
    assert max(keys.values()) == 1


def test_totals_agree_with_their_parts() -> None:
    """China's totals for a year are the sum of the five countries, up to rounding."""
    values = {
        (row["series_id"], row["year_or_date"]): float(row["value"])
        for row in table(EXAMPLE / "data" / "observations.csv")
    }
    for year in ("2023", "2024", "2025"):
        parts = [values[f"trade_cn_{code}", year] for code in ("kaz", "kgz", "tjk", "tkm", "uzb")]
        assert sum(parts) == pytest.approx(values["trade_cn_ca5", year], abs=0.25)
    for year in ("2023", "2025"):
        both = values["export_cn_ca5", year] + values["import_cn_ca5", year]
        assert both == pytest.approx(values["trade_cn_ca5", year], abs=0.1)


def plain(text: str) -> str:
    """Words only, in lower case, so that layout and punctuation cannot hide a copy."""
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "


def sentences_of(text: str) -> set[str]:
    pieces = (plain(piece) for piece in re.split(r"(?<=[.;:?!])\s+|\n+", text))
    return {words for words in pieces if len(words.split()) >= 8}


def strings_of(value: Any) -> Iterator[str]:
    """Every string of a table, however deep, with marks of the cases taken out."""
    if isinstance(value, str):
        yield re.sub("[«»]", "", value)
    elif isinstance(value, dict):
        yield from strings_of(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)


def strings_in_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def own_wording() -> dict[str, set[str]]:
    """Return every sentence of eight words or more of the project, with the files it is in."""
    found: dict[str, set[str]] = defaultdict(set)

    def note(path: Path, texts: Iterable[str]) -> None:
        for text in texts:
            for sentence in sentences_of(text):
                found[sentence].add(path.relative_to(ROOT).as_posix())

    for path in DOCUMENTS:
        note(path, [split(path)[1].split("\n", 3)[-1]])
    for folder in ("tests", "src"):
        for path in sorted((ROOT / folder).rglob("*.toml")):
            note(path, strings_of(tomllib.loads(path.read_text(encoding="utf-8"))))
        for path in sorted((ROOT / folder).rglob("*.py")):
            note(path, strings_in_code(path))
        for ending in ("md", "txt"):
            for path in sorted((ROOT / folder).rglob(f"*.{ending}")):
                note(path, [path.read_text(encoding="utf-8")])
    return found


def shared_texts() -> Iterator[str]:
    unread = set(UNREAD.read_text(encoding="utf-8").split()) if UNREAD.is_file() else set()
    for path in sorted([*SHARED.glob("facts/*.csv"), *SHARED.glob("gold/*/*.txt")]):
        if path.name not in unread:
            yield path.read_text(encoding="utf-8")
    for archive in sorted(SHARED.glob("bulk/*.tar.xz")):
        with tarfile.open(archive) as members:
            for member in members:
                stream = members.extractfile(member)
                if stream is not None:
                    yield stream.read().decode("utf-8", "replace")


def copied(own: Iterable[str], texts: Iterable[str]) -> set[str]:
    """Return the sentences that occur in a text, looked up by their first eight words."""
    by_opening: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for sentence in own:
        by_opening[tuple(sentence.split()[:8])].append(sentence)
    found = set()
    for text in map(plain, texts):
        words = text.split()
        openings = by_opening.keys() & set(
            zip(*(words[place:] for place in range(8)), strict=False)
        )
        found |= {one for opening in openings for one in by_opening[opening] if one in text}
    return found


def test_a_copy_would_be_noticed() -> None:
    text = "First came this. Then ten ships will carry all of the grain to the port; and more."
    own = sentences_of("Then ten ships will carry all of\nthe grain to the port.")
    assert not copied(own, [text])
    own = sentences_of("Then ten ships will carry ALL of the grain (to the port).")
    assert copied(own, ["Nothing.", text]) == own


@pytest.mark.skipif(
    not SHARED.is_dir(),
    reason=f"the shared texts are not at {SHARED}: copied sentences cannot be looked for",
)
def test_no_sentence_is_taken_from_the_shared_texts() -> None:
    # The long name of a fund or a treaty is the same wherever it stands.
    names = {plain(term.surface) for term in load_parties().terms}
    own = {words: files for words, files in own_wording().items() if words not in names}
    assert len(own) > 1000
    # The names of the files tell where to look; the shared wording itself is not printed.
    assert not {file for sentence in copied(own, shared_texts()) for file in own[sentence]}
