"""One self-contained page with a picture and the table of what it shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADS = ("Reporter", "Vintage", "Status", "First met", "Because")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}svg{max-width:100%;height:auto}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;"
    "border-bottom:1px solid #ccc;vertical-align:top}blockquote{margin:0 0 1rem;color:#444}"
    "div{overflow-x:auto}"
)


def chart_page(name: str, quote: str, picture: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return a page that opens anywhere; ``picture`` is an SVG, ``rows`` what it shows."""
    head = "".join(f'<th scope="col">{one}</th>' for one in _HEADS)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(name)}</h1>"
        f"<blockquote>{escape(quote)}</blockquote>"
        f'<figure role="img" aria-label="The way to the target, by reporter and vintage">{picture}'
        f'</figure><div tabindex="0" role="region" aria-label="Table"><table><thead><tr>{head}'
        f"</tr></thead><tbody>{body}</tbody></table></div></main></body></html>\n"
    )
    return page.encode()
