"""Publishing a register as a static site: what goes out, and writing only what changed.

Only commitments that a person has accepted go out, unless those that wait are asked for too; action
plans go out as they were last adopted.
Notes, tags, the names in the journal and accounts never do, nor figures that must not be passed on.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import ExtraMissing, UsageError
from summitry.exchange.icalendar import calendar_of
from summitry.exchange.rows import short_name
from summitry.exchange.static_site import Imprint, Published, PublishedPlan, Site, site_files
from summitry.exchange.wording import one_line, shown
from summitry.model import Commitment, Query, Status, effective
from summitry.planning.days import last_day
from summitry.storage import documents as stored
from summitry.storage import finding, plans
from summitry.storage.remarks import last_changes
from summitry.workflow.compared_register import published_comparison
from summitry.workflow.plans.adopting import version_of
from summitry.workflow.publishing_monitoring import published_monitoring
from summitry.workflow.publishing_traced import traced_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Document, StoredDocument
    from summitry.storage import Register, View

MANIFEST = ".summitry-published.json"
_KEY = 16
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did, or would do: paths written, unchanged, and taken away.

    ``commitments`` are those on the site.
    """

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    commitments: int


def publish(
    register: Register,
    folder: Path,
    imprint: Imprint | None = None,
    *,
    proposed: bool = False,
    dry_run: bool = False,
) -> Publication:
    """Write the site into a folder, or only tell what would be written.

    A folder that holds something else is refused with a UsageError. What an earlier publishing
    wrote and is no more is taken away.
    """
    known = _manifest(folder)
    digests: dict[str, str] = {}
    written: list[str] = []
    statuses = (Status.ACCEPTED, Status.PROPOSED) if proposed else (Status.ACCEPTED,)
    with register.looking() as view:
        traced = traced_site(view, statuses, _title)
        followed = published_monitoring(view, [one.value for one in statuses])
        documents = partial(_documents, view, statuses)
        compared = published_comparison(view, statuses)
        site = Site(
            imprint or Imprint(), documents, traced, followed, tuple(_plans(view)), compared
        )
        for path, content in site_files(site):
            digests[path] = hashlib.sha256(content).hexdigest()
            if known.get(path) == digests[path] and (folder / path).is_file():
                continue
            written.append(path)
            if not dry_run:
                _write(folder / path, content)
    removed = tuple(sorted(set(known) - set(digests)))
    if not dry_run:
        for path in removed:
            (folder / path).unlink(missing_ok=True)
        manifest = json.dumps({"files": digests}, indent=0, sort_keys=True).encode()
        _write(folder / MANIFEST, manifest)
    count = sum(1 for path in digests if path.startswith("commitments/"))
    return Publication(tuple(written), len(digests) - len(written), removed, count)


def _title(document: StoredDocument) -> str:
    details = document.details
    return shown(one_line(details.get("title") or short_name(details["source"])))


def _manifest(folder: Path) -> dict[str, str]:
    """Return what an earlier publishing wrote, by path."""
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    try:
        told = json.loads((folder / MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            "holds something that was not published here",
            where=str(folder),
            remedy="Name an empty folder, or one that was published into before.",
        ) from None
    # A manifest that somebody changed must not lead out of the folder.
    return {
        str(path): str(digest)
        for path, digest in dict(told).items()
        if not Path(path).is_absolute() and ".." not in Path(path).parts
    }


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_bytes(content)
    beside.replace(path)


def _plans(view: View) -> Iterator[PublishedPlan]:
    """Yield the plans that were adopted, as they were then."""
    for number in plans.plan_numbers(view):
        known = plans.versions(view, number)
        if not known:
            continue
        plan, version = version_of(view, number, str(known[-1].number)), known[-1]
        try:
            # The moment of its adoption, so that the same register gives the same bytes.
            own = view.setting("register") or ""
            calendar = calendar_of(plan, own, version.at, last_day)
        except ExtraMissing:
            calendar = None
        yield PublishedPlan(plan, version, calendar)


def _documents(
    view: View, statuses: tuple[Status, ...]
) -> Iterator[tuple[str, Document, list[Published]]]:
    """Yield the documents of which something goes out, in the order they came."""
    for known in stored.documents(view):
        query = Query(statuses=tuple(Status), document=known.key)
        found = [
            (number, one, record)
            for number, one in finding.find_numbered(view, query)
            if one.status in statuses and isinstance(record := effective(one), Commitment)
        ]
        if not found or known.withdrawn:
            continue
        # The name that the register has for the dialogue; a text may name it with its year.
        document = replace(stored.document_text(view, known.key), dialogue=known.dialogue)
        found.sort(key=lambda told: (told[2].span, told[0]))
        changed = last_changes(view, [number for number, _, _ in found])
        name = known.key[:_KEY]
        published = [
            Published(one.id, record, one.status is Status.ACCEPTED, changed.get(number, _NEVER))
            for number, one, record in found
        ]
        yield name, document, published
