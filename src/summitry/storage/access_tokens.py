"""Tokens by which programs come in for people, in a table beside the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from summitry.errors import EntryMissing, UsageError
from summitry.model.people import AccessToken, Account, Role
from summitry.storage.schema_people import ACCESS_TOKEN, ACCOUNT

if TYPE_CHECKING:
    from summitry.storage.register import Register

MOST = 50
"""So many tokens one person can have."""


def keep_token(register: Register, account: int, digest: str, told: AccessToken) -> int:
    """Keep a token by its digest; return its number. UsageError for one too many."""
    theirs = select(func.count()).where(ACCESS_TOKEN.c.account_id == account)
    with register.beside() as connection:
        if connection.execute(theirs).scalar_one() >= MOST:
            raise UsageError(
                f"nobody can have more than {MOST} tokens", remedy="Revoke those not in use."
            )
        number = int(connection.execute(select(func.max(ACCESS_TOKEN.c.id))).scalar() or 0) + 1
        row = {"id": number, "digest": digest, "account_id": account, "name": told.name}
        row |= {"role": told.role.value, "made": told.made, "ends": told.ends, "used": None}
        connection.execute(insert(ACCESS_TOKEN).values(row))
    return number


def tokens_of(register: Register, account: int) -> list[AccessToken]:
    """Return the tokens of an account, the newest first."""
    query = select(ACCESS_TOKEN).where(ACCESS_TOKEN.c.account_id == account)
    with register.looking() as view:
        rows = view.connection.execute(query.order_by(ACCESS_TOKEN.c.id.desc())).all()
    return [_token(row) for row in rows]


def holder_of(register: Register, digest: str, now: str) -> tuple[Account, AccessToken] | None:
    """Return whose token a digest is of, None for one that is over or of a closed account."""
    query = (
        select(
            ACCESS_TOKEN,
            ACCOUNT.c.id.label("account"),
            ACCOUNT.c.name.label("person"),
            ACCOUNT.c.role.label("most"),
            ACCOUNT.c.made.label("since"),
        )
        .join(ACCOUNT, ACCOUNT.c.id == ACCESS_TOKEN.c.account_id)
        .where(ACCESS_TOKEN.c.digest == digest, ACCESS_TOKEN.c.ends > now, ACCOUNT.c.closed == 0)
    )
    with register.looking() as view:
        row = view.connection.execute(query).first()
    if row is None:
        return None
    return Account(row.account, row.person, Role(row.most), row.since), _token(row)


def note_use(register: Register, number: int, at: str) -> None:
    """Note that a token was used."""
    with register.beside() as connection:
        connection.execute(update(ACCESS_TOKEN).where(ACCESS_TOKEN.c.id == number).values(used=at))


def drop_token(register: Register, account: int, number: int) -> None:
    """Forget a token of an account; EntryMissing where it has none of that number."""
    theirs = ACCESS_TOKEN.c.account_id == account, ACCESS_TOKEN.c.id == number
    with register.beside() as connection:
        if not connection.execute(delete(ACCESS_TOKEN).where(*theirs)).rowcount:
            raise EntryMissing("there is no such token", remedy="Look at those you have.")


def _token(row: Any) -> AccessToken:
    return AccessToken(row.id, row.name, Role(row.role), row.made, row.ends, row.used)
