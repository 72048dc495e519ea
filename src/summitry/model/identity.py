"""Identity from content: the same words in the same place get the same key on every machine."""

from __future__ import annotations

import hashlib

_KEY_DIGITS = 32


def content_key(kind: str, *parts: str) -> str:
    """Return 32 hexadecimal digits over a delimited encoding of the parts.

    Each part is preceded by its length, so that no two lists of parts encode alike.

    >>> content_key("word", "ab", "c") == content_key("word", "a", "bc")
    False
    """
    encoded = [part.encode("utf-8", "surrogatepass") for part in (kind, *parts)]
    delimited = b"".join([b"%d:%b" % (len(part), part) for part in encoded])
    return hashlib.sha256(delimited).hexdigest()[:_KEY_DIGITS]
