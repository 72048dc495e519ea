"""Finding entries by words and filters, page by page in the order of their ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from summitry.errors import EntryMissing, UsageError
from summitry.lexicon.tokens import tokens
from summitry.model import COMMITMENT, LIVE, Status, is_partial_date
from summitry.storage.entries import entries_of, number_of, selected
from summitry.storage.index import Term
from summitry.storage.indexing import first_day, last_day
from summitry.storage.membership import Membership
from summitry.storage.schema import AMOUNT, DIALOGUE, DOCUMENT, ENTRY
from summitry.storage.tokenising import amount_tokens, filter_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Select

    from summitry.model import Entry, Query
    from summitry.storage.index import Terms
    from summitry.storage.register import View

_PAGE = 200
_BEGINS = re.compile(r"\*(?=\s|\Z)")
_USUAL = (set(LIVE), set(Status))
_PLAIN = ("actor", "recipient", "theme", "force", "tag", "fate")


def find(view: View, query: Query) -> Iterator[Entry]:
    """Yield the entries that meet a query, in the order of their numbers.

    Raises UsageError for what cannot be meant, EntryMissing for a name that is not there.
    """
    for _, entry in find_numbered(view, query):
        yield entry


def find_numbered(view: View, query: Query) -> Iterator[tuple[int, Entry]]:
    """Yield the entries that meet a query, each with its number, in their order."""
    chosen, number = _met(view, query)
    if query.before and query.limit:
        ahead = chosen.where(number < number_of(view, query.before))
        yield from _whole(view, ahead.order_by(number.desc()).limit(query.limit))
        return
    after = number_of(view, query.after) if query.after else None
    wanted = query.limit
    while wanted is None or wanted > 0:
        size = _PAGE if wanted is None else min(_PAGE, wanted)
        page: Select[Any] = chosen.order_by(number).limit(size)
        if after is not None:
            page = page.where(number > after)
        found = _whole(view, page)
        yield from found
        if len(found) < size:
            return
        after = found[-1][0]
        wanted = None if wanted is None else wanted - size


def count(view: View, query: Query, most: int) -> int:
    """Return how many entries meet a query, up to ``most``, beyond which nobody counts."""
    limited = _met(view, query)[0].limit(most).subquery()
    return int(view.connection.execute(select(func.count()).select_from(limited)).scalar_one())


def count_in(view: View, keys: Sequence[str]) -> int:
    """Return how many commitments some documents have that count, by their whole keys."""
    query = (
        select(func.count())
        .select_from(ENTRY)
        .join(DOCUMENT, DOCUMENT.c.id == ENTRY.c.document_id)
        .where(
            DOCUMENT.c.key.in_(keys),
            ENTRY.c.kind == COMMITMENT,
            ENTRY.c.status.in_([one.value for one in LIVE]),
        )
    )
    return int(view.connection.execute(query).scalar_one())


def _met(view: View, query: Query) -> tuple[Select[Any], ColumnElement[int]]:
    """Return a statement on the numbers of entries that meet a query, and the number itself."""
    _check(query)
    terms = _terms(view, query)
    conditions = list(_conditions(view, query, beside_index=bool(terms)))
    number: ColumnElement[int] = ENTRY.c.id
    if not terms:
        return select(number.label("number")).where(*conditions), number
    number = view.index.number
    chosen = select(number.label("number")).where(view.index.holds(terms))
    if conditions:
        chosen = chosen.join(ENTRY, ENTRY.c.id == number).where(*conditions)
    return chosen, number


def _whole(view: View, page: Select[Any]) -> list[tuple[int, Entry]]:
    """Return the entries of a page; only these are looked up whole, however many meet a query."""
    whole = selected().where(ENTRY.c.id.in_(view.connection.execute(page).scalars().all()))
    rows = view.connection.execute(whole.order_by(ENTRY.c.id)).all()
    return list(zip([row.id for row in rows], entries_of(view, rows), strict=True))


def _check(query: Query) -> None:
    if query.words and not tokens(query.words):
        raise UsageError("there is no word in what is looked for", where=query.words)
    for option, date in (("--due-from", query.due_from), ("--due-to", query.due_to)):
        if date is not None and not is_partial_date(date):
            raise UsageError(
                f"{date!r} is no date", where=option, remedy="Write YYYY, YYYY-MM or YYYY-MM-DD."
            )


def _terms(view: View, query: Query) -> Terms:
    """Return what the index is asked for."""
    groups: list[tuple[Term, ...]] = [(one,) for one in _words(query.words)]
    for name in _PLAIN:
        value = getattr(query, name)
        if value is not None:
            groups.append((Term(filter_token(name, value)),))
    if query.verifiable is not None:
        groups.append((Term(filter_token("verifiable", "yes" if query.verifiable else "no")),))
    if query.dialogue is not None:
        groups.append((Term(filter_token("dialogue", dialogue_number(view, query.dialogue))),))
    if query.party is not None:
        groups.append(tuple(_of_party(view, query.party, only_named=query.only_named)))
    if query.unit is not None:
        bounds = (query.amount_from, query.amount_to)
        if bounds == (None, None):
            groups.append((Term(filter_token("unit", query.unit)),))
        else:
            groups.append(tuple(map(Term, amount_tokens(query.unit, *bounds))))
    # A server goes through every list of a choice of terms; the condition on days is quicker.
    if query.due_from and query.due_to:
        years = range(int(query.due_from[:4]), int(query.due_to[:4]) + 1)
        if 0 < len(years) <= 40:
            groups.append(tuple(Term(filter_token("year", f"{one:04}")) for one in years))
    unusual = query.kind not in (None, COMMITMENT) or set(query.statuses) not in _USUAL
    # A server counts its terms, and need not look elsewhere if it is asked for all of them.
    common = view.index.alone and (bool(groups) or unusual)
    if query.kind is not None and (query.kind != COMMITMENT or common):
        groups.append((Term(filter_token("kind", query.kind)),))
    if set(query.statuses) != set(Status) and (query.statuses != LIVE or common):
        wanted = tuple(Term(filter_token("status", one.value)) for one in query.statuses)
        groups += [wanted] if wanted else []
    return tuple(groups)


def _of_party(view: View, code: str, *, only_named: bool) -> Iterator[Term]:
    """Yield what an entry has that a party is named in, or a group it is in, or all together."""
    groups = frozenset() if only_named else Membership.of(view).groups(code)
    for one in (code, *sorted(groups)):
        yield from (Term(filter_token(side, one)) for side in ("actor", "recipient"))
        if not only_named:
            yield Term(filter_token("together", one))


def _words(words: str) -> Iterator[Term]:
    for part in words.split():
        found = tokens(part)
        begins = bool(_BEGINS.search(part))
        for place, token in enumerate(found, start=1):
            yield Term(token, begins and place == len(found))


def _conditions(view: View, query: Query, *, beside_index: bool) -> Iterator[ColumnElement[bool]]:
    """Yield what the index does not know to the point, or would answer more slowly."""
    told = beside_index and view.index.alone
    if query.kind == COMMITMENT and not told:
        yield ENTRY.c.kind == COMMITMENT
    if query.statuses == LIVE and not told:
        yield ENTRY.c.status.in_([one.value for one in LIVE])
    if query.document is not None:
        yield ENTRY.c.document_id == document_number(view, query.document)
    # A sum keeps a file from its index of days: what that gives would have to be put in the order
    # of ids before the first page of it could be shown. A server weighs this by itself.
    due = ENTRY.c.due if view.index.alone else ENTRY.c.due + 0
    if query.due_from is not None:
        yield due >= first_day(query.due_from)
    if query.due_to is not None:
        yield due <= last_day(query.due_to)
    if query.amount_from is not None or query.amount_to is not None:
        yield _amount(query)


def _amount(query: Query) -> ColumnElement[bool]:
    if query.unit is None:
        raise UsageError(
            "an amount needs its unit",
            where="--unit",
            remedy="Name a currency such as USD, percent, or what is counted.",
        )
    meets = [AMOUNT.c.entry_id == ENTRY.c.id, AMOUNT.c.unit == query.unit]
    if query.amount_from is not None:
        meets.append(AMOUNT.c.value >= query.amount_from)
    if query.amount_to is not None:
        meets.append(AMOUNT.c.value <= query.amount_to)
    return exists(select(AMOUNT.c.position).where(and_(*meets)))


def dialogue_number(view: View, name: str) -> int:
    """Return the number of a dialogue by its name or the letters its ids begin with."""
    query = select(DIALOGUE.c.id).where(
        or_(DIALOGUE.c.name == name, DIALOGUE.c.series == name.upper())
    )
    number: int | None = view.connection.execute(query).scalar()
    if number is None:
        raise EntryMissing(
            f"there is no dialogue {name!r}",
            where=str(view.address),
            remedy="summitry dialogues shows those there are.",
        )
    return number


def document_number(view: View, key: str) -> int:
    """Return the number of a document by the start of its key, six characters at least."""
    start = key.strip().lower()
    if len(start) < 6 or not start.isalnum():
        raise UsageError(
            f"{key!r} is too little of a document's key", remedy="Give six characters or more."
        )
    query = select(DOCUMENT.c.id).where(DOCUMENT.c.key >= start, DOCUMENT.c.key < start + "g")
    found = view.connection.execute(query.limit(2)).scalars().all()
    if len(found) != 1:
        what = "several documents have" if found else "no document has"
        raise EntryMissing(
            f"{what} a key that begins with {start}",
            where=str(view.address),
            remedy="summitry documents shows those there are.",
        )
    (number,) = found
    return int(number)


def document_key_of(view: View, key: str) -> str:
    """Return the whole key of a document by its start."""
    query = select(DOCUMENT.c.key).where(DOCUMENT.c.id == document_number(view, key))
    found: str = view.connection.execute(query).scalar_one()
    return found
