"""The pages of targets, claims and figures of a published site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summitry.exchange.static_site.site import Site


def monitoring_files(site: Site, page: Callable[..., bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file; none where nothing is monitored.

    ``page`` renders a template with the way back to the top and its values.
    """
    told = site.monitoring
    if not told:
        return
    numbers = {one.number for one in told.series}
    yield "targets.html", page(site, "targets.html", "", followed=told.followed)
    for one in told.followed:
        pictures = [Markup(target.picture) for target in one.targets]
        values: dict[str, Any] = {"one": one, "pictures": pictures, "numbers": numbers}
        yield f"targets/{one.id}.html", page(site, "target.html", "../", **values)
    yield "claims.html", page(site, "claims.html", "", claims=told.claims)
    yield "series.html", page(site, "series_list.html", "", series=told.series)
    for series in told.series:
        yield f"series/{series.number}.html", page(site, "series.html", "../", one=series)
    records = json.dumps({"targets": told.records}, indent=1, ensure_ascii=False)
    yield "data/targets.json", records.encode("utf-8", "replace")
