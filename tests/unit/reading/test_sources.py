"""Files, folders and standard input: found, counted, and refused with a reason."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from making import ReadBytes

from summitry.errors import SourceEmpty, SourceMissing, SourceTooLarge, SourceUnreadable
from summitry.reading import ReadOptions, expand_sources, read_document

TEXT = b"The Parties will build a new road to the sea."


def test_a_folder_becomes_its_files_in_order(tmp_path: Path) -> None:
    for name in ["b.TXT", "a.pdf", "sub/c.docx", ".hidden.txt", "~$c.docx", "x.png", ".git/d.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    (tmp_path / "empty").mkdir()
    folder = str(tmp_path)
    expanded = expand_sources([folder, "-", "https://example.org/a", "none.txt", folder + "/empty"])
    names = [source.removeprefix(folder + os.sep) for source in expanded.sources]
    assert names == ["a.pdf", "b.TXT", "sub/c.docx", "-", "https://example.org/a", "none.txt"]
    assert [failure.code for failure in expanded.failures] == ["empty"]
    assert expanded.failures[0].source == folder + "/empty"


def test_a_missing_file_names_a_close_one(tmp_path: Path) -> None:
    (tmp_path / "declaration.txt").write_bytes(TEXT)
    with pytest.raises(SourceMissing) as caught:
        read_document(str(tmp_path / "declarations.txt"), ReadOptions())
    assert "declaration.txt" in caught.value.remedy


@pytest.mark.parametrize("name", ["none/at/all.txt", "bad\x00name", "text.txt/inside"])
def test_a_path_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.txt").write_bytes(TEXT)
    with pytest.raises(SourceMissing):
        read_document(str(tmp_path / name), ReadOptions())


@pytest.mark.parametrize("name", [".", "x" * 5000])
def test_a_path_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceUnreadable):
        read_document(str(tmp_path / name), ReadOptions())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root opens all")
def test_a_file_without_permission_gives_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    with pytest.raises(SourceUnreadable, match="permission denied"):
        read_document(str(path), ReadOptions())


def test_a_file_over_the_limit_is_not_read(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLarge, match="45 bytes, over the limit of 44 bytes"):
        read_bytes(TEXT, max_size=44)
    assert read_bytes(TEXT, max_size=45).document.text == TEXT.decode()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_an_endless_file_is_counted_while_it_comes() -> None:
    with pytest.raises(SourceTooLarge):
        read_document("/dev/zero", ReadOptions(max_size=3_000_000))


def test_standard_input() -> None:
    document = read_document("-", ReadOptions(), io.BytesIO(TEXT)).document
    assert (document.source, document.text) == ("-", TEXT.decode())
    with pytest.raises(SourceTooLarge):
        read_document("-", ReadOptions(max_size=10), io.BytesIO(TEXT))
    with pytest.raises(SourceMissing):
        read_document("-", ReadOptions())
    with pytest.raises(SourceEmpty):
        read_document("-", ReadOptions(), io.BytesIO(b"  "))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1f\x8b\x08" + b"\x00" * 20, "a gzip archive"),
        (b"BZh91AY", "a bzip2 archive"),
        (b"\x00" * 257 + b"ustar\x0000", "a tar archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"{\\rtf1\\ansi}", "a Rich Text file"),
    ],
)
def test_other_kinds_are_named(read_bytes: ReadBytes, data: bytes, name: str) -> None:
    with pytest.raises(SourceUnreadable, match=f"this is {name}") as caught:
        read_bytes(data, "text.txt")
    assert caught.value.remedy
