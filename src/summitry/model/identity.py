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
    return KeySeries(kind, *parts).key()


class KeySeries:
    """Keys whose first parts are the same, such as a long text, which is encoded only once.

    >>> KeySeries("word", "ab").key("c") == content_key("word", "ab", "c")
    True
    """

    __slots__ = ("_begun",)

    def __init__(self, kind: str, *parts: str) -> None:
        self._begun = hashlib.sha256()
        for part in (kind, *parts):
            encoded = part.encode("utf-8", "surrogatepass")
            self._begun.update(b"%d:" % len(encoded))
            self._begun.update(encoded)

    def key(self, *parts: str) -> str:
        """Return the key of the first parts and these."""
        digest = self._begun.copy()
        encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
        digest.update(b"".join([b"%d:%b" % (len(part), part) for part in encoded]))
        return digest.hexdigest()[:_KEY_DIGITS]
