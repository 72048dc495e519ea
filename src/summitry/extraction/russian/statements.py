"""Russian sentences that undertake nothing → what they do instead: achieve, hold, call, foresee."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from summitry.extraction.pages import Pages
from summitry.extraction.russian.morphology import NOMINATIVE, Is
from summitry.lexicon.loader import load_table
from summitry.lexicon.party_terms import NameKind
from summitry.lexicon.russian import load_russian, plain
from summitry.model import (
    Basis,
    KeySeries,
    PartyMention,
    QuantityRole,
    Reason,
    Span,
    Statement,
    StatementKind,
)

if TYPE_CHECKING:
    from summitry.extraction.russian.acting import Acting
    from summitry.extraction.russian.sentences import Words
    from summitry.model import Document

_FORETELLING: Final = StatementKind.FORECAST
_END: Final = frozenset({".", "!", ";", "…"})


def find_statements(
    sentences: list[Words], document: Document, acting: Acting
) -> tuple[Statement, ...]:
    """Return the statements among the sentences that hold no act, in reading order."""
    pages, keys = Pages(document), KeySeries("statement", document.text)
    found: list[Statement] = []
    for words in sentences:
        figures = acting.figures(words)
        told = _tell(words)
        amounts = [one for one in figures.quantities if one.role is not QuantityRole.DURATION]
        if told is None and amounts:
            told = StatementKind.CLAIM, amounts[0].span
        if told is None or words.lower[-1] == "?":
            continue
        kind, place = told
        last = len(words) - 1 if words.lower[-1] in _END and len(words) > 1 else len(words)
        span = Span(words.start, words.ends[last - 1])
        quote = span.of(document.text)
        dated = [one for one in figures.periods if one.start or one.end]
        found.append(
            Statement(
                number=len(found) + 1,
                key=keys.key(quote, str(span.start)),
                span=span,
                quote=quote,
                kind=kind,
                parties=_parties(words),
                quantities=tuple(figures.quantities),
                period=dated[0] if dated else None,
                page=pages.at(span.start),
                why=(Reason("kind", f"{kind}.{_RULE}", place),),
            )
        )
    return tuple(found)


_RULE: Final = "word"


def _tell(words: Words) -> tuple[StatementKind, Span] | None:
    """Return what a sentence does, by the first word that tells, and that word."""
    kinds, done = _kinds(), load_russian().verb_class
    for index in range(len(words)):
        form = words.form(index)
        place = Span(words.starts[index], words.ends[index])
        for lemma in form.lemmas:
            if lemma in kinds and not form.tags & Is.ADJECTIVE:
                return kinds[lemma], place
        result = form.tags & (Is.PAST | Is.PASSIVE) and done.get(form.verb) == "deliver"
        if result and not form.tags & Is.NOUN:
            return StatementKind.ACHIEVEMENT, place
        if form.tags & Is.FUTURE and not form.tags & (Is.NOUN | Is.ADJECTIVE):
            return _FORETELLING, place
    return None


def _parties(words: Words) -> tuple[PartyMention, ...]:
    named = {
        hit.code: PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
        for hit in words.parties
        if hit.tags & NOMINATIVE and hit.kind is not NameKind.CAPITAL
    }
    return tuple(named.values())


@cache
def _kinds() -> dict[str, StatementKind]:
    table = load_table("ru/statements.toml")
    return {
        word: StatementKind(name)
        for name, section in table.items()
        for word in plain(section["words"]).split()
    }
