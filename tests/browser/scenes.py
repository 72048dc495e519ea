"""Every page of the application and of a published site, each in the state worth looking at.

The accessibility test goes through them, and so do the portraits that ``--portraits`` asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.exchange.static_site import Imprint
from summitry.model import Query, Status
from summitry.model.people import Role
from summitry.workflow import browsing, people, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.plans import adopting, building
from summitry.workflow.publishing import publish

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from summitry.workflow.register import Register

PASSWORD = "a long walk by the river"
NOTE = """# Notes of a meeting

China will build 3 hospitals in Tajikistan by 2030. China will train 500 doctors by 2028.
Kazakhstan will open a railway to the port by 2029. Uzbekistan will give 20 million dollars.
"""

Act = Callable[["Page", "Place"], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a register is served, and what stands in it: an entry, and a reviewed document."""

    address: str
    entry: str = ""
    document: str = ""


def fill(path: Path, documents: list[Path]) -> Place:
    """Make a register in which people have been at work; the address is still to come."""
    workflow.create(path, "Tester")
    with workflow.open_at(path) as register:
        list(workflow.add(register, documents, "Tester"))
        return _worked_on(register)


def _worked_on(register: Register) -> Place:
    building.build(register, building.PlanWishes(), "analyst")
    adopting.adopt(register, None, "analyst", "first summit")
    longest = max(browsing.documents(register, size=50).items, key=lambda one: one.live)
    key = longest.document.key
    ids = [one.entry.id for one in browsing.entries(register, Query(document=key), size=9).items]
    reviewing.decide(register, ids[:4], Status.ACCEPTED, "analyst")
    reviewing.decide(register, ids[:2], Status.ACCEPTED, "second reader")
    reviewing.decide(register, [ids[2]], Status.REJECTED, "second reader")
    reviewing.edit(register, ids[3], {"theme": "water", "force": "exploratory"}, "second reader")
    reviewing.note(register, ids[0], "The budget names this sum too.", "analyst")
    reviewing.tag(register, ids[0], ["budget", "follow-up"], "analyst")
    reviewing.link(register, (ids[0], ids[1]), "repeats", "analyst")
    people.save_view(register, "Tester", "Water, still to come", "theme=water&due_from=2026")
    return Place("", ids[0], key)


def invited(path: Path) -> None:
    """Give a register an administrator, a reviewer and a reader."""
    with workflow.open_at(path) as register:
        for name, role in (
            ("Administrator", Role.ADMIN),
            ("Reviewer", Role.REVIEWER),
            ("Reader", Role.READER),
        ):
            people.join(register, people.invite(register, role, "Tester"), name, PASSWORD)


def published(register: Path, folder: Path) -> list[tuple[str, str]]:
    """Publish a register; return the names and addresses of one page of each kind."""
    imprint = Imprint("What was promised", "Institute", "CC BY 4.0", "https://example.org/promises")
    with workflow.open_at(register) as opened:
        publish(opened, folder, imprint, proposed=True)
    kinds = ("dialogues", "documents", "commitments", "plans")
    pages = ["index.html", "parties.html", "search.html", "search.html?q=water"]
    pages += [
        one
        for one in ("recycled.html", "totals.html", "comparison.html")
        if (folder / one).is_file()
    ]
    pages += [f"{kind}/{_largest(folder / kind)}" for kind in kinds]
    root = folder.as_uri()
    return [(f"published-{_slug(one)}", f"{root}/{one}") for one in pages]


def _largest(folder: Path) -> str:
    return max(folder.iterdir(), key=lambda one: (one.stat().st_size, one.name)).name


def _slug(path: str) -> str:
    return path.partition("/")[0].replace(".html", "").replace("?q=", "-").strip("-")


PAGES = {
    "plans": "/plans",
    "plan": "/plans/P1",
    "plan-board": "/plans/P1?view=board",
    "plan-gantt": "/plans/P1?view=gantt",
    "plan-due": "/plans/P1/due?within=5000",
    "plan-versions": "/plans/P1/versions",
    "plan-body": "/plans/P1/bodies/CHN-trade",
    "action": "/actions/P1-003",
    "start": "/",
    "dialogues": "/dialogues",
    "dialogue": "/dialogues/CC5",
    "documents": "/documents",
    "document": "/documents/{document}",
    "agreement": "/documents/{document}/agreement",
    "commitments": "/commitments",
    "commitments-filtered": "/commitments?party=CHN&due_from=2020",
    "commitments-none": "/commitments?q=nothing-like-it",
    "commitments-faulty": "/commitments?due_from=soon",
    "commitment": "/commitments/{entry}",
    "edit": "/commitments/{entry}/edit",
    "split": "/commitments/{entry}/split",
    "life": "/commitments/{entry}/life",
    "tracing": "/tracing",
    "comparison": "/comparison",
    "announced-again": "/tracing/recycled",
    "totals": "/tracing/totals",
    "total": "/tracing/totals/USD",
    "proposals": "/tracing/proposals",
    "evidence": "/tracing/evidence",
    "evidence-in-a-document": "/documents/{document}/evidence",
    "versions": "/documents/{document}/versions",
    "parties": "/parties",
    "party": "/parties/CHN",
    "party-unknown": "/parties/ZZZ",
    "upload": "/upload",
    "journal": "/journal",
    "differences": "/differences",
    "help": "/help",
    "missing-page": "/nothing",
    "missing-entry": "/commitments/XX-2020-01",
    "unreadable-address": "/journal/x/undo",
}
"""Pages that a single user finds at an address, by what they are called."""


