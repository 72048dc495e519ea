"""The published site: what goes out, what stays, and only what changed written again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree
from visiting import Site

from summitry.errors import UsageError
from summitry.exchange.static_site import Imprint
from summitry.model import Query, Status
from summitry.planning import edit_action
from summitry.workflow import browsing, reviewing
from summitry.workflow.plans import adopting, building, running
from summitry.workflow.publishing import publish

IMPRINT = Imprint("Promises", "Institute", "CC BY 4.0", "https://example.org/promises")
LINK = re.compile(r'(?:href|src)="([^"#]*)(?:#[^"]*)?"')


@pytest.fixture
def accepted(site: Site) -> list[str]:
    found = browsing.entries(site.register, Query(), size=6).items
    ids = [one.entry.id for one in found[:4]]
    reviewing.decide(site.register, ids, Status.ACCEPTED, "Private Person")
    reviewing.note(site.register, ids[0], "Internal remark", "Private Person")
    reviewing.tag(site.register, ids[0], ["internal-tag"], "Private Person")
    return ids


def files_of(folder: Path) -> dict[str, bytes]:
    found = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


def test_accepted_ones_go_out_and_nothing_private(
    site: Site, accepted: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    listed = publish(site.register, folder, IMPRINT, dry_run=True)
    assert not folder.exists()
    assert publish(site.register, folder, IMPRINT).written == listed.written
    files = files_of(folder)
    pages = {Path(one).stem for one in files if one.startswith("commitments/")}
    assert pages == set(accepted)
    told = json.loads(files["data/commitments.json"])["commitments"]
    assert [one["id"] for one in told] == accepted
    whole = b"".join(files.values())
    for private in (b"Private Person", b"Internal remark", b"internal-tag", b"Tester"):
        assert private not in whole
    cited = files[f"commitments/{accepted[0]}.html"].decode()
    assert f"https://example.org/promises/commitments/{accepted[0]}.html" in cited
    for name in ("feed.atom", "sitemap.xml"):
        etree.fromstring(files[name])


def test_every_link_leads_to_a_file(site: Site, accepted: list[str], tmp_path: Path) -> None:
    publish(site.register, tmp_path / "site", IMPRINT)
    for path, content in files_of(tmp_path / "site").items():
        if not path.endswith(".html"):
            continue
        for link in LINK.findall(content.decode()):
            if link and not link.startswith("http"):
                place, _, asked = link.partition("?")
                assert (tmp_path / "site" / path).parent.joinpath(place).resolve().is_file(), link
                assert not asked or place.endswith("search.html"), link
            assert not re.search(r"<script(?![^>]+src=)|\sstyle=|\son\w+=", content.decode())


def test_only_what_changed_is_written_again(
    site: Site, accepted: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    publish(site.register, folder, IMPRINT)
    again = publish(site.register, folder, IMPRINT)
    assert (again.written, again.removed) == ((), ())
    waiting = browsing.entries(site.register, Query(statuses=(Status.PROPOSED,)), size=1).items[0]
    reviewing.note(site.register, accepted[1], "More internal remarks", "Private Person")
    reviewing.edit(site.register, waiting.entry.id, {"theme": "water"}, "Private Person")
    assert publish(site.register, folder, IMPRINT).written == ()
    reviewing.decide(site.register, [accepted[0]], Status.REJECTED, "Private Person")
    changed = publish(site.register, folder, IMPRINT)
    assert changed.removed == (f"commitments/{accepted[0]}.html",)
    assert f"commitments/{accepted[1]}.html" not in changed.written
    assert not (folder / f"commitments/{accepted[0]}.html").exists()


def test_a_folder_of_others_is_left_alone(site: Site, accepted: list[str], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="not published here"):
        publish(site.register, tmp_path, IMPRINT)
    folder, outside = tmp_path / "site", tmp_path / "outside.txt"
    publish(site.register, folder, IMPRINT)
    outside.write_text("mine")
    manifest = folder / ".summitry-published.json"
    told = json.loads(manifest.read_text())
    told["files"] |= {"../outside.txt": "x", str(outside): "x"}
    manifest.write_text(json.dumps(told))
    publish(site.register, folder, IMPRINT)
    assert outside.read_text() == "mine"


def test_what_waits_goes_out_only_when_asked_and_says_so(
    site: Site, accepted: list[str], tmp_path: Path
) -> None:
    publish(site.register, tmp_path / "site", IMPRINT, proposed=True)
    pages = list((tmp_path / "site" / "commitments").iterdir())
    assert len(pages) > len(accepted)
    unreviewed = next(one for one in pages if one.stem not in accepted)
    assert "not reviewed yet" in unreviewed.read_text("utf-8")


def test_a_plan_goes_out_as_it_was_adopted(site: Site, accepted: list[str], tmp_path: Path) -> None:
    building.build(site.register, building.PlanWishes(), "Private Person")
    publish(site.register, tmp_path / "site", IMPRINT)
    assert not any(one.startswith("plans/") for one in files_of(tmp_path / "site"))
    adopting.adopt(site.register, None, "Private Person", "first summit")
    title = (lambda one, by: edit_action(one, {"title": "Not yet agreed"}, by),)
    adopting.amend(site.register, None, "Private Person", "later")
    running.change_action(site.register, "P1-001", title, "Private Person", rewriting=True)
    publish(site.register, tmp_path / "site", IMPRINT)
    files = files_of(tmp_path / "site")
    page = files["plans/P1.html"].decode()
    assert "first summit" in page
    assert "Not yet agreed" not in page
    assert f"../commitments/{accepted[0]}.html" in page
    assert files["plans/P1.ics"].startswith(b"BEGIN:VCALENDAR")
    assert "plans/P1.html" in files["index.html"].decode()
    assert b"Private Person" not in b"".join(files.values())
    assert publish(site.register, tmp_path / "site", IMPRINT).written == ()
    for name, content in files.items():
        if name.endswith(".html"):
            for link in LINK.findall(content.decode()):
                if link and not link.startswith("http"):
                    plain = link.partition("?")[0]
                    assert (tmp_path / "site" / name).parent.joinpath(plain).exists(), name
