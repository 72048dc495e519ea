"""Plain text and Markdown: the decoded text as it is, with its front matter set apart."""

from __future__ import annotations

from summitry.reading.encoding import decode
from summitry.reading.extract import Extract
from summitry.reading.front_matter import read_front_matter
from summitry.reading.text_layer import read_layer


def read_plain(data: bytes, source: str, charset: str | None = None) -> Extract:
    """Return the text of some bytes untouched, newlines too, and its blocks.

    Offsets are those into what ``open(source, encoding=document.encoding, newline="")`` gives;
    a byte order mark is no part of the text.
    """
    decoded = decode(data, source, charset)
    front = read_front_matter(decoded.text)
    layer = read_layer(decoded.text, front.end)
    notices = (decoded.notice,) if decoded.notice else ()
    return Extract(
        decoded.text,
        layer.blocks,
        stated=front.hints,
        encoding=decoded.encoding,
        notices=notices + front.notices + layer.notices,
        flow=layer.flow,
    )
