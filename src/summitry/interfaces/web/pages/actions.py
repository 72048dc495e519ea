"""One action of a plan: all that is known of it, and reporting on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import UsageError
from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import Form, Reader, Reviewer, Sent
from summitry.model import ActionState, Completion
from summitry.workflow.plans import files, looking, running, words
from summitry.workflow.plans.steps import Reported, in_state, reported

router = APIRouter()
Number = TypeVar("Number", int, float)


@router.get("/actions/{action_id}")
def action(request: Request, action_id: str, visitor: Reader) -> Response:
    """Show an action: its promise, bodies, steps, money, risks, history and reports."""
    desk = desk_of(request)
    found = looking.one_action(desk.register, action_id)
    told = files.plan_file(desk.register, found.id.partition("-")[0])
    standing = next((one for one in told.standing.actions if one.action.id == found.id), None)
    return desk.render(
        request,
        "action.html",
        told=told,
        found=found,
        standing=standing,
        stands=files.standing_words(standing).partition(" · ")[2] if standing else "",
        history=list(words.history_of(found)),
        money=[words.money_words(one) for one in found.money],
        completions=list(Completion),
        states=list(ActionState),
    )


@router.post("/actions/{action_id}/report")
def report(request: Request, action_id: str, visitor: Reviewer, form: Form) -> Response:
    """Report on a step, on the action as a whole, or both."""
    desk = desk_of(request)
    steps = reported(_told(form))
    done = running.change_action(
        desk.register, action_id, steps, visitor.name, reason=form.text("reason")
    )
    desk.say(visitor, _("Your report is kept."))
    return onward(f"/actions/{done.id}")


@router.post("/actions/{action_id}/state")
def state(request: Request, action_id: str, visitor: Reviewer, form: Form) -> Response:
    """Set an action under way, suspend, cancel or finish it."""
    desk = desk_of(request)
    steps = in_state(form.text("state"))
    done = running.change_action(
        desk.register, action_id, steps, visitor.name, reason=form.text("reason")
    )
    desk.say(visitor, _("It is %(state)s now.") % {"state": done.state.value})
    return onward(f"/actions/{done.id}")


def _told(form: Sent) -> Reported:
    """Return what a form reports; a UsageError names the field that cannot be read."""
    number, what = form.text("milestone"), form.text("what")
    day = form.text("day")
    return Reported(
        milestone=_number(number, "milestone", int) if number else None,
        done=day if what == "done" else None,
        moved=day if what == "moved" else None,
        dropped=what == "dropped",
        reopened=what == "reopened",
        round=form.text("round"),
        percent=_number(form.text("percent"), "percent", float) if form.text("percent") else None,
        completion=form.text("completion") or None,
        text=form.text("text"),
        party=form.text("party"),
    )


def _number(told: str, field: str, kind: Callable[[str], Number]) -> Number:
    try:
        return kind(told.replace(",", "."))
    except ValueError:
        raise UsageError(
            _("%(told)s is no number.") % {"told": told}, where=field, remedy=_("Type digits only.")
        ) from None
