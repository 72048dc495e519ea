"""The example that comes with the package."""

from __future__ import annotations

from pathlib import Path

import summitry
from summitry.errors import SourceMissing


def example_documents() -> Path:
    """Return the folder of the example's documents, in the installed package or the checkout.

    Raises SummitryError when the installation lacks it.
    """
    package = Path(summitry.__file__).parent
    for home in (package, package.parents[1]):
        documents = home / "examples" / "central-asia" / "documents"
        if documents.is_dir():
            return documents
    raise SourceMissing(
        "the example is not where it was installed",
        where=str(package),
        remedy="Install summitry again.",
    )
