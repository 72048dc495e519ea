"""Accounts and sessions: who may come in, how long, and what each may do.

Passwords are kept as Argon2id hashes; sessions and invitations as SHA-256 digests of random
tokens, so that nobody who reads the tables can come in with what stands there.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from summitry.errors import UsageError
from summitry.storage.people import People
from summitry.workflow.register import person

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from summitry.model.people import Account, Role, SavedView
    from summitry.storage import Register

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
LONGEST_NAME = 60
MOST_FAILURES = 5
MOST_FAILURES_OF_ADDRESS = 50
_WAIT = timedelta(minutes=15)
_LONGEST_SESSION = timedelta(days=14)
_LONGEST_PAUSE = timedelta(hours=12)
_SEEN_AGAIN = timedelta(minutes=10)
_INVITED = timedelta(days=7)


class LoginRefused(UsageError):
    """Name and password do not belong together, or there were too many tries."""

    code = "login"


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def accounts(register: Register) -> list[Account]:
    """Return the accounts by name."""
    return People(register).accounts()


def invite(register: Register, role: Role, by: str) -> str:
    """Return the token of a new invitation, which is valid for a week and counts once."""
    token = secrets.token_urlsafe(32)
    People(register).invite(digest_of(token), role, _at(), by)
    return token


def invited_as(register: Register, token: str) -> Role | None:
    """Return the role that an invitation gives, or None if it is none or is over."""
    return People(register).invitation(digest_of(token), _at(-_INVITED))


def join(register: Register, token: str, name: str, password: str) -> Account:
    """Make the account that an invitation is for. UsageError for a name or password."""
    told = person(name)
    if len(told) > LONGEST_NAME:
        raise UsageError(
            f"this name has more than {LONGEST_NAME} letters", where="name", remedy="Shorten it."
        )
    _check_password(password)
    hashed = _hasher().hash(password)
    return People(register).join(digest_of(token), _at(-_INVITED), told, hashed, _at())


def log_in(register: Register, name: str, password: str, address: str) -> str:
    """Return the token of a new session; LoginRefused says no more than that it cannot be.

    After five failed tries with a name, or fifty from an address, all are refused for a quarter
    of an hour, even those with the right password.
    """
    people = People(register)
    subjects = f"name {name.casefold()[:LONGEST_NAME]}", f"address {address}"
    failures = people.failures(subjects, _at(-_WAIT))
    most = MOST_FAILURES, MOST_FAILURES_OF_ADDRESS
    if any(failures.get(one, 0) >= limit for one, limit in zip(subjects, most, strict=True)):
        raise LoginRefused(
            "there were too many tries", remedy="Wait for a quarter of an hour, then try again."
        )
    known = people.known(name.strip())
    # An unknown name takes as long as a known one, so that nobody learns which names there are.
    fits = _fits(known.password if known else _nobody(), password)
    if known is None or not fits:
        people.failed(subjects, _at(), _at(-timedelta(days=1)))
        raise LoginRefused(
            "name and password do not belong together", remedy="Try again, or ask an administrator."
        )
    people.succeeded(subjects[0])
    if _hasher().check_needs_rehash(known.password):
        people.set_password(known.account.number, _hasher().hash(password))
    return begin_session(register, known.account)


def begin_session(register: Register, account: Account) -> str:
    """Return the token of a new session of an account."""
    token = secrets.token_urlsafe(32)
    People(register).begin_session(digest_of(token), account.number, _at())
    return token


def session_of(register: Register, token: str) -> Account | None:
    """Return whose session a token is, or None if it is over."""
    people, digest = People(register), digest_of(token)
    found = people.session(digest, _at(-_LONGEST_SESSION), _at(-_LONGEST_PAUSE))
    if found is None:
        return None
    account, seen = found
    if seen < _at(-_SEEN_AGAIN):
        people.touch_session(digest, _at())
    return account


def log_out(register: Register, token: str) -> None:
    """End a session."""
    People(register).end_session(digest_of(token))


def change_password(register: Register, account: Account, old: str, new: str, token: str) -> None:
    """Give an account another password; its other sessions end."""
    people = People(register)
    known = people.known(account.name)
    if known is None or not _fits(known.password, old):
        raise UsageError("this is not your password", where="old", remedy="Type it again.")
    _check_password(new)
    people.set_password(account.number, _hasher().hash(new))
    people.end_sessions(account.number, but=digest_of(token))


def set_role(register: Register, number: int, role: Role, *, closed: bool = False) -> None:
    """Give an account another role, close it or open it again; its sessions end."""
    People(register).set_role(number, role, closed=closed)


def saved_views(register: Register, owner: str) -> list[SavedView]:
    """Return the saved views of a person by name."""
    return People(register).saved_views(owner)


def save_view(register: Register, owner: str, name: str, query: str) -> None:
    """Keep a search, the query part of an address, under a name."""
    plain = " ".join(name.split())
    if not plain or not plain.isprintable() or len(plain) > LONGEST_NAME:
        raise UsageError(
            "a view needs a name", where="name", remedy=f"Use up to {LONGEST_NAME} letters."
        )
    kept = [(key, value) for key, value in parse_qsl(query) if key not in ("after", "before")]
    People(register).save_view(owner, plain, urlencode(kept))


def drop_view(register: Register, owner: str, number: int) -> None:
    """Forget a saved view."""
    People(register).drop_view(owner, number)


def _check_password(password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters",
            where="password",
            remedy="Several words in a row are easy to remember and hard to guess.",
        )


def _fits(hashed: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(hashed, password[: LONGEST_PASSWORD + 1])
    except (Argon2Error, InvalidHashError, UnicodeError):
        return False


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


_NOBODY: list[str] = []


def _nobody() -> str:
    if not _NOBODY:
        _NOBODY.append(_hasher().hash(secrets.token_urlsafe(16)))
    return _NOBODY[0]


def _at(shift: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + shift).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
