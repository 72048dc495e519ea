"""Action plans: as a table, a board and a Gantt chart; what is due; one body's page; versions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from summitry.errors import UsageError
from summitry.interfaces.web.frame.desk import Desk, desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Form, Reader, Reviewer
from summitry.model import ActionStanding, ActionState
from summitry.workflow.plans import adopting, building, files, looking

router = APIRouter()
NAVIGATION = ("/plans", listed("Plans"), "reader")
VIEWS = ("table", "board", "gantt")
_PAGE = 100
_MOST = 60
_DAYS = 90

Short = Annotated[str, Query(max_length=100)]
Choice = Annotated[str, Field(max_length=100)]


class Wanted(BaseModel):
    """Which actions of a plan are shown, and how."""

    view: Choice = "table"
    theme: Choice = ""
    party: Choice = ""
    stands: Choice = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    def fits(self, one: ActionStanding) -> bool:
        """Tell whether an action is among them."""
        return (
            self.theme in ("", one.action.theme)
            and (not self.party or self.party in one.action.parties)
            and self.stands in ("", one.timeliness.value)
        )


@router.get("/plans")
def plans(request: Request, visitor: Reader) -> Response:
    """List the plans, and offer to make one."""
    desk = desk_of(request)
    return desk.render(request, "plans.html", plans=looking.every_plan(desk.register))


@router.post("/plans")
def build(request: Request, visitor: Reviewer, form: Form) -> Response:
    """Propose actions for the commitments that have none yet."""
    desk = desk_of(request)
    wishes = building.PlanWishes(name=form.text("name"))
    done = building.build(desk.register, wishes, visitor.name)
    desk.say(visitor, _("%(count)s actions are proposed.") % {"count": done.added})
    return onward(f"/plans/{done.plan}")


@router.get("/plans/{plan}")
def plan(
    request: Request,
    plan: str,
    visitor: Reader,
    wanted: Annotated[Wanted, Query()],
) -> Response:
    """Show a plan: its actions as a table, a board by state, or a Gantt chart."""
    desk = desk_of(request)
    told = files.plan_file(desk.register, plan)
    found = [one for one in told.standing.actions if wanted.fits(one)]
    start = (wanted.page - 1) * _PAGE
    return desk.render(
        request,
        "plan.html",
        told=told,
        view=wanted.view if wanted.view in VIEWS else VIEWS[0],
        count=len(found),
        actions=found[start : start + _PAGE],
        board=_board(found),
        chosen=wanted.model_dump(),
        choices=_choices(told),
        page=wanted.page,
        more=start + _PAGE < len(found),
        query=str(request.url.query),
    )


def _board(found: list[ActionStanding]) -> list[tuple[str, int, list[ActionStanding]]]:
    """Return the columns of the board: a state, how many actions, the first of them."""
    columns = []
    for state in ActionState:
        own = [one for one in found if one.action.state is state]
        own.sort(key=lambda one: -one.days_late)
        columns.append((state.value, len(own), own[:_MOST]))
    return columns


def _choices(told: files.PlanFile) -> dict[str, list[str]]:
    actions = told.standing.actions
    return {
        "theme": sorted({one.action.theme for one in actions}),
        "party": sorted({code for one in actions for code in one.action.parties}),
        "stands": list(dict.fromkeys(one.timeliness.value for one in actions)),
    }


@router.get("/plans/{plan}/gantt.svg")
def gantt(request: Request, plan: str, visitor: Reader) -> Response:
    """Draw when the actions of a plan run."""
    return _picture(desk_of(request), plan, "gantt")


@router.get("/plans/{plan}/matrix.svg")
def matrix(request: Request, plan: str, visitor: Reader) -> Response:
    """Draw who owes how many actions to whom."""
    return _picture(desk_of(request), plan, "matrix")


def _picture(desk: Desk, plan: str, kind: str) -> Response:
    content = files.file_bytes(files.plan_file(desk.register, plan), kind, ".svg")
    return Response(content, media_type="image/svg+xml")


@router.get("/plans/{plan}/calendar.ics")
def calendar(request: Request, plan: str, visitor: Reader, who: Short = "") -> Response:
    """Give the steps of a plan as a calendar to subscribe to, all or those of a body or party."""
    told = files.plan_file(desk_of(request).register, plan)
    return Response(files.calendar(told, who or None), media_type="text/calendar; charset=utf-8")


@router.get("/plans/{plan}/due")
def due(
    request: Request,
    plan: str,
    visitor: Reader,
    within: Annotated[int, Query(ge=0, le=36_500)] = _DAYS,
) -> Response:
    """Show what is due and what is overdue."""
    desk = desk_of(request)
    told = files.plan_file(desk.register, plan)
    steps = looking.due(desk.register, within, plan)
    late = [one for one in steps if one.days < 0]
    coming = [one for one in steps if one.days >= 0]
    return desk.render(request, "plan_due.html", told=told, late=late, coming=coming, within=within)


@router.get("/plans/{plan}/bodies/{code}")
def body(request: Request, plan: str, code: str, visitor: Reader) -> Response:
    """Show what one body leads and supports."""
    desk = desk_of(request)
    told = files.plan_file(desk.register, plan)
    found = told.plan.body(code)
    if found is None:
        raise UsageError(_("There is no such body in this plan."), where=code)
    own = [
        one for one in told.standing.actions if any(duty.body == code for duty in one.action.duties)
    ]
    return desk.render(request, "plan_body.html", told=told, body=found, actions=own[: 5 * _PAGE])


@router.get("/plans/{plan}/versions")
def versions(
    request: Request, plan: str, visitor: Reader, first: Short = "", second: Short = "now"
) -> Response:
    """Show the versions of a plan, and two of them side by side."""
    desk = desk_of(request)
    known = looking.versions(desk.register, plan)
    values: dict[str, Any] = {"versions": known, "first": first, "second": second, "found": None}
    if known:
        values["first"] = first or str(known[-1].number)
        _before, _after, values["found"] = adopting.compare(
            desk.register, plan, values["first"], second
        )
    told = files.plan_file(desk.register, plan)
    return desk.render(request, "plan_versions.html", told=told, **values)


@router.post("/plans/{plan}/adopt")
def adopt(request: Request, plan: str, visitor: Reviewer, form: Form) -> Response:
    """Adopt a plan as its next version."""
    desk = desk_of(request)
    version = adopting.adopt(desk.register, plan, visitor.name, form.text("note"))
    desk.say(visitor, _("Adopted as version %(number)s.") % {"number": version.number})
    return onward(f"/plans/{version.plan}/versions")


@router.post("/plans/{plan}/amend")
def amend(request: Request, plan: str, visitor: Reviewer, form: Form) -> Response:
    """Open an adopted plan for changes."""
    desk = desk_of(request)
    done = adopting.amend(desk.register, plan, visitor.name, form.text("reason"))
    desk.say(visitor, _("The plan can be changed now."))
    return onward(f"/plans/{done.id}/versions")
