"""The words of a document as HTML, with every record marked where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.exchange.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summitry.model import Span

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def markup(text: str) -> str:
    """Return text as HTML shows it, whatever characters it holds.

    >>> markup("<b>&amp;")
    '&lt;b&gt;&amp;amp;'
    """
    return shown(text).translate(_ESCAPES)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A record in the text: ``name`` is its number on the page, ``label`` what readers see.

    ``look`` is the class that tells its kind; ``told`` says it to those who do not see it.
    """

    span: Span
    name: str
    label: str
    look: str
    told: str


@dataclass(slots=True)
class Marker:
    """Writes stretches of a text in order; each record is numbered where it begins.

    Records may overlap or lie in each other, and run over several stretches. Time grows with
    the length of the text and the number of records standing at one place.
    """

    text: str
    highlights: Iterable[Highlight]
    _waiting: list[Highlight] = field(init=False)
    _open: list[Highlight] = field(init=False, default_factory=list)
    _numbered: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        # The next to come stands last; of those that begin together the longest comes first.
        ordered = sorted(self.highlights, key=lambda one: (one.span.start, -one.span.end))
        self._waiting = ordered[::-1]

    def write(self, start: int, end: int) -> str:
        """Return the HTML of a stretch; stretches must come in reading order."""
        parts: list[str] = []
        at = start
        while at < end:
            self._open = [one for one in self._open if one.span.end > at]
            while self._waiting and self._waiting[-1].span.start <= at:
                self._open.append(self._waiting.pop())
            until = min(point for point in self._turning_points(end) if point > at)
            covering = [one for one in self._open if one.span.end > at]
            parts.extend(self._numbers())
            words = markup(self.text[at:until])
            parts.append(_marked(words, covering) if covering else words)
            at = until
        return "".join(parts)

    def _turning_points(self, end: int) -> Iterator[int]:
        yield end
        if self._waiting:
            yield self._waiting[-1].span.start
        for one in self._open:
            yield one.span.end

    def _numbers(self) -> Iterator[str]:
        for one in self._open:
            if one.name not in self._numbered:
                self._numbered.add(one.name)
                yield (
                    f'<a class="number {one.look}" id="p-{one.name}" href="#r-{one.name}" '
                    f'data-r="{one.name}"><span class="spoken">{markup(one.told)} </span>'
                    f"{markup(one.label)}</a>"
                )


def _marked(words: str, covering: list[Highlight]) -> str:
    # The shortest record stands innermost: it decides the look, and where a click leads.
    inner = sorted(covering, key=lambda one: (len(one.span), one.name))
    names = " ".join(one.name for one in inner)
    nested = " nested" if len(inner) > 1 else ""
    return f'<mark class="{inner[0].look}{nested}" data-r="{names}">{words}</mark>'
