"""What is compared, of a register or of files: texts with their length, promises, money, fates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summitry.comparison.bodies import names_a_body
from summitry.extraction.sentences import split_sentences
from summitry.lexicon.dialogues import dialogue_name
from summitry.model import (
    Announced,
    ComparedPromise,
    ComparedText,
    Delivery,
    LeftOut,
    LinkKind,
    Material,
    QuantityRole,
    Says,
    Standing,
    StatementKind,
    last_day,
)
from summitry.tracing import Order, order_of, total_pledges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summitry.model import (
        Aliases,
        Commitment,
        Document,
        KeptEvidence,
        Occasion,
        Promise,
    )
    from summitry.workflow.tracing import Traced

_WORD = re.compile(r"[^\W_]+(?:['’\-‑.,][^\W_]+)*")
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that are written without spaces: their words are not counted."""
_CONTINUES = frozenset(
    {
        LinkKind.RENEWED,
        LinkKind.RAISED,
        LinkKind.LOWERED,
        LinkKind.EXTENDED,
        LinkKind.NARROWED,
        LinkKind.SPLIT,
        LinkKind.MERGED,
    }
)
_ON_THE_WAY = frozenset({Says.PARTLY, Says.PROGRESS})


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a text beside what was found in it; ``lengths`` is None without its words.

    ``starts`` are the offsets at which its sentences begin; ``heard`` tells whether its other
    statements were read.
    """

    genre: str | None = None
    words: int | None = None
    starts: tuple[int, ...] = ()
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """All that is put together: traced records, what is told of their texts, kept evidence."""

    traced: Traced
    told: Mapping[str, Told]
    evidence: Sequence[KeptEvidence] | None = None
    aliases: Aliases | None = None
    meetings: Mapping[str, str] = field(default_factory=dict)


def told_of(document: Document, *, heard: bool = True) -> Told:
    """Return the length of a text, in words and sentences, and what kind of text it is."""
    spans = [one.span for one in document.blocks]
    starts = [
        start
        for span in spans
        for start, _ in split_sentences(
            document.text, span.start, span.end, document.language or "en"
        )
    ]
    counted = document.language not in _UNSPACED
    words = sum(len(_WORD.findall(document.text, one.start, one.end)) for one in spans)
    genre = (document.kind or "").strip().casefold() or None
    return Told(genre, words if counted else None, tuple(starts), heard)


def material_of(known: Known, as_of: str | None = None) -> Material:
    """Return what is compared; lateness is judged on ``as_of``, else on the last day told of."""
    records = known.traced.records
    day = as_of or _last_told(known)
    fates = _Fates(known, day)
    talk = _talk(known)
    texts = tuple(
        ComparedText(
            name=name,
            words=told.words,
            sentences=len(told.starts),
            talk=tuple(talk[name]) if told.heard else None,
            dialogue=_dialogue(occasion, known.aliases),
            meeting=known.meetings.get(name) or _meeting(occasion, known.aliases),
            date=occasion.date,
            genre=told.genre,
            language=occasion.language,
        )
        for name, occasion in sorted(records.occasions.items())
        for told in (known.told.get(name, Told()),)
    )
    places: dict[str, int] = defaultdict(int)
    promises = tuple(_promise(one, known, fates, places) for one in records.promises)
    return Material(texts, promises, _money(known), day)


def _promise(
    promise: Promise, known: Known, fates: _Fates, places: dict[str, int]
) -> ComparedPromise:
    record, occasion = promise.commitment, promise.occasion
    starts = known.told.get(occasion.document, Told()).starts
    # Without the text each promise is a sentence of its own.
    place = _sentence(starts, record.span.start) if starts else places[occasion.document]
    places[occasion.document] += 1
    return ComparedPromise(
        id=promise.id,
        text=occasion.document,
        sentence=place,
        quote=record.quote,
        actors=_codes(one.code for one in record.actors),
        recipients=_codes(one.code for one in record.recipients),
        force=record.force.value,
        theme=str(record.theme),
        verifiable=record.verifiable,
        amount=has_amount(record),
        deadline=has_deadline(record),
        body=names_a_body(record),
        standing=fates.standing(promise),
        dropped=fates.dropped(promise),
        delivery=fates.delivery(promise),
    )


def has_amount(record: Commitment) -> bool:
    """Tell whether a commitment names an amount: money, a share or a number, not a duration."""
    return any(one.role is not QuantityRole.DURATION for one in record.quantities)


def has_deadline(record: Commitment) -> bool:
    """Tell whether a commitment says when."""
    return record.deadline is not None and bool(record.deadline.start or record.deadline.end)


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _sentence(starts: Sequence[int], at: int) -> int:
    return max(bisect_right(starts, at) - 1, 0)


def _talk(known: Known) -> dict[str, list[int]]:
    talk: dict[str, list[int]] = defaultdict(list)
    for one in known.traced.records.remarks:
        if one.statement.kind is StatementKind.POSITION:
            name = one.occasion.document
            starts = known.told.get(name, Told()).starts
            talk[name].append(_sentence(starts, one.statement.span.start))
    return talk


def _dialogue(occasion: Occasion, aliases: Aliases | None) -> str | None:
    if not occasion.dialogue:
        return None
    name = dialogue_name(occasion.dialogue)
    renamed = {dialogue_name(old): new for old, new in (aliases.dialogues if aliases else ())}
    return renamed.get(name, name)


def _meeting(occasion: Occasion, aliases: Aliases | None) -> str | None:
    dialogue = _dialogue(occasion, aliases)
    return f"{dialogue}, {occasion.date}" if dialogue and occasion.date else None


def _money(known: Known) -> tuple[Announced, ...]:
    records = known.traced.records
    announced = []
    for total in total_pledges(records.promises, records.remarks, aliases=known.aliases):
        announced += [Announced(one.id, one.currency, one.value) for one in total.summed]
        announced += [
            Announced(one.id, one.currency, one.value, repeated=True)
            for one in total.left_out
            if one.left_out is LeftOut.REPEATED and one.currency == total.currency
        ]
    return tuple(announced)


def _last_told(known: Known) -> str | None:
    dates = [one.date for one in known.traced.records.occasions.values() if one.date]
    dates += [one.date for one in known.evidence or () if one.date]
    return max((last_day(one) for one in dates), default=None)


class _Fates:
    """What became of promises: continued, passed over, delivered."""

    def __init__(self, known: Known, day: str | None) -> None:
        self._day = day
        self._renewed: set[str] = set()
        self._silent: set[str] = set()
        for one in known.traced.links:
            if one.link.kind in _CONTINUES:
                self._renewed |= {one.link.later, *one.link.group}
            elif one.link.kind is LinkKind.SILENT:
                self._silent.add(one.link.earlier)
        self._renewed -= {one.link.earlier for one in known.traced.links if one.link.group}
        self._dates: dict[str, list[str | None]] = defaultdict(list)
        self._aliases = known.aliases
        for occasion in known.traced.records.occasions.values():
            if dialogue := _dialogue(occasion, self._aliases):
                self._dates[dialogue].append(occasion.date)
        self._evidence: dict[str, set[str]] | None = None
        accepted = [one for one in known.evidence or () if one.accepted]
        if accepted:
            self._evidence = defaultdict(set)
            for kept in accepted:
                self._evidence[kept.entry].add(kept.says)

    def standing(self, promise: Promise) -> Standing | None:
        """Return whether a promise is new, None where no meeting came before."""
        if not self._has(promise.occasion, Order.BEFORE):
            return None
        return Standing.RENEWED if promise.id in self._renewed else Standing.NEW

    def dropped(self, promise: Promise) -> bool | None:
        """Return whether the next meeting passes a promise over, None where none came after."""
        if not self._has(promise.occasion, Order.AFTER):
            return None
        return promise.id in self._silent

    def delivery(self, promise: Promise) -> Delivery | None:
        """Return what the evidence says, None where a register keeps none at all."""
        if self._evidence is None:
            return None
        says = self._evidence.get(promise.id, set())
        if Says.DELIVERED in says:
            return Delivery.DELIVERED
        deadline = promise.commitment.deadline
        end = deadline.end if deadline else None
        if end and self._day and last_day(end) >= self._day:
            return Delivery.NOT_DUE
        late = end and self._day and says & _ON_THE_WAY
        return Delivery.LATE if late else Delivery.UNKNOWN

    def _has(self, occasion: Occasion, order: Order) -> bool:
        dialogue = _dialogue(occasion, self._aliases)
        dates = self._dates.get(dialogue or "", ())
        return any(order_of(one, occasion.date) is order for one in dates)


def only(material: Material, genre: str | None) -> Material:
    """Return the material of one genre alone; all of it where none is named."""
    if genre is None:
        return material
    wanted = genre.strip().casefold()
    texts = tuple(one for one in material.texts if one.genre == wanted)
    names = {one.name for one in texts}
    promises = tuple(one for one in material.promises if one.text in names)
    ids = {one.id for one in promises}
    return replace(
        material,
        texts=texts,
        promises=promises,
        money=tuple(one for one in material.money if one.id in ids),
    )
