"""Upload: documents from files or addresses, with what became of each."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import FormData, UploadFile

from summitry.errors import SummitryError, UsageError
from summitry.interfaces.web.frame.desk import Desk, desk_of
from summitry.interfaces.web.frame.faults import faults_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Secretary, Visitor, check_token
from summitry.model import Added, Failure, Level
from summitry.reading import ReadOptions
from summitry.workflow.receiving import Sent, safe_name
from summitry.workflow.register import Keeping

router = APIRouter()
NAVIGATION = ("/upload", listed("Upload"), "secretary")
_MOST_FILES = 100
_MOST_FIELDS = 40
_MOST_ADDRESSES = 20
_PIECE = 1 << 20
ENDINGS = ".txt,.md,.html,.htm,.pdf,.docx"


@router.get("/upload")
def upload_form(request: Request, visitor: Secretary) -> Response:
    """Show the form for sending documents."""
    return _page(request, (), {}, ())


def _page(
    request: Request, outcomes: Any, told: dict[str, str], faults: Any, status: int = 200
) -> Response:
    desk = desk_of(request)
    return desk.render(
        request,
        "upload.html",
        status=status,
        outcomes=outcomes,
        told=told,
        faults=faults,
        endings=ENDINGS,
        levels=[one.value for one in Level],
        most=desk.settings.most_upload // 1_000_000,
    )


@router.post("/upload")
async def upload(request: Request, visitor: Secretary) -> Response:
    """Take documents in; files are kept on disk while they come, and never whole in memory."""
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
    try:
        check_token(request, visitor, _text(form, "csrf"))
        told = {name: _text(form, name) for name in ("dialogue", "date", "place", "level")}
        told |= {"parties": _text(form, "parties"), "addresses": _text(form, "addresses")}
        try:
            wanted = _wanted(desk_of(request), told)
            outcomes = await _take(request, visitor, form, wanted)
        except (SummitryError, ExceptionGroup) as error:
            if _wants_json(request):
                raise
            return _page(request, (), told, faults_of(error), 422)
    finally:
        await form.close()
    if _wants_json(request):
        return JSONResponse({"outcomes": [_record(one) for one in outcomes]})
    return _page(request, outcomes, told, ())


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _wanted(desk: Desk, told: dict[str, str]) -> tuple[ReadOptions, Keeping]:
    """Return what is known of the documents; an ExceptionGroup tells all that cannot be meant."""
    parties = tuple(one.strip() for one in told["parties"].split(",") if one.strip())
    said = {"date": told["date"] or None, "parties": parties}
    faults: list[UsageError] = []
    for name, value in said.items():
        try:
            ReadOptions(**{name: value})  # type: ignore[arg-type]
        except UsageError as fault:
            faults.append(UsageError(fault.what, where=name, remedy=fault.remedy))
    if told["level"] and told["level"] not in [one.value for one in Level]:
        faults.append(UsageError(_("There is no such level."), where="level"))
    if faults:
        raise ExceptionGroup("what is said of the documents is wrong", faults)
    options = ReadOptions(
        date=told["date"] or None,
        dialogue=told["dialogue"] or None,
        parties=parties,
        max_size=desk.settings.most_upload,
        public_only=True,
    )
    return options, Keeping(told["place"] or None, Level(told["level"]) if told["level"] else None)


async def _take(
    request: Request,
    visitor: Visitor,
    form: FormData,
    wanted: tuple[ReadOptions, Keeping],
) -> list[Added | Failure]:
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    addresses = _text(form, "addresses").split()[:_MOST_ADDRESSES]
    for one in addresses:
        if not one.lower().startswith(("http://", "https://")):
            raise UsageError(_("An address begins with http:// or https://."), where="addresses")
    if not files and not addresses:
        raise UsageError(_("Choose files, or give addresses of pages."), where="files")
    outcomes: list[Added | Failure] = []
    with tempfile.TemporaryDirectory(prefix="summitry-") as folder:
        sent = [Sent(one, one) for one in addresses]
        for number, file in enumerate(files):
            sent.append(await _kept(file, Path(folder), number))
        desk = desk_of(request)
        for source in sent:
            outcome = await run_in_threadpool(
                desk.receiver.receive, desk.register, source, visitor.name, *wanted
            )
            outcomes.append(outcome)
    return outcomes


async def _kept(file: UploadFile, folder: Path, number: int) -> Sent:
    """Lay a file down under a name made here; the one it was sent with is only shown."""
    name = safe_name(file.filename)
    place = folder / str(number)
    place.mkdir()
    path = place / f"document{Path(name).suffix.lower()[:10]}"
    with path.open("wb") as target:
        while piece := await file.read(_PIECE):
            target.write(piece)
    return Sent(str(path), name)


def _record(outcome: Added | Failure) -> dict[str, Any]:
    if isinstance(outcome, Failure):
        return {
            "source": outcome.source,
            "outcome": "failed",
            "what": outcome.what,
            "remedy": outcome.remedy,
        }
    return {
        "source": outcome.source,
        "outcome": outcome.outcome,
        "document": outcome.document,
        "entries": outcome.entries,
        "differences": outcome.differences,
    }
