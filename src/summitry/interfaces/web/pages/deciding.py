"""Decisions on one or several entries: accept, reject, propose again, merge; and taking back."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import EntryChanged, UsageError
from summitry.interfaces.web.frame.desk import Desk, desk_of, local_path, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import ngettext
from summitry.interfaces.web.frame.visitors import Form, Reviewer, Sent, Visitor
from summitry.model import Status
from summitry.workflow import browsing, reviewing, telling

router = APIRouter()

ACTS = {"accept": Status.ACCEPTED, "reject": Status.REJECTED, "propose": Status.PROPOSED}


@router.post("/decide")
def decide(request: Request, visitor: Reviewer, form: Form) -> Response:
    """Decide on the entries that were chosen, all or none, as they were seen."""
    desk = desk_of(request)
    # A button beside one entry carries its act and id; those of a bar act on all chosen.
    act, _colon, single = form.text("act").partition(":")
    ids = [single] if single else form.all("entry")
    back = local_path(form.text("next"), "/commitments")
    if not ids:
        desk.say(visitor, _("Nothing is chosen. Tick what you mean first."), "fault")
        return onward(back)
    try:
        return _decide(desk, visitor, form, (act, ids, back))
    except EntryChanged as error:
        return conflict(request, error, form, back)


def _decide(desk: Desk, visitor: Visitor, form: Sent, told: tuple[str, list[str], str]) -> Response:
    act, ids, back = told
    versions = form.versions()
    if act == "merge":
        merged = reviewing.merge(desk.register, ids, visitor.name, expected=versions)
        desk.say(visitor, _("Merged into %(id)s.") % {"id": merged})
        return onward(f"{back.partition('#')[0]}#r-{merged}")
    if act not in ACTS:
        raise UsageError(_("There is no such decision."), where="act")
    done = reviewing.decide(desk.register, ids, ACTS[act], visitor.name, expected=versions)
    words = {
        "accept": ngettext("%(num)s accepted.", "%(num)s accepted.", len(done)),
        "reject": ngettext("%(num)s rejected.", "%(num)s rejected.", len(done)),
        "propose": ngettext("%(num)s waits again.", "%(num)s wait again.", len(done)),
    }
    desk.say(visitor, words[act] % {"num": len(done)})
    return onward(back)


def conflict(
    request: Request, error: EntryChanged, form: Sent, back: str, **more: object
) -> Response:
    """Show who changed an entry in the meantime, and what; nothing was overwritten."""
    desk = desk_of(request)
    found = browsing.one(desk.register, error.where)
    seen = form.versions().get(found.entry.id, 0)
    changes = telling.since(found.remarks.history, seen)
    return desk.render(
        request,
        "conflict.html",
        status=409,
        found=found,
        changes=changes,
        back=back,
        yours=more.get("yours"),
    )


@router.post("/undo")
def undo(request: Request, visitor: Reviewer, form: Form) -> Response:
    """Take back the last thing the visitor did."""
    desk = desk_of(request)
    done = reviewing.undo_own(desk.register, visitor.name)
    told = {"act": done.body.get("act", ""), "subject": done.subject[:20]}
    desk.say(visitor, _("Taken back: %(act)s %(subject)s.") % told)
    return onward(form.text("next"), "/")
