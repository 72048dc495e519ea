"""Bytes → text: UTF-8 first, a byte order mark next, a declared or detected encoding last."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import SourceUndecodable, SourceUnreadable
from summitry.model import Notice, Severity
from summitry.reading.code_pages import latin_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

# The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1c\x1d\x1e"))
_MOST_CONTROLS = 0.02
_SAMPLE = 65_536
_FEWEST_NULS = 12  # one in so many characters at least: spaces, in scripts other than Latin
# Code pages of DOS: nobody has saved a document in one for decades.
_DOS = re.compile(r"cp(?:437|7\d\d|8[0-689]\d)\Z")
# Seven-bit and escaping encodings make a text of nearly any bytes.
_UNSAFE = frozenset({"utf_7", "hz", "punycode", "idna"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name under which Python's ``open`` gives the same one, and what was assumed."""

    text: str
    encoding: str
    notice: Notice | None = None


def decode(data: bytes, source: str, declared: str | None = None) -> Decoded:
    """Return the text of some bytes, newlines untouched and a byte order mark left out.

    ``declared`` is what a server or page says. Raises SourceUnreadable for binary data and
    SourceUndecodable where no encoding can be stood by.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode_marked(data, encoding, source), encoding)
    if (unmarked := _unmarked_utf16(data)) is not None:
        return unmarked
    _refuse_binary(data, source)
    candidates = ["utf-8"]
    if declared is not None and _is_text_codec(declared):
        # Servers often declare Latin-1 for UTF-8; the reverse mistake cannot pass as UTF-8.
        candidates.append(declared)
    for encoding in candidates:
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeError, ValueError):
            continue
    return _detect(data, source)


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """Return UTF-16 text without a mark: it has NULs, and those in every other place only."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 * _FEWEST_NULS < len(sample) or min(even, odd) * 50 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    return Decoded(text, encoding, _assumed(encoding)) if _is_plausible(text) else None


def _decode_marked(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise SourceUndecodable(
            f"it begins with the mark of {encoding.removesuffix('-sig').upper()} text "
            f"but is not valid at byte {getattr(error, 'start', 0)}",
            where=source,
            remedy="Save the text as UTF-8 and read it again.",
        ) from error


def _refuse_binary(data: bytes, source: str) -> None:
    nul = data.find(b"\x00")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if nul < 0 and controls <= len(data) * _MOST_CONTROLS:
        return
    what = f"a NUL at byte {nul}" if nul >= 0 else f"{controls} control characters"
    raise SourceUnreadable(
        f"this is binary data, not a text ({what})",
        where=source,
        remedy="Save the document as UTF-8 text, PDF or .docx and read that.",
    )


def _is_text_codec(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    # "base64" and the like are codecs, but not of text.
    return getattr(found, "_is_text_encoding", True) and found.name not in _UNSAFE


def _detect(data: bytes, source: str) -> Decoded:
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeError, ValueError):
            continue
        if not text or not _is_plausible(text):
            continue
        return Decoded(text, encoding, _assumed(encoding))
    raise SourceUndecodable(
        "its bytes are not text in any encoding that could be recognised",
        where=source,
        remedy="Save the text as UTF-8 and read it again.",
    )


def _assumed(encoding: str) -> Notice:
    return Notice(
        Severity.WARNING,
        "encoding-assumed",
        f"the text is not UTF-8; it was read as {encoding.replace('_', '-')}",
        remedy="If letters look wrong, save the text as UTF-8 and read it again.",
    )


def _candidates(data: bytes) -> Iterator[str]:
    """Yield encodings, likeliest first.

    Detection by frequency needs more than a few foreign names in an English text, so pages of
    Latin letters are judged first by which languages the letters belong to.
    """
    sample = _sample(data)
    yield from latin_pages(sample)
    from charset_normalizer import from_bytes

    for match in from_bytes(sample):
        if match.encoding not in _UNSAFE and not _DOS.match(match.encoding):
            yield match.encoding


def _sample(data: bytes) -> bytes:
    """Return up to 64 KiB from the first non-ASCII byte on, where the evidence lies."""
    if len(data) <= _SAMPLE:
        return data
    first = next((i for i in range(0, len(data), 4096) if not data[i : i + 4096].isascii()), 0)
    start = data.rfind(b"\n", 0, first) + 1
    return data[start : start + _SAMPLE]


def _is_plausible(text: str) -> bool:
    """Tell text from other bytes that happen to have a place in a one-byte encoding."""
    sample = text[:_SAMPLE]
    visible = [character for character in sample if not character.isspace()]
    wordlike = sum(1 for character in visible if character.isalnum())
    hidden = sum(1 for character in visible if not character.isprintable())
    return bool(visible) and wordlike * 2 >= len(visible) and hidden * 50 <= len(visible)
