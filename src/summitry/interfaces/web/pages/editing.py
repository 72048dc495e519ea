"""Editing an entry and splitting one, with what others have changed meanwhile kept in sight."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import EntryChanged, SummitryError
from summitry.interfaces.web.frame.desk import desk_of, local_path, onward
from summitry.interfaces.web.frame.editing import fields_of, told_in, values_of
from summitry.interfaces.web.frame.faults import faults_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import Form, Reviewer
from summitry.model import Force, Theme
from summitry.workflow import browsing, consulting, reviewing
from summitry.workflow.telling import since

router = APIRouter()
_PARTS = 4


@router.get("/commitments/{entry_id}/edit")
def edit_form(request: Request, entry_id: str, visitor: Reviewer, next: str = "") -> Response:  # noqa: A002 - the name of the parameter in the address
    """Show the fields of an entry to be set."""
    found = browsing.one(desk_of(request).register, entry_id)
    return _form(request, found, next, fields_of(found.record))


@router.post("/commitments/{entry_id}/edit")
def edit(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Set the fields that were changed."""
    desk = desk_of(request)
    found = browsing.one(desk.register, entry_id)
    back = local_path(form.text("next"), f"/commitments/{found.entry.id}")
    told = told_in(form, fields_of(found.record))
    seen = {name: form.text(f"seen.{name}").replace("\r\n", "\n") for name in told}
    version = form.versions().get(found.entry.id, 0)
    try:
        values = values_of(told, seen)
        if values:
            reviewing.edit(desk.register, found.entry.id, values, visitor.name, expected=version)
        desk.say(visitor, _("Saved.") if values else _("Nothing was changed."))
        return onward(back)
    except EntryChanged:
        changes = since(found.remarks.history, version)
        return _form(request, found, back, told, changes=changes, status=409, seen=seen)
    except (SummitryError, ExceptionGroup) as error:
        faults = faults_of(error)
        return _form(request, found, back, told, faults=faults, status=422, seen=seen)


def _form(
    request: Request, found: browsing.OpenEntry, back: str, told: dict[str, str], **more: Any
) -> Response:
    desk = desk_of(request)
    current = fields_of(found.record)
    seen = more.get("seen", current)
    yours = {name: value for name, value in told.items() if value != seen.get(name)}
    # Fields that only the other person changed show what they are now.
    shown = {**current, **yours}
    names = consulting.names(desk.register)
    return desk.render(
        request,
        "edit.html",
        status=more.get("status", 200),
        found=found,
        told=shown,
        current=current,
        yours=yours,
        back=local_path(back, f"/commitments/{found.entry.id}"),
        changes=more.get("changes", ()),
        faults={one["path"]: one for one in more.get("faults", ())},
        themes=[*(one.value for one in Theme), *(one.code for one in names.themes)],
        forces=[one.value for one in Force],
    )


@router.get("/commitments/{entry_id}/split")
def split_form(request: Request, entry_id: str, visitor: Reviewer, next: str = "") -> Response:  # noqa: A002
    """Show the words of an entry, to be divided."""
    found = browsing.one(desk_of(request).register, entry_id)
    return _split_form(request, found, next, [found.record.quote, ""])


@router.post("/commitments/{entry_id}/split")
def split(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Divide an entry into the parts that were given."""
    desk = desk_of(request)
    found = browsing.one(desk.register, entry_id)
    back = local_path(form.text("next"), f"/commitments/{found.entry.id}")
    parts = [one.replace("\r\n", "\n").strip() for one in form.all("part")]
    version = form.versions().get(found.entry.id, 0)
    try:
        ids = reviewing.split(
            desk.register,
            found.entry.id,
            [{"quote": part} for part in parts if part],
            visitor.name,
            expected=version,
        )
    except EntryChanged:
        changes = since(found.remarks.history, version)
        return _split_form(request, found, back, parts, changes=changes, status=409)
    except (SummitryError, ExceptionGroup) as error:
        faults = faults_of(error)
        return _split_form(request, found, back, parts, faults=faults, status=422)
    desk.say(visitor, _("Split into %(ids)s.") % {"ids": ", ".join(ids)})
    return onward(back)


def _split_form(
    request: Request, found: browsing.OpenEntry, back: str, parts: list[str], **more: Any
) -> Response:
    return desk_of(request).render(
        request,
        "split.html",
        status=more.get("status", 200),
        found=found,
        parts=[*parts, *[""] * _PARTS][:_PARTS],
        back=local_path(back, f"/commitments/{found.entry.id}"),
        changes=more.get("changes", ()),
        faults=more.get("faults", ()),
    )
