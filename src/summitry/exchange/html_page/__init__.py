"""HTML: one page without anything from outside, the text beside a table of its commitments.

``page.html`` is the template, ``page.css`` and ``page.js`` stand inside the page that goes out.
Its Content-Security-Policy lets nothing else run or load, whatever a document holds.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summitry.exchange.html_page.view import page_view

if TYPE_CHECKING:
    from jinja2 import Template

    from summitry.exchange.formats import Results


def encode(results: Results) -> bytes:
    """Return the page as UTF-8; the same results give the same bytes."""
    from markupsafe import Markup

    style, script = _part("page.css"), _part("page.js")
    page = _template().render(
        page=page_view(results),
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_allowed(style)}; script-src {_allowed(script)}; "
        "base-uri 'none'; form-action 'none'",
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    # Loaded when a page is wanted: the command starts without it.
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(_part("page.html"))


@cache
def _part(name: str) -> str:
    return files("summitry.exchange.html_page").joinpath(name).read_text("utf-8")


def _allowed(part: str) -> str:
    """Return the name under which the policy lets this one part of the page stand."""
    digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
    return f"'sha256-{digest}'"
