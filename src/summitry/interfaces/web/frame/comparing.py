"""Where pages and the API get comparisons from: one comparer for the whole application."""

from __future__ import annotations

from fastapi import Request

from summitry.workflow.compared_register import Comparer


def comparer_of(request: Request) -> Comparer:
    """Return the comparer of the application, made when it is first asked for."""
    state = request.app.state
    if not hasattr(state, "comparer"):
        state.comparer = Comparer()
    comparer: Comparer = state.comparer
    return comparer
