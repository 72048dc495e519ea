"""Tokens by which programs come in for people: made, told apart, revoked."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model.people import AccessToken
from summitry.storage import access_tokens
from summitry.workflow.people import LONGEST_NAME, digest_of

if TYPE_CHECKING:
    from summitry.model.people import Account, Role
    from summitry.storage import Register

BEGINS = "summitry_"
"""How every token begins, so that one which lies about is known for what it is."""

DAYS = (30, 90, 365)
"""How long a token can be valid."""

_SEEN_AGAIN = timedelta(minutes=10)


def make_token(register: Register, account: Account, name: str, role: Role, days: int) -> str:
    """Return a new token of a person, to be shown once; only its digest is kept.

    Its role is no more than that of the person. UsageError for a name, role or time that cannot be.
    """
    told = " ".join(name.split())
    if not told or not told.isprintable() or len(told) > LONGEST_NAME:
        raise UsageError(
            "a token needs a name",
            where="name",
            remedy=f"Say what it is for, in up to {LONGEST_NAME} letters.",
        )
    if not account.role.may(role):
        raise UsageError("this is more than you may do yourself", where="role")
    if days not in DAYS:
        raise UsageError(
            f"{days} days are not possible",
            where="days",
            remedy=f"Use one of {', '.join(map(str, DAYS))}.",
        )
    token = BEGINS + secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    made = AccessToken(0, told, role, _at(now), _at(now + timedelta(days=days)))
    access_tokens.keep_token(register, account.number, digest_of(token), made)
    return token


def tokens_of(register: Register, account: Account) -> list[AccessToken]:
    """Return the tokens of a person, the newest first, also those that are over."""
    return access_tokens.tokens_of(register, account.number)


def revoke_token(register: Register, account: Account, number: int) -> None:
    """Make a token of a person worthless; EntryMissing where there is none of that number."""
    access_tokens.drop_token(register, account.number, number)


def bearer_of(register: Register, token: str) -> tuple[Account, Role] | None:
    """Return whose token it is and what it may do; None for one that is none or is over.

    It never may more than the person may now.
    """
    if not token.startswith(BEGINS):
        return None
    now = datetime.now(UTC)
    found = access_tokens.holder_of(register, digest_of(token), _at(now))
    if found is None:
        return None
    account, told = found
    if told.used is None or told.used < _at(now - _SEEN_AGAIN):
        access_tokens.note_use(register, told.number, _at(now))
    return account, told.role.at_most(account.role)


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
