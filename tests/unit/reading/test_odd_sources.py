"""Sources that are not what they seem, or that say something which cannot be meant."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

import making
import pytest
from making import ReadBytes

from summitry.errors import SourceError, SourceMissing, SourceUnreadable, UsageError
from summitry.reading import ReadOptions, read_document

TEXT = "The Parties will build a new road to the sea by 2030, and open it to all.\n"
SENTENCES = {
    "cp1254": [
        "President Erdoğan will open a road by 2030.",
        "The Mayor of Kırşehir, Işık Üniversitesi and Hakan Şimşek agreed to train 500 teachers.",
        "Türkiye Cumhuriyeti will build a bridge over the Kızılırmak.",
    ],
    "cp1250": [
        "A road to Łódź will be opened by 2030.",
        "Prime Minister Szydło will open the road.",
        "Plzeň and České Budějovice will build a tram.",
        "Żywiec and Chrzanów will build a bridge.",
        "Győr and Pécs will build a tram.",
    ],
    "cp1252": [
        "Señor Peña will open a road by 2030.",
        "São Tomé and Príncipe will join the fund.",
        "Malmö and Århus will be linked; Reykjavík too.",
        "Guðni Jóhannesson will open a school in Þingvellir.",
        "Côte d’Ivoire will pay €5 million – “all of it”.",
        "¿Qué? The Parties will build a road of 5 m² and pay £5 m.",
    ],
    "cp1251": ["Стороны построят новую железную дорогу и откроют школу."],
}


@pytest.mark.parametrize(
    ("encoding", "sentence"), [(page, one) for page, all_ in SENTENCES.items() for one in all_]
)
@pytest.mark.parametrize("times", [1, 5])
def test_a_few_letters_tell_the_code_page(
    read_bytes: ReadBytes, encoding: str, sentence: str, times: int
) -> None:
    result = read_bytes((f"{sentence} " * times).encode(encoding), language="en")
    assert result.document.text == f"{sentence} " * times
    assert "encoding-assumed" in [notice.code for notice in result.notices]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "Стороны построят новую дорогу к морю и школу.\n" * 3])
def test_utf_16_needs_no_mark(
    read_bytes: ReadBytes, tmp_path: Path, encoding: str, text: str
) -> None:
    result = read_bytes(text.encode(encoding), language="en")
    document = result.document
    assert document.text == text
    with (tmp_path / "text.txt").open(encoding=document.encoding, newline="") as stream:
        assert stream.read() == text
    assert "encoding-assumed" in [notice.code for notice in result.notices]


@pytest.mark.parametrize("data", [b"\x00\x01" * 400, bytes(range(256)) * 8, b"a\x00" * 3 + b"\x01"])
def test_other_nuls_are_binary_data(read_bytes: ReadBytes, data: bytes) -> None:
    with pytest.raises(SourceError):
        read_bytes(data)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ftp://example.org/a.txt", "http and https"),
        ("gopher://example.org/a", "http and https"),
        ("file:///no/such%20file.txt", "Give the path itself: /no/such file.txt"),
        ("www.example.org/a.html", "https://www.example.org/a.html"),
    ],
)
def test_what_was_meant_as_an_address_gets_a_hint(source: str, words: str) -> None:
    with pytest.raises(SourceMissing) as caught:
        read_document(source, ReadOptions())
    assert words in caught.value.remedy


@pytest.mark.parametrize("title", ["Index of /documents/2022", "Directory listing for /"])
def test_a_list_of_files_is_no_page(read_bytes: ReadBytes, title: str) -> None:
    links = "".join(f'<li><a href="{n}">declaration of the year {n}.pdf</a>' for n in range(9))
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><ul>{links}</ul></body>"
    with pytest.raises(SourceUnreadable, match="a list of files") as caught:
        read_bytes(page.encode(), "page.html")
    assert caught.value.remedy


@pytest.mark.parametrize(("depth", "blocks", "cut"), [(300, 3, False), (5000, 1, True)])
def test_deep_pages_are_read_or_it_is_said(
    read_bytes: ReadBytes, depth: int, blocks: int, cut: bool
) -> None:
    inner = f"{'<div>' * depth}<p>{TEXT}</p>{'</div>' * depth}"
    first, last = TEXT.replace("road", "school"), TEXT.replace("road", "bridge")
    page = f"<html><body><article><p>{first}</p>{inner}<p>{last}</p></article></body></html>"
    result = read_bytes(page.encode(), "page.html")
    assert len(result.document.blocks) == blocks
    assert ("page-cut" in [notice.code for notice in result.notices]) is cut


@pytest.mark.parametrize("title", ["Word Document", "Document1", "scan_0012.docx", "Untitled"])
def test_a_title_that_a_program_gave_is_none(read_bytes: ReadBytes, title: str) -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = title
        document.core_properties.author = "A person"
        document.add_heading("Plan for Roads", level=1)
        document.add_paragraph(TEXT)

    assert read_bytes(making.word(fill), "plan.docx").document.title == "Plan for Roads"
    assert read_bytes(making.pdf([[TEXT.strip()]], title=title), "p.pdf").document.title is None


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@needs_pipes
def test_a_pipe_nobody_writes_into_does_not_wait_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    began = time.monotonic()
    with pytest.raises(SourceUnreadable, match="nothing came through this pipe") as caught:
        read_document(str(path), ReadOptions(timeout=0.2))
    assert "--timeout" in caught.value.remedy
    assert time.monotonic() - began < 5


@needs_pipes
def test_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)

    def write() -> None:
        with path.open("w", encoding="utf-8") as pipe:
            for _ in range(3):
                time.sleep(0.05)
                pipe.write(TEXT * 3000)
                pipe.flush()

    writer = threading.Thread(target=write)
    writer.start()
    document = read_document(str(path), ReadOptions(timeout=5)).document
    writer.join()
    assert document.text == TEXT * 9000


def test_a_language_that_is_clearly_wrong_is_said(read_bytes: ReadBytes) -> None:
    russian = "Стороны построят новую железную дорогу и откроют три школы в долине.\n"
    for data, options in (
        (russian.encode(), {"language": "en"}),
        (f"---\nlanguage: en\n---\n{russian}".encode(), {}),
        (
            b"Nous allons construire une nouvelle ligne de chemin de fer.",
            {"language": "en"},
        ),
    ):
        notices = read_bytes(data, **options).notices
        assert "language-given" in [notice.code for notice in notices]
    assert read_bytes(TEXT.encode(), language="en").notices == ()


@pytest.mark.parametrize(("date", "likely"), [("2022", True), ("3022", False), ("0922-05", False)])
def test_an_unlikely_year_is_said(read_bytes: ReadBytes, date: str, likely: bool) -> None:
    for result in (
        read_bytes(TEXT.encode(), date=date),
        read_bytes(f"---\ndate: {date}\n---\n{TEXT}".encode()),
    ):
        assert result.document.date == date
        assert ("date-unlikely" in [notice.code for notice in result.notices]) is not likely


def test_there_was_no_year_0(read_bytes: ReadBytes) -> None:
    with pytest.raises(UsageError):
        ReadOptions(date="0000-01-01")
    result = read_bytes(f"---\ndate: 0000-01\n---\n{TEXT}".encode())
    assert result.document.date is None
    assert "front-matter" in [notice.code for notice in result.notices]


@pytest.mark.parametrize("town", ["St. John's", "Ft. Lauderdale", "Mt. Hagen"])
def test_an_abbreviated_town_ends_no_sentence(read_bytes: ReadBytes, town: str) -> None:
    text = f"The leaders held their summit in {town} on 25 January 2022. {TEXT}"
    assert read_bytes(text.encode()).document.date == "2022-01-25"


def test_an_unknown_ending_is_said(read_bytes: ReadBytes) -> None:
    assert "read-as-text" in [one.code for one in read_bytes(TEXT.encode(), "plan.json").notices]
    for name in ("plan.txt", "plan", "plan.md"):
        assert read_bytes(TEXT.encode(), name).notices == ()


@pytest.mark.parametrize(
    ("source", "words"),
    [("example.org/plan", "https://example.org/plan"), ("nowhere/plan.txt", "the folder it is in")],
)
def test_a_missing_source_tells_what_it_may_have_been(source: str, words: str) -> None:
    with pytest.raises(SourceMissing) as caught:
        read_document(source, ReadOptions())
    assert words in caught.value.remedy


def test_a_line_without_letters_is_no_title(read_bytes: ReadBytes) -> None:
    assert read_bytes(f"00:01 --> 00:05\n\n{TEXT}".encode()).document.title is None
