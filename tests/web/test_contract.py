"""Whatever is asked of the API, it has an answer: schemathesis tries what OpenAPI allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from visiting import Site

HOST = {"Host": "127.0.0.1"}
SOME = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_nothing_fails_on_this_side(still: Site) -> None:
    document = still.get("/api/v1/openapi.json").json()
    ids = [one["id"] for one in still.get("/api/v1/commitments").json()["commitments"]]
    operations = [one.ok() for one in schemathesis.openapi.from_dict(document).get_all_operations()]
    assert len(operations) >= 20
    for place, operation in enumerate(operations):
        _ask(still, operation, ids[place % len(ids)])


def _ask(still: Site, operation: schemathesis.APIOperation, entry: str) -> None:
    """Ask for one thing in many ways; half of them with the id of an entry that is there."""

    @SOME
    @given(case=operation.as_strategy(), real=st.booleans())
    def ask(case: schemathesis.Case, real: bool) -> None:
        # Without a cookie it is a program on this machine that asks, which needs no token.
        still.client.cookies.clear()
        if real and "entry_id" in (case.path_parameters or {}):
            case.path_parameters["entry_id"] = entry
        told = case.as_transport_kwargs(base_url="http://127.0.0.1")
        told = {name: told.get(name) for name in ("method", "url", "json", "params")}
        headers = {"If-Match": '"1"'} if real else _plain(case.headers)
        answer = still.client.request(**told, headers={**headers, **HOST})
        assert answer.status_code < 500, (case, answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.status_code >= 400:
            assert answer.json()["error"]["faults"]

    ask()


def _plain(headers: object) -> dict[str, str]:
    """Return the headers that a client can send at all."""
    told = {str(name): str(value) for name, value in dict(headers or {}).items()}
    kept = ("if-match", "x-csrf-token")
    return {
        name: value.encode("ascii", "ignore").decode()
        for name, value in told.items()
        if name.lower() in kept and value.isprintable()
    }
