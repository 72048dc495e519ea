"""Who asks, and what they may do; every page names the role it needs."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from summitry.errors import SummitryError
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.tokens import is_csrf_token
from summitry.model.people import Account, Role
from summitry.workflow.access import bearer_of
from summitry.workflow.people import session_of

_MOST_FIELDS = 2000
_LONGEST_TOKEN = 100
_FOR_PROGRAMS = ("/api/", "/feed.atom")


class LoginNeeded(SummitryError):
    """Nobody has logged in."""

    code = "login-needed"


class Forbidden(SummitryError):
    """The visitor's role does not include this, or the form was not laid out here."""

    code = "forbidden"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: ``role`` is None where nobody has logged in; ``token`` is the cookie's.

    ``program`` tells that it came in by an access token, which no page elsewhere can send.
    """

    token: str
    name: str = ""
    role: Role | None = None
    account: Account | None = None
    program: bool = False

    def may(self, role: str) -> bool:
        """Tell whether the visitor's role includes one of that name."""
        return self.role is not None and self.role.may(Role(role))


def visitor_of(request: Request) -> Visitor:
    """Find out who asks; a visitor without a token is given one."""
    desk = desk_of(request)
    settings = desk.settings
    shown = request.headers.get("authorization", "")
    if settings.public and shown and request.url.path.startswith(_FOR_PROGRAMS):
        return _program(request, shown)
    token = request.cookies.get(settings.cookie, "")
    fits = 20 <= len(token) <= _LONGEST_TOKEN and token.isascii() and token.isprintable()
    request.state.had_token = bool(token)
    if settings.public:
        account = session_of(desk.register, token) if fits else None
        if account is not None:
            visitor = Visitor(token, account.name, account.role, account)
        else:
            visitor = Visitor(token if fits else _given(request))
    else:
        visitor = Visitor(token if fits else _given(request), settings.who, Role.ADMIN)
    request.state.visitor = visitor
    return visitor


def _program(request: Request, shown: str) -> Visitor:
    """Return the program that shows a token; nobody, where that is worth nothing."""
    scheme, _blank, token = shown.partition(" ")
    known = scheme.lower() == "bearer" and len(token) <= _LONGEST_TOKEN
    found = bearer_of(desk_of(request).register, token.strip()) if known else None
    request.state.had_token = False
    visitor = Visitor("")
    if found is not None:
        account, role = found
        visitor = Visitor("", account.name, role, account, program=True)
    request.state.visitor = visitor
    return visitor


async def asking(request: Request) -> Visitor:
    """Find out who asks; only where that is looked up does it take a thread."""
    if desk_of(request).settings.public:
        return await run_in_threadpool(visitor_of, request)
    return visitor_of(request)


def _given(request: Request) -> str:
    token = secrets.token_urlsafe(32)
    request.state.new_token = token
    return token


def renew(request: Request, token: str) -> None:
    """Give a visitor another token; the empty one takes it away."""
    request.state.new_token = token


def needs(role: Role) -> Callable[..., Awaitable[Visitor]]:
    """Return what lets only visitors of a role through."""

    async def checked(visitor: Annotated[Visitor, Depends(asking)]) -> Visitor:
        if visitor.role is None:
            raise LoginNeeded(_("Log in first."))
        if not visitor.role.may(role):
            raise Forbidden(
                _("Your role does not include this."), remedy=_("Ask an administrator.")
            )
        return visitor

    return checked


Anybody = Annotated[Visitor, Depends(asking)]
Reader = Annotated[Visitor, Depends(needs(Role.READER))]
Reviewer = Annotated[Visitor, Depends(needs(Role.REVIEWER))]
Secretary = Annotated[Visitor, Depends(needs(Role.SECRETARY))]
Admin = Annotated[Visitor, Depends(needs(Role.ADMIN))]


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form that was laid out here."""

    fields: FormData

    def text(self, name: str, default: str = "") -> str:
        """Return a field, without blanks at its ends."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else default

    def all(self, name: str) -> list[str]:
        """Return all fields of a name."""
        return [one for one in self.fields.getlist(name) if isinstance(one, str)]

    def versions(self) -> Mapping[str, int]:
        """Return the versions of entries that a page showed, from fields ``version.ID``."""
        told = {name: value for name, value in self.fields.items() if isinstance(value, str)}
        return {
            name.removeprefix("version."): int(value)
            for name, value in told.items()
            if name.startswith("version.") and value.isdecimal() and len(value) < 10
        }


async def sent_form(request: Request, visitor: Annotated[Visitor, Depends(asking)]) -> Sent:
    """Return a form; Forbidden unless it was laid out here for this visitor."""
    fields = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    check_token(request, visitor, str(fields.get("csrf", "")))
    return Sent(fields)


def check_token(request: Request, visitor: Visitor, token: str) -> None:
    """Raise Forbidden unless a token was made for this visitor."""
    if not request.state.had_token or not is_csrf_token(visitor.token, token):
        raise Forbidden(
            _("This form is too old, or was not sent from here."),
            remedy=_("Go back, load the page again, and repeat it. Cookies have to be allowed."),
        )


Form = Annotated[Sent, Depends(sent_form)]
