"""A register as a static site: pages that any web host serves, and that open from a disk.

Nothing is fetched from elsewhere, and nothing needs a server: the search goes through a list that
the page brings along. The same register gives the same bytes.
"""

from summitry.exchange.static_site.pages import site_files
from summitry.exchange.static_site.site import (
    Followed,
    Imprint,
    Monitoring,
    Published,
    PublishedClaim,
    PublishedPlan,
    PublishedSeries,
    PublishedTarget,
    PublishedVerdict,
    Site,
)

__all__ = [
    "Followed",
    "Imprint",
    "Monitoring",
    "Published",
    "PublishedClaim",
    "PublishedPlan",
    "PublishedSeries",
    "PublishedTarget",
    "PublishedVerdict",
    "Site",
    "site_files",
]
