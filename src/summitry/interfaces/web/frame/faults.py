"""What goes wrong, told to a person on a page or to a program in one shape."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from summitry.errors import SummitryError
from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import visitor_of

API = "/api/"
_LOG = logging.getLogger("summitry.web")

STATUS = {
    "login-needed": 401,
    "forbidden": 403,
    "login": 403,
    "no-entry": 404,
    "entry-changed": 412,
    "register-busy": 503,
    "register-unreachable": 503,
    "register-full": 507,
    "register-read-only": 403,
    "unmatched": 428,
    "sent-too-much": 413,
    "not-json": 415,
}
"""The HTTP status for the code of an error; all others are 422."""


def fault(code: str, what: str, *, path: str = "", remedy: str = "") -> dict[str, str]:
    """Return one thing that is wrong; ``path`` names the field."""
    return {"code": code, "what": what, "path": path, "remedy": remedy}


def body_of(faults: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    """Return the one shape in which errors are told to programs."""
    return {"error": {**faults[0], "faults": faults, **more}}


def faults_of(error: BaseException) -> list[dict[str, str]]:
    """Return all that is wrong, of one error or of several at once."""
    if isinstance(error, BaseExceptionGroup):
        return [told for one in error.exceptions for told in faults_of(one)]
    if isinstance(error, SummitryError):
        return [fault(error.code, error.what, path=error.where, remedy=error.remedy)]
    raise error


def install(app: FastAPI) -> None:
    """Let an application tell its faults."""
    app.add_exception_handler(SummitryError, _expected)
    app.add_exception_handler(ExceptionGroup, _expected)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)
    app.add_exception_handler(ClientDisconnect, _gone)


def _expected(request: Request, error: Exception) -> Response:
    faults = [_for_visitors(request, one) for one in faults_of(error)]
    if faults[0]["code"] == "login-needed" and not _is_api(request):
        path = request.url.path if request.method == "GET" else "/"
        return onward(f"/login?next={path}", "/login")
    return answer(request, STATUS.get(faults[0]["code"], 422), faults)


def _for_visitors(request: Request, told: dict[str, str]) -> dict[str, str]:
    """Leave out what only whoever runs the program can use: where the register lies, commands."""
    kept = dict(told)
    if kept["path"] == str(desk_of(request).register.address):
        kept["path"] = ""
    if kept["code"] == "no-entry":
        kept["remedy"] = _("Look for it with the search above.")
    return kept


def answer(request: Request, status: int, faults: list[dict[str, str]], **more: Any) -> Response:
    """Return faults as a page, or as JSON where a program asks."""
    if _is_api(request):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse(body_of(faults, **more), status, headers)
    if not hasattr(request.state, "visitor"):
        visitor_of(request)
    return desk_of(request).render(request, "fault.html", status=status, faults=faults, code=status)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: _("There is no such page."), 405: _("This cannot be done here.")}
    what = words.get(error.status_code, str(error.detail))
    response = answer(request, error.status_code, [fault(f"http-{error.status_code}", what)])
    response.headers.update(error.headers or {})
    return response


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [
        fault("invalid", str(one["msg"]), path=".".join(str(part) for part in one["loc"]))
        for one in error.errors()
    ]
    return answer(request, 422, faults or [fault("invalid", "the request cannot be meant")])


def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    what = _("Something went wrong on this side. Nothing was changed.")
    remedy = _("Try again; if it goes on, report it with what you did.")
    return answer(request, 500, [fault("internal", what, remedy=remedy)])


def _gone(request: Request, error: Exception) -> Response:
    del request, error
    return Response(status_code=400)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(API) or "application/json" in request.headers.get(
        "accept", ""
    )
