"""The life of a promise: what was said again, what people decide on links, and evidence."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import UsageError
from summitry.interfaces.web.frame.desk import desk_of, local_path, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.tracing_words import WORDS, life_figure
from summitry.interfaces.web.frame.visitors import Form, Reader, Reviewer
from summitry.model import KeptEvidence, LinkKind, Says
from summitry.workflow import lives
from summitry.workflow.evidence import add_evidence, decide_evidence
from summitry.workflow.tracing_decisions import decide_link

router = APIRouter()
DECISIONS = {"confirm": True, "refuse": False}


@router.get("/commitments/{entry_id}/life")
def life(request: Request, entry_id: str, visitor: Reader) -> Response:
    """Show what became of a commitment, from meeting to meeting."""
    desk = desk_of(request)
    found = desk.finder.found(desk.register)
    told = lives.life(desk.register, found.findings, entry_id)
    name = told.life.promise.id
    repeated = found.findings.repeated(name) if found.findings else []
    members = {member for one in repeated for member in one.members}
    return desk.render(
        request,
        "life.html",
        told=told,
        found=found,
        figure=life_figure(told.life),
        repeated=repeated,
        sayings=found.findings.said(members) if found.findings else {},
        kinds=[one.value for one in LinkKind if one is not LinkKind.SILENT],
        says=[one.value for one in Says],
        **WORDS,
    )


@router.post("/commitments/{entry_id}/links")
def decide(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Confirm or refuse a link; that of a silence names the key of the document."""
    desk = desk_of(request)
    act, kind = form.text("act"), form.text("kind")
    if act not in DECISIONS:
        raise UsageError(_("There is no such decision."), where="act")
    if kind not in {one.value for one in LinkKind}:
        raise UsageError(_("There is no such link."), where="kind")
    ends = form.text("earlier"), form.text("later")
    done = decide_link(desk.register, ends, LinkKind(kind), visitor.name, confirm=DECISIONS[act])
    words = {
        True: _("The link is confirmed."),
        False: _("The link is refused; it is not proposed again."),
    }
    desk.say(visitor, words[DECISIONS[act]] if done else _("That was decided so already."))
    return onward(f"/commitments/{entry_id}/life")


@router.post("/commitments/{entry_id}/evidence")
def evidence(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Accept or refuse a passage as evidence, or add what a source says by hand."""
    desk = desk_of(request)
    act, says = form.text("act"), form.text("says")
    back = local_path(form.text("next"), f"/commitments/{entry_id}/life#evidence")
    if act == "add":
        told = KeptEvidence(
            number=0,
            entry=entry_id,
            accepted=True,
            says=says,
            source=form.text("source"),
            quote=form.text("quote"),
            date=form.text("date") or None,
        )
        done = add_evidence(desk.register, told, visitor.name)
        words = _("The evidence is kept.")
    elif act in ("accept", "refuse"):
        done = decide_evidence(
            desk.register,
            entry_id,
            form.text("passage"),
            visitor.name,
            accept=act == "accept",
            says=says or None,
        )
        words = (
            _("Accepted as evidence.")
            if act == "accept"
            else _("Refused; it is not proposed again.")
        )
    else:
        raise UsageError(_("There is no such decision."), where="act")
    desk.say(visitor, words if done else _("That was decided so already."))
    return onward(back)
