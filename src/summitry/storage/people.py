"""Accounts, sessions, invitations and saved views, in tables beside the register."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from summitry.errors import UsageError
from summitry.model.people import Account, Role, SavedView
from summitry.storage.schema_people import ACCOUNT, ATTEMPT, INVITATION, SAVED_VIEW, SESSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from summitry.storage.register import Register


@dataclass(frozen=True, slots=True)
class Known:
    """An account with the hash of its password."""

    account: Account
    password: str


class People:
    """What is done with the tables of people, each call a transaction of its own."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def accounts(self) -> list[Account]:
        """Return the accounts by name."""
        with self._looking() as connection:
            rows = connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.folded))
            return [_account(row) for row in rows]

    def known(self, name: str) -> Known | None:
        """Return the open account of a name, whatever its case."""
        query = select(ACCOUNT).where(ACCOUNT.c.folded == name.casefold(), ACCOUNT.c.closed == 0)
        with self._looking() as connection:
            row = connection.execute(query).first()
        return Known(_account(row), row.password) if row is not None else None

    def set_role(self, number: int, role: Role, *, closed: bool) -> None:
        """Give an account another role, close it or open it again; its sessions end."""
        with self._changing() as connection:
            known = ACCOUNT.c.id == number
            connection.execute(
                update(ACCOUNT).where(known).values(role=role.value, closed=int(closed))
            )
            connection.execute(delete(SESSION).where(SESSION.c.account_id == number))
            if not _admins(connection):
                raise UsageError(
                    "somebody has to be an administrator", remedy="Make another one first."
                )

    def set_password(self, number: int, password: str) -> None:
        """Give an account another password, as its hash."""
        with self._changing() as connection:
            known = ACCOUNT.c.id == number
            connection.execute(update(ACCOUNT).where(known).values(password=password))

    def invite(self, digest: str, role: Role, at: str, by: str) -> None:
        """Keep an invitation, by the digest of its token."""
        with self._changing() as connection:
            row = {"digest": digest, "role": role.value, "made": at, "by": by}
            connection.execute(insert(INVITATION).values(row))

    def invitation(self, digest: str, since: str) -> Role | None:
        """Return the role that an invitation not older than a moment gives."""
        query = select(INVITATION.c.role).where(
            INVITATION.c.digest == digest, INVITATION.c.made >= since
        )
        with self._looking() as connection:
            role = connection.execute(query).scalar()
        return Role(role) if role else None

    def join(self, digest: str, since: str, name: str, password: str, at: str) -> Account:
        """Make the account an invitation is for; it counts once."""
        with self._changing() as connection:
            used = INVITATION.c.digest == digest, INVITATION.c.made >= since
            role = connection.execute(select(INVITATION.c.role).where(*used)).scalar()
            if role is None:
                raise UsageError(
                    "this invitation is not valid any more", remedy="Ask for another one."
                )
            folded = name.casefold()
            taken = select(ACCOUNT.c.id).where(ACCOUNT.c.folded == folded)
            if connection.execute(taken).first() is not None:
                raise UsageError(
                    "somebody has this name already", where="name", remedy="Choose another one."
                )
            connection.execute(delete(INVITATION).where(INVITATION.c.digest == digest))
            number = _next(connection, ACCOUNT)
            row = {"id": number, "name": name, "folded": folded, "password": password}
            row |= {"role": role, "made": at, "closed": 0}
            connection.execute(insert(ACCOUNT).values(row))
        return Account(number, name, Role(role), at)

    def begin_session(self, digest: str, account: int, at: str) -> None:
        """Keep a session by the digest of its token."""
        with self._changing() as connection:
            row = {"digest": digest, "account_id": account, "made": at, "seen": at}
            connection.execute(insert(SESSION).values(row))

    def session(self, digest: str, made_since: str, seen_since: str) -> tuple[Account, str] | None:
        """Return whose session it is and when it was last seen; None for one that is over."""
        query = (
            select(ACCOUNT, SESSION.c.seen)
            .join(SESSION, SESSION.c.account_id == ACCOUNT.c.id)
            .where(
                SESSION.c.digest == digest,
                SESSION.c.made >= made_since,
                SESSION.c.seen >= seen_since,
                ACCOUNT.c.closed == 0,
            )
        )
        with self._looking() as connection:
            row = connection.execute(query).first()
        return None if row is None else (_account(row), row.seen)

    def touch_session(self, digest: str, at: str) -> None:
        """Note that a session was used."""
        with self._changing() as connection:
            connection.execute(update(SESSION).where(SESSION.c.digest == digest).values(seen=at))

    def end_session(self, digest: str) -> None:
        """End a session."""
        with self._changing() as connection:
            connection.execute(delete(SESSION).where(SESSION.c.digest == digest))

    def end_sessions(self, account: int, *, but: str = "") -> None:
        """End all sessions of an account but one."""
        with self._changing() as connection:
            theirs = SESSION.c.account_id == account, SESSION.c.digest != but
            connection.execute(delete(SESSION).where(*theirs))

    def failures(self, subjects: Sequence[str], since: str) -> dict[str, int]:
        """Return how often logging in has failed since a moment, by subject."""
        query = (
            select(ATTEMPT.c.subject, func.count().label("times"))
            .where(ATTEMPT.c.subject.in_(subjects), ATTEMPT.c.at >= since)
            .group_by(ATTEMPT.c.subject)
        )
        with self._looking() as connection:
            return {row.subject: row.times for row in connection.execute(query)}

    def failed(self, subjects: Sequence[str], at: str, forget: str) -> None:
        """Note a failed try to log in; those before a moment are forgotten."""
        with self._changing() as connection:
            connection.execute(delete(ATTEMPT).where(ATTEMPT.c.at < forget))
            first = _next(connection, ATTEMPT)
            rows = [
                {"id": first + place, "subject": subject, "at": at}
                for place, subject in enumerate(subjects)
            ]
            connection.execute(insert(ATTEMPT), rows)

    def succeeded(self, subject: str) -> None:
        """Forget the failed tries of a subject."""
        with self._changing() as connection:
            connection.execute(delete(ATTEMPT).where(ATTEMPT.c.subject == subject))

    def saved_views(self, owner: str) -> list[SavedView]:
        """Return the saved views of a person by name."""
        query = select(SAVED_VIEW).where(SAVED_VIEW.c.owner == owner).order_by(SAVED_VIEW.c.name)
        with self._looking() as connection:
            rows = connection.execute(query)
            return [SavedView(row.id, row.name, row.query) for row in rows]

    def save_view(self, owner: str, name: str, query: str) -> None:
        """Keep a search under a name; one of that name is replaced."""
        with self._changing() as connection:
            same = SAVED_VIEW.c.owner == owner, SAVED_VIEW.c.name == name
            connection.execute(delete(SAVED_VIEW).where(*same))
            row = {"id": _next(connection, SAVED_VIEW), "owner": owner}
            connection.execute(insert(SAVED_VIEW).values(**row, name=name, query=query))

    def drop_view(self, owner: str, number: int) -> None:
        """Forget a saved view."""
        with self._changing() as connection:
            theirs = SAVED_VIEW.c.owner == owner, SAVED_VIEW.c.id == number
            connection.execute(delete(SAVED_VIEW).where(*theirs))

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with self._register.looking() as view:
            yield view.connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._register.beside() as connection:
            yield connection


def _admins(connection: Connection) -> int:
    query = select(func.count()).where(ACCOUNT.c.role == Role.ADMIN.value, ACCOUNT.c.closed == 0)
    return int(connection.execute(query).scalar_one())


def _next(connection: Connection, table: Any) -> int:
    last = connection.execute(select(func.max(table.c.id))).scalar()
    return int(last or 0) + 1


def _account(row: Any) -> Account:
    return Account(row.id, row.name, Role(row.role), row.made, bool(row.closed))
