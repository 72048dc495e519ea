"""People: accounts, roles and invitations, for administrators."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import UsageError
from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Admin, Form, Sent
from summitry.model.people import Role
from summitry.workflow import people as workflow

router = APIRouter()
NAVIGATION = ("/people", listed("People"), "admin")


@router.get("/people")
def people(request: Request, visitor: Admin) -> Response:
    """List the accounts."""
    desk = desk_of(request)
    return desk.render(
        request,
        "people.html",
        accounts=workflow.accounts(desk.register),
        roles=[one.value for one in Role],
        invitation="",
    )


@router.post("/people/invitations")
def invite(request: Request, visitor: Admin, form: Form) -> Response:
    """Make an invitation, which is shown once."""
    desk = desk_of(request)
    token = workflow.invite(desk.register, _role(form), visitor.name)
    scheme = "https" if desk.settings.secure else "http"
    return desk.render(
        request,
        "people.html",
        accounts=workflow.accounts(desk.register),
        roles=[one.value for one in Role],
        invitation=f"{scheme}://{request.headers['host']}/join/{token}",
    )


@router.post("/people/{number}")
def change(request: Request, number: int, visitor: Admin, form: Form) -> Response:
    """Give an account another role, close it or open it again."""
    desk = desk_of(request)
    workflow.set_role(desk.register, number, _role(form), closed=form.text("closed") == "yes")
    desk.say(visitor, _("Changed. The person has to log in again."))
    return onward("/people")


def _role(form: Sent) -> Role:
    told = form.text("role")
    if told not in [one.value for one in Role]:
        raise UsageError(_("There is no such role."), where="role")
    return Role(told)
