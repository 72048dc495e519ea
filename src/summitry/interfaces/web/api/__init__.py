"""The JSON API, version 1: all that the pages show, and all that they change."""

from __future__ import annotations

from summitry.interfaces.web.api import (
    changes,
    comparing,
    dialogues,
    documents,
    entries,
    journal,
    monitoring,
    plans,
    tracing,
)

API = "/api/v1"

ROUTERS = (
    entries.router,
    changes.router,
    documents.router,
    dialogues.router,
    tracing.router,
    comparing.router,
    journal.router,
    monitoring.router,
    plans.router,
)
