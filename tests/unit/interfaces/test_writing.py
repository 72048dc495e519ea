"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summitry.errors import SummitryError, UsageError
from summitry.interfaces.cli.demo import REPORT, free_name
from summitry.interfaces.cli.writing import check_writable, write_file


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["plan.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target.json"
    target.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(SummitryError, match="No space left"):
        write_file(Path("/dev/full"), b"x" * 100)


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(SummitryError, match="cannot be written"):
        write_file(tmp_path / "gone" / "plan.json", b"x")
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_what_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("text")
    for path in (tmp_path, tmp_path / "gone" / "x.json"):
        with pytest.raises(UsageError):
            check_writable(path)
    with pytest.raises(UsageError, match="also a source"):
        check_writable(source, (str(source),))


@pytest.mark.parametrize(
    ("content", "kept"),
    [(b"my own notes", True), (b"<!-- Written by summitry demo; the next demo", True)],
)
def test_the_demo_keeps_a_file_it_did_not_make(tmp_path: Path, content: bytes, kept: bool) -> None:
    path = tmp_path / f"{REPORT}.md"
    assert free_name(path) == (path, "")
    path.write_bytes(content)
    other, remark = free_name(path)
    assert (other != path) is kept
    assert "already there" in remark
