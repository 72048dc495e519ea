"""The files of a published site, one after the other."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from summitry.exchange.charts import figure
from summitry.exchange.comparisons.report import body_of
from summitry.exchange.html_page.layout import document_body
from summitry.exchange.html_page.passages import Highlight
from summitry.exchange.reasons import explain_commitment
from summitry.exchange.rows import is_page, shown_source
from summitry.exchange.static_site import charts, rows
from summitry.exchange.static_site.feeds import feed, sitemap
from summitry.exchange.static_site.gathered import Gathered, title_of
from summitry.exchange.static_site.monitoring import monitoring_files
from summitry.exchange.static_site.traced import Life
from summitry.exchange.static_site.tracing_pages import FILTERS, money, tracing_pages
from summitry.exchange.wording import amount_words, deadline_words, one_line, party_name, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from summitry.exchange.static_site.site import Published, PublishedPlan, Site
    from summitry.model import Document


def site_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every file."""
    styles = (
        ("html_page", "page.css"),
        ("charts.look", "charts.css"),
        ("comparisons.look", "comparison.css"),
        ("static_site", "site.css"),
    )
    yield "style.css", "".join(_part(*one) for one in styles).encode()
    yield "search.js", _part("static_site", "search.js").encode()
    gathered = Gathered()
    for key, document, found in site.documents():
        yield from _document(site, key, document, found)
        gathered.add(key, document, found)
    yield "data/search.js", rows.as_script(gathered.rows)
    yield "data/commitments.json", rows.as_json(gathered.rows)
    yield "data/commitments.csv", rows.as_table(gathered.rows)
    series = list(_dialogues(site, gathered))
    yield from series
    yield from _overviews(site, gathered)
    pages = ["index.html", "parties.html", "search.html", *(path for path, _ in series)]
    for path, content in monitoring_files(site, _page):
        pages += [path] if path.endswith(".html") else []
        yield path, content
    pages += [f"plans/{one.plan.id}.html" for one in site.plans]
    for told in site.plans:
        yield from _plan(site, told, {str(row[0]) for row in gathered.rows})
    if site.traced:
        for path, content in tracing_pages(site.traced, partial(_top_page, site)):
            pages.append(path)
            yield path, content
    if site.compared:
        pages.append("comparison.html")
        body = body_of(site.compared, "commitments/{}.html".format)
        yield "comparison.html", _top_page(site, "comparison.html", body=body)
    if site.imprint.address:
        pages += [f"documents/{one.key}.html" for one in gathered.newest_first()]
        pages += [f"commitments/{row[0]}.html" for row in gathered.rows]
        yield "feed.atom", feed(site, gathered.news)
        yield "sitemap.xml", sitemap(site, pages)


def _overviews(site: Site, gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    count = len(gathered.rows)
    dialogues = {one.series: one.dialogue for one in gathered.documents if one.series}
    yield (
        "index.html",
        _page(
            site,
            "index.html",
            "",
            count=count,
            documents=gathered.newest_first(),
            dialogues=sorted(dialogues.items(), key=lambda one: one[1]),
            charts=[charts.by_theme(gathered.themes), charts.by_year(gathered.years)],
        ),
    )
    sides = gathered.owes + gathered.owed
    codes = sorted(sides, key=lambda code: (-sides[code], party_name(code), code))
    parties = [(code, gathered.owes[code], gathered.owed[code]) for code in codes]
    chart = charts.of_parties(gathered)
    yield "parties.html", _page(site, "parties.html", "", parties=parties, sides=chart)
    yield "search.html", _page(site, "search.html", "", count=count)


def _dialogues(site: Site, gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    listed = [one for one in gathered.newest_first() if one.series]
    listed.sort(key=lambda one: one.series)
    for series, members in groupby(listed, key=lambda one: one.series):
        documents = list(members)
        yield (
            f"dialogues/{series}.html",
            _page(
                site,
                "dialogue.html",
                "../",
                name=documents[0].dialogue,
                documents=documents,
                count=sum(one.count for one in documents),
                forces=charts.by_document(documents),
            ),
        )


def _document(
    site: Site, key: str, document: Document, found: list[Published]
) -> Iterator[tuple[str, bytes]]:
    highlights = [
        Highlight(
            one.record.span, one.id, one.id.rpartition("-")[2], one.record.force.value, "Commitment"
        )
        for one in found
    ]
    body = Markup(document_body(document, highlights, above=2))
    series = found[0].id.rsplit("-", 2)[0] if document.dialogue else ""
    shared = {"document": document, "title": title_of(document), "key": key, "series": series}
    shared["followed"] = {told.id for told in site.monitoring.followed}
    yield (
        f"documents/{key}.html",
        _page(site, "document.html", "../", body=body, found=found, **shared),
    )
    for one in found:
        why = explain_commitment(one.record, document)
        yield (
            f"commitments/{one.id}.html",
            _page(
                site, "commitment.html", "../", one=one, why=why, life=_life(site, one), **shared
            ),
        )


def _plan(site: Site, told: PublishedPlan, known: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the page of a plan, without who reported what, and its calendar."""
    plan = told.plan
    names = {one.code: one.name for one in plan.facts.bodies}
    values = {"plan": plan, "version": told.version, "names": names, "known": known}
    page = _page(site, "plan.html", "../", calendar=told.calendar is not None, **values)
    yield f"plans/{plan.id}.html", page
    if told.calendar is not None:
        yield f"plans/{plan.id}.ics", told.calendar


def _life(site: Site, one: Published) -> Life:
    return site.traced.life(one.id) if site.traced else Life()


def _top_page(site: Site, template: str, **values: Any) -> bytes:
    return _page(site, template, "", **values)


def _page(site: Site, template: str, root: str, **values: Any) -> bytes:
    page = _environment().get_template(template).render(site=site, root=root, **values)
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("summitry.exchange.static_site", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        amount=amount_words,
        deadline=deadline_words,
        number="{:,}".format,
        one_line=one_line,
        party=party_name,
        printable=shown,
        **FILTERS,
    )
    environment.globals.update(
        chart=figure, money=money, is_page=is_page, shown_source=shown_source
    )
    return environment


def _part(package: str, name: str) -> str:
    folder = files("summitry.exchange")
    return folder.joinpath(*package.split("."), name).read_text("utf-8")
