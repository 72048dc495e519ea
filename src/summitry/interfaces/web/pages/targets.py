"""Targets: where each stands by whose figures, and a person's verdict beside the calculated one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import EntryMissing
from summitry.interfaces.web.frame.desk import desk_of, local_path, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.monitoring import measured_first, picture
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.visitors import Form, Reader, Reviewer
from summitry.model import KeptOutcome
from summitry.monitoring.outcomes import match_outcome
from summitry.workflow import assessing, binding, browsing
from summitry.workflow.monitoring import Monitored, monitor
from summitry.workflow.watching import Watching, watching

router = APIRouter()
NAVIGATION = ("/targets", listed("Targets"), "reader")
_MOST = 500


@router.get("/targets")
def targets(request: Request, visitor: Reader) -> Response:
    """List every target, reporter and vintage."""
    desk = desk_of(request)
    found = watching(desk.register)
    pairs = measured_first(found.monitored)
    return desk.render(
        request, "targets.html", pairs=pairs[:_MOST], more=len(pairs) > _MOST, found=found
    )


@router.get("/targets/{entry_id}")
def target(request: Request, entry_id: str, visitor: Reader) -> Response:
    """Show what became of one commitment; ``reporter`` and ``vintage`` choose whose figures."""
    desk = desk_of(request)
    found = watching(desk.register)
    one = found.one(entry_id) or _alone(request, found, entry_id)
    known = browsing.one(desk.register, one.id)
    return desk.render(
        request,
        "target.html",
        one=one,
        known=known,
        found=found,
        reporter=request.query_params.get("reporter"),
        vintage=request.query_params.get("vintage"),
        proposed=[each for each in found.proposed if each.question.entry == one.id],
        reported=_reported(found, one),
        pictures=[
            picture(each, request.query_params.get("reporter")) if each.bound else ""
            for each in one.targets
        ],
    )


def _alone(request: Request, found: Watching, entry_id: str) -> Monitored:
    """Return a commitment that names no number and that nobody follows yet."""
    (one,) = monitor(desk_of(request).register, found.day, entry_id, outlook=False)
    return one


def _reported(found: Watching, one: Monitored) -> list[tuple[KeptOutcome, float]]:
    """Return the outcomes that are proposed for a commitment and linked to none."""
    matches = [
        (each, match[0].score)
        for each in found.outcomes
        if each.entry is None and (match := match_outcome(each.outcome, [one.promise]))
    ]
    return sorted(matches, key=lambda pair: -pair[1])[:5]


@router.post("/targets/{entry_id}/assess")
def assess(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Keep a verdict with its reason."""
    desk = desk_of(request)
    day = watching(desk.register).day
    number, one = assessing.assess(
        desk.register,
        entry_id,
        form.text("truth"),
        form.text("reason"),
        who=visitor.name,
        today=day,
    )
    words = _("Your verdict is kept.") if number else _("The last verdict says so already.")
    desk.say(visitor, words)
    return onward(f"/targets/{one.id}#verdict")


@router.post("/bindings")
def bind(request: Request, visitor: Reviewer, form: Form) -> Response:
    """Confirm or refuse a series for a number."""
    desk = desk_of(request)
    confirm = form.text("act") == "confirm"
    done = binding.decide(
        desk.register,
        form.text("entry"),
        [form.text("series")],
        visitor.name,
        confirm=confirm,
        number=form.text("number") or None,
    )
    words = _("The series is confirmed.") if confirm else _("The series is refused.")
    desk.say(visitor, words if done else _("That was so already."))
    return onward(local_path(form.text("next"), "/targets"))


@router.post("/outcomes/{number}/link")
def link(request: Request, number: str, visitor: Reviewer, form: Form) -> Response:
    """Say how a reported outcome speaks of a commitment."""
    desk = desk_of(request)
    told = whole_number(number)
    if told is None:
        raise EntryMissing(_("There is no such outcome."))
    assessing.link_outcome(
        desk.register, told, form.text("entry"), form.text("speaks"), visitor.name
    )
    desk.say(visitor, _("The outcome is linked."))
    return onward(local_path(form.text("next"), "/targets"))
