"""Options of a command as one frozen object instead of a long list of parameters."""

from __future__ import annotations

import inspect
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

Request = TypeVar("Request")


def takes(request: type[Request]) -> Callable[[Callable[[Request], None]], Callable[..., None]]:
    """Let a command take a dataclass whose fields are annotated as arguments and options."""
    hints = get_type_hints(request, include_extras=True)
    # What a command shares with others is listed after what is its own.
    told = {field.name: field for field in fields(request)}  # type: ignore[arg-type]
    order = [name for one in request.__mro__ for name in getattr(one, "__annotations__", ())]
    chosen = [told[name] for name in dict.fromkeys(order) if name in told]
    parameters = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=hints[field.name],
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
        )
        for field in chosen
    ]

    def wrap(command: Callable[[Request], None]) -> Callable[..., None]:
        def call(**values: Any) -> None:
            command(request(**values))

        call.__name__ = command.__name__
        call.__doc__ = command.__doc__
        call.__annotations__ = {**hints, "return": None}
        call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return call

    return wrap
