"""Access for programs: the tokens of whoever is logged in, made, shown once, and revoked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import UsageError
from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.faults import faults_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.visitors import Form, Reader, Visitor
from summitry.model.people import Account, Role
from summitry.workflow import access

router = APIRouter()


@router.get("/tokens")
def tokens(request: Request, visitor: Reader) -> Response:
    """List the visitor's tokens."""
    return _page(request, visitor)


@router.post("/tokens")
def make(request: Request, visitor: Reader, form: Form) -> Response:
    """Make a token, which is shown once."""
    account = account_of(visitor)
    told = {name: form.text(name) for name in ("name", "role", "days")}
    try:
        if told["role"] not in [one.value for one in Role]:
            raise UsageError(_("There is no such role."), where="role")
        made = access.make_token(
            desk_of(request).register,
            account,
            told["name"],
            Role(told["role"]),
            whole_number(told["days"]) or 0,
        )
    except UsageError as error:
        faults = {one["path"]: one for one in faults_of(error)}
        return _page(request, visitor, status=422, faults=faults, told=told)
    return _page(request, visitor, made=made)


@router.post("/tokens/{number}/revoke")
def revoke(request: Request, number: int, visitor: Reader, form: Form) -> Response:
    """Make a token worthless."""
    desk = desk_of(request)
    access.revoke_token(desk.register, account_of(visitor), number)
    desk.say(visitor, _("The token is revoked."))
    return onward("/tokens")


def account_of(visitor: Visitor) -> Account:
    """Return the visitor's account; UsageError where there are none."""
    if visitor.account is None:
        raise UsageError(
            _("There are no accounts here, and a program on this machine needs no token.")
        )
    return visitor.account


def _page(request: Request, visitor: Visitor, *, status: int = 200, **more: Any) -> Response:
    desk = desk_of(request)
    account = account_of(visitor)
    return desk.render(
        request,
        "tokens.html",
        status=status,
        tokens=access.tokens_of(desk.register, account),
        roles=[one.value for one in Role if account.role.may(one)],
        days=access.DAYS,
        made=more.get("made", ""),
        faults=more.get("faults", {}),
        told=more.get("told", {"name": "", "role": "reader", "days": "90"}),
    )
