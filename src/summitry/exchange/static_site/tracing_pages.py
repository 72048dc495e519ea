"""The pages of tracing in a published site: announced again, totals, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summitry.exchange.static_site.traced import TracedSite
    from summitry.model import Total

KINDS = {
    "same": "another report of the same meeting",
    "renewed": "said again",
    "raised": "raised",
    "lowered": "lowered",
    "extended": "more time",
    "narrowed": "narrowed",
    "split": "split into parts",
    "merged": "merged",
    "fulfilled-by-report": "reported as done",
    "silent": "passed over",
    "related": "the same, order unknown",
}
"""What the later of two promises is to the earlier, in words."""


def tracing_pages(traced: TracedSite, render: Callable[..., bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each page; ``render`` takes a template and its values."""
    repeated = [(one, _repeated(one)) for one in traced.totals if _repeated(one)]
    yield (
        "recycled.html",
        render("recycled.html", pledges=traced.recycled, repeated=repeated, said=traced.said),
    )
    yield "totals.html", render("totals.html", totals=traced.totals, said=traced.said)
    if traced.outcomes:
        yield (
            "proposals.html",
            render("proposals.html", outcomes=traced.outcomes, said=traced.said),
        )


def money(value: float, currency: str) -> str:
    """Return an amount as people read it: 20,000,000,000 USD."""
    return f"{value:,.2f}".removesuffix(".00") + f" {currency}"


def _repeated(total: Total) -> float:
    again = [one for one in total.left_out if one.left_out is LeftOut.REPEATED]
    return sum(one.value for one in again if one.currency == total.currency)


FILTERS: dict[str, Any] = {"kind": lambda kind: KINDS.get(str(kind), str(kind))}
"""What its templates need beside the others' filters."""
