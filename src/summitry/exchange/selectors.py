"""Where words stand, said so that they can be found again: the selectors of Web Annotation.

A TextPositionSelector counts Unicode code points. A TextQuoteSelector has the words with what
stands before and after them, lengthened until the words are found in one place only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CONTEXT = 32
"""Characters before and after the words, where these tell the place."""
LONGEST_CONTEXT = 1024
"""Beyond this a text repeats itself so much that only its position tells the place."""

_PROBE = 16


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Words with what stands before and after them."""

    exact: str
    prefix: str
    suffix: str

    def places(self, text: str) -> Iterator[Span]:
        """Yield every place in a text where the words stand between prefix and suffix."""
        whole = self.prefix + self.exact + self.suffix
        at = text.find(whole)
        while at >= 0:
            start = at + len(self.prefix)
            yield Span(start, start + len(self.exact))
            at = text.find(whole, at + 1)


def text_quotes(text: str, spans: Iterable[Span]) -> dict[Span, TextQuote]:
    """Return for every span the words with just enough around them.

    Time grows with the length of the text and the number of spans, not with their product.
    """
    wanted = set(spans)
    places = _places(text, {text[span.start : span.start + _PROBE] for span in wanted})
    return {span: _quote(text, span, places) for span in wanted}


def _places(text: str, probes: set[str]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text)):
        probe = text[at : at + _PROBE]
        if probe in probes:
            places[probe].append(at)
    return places


def _quote(text: str, span: Span, places: Mapping[str, list[int]]) -> TextQuote:
    # So near the end of the text a probe is too short to be looked up.
    short = span.start + _PROBE > len(text)
    alike = range(len(text)) if short else places[text[span.start : span.start + _PROBE]]
    rivals = [at for at in alike if at != span.start]
    room = CONTEXT
    while True:
        first = max(0, span.start - room)
        before, whole = span.start - first, text[first : span.end + room]
        rivals = [at for at in rivals if at >= before and text.startswith(whole, at - before)]
        if not rivals or room >= LONGEST_CONTEXT:
            return TextQuote(
                span.of(text), text[first : span.start], text[span.end : span.end + room]
            )
        room *= 2