def _change(page: Page, place: Place, action: str) -> None:
    """Edit the entry as another window would, while the page is open."""
    path = f"{place.address}/api/v1/commitments/{place.entry}"
    token = page.get_attribute("meta[name=csrf]", "content") or ""
    seen = page.request.get(path).headers["etag"]
    done = page.request.patch(
        path, data={"action": action}, headers={"If-Match": seen, "X-CSRF-Token": token}
    )
    assert done.ok, done.text()


def edit_conflict(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/commitments/{place.entry}/edit")
    _change(page, place, "finance")
    page.fill("[name=deadline_end]", "2031")
    page.click("main button.primary")
    page.wait_for_selector("[role=alert]")


def decision_conflict(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/commitments/{place.entry}")
    _change(page, place, "fund")
    page.click("main button.reject")
    page.wait_for_selector("[role=alert]")


def edit_faults(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/commitments/{place.entry}/edit")
    page.fill("[name=deadline_end]", "soon")
    page.fill("[name=actors]", "Atlantis")
    page.click("main button.primary")
    page.wait_for_selector("[role=alert]")


def verification(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/journal")
    page.click("main .head button")
    page.wait_for_selector(".hash")


def upload_results(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/upload")
    files = [("note.md", NOTE.encode()), ("broken.pdf", b"%PDF-1.7")]
    kept = [{"name": name, "mimeType": "text/plain", "buffer": told} for name, told in files]
    page.set_input_files("#files", kept)  # type: ignore[arg-type]
    page.click("main button.primary")
    page.wait_for_selector("#outcomes li:nth-child(2)", timeout=60_000)


def upload_faults(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/upload")
    page.click("main details summary")
    page.fill("[name=date]", "yesterday")
    page.fill("[name=parties]", "Atlantis")
    page.set_input_files(
        "#files", {"name": "a.txt", "mimeType": "text/plain", "buffer": NOTE.encode()}
    )
    page.click("main button.primary")
    page.wait_for_selector(".failed, [role=alert]")


def keys(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/documents/{place.document}")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")


def reasons_and_tables(page: Page, place: Place) -> None:
    page.goto(place.address)
    page.click(".figures-table summary >> nth=0")


ACTS: dict[str, Act] = {
    "edit-conflict": edit_conflict,
    "decision-conflict": decision_conflict,
    "edit-faults": edit_faults,
    "verification": verification,
    "upload-results": upload_results,
    "upload-faults": upload_faults,
    "keys": keys,
    "figures-of-a-chart": reasons_and_tables,
}
"""What a single user sees after doing something."""


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.fill("[name=name]", name)
    page.fill("[name=password]", password)
    page.click("main button")


def login(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/login")


def login_refused(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/login")
    log_in(page, "Nobody", "a wrong password")
    page.wait_for_selector("[role=alert]")


def forbidden(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/login")
    log_in(page, "Reader")
    page.goto(f"{place.address}/people")


def document_of_reader(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/documents/{place.document}")


def account_people(page: Page, place: Place) -> None:
    page.context.clear_cookies()
    page.goto(f"{place.address}/login")
    log_in(page, "Administrator")
    page.goto(f"{place.address}/people")


def menu(page: Page, place: Place) -> None:
    page.goto(place.address)
    page.click(".me summary")


def password(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/password")


def tokens(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/tokens")
    page.fill("main [name=name]", "nightly import")
    page.click("text=Make the token")
    page.wait_for_selector(".hash")


def invitation(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/people")
    page.click("text=Make an invitation")
    page.wait_for_selector(".hash")


def join(page: Page, place: Place) -> None:
    invitation(page, place)
    page.goto(page.inner_text(".hash"))


def join_refused(page: Page, place: Place) -> None:
    join(page, place)
    for name, told in (("name", "Newcomer"), ("password", PASSWORD), ("again", PASSWORD[1:])):
        page.fill(f"main [name={name}]", told)
    page.click("main button")
    page.wait_for_selector(".fault-line")


def invitation_over(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/join/an-invitation-that-never-was")


ACCOUNT_ACTS: dict[str, Act] = {
    "login": login,
    "login-refused": login_refused,
    "forbidden": forbidden,
    "document-of-a-reader": document_of_reader,
    "people": account_people,
    "menu": menu,
    "password": password,
    "tokens": tokens,
    "invitation": invitation,
    "join": join,
    "join-refused": join_refused,
    "invitation-over": invitation_over,
}
"""What those with accounts see, one after the other."""
