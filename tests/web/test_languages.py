"""The interface speaks from catalogues: every string is in them, and each language its own way."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from summitry.interfaces.web.frame import languages

PLACE = re.compile(r"%\(\w+\)s")


def test_the_template_of_catalogues_has_every_string(checkout: Path, tmp_path: Path) -> None:
    """Mended by: pybabel extract, as written in CONTRIBUTING.md."""
    web = checkout / "src" / "summitry" / "interfaces" / "web"
    made = tmp_path / "summitry.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F"]
    command += [
        str(web / "locale" / "babel.cfg"),
        "-k",
        "_",
        "-k",
        "listed",
        "-o",
        str(made),
        str(web),
    ]
    subprocess.run(command, check=True, cwd=checkout)
    found, kept = (
        {str(one.id) for one in read_po(io.BytesIO(path.read_bytes()))}
        for path in (made, web / "locale" / "summitry.pot")
    )
    assert found == kept
    for language in languages.languages():
        catalogue = web / "locale" / language / "LC_MESSAGES" / "summitry.po"
        told = {str(one.id) for one in read_po(io.BytesIO(catalogue.read_bytes()))}
        assert told == kept, language


@pytest.mark.parametrize(
    ("date", "words"),
    [("2022-01-25", "25 January 2022"), ("2022-01", "January 2022"), ("2022", "2022"), (None, "")],
)
def test_dates_are_written_out(date: str | None, words: str) -> None:
    languages.speak("en-GB,en;q=0.8")
    assert languages.date_words(date) == words
    assert languages.number_words(1234567) == "1,234,567"


@pytest.mark.parametrize("wanted", ["xx", "", "*", ";;;,,", "é" * 50, None])
def test_a_language_there_is_not_is_answered_in_english(wanted: str | None) -> None:
    assert languages.speak(wanted) == "en"


def test_chinese_is_spoken_where_it_is_asked_for() -> None:
    assert languages.speak("zh-CN,zh;q=0.9,en;q=0.8") == "zh"
    assert languages.gettext("Accept") == "接受"
    assert languages.ngettext("%(count)s entry", "%(count)s entries", 3) == "%(count)s 条记录"
    assert languages.date_words("2022-01-25") == "2022年1月25日"
    assert languages.date_words("2022-01") == "2022年1月"
    languages.speak("en")


def test_what_is_translated_into_chinese_keeps_its_places(checkout: Path) -> None:
    # What is not is shown in English.
    web = checkout / "src" / "summitry" / "interfaces" / "web"
    catalogue = web / "locale" / "zh" / "LC_MESSAGES" / "summitry.po"
    for message in read_po(io.BytesIO(catalogue.read_bytes()), locale="zh"):
        many = message.id if isinstance(message.id, str) else message.id[-1]
        told = message.string if isinstance(message.string, str) else message.string[0]
        if many and told:
            assert set(PLACE.findall(told)) == set(PLACE.findall(many)), message.id
