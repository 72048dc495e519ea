"""The application: pages, API and what stands before them, put together for one register."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Security
from fastapi.security import HTTPBearer
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from summitry.interfaces.web.api import API, ROUTERS
from summitry.interfaces.web.frame import faults
from summitry.interfaces.web.frame.desk import Desk
from summitry.interfaces.web.frame.guard import Guard
from summitry.interfaces.web.frame.settings import Settings
from summitry.interfaces.web.pages import PAGES
from summitry.storage.connections import THREADS
from summitry.version import __version__
from summitry.workflow.register import Register

_SMALLEST_PACKED = 500
_PACKED = 6  # beyond it, packing takes far longer and pages hardly become smaller

# It only tells of tokens in the description; who comes in is decided where visitors are.
_BEARER = HTTPBearer(
    auto_error=False,
    description="An access token, needed where there are accounts (serve --public).",
)


def application(register: Register, settings: Settings) -> ASGIApp:
    """Return the application for an open register, which is closed when it ends."""
    desk = Desk(register, settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # More threads than this only take the processor from each other, and each one longer.
        current_default_thread_limiter().total_tokens = THREADS
        yield
        desk.close()

    app = FastAPI(
        title="summitry",
        version=__version__,
        description="What leaders promised: a register of commitments, reviewed by people.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # its pages would be fetched from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    faults.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix=API, dependencies=[Security(_BEARER)])
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
        if hasattr(page, "NAVIGATION"):
            desk.navigation.append(page.NAVIGATION)
    for path, package, folder in (
        ("/static/charts", "summitry.exchange.charts", "look"),
        ("/static/comparisons", "summitry.exchange.comparisons", "look"),
        ("/static", "summitry.interfaces.web", "static"),
    ):
        app.mount(path, StaticFiles(directory=str(files(package).joinpath(folder))))
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED, compresslevel=_PACKED)
    return Guard(app, settings)
