"""What every page works at: the register, the templates, and what is said to a visitor next."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from summitry.interfaces.web.frame import languages, monitoring, wording
from summitry.interfaces.web.frame.settings import Settings
from summitry.interfaces.web.frame.tokens import csrf_token
from summitry.version import __version__
from summitry.workflow.finding_apart import Finder
from summitry.workflow.people import digest_of
from summitry.workflow.receiving import Receiver

if TYPE_CHECKING:
    from summitry.interfaces.web.frame.visitors import Visitor
    from summitry.workflow.register import Register

_MOST_FLASHES = 2000


class Desk:
    """One for the whole application; ``navigation`` is filled by the pages."""

    def __init__(self, register: Register, settings: Settings) -> None:
        self.register = register
        self.settings = settings
        self.receiver = Receiver()
        self.finder = Finder(settings.register)
        self.navigation: list[tuple[str, str, str]] = []
        self._said: OrderedDict[str, list[tuple[str, str]]] = OrderedDict()
        self._templates = _environment()

    def say(self, visitor: Visitor, words: str, kind: str = "done") -> None:
        """Say something on the next page a visitor sees."""
        self._said.setdefault(digest_of(visitor.token), []).append((kind, words))
        while len(self._said) > _MOST_FLASHES:
            self._said.popitem(last=False)

    def render(
        self, request: Request, template: str, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Return a page."""
        visitor: Visitor = request.state.visitor
        page = self._templates.get_template(template).render(
            visitor=visitor,
            public=self.settings.public,
            csrf=csrf_token(visitor.token),
            navigation=self.navigation,
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            language=languages.spoken().language,
            said=self._said.pop(digest_of(visitor.token), []),
            version=__version__,
            **values,
        )
        return HTMLResponse(page, status)

    def close(self) -> None:
        """Let go of everything."""
        self.receiver.close()
        self.finder.close()
        self.register.close()


def desk_of(request: Request) -> Desk:
    """Return the desk of the application."""
    desk: Desk = request.app.state.desk
    return desk


def onward(path: str, fallback: str = "/") -> RedirectResponse:
    """Lead to another page of this application, never anywhere else."""
    return RedirectResponse(local_path(path, fallback), 303)


def local_path(path: str | None, fallback: str = "/") -> str:
    """Return a path of this application, or the fallback for what could lead elsewhere.

    >>> local_path("/documents/1?q=a"), local_path("//elsewhere.example"), local_path("/\\\\x")
    ('/documents/1?q=a', '/', '/')
    """
    told = path or ""
    plain = told.isascii() and told.isprintable() and " " not in told and "\\" not in told
    return told if plain and told.startswith("/") and not told.startswith("//") else fallback


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("summitry.interfaces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        languages.gettext, languages.ngettext, newstyle=True
    )
    environment.filters.update(wording.FILTERS)
    environment.filters.update(monitoring.FILTERS)
    environment.globals.update(wording.GLOBALS)
    return environment
