"""Coming in and going: logging in, joining by an invitation, the password, logging out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import SummitryError, UsageError
from summitry.interfaces.web.frame.desk import desk_of, local_path, onward
from summitry.interfaces.web.frame.faults import faults_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import Anybody, Form, Reader, renew
from summitry.workflow import people

router = APIRouter()


@router.get("/login")
def login_form(request: Request, visitor: Anybody, next: str = "") -> Response:  # noqa: A002
    """Show the form for logging in."""
    if visitor.role is not None:
        return onward("/")
    return desk_of(request).render(request, "login.html", back=local_path(next), faults=(), name="")


@router.post("/login")
def log_in(request: Request, visitor: Anybody, form: Form) -> Response:
    """Begin a session, under a token that nobody had before."""
    desk = desk_of(request)
    back = local_path(form.text("next"))
    address = request.client.host if request.client else ""
    name = form.text("name")
    try:
        token = people.log_in(desk.register, name, str(form.fields.get("password", "")), address)
    except SummitryError as error:
        return desk.render(
            request, "login.html", status=403, back=back, faults=faults_of(error), name=name
        )
    renew(request, token)
    return onward(back)


@router.post("/logout")
def log_out(request: Request, visitor: Anybody, form: Form) -> Response:
    """End the session."""
    people.log_out(desk_of(request).register, visitor.token)
    renew(request, "")
    return onward("/login")


@router.get("/join/{token}")
def join_form(request: Request, token: str, visitor: Anybody) -> Response:
    """Show the form for making the account that an invitation is for."""
    role = people.invited_as(desk_of(request).register, token)
    if role is None:
        raise UsageError(
            _("This invitation is not valid any more."), remedy=_("Ask for another one.")
        )
    return desk_of(request).render(
        request, "join.html", role=role.value, faults={}, name="", invitation=token
    )


@router.post("/join/{token}")
def join(request: Request, token: str, visitor: Anybody, form: Form) -> Response:
    """Make the account and begin its first session."""
    desk = desk_of(request)
    password, again = (str(form.fields.get(one, "")) for one in ("password", "again"))
    try:
        if password != again:
            raise UsageError(_("The passwords differ."), where="again")
        account = people.join(desk.register, token, form.text("name"), password)
    except UsageError as error:
        role = people.invited_as(desk.register, token)
        if role is None:
            raise
        faults = {one["path"]: one for one in faults_of(error)}
        return desk.render(
            request,
            "join.html",
            status=422,
            role=role.value,
            faults=faults,
            name=form.text("name"),
            invitation=token,
        )
    renew(request, people.begin_session(desk.register, account))
    return onward("/")


@router.get("/password")
def password_form(request: Request, visitor: Reader) -> Response:
    """Show the form for changing the password."""
    return desk_of(request).render(request, "password.html", faults={})


@router.post("/password")
def password(request: Request, visitor: Reader, form: Form) -> Response:
    """Change the password."""
    desk = desk_of(request)
    if visitor.account is None:
        raise UsageError(_("There are no passwords here."))
    told = {one: str(form.fields.get(one, "")) for one in ("old", "password", "again")}
    try:
        if told["password"] != told["again"]:
            raise UsageError(_("The passwords differ."), where="again")
        people.change_password(
            desk.register, visitor.account, told["old"], told["password"], visitor.token
        )
    except UsageError as error:
        faults = {one["path"]: one for one in faults_of(error)}
        return desk.render(request, "password.html", status=422, faults=faults)
    desk.say(visitor, _("The password is changed; other sessions have ended."))
    return onward("/")
