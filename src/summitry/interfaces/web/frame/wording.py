"""How values read on pages: amounts, dates, parties, statuses; all of it in the visitor's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

from summitry.exchange.charts import Words, figure
from summitry.exchange.reasons import explain_commitment, explain_statement
from summitry.exchange.rows import is_page, short_name, shown_source
from summitry.exchange.wording import (
    amount_words,
    briefly_from,
    deadline_words,
    one_line,
    party_name,
    sentence,
    shown,
)
from summitry.interfaces.web.frame.languages import (
    date_words,
    moment_words,
    number_words,
)
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.model import Statement, plain_quantity
from summitry.workflow.amounts import shown_amount
from summitry.workflow.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from summitry.exchange.charts import BarChart
    from summitry.model import Commitment, Document, Period, Quantity, StoredDocument


_ID = re.compile(r"[A-Z0-9]{1,12}-(?:\d{4}|[A-Z0-9]{1,4})-\d{2,}\Z")


def amounts_of(record: Commitment | Statement) -> list[str]:
    """Return the amounts of a record in words."""
    return [_amount(record, one) for one in record.quantities]


def _amount(record: Commitment | Statement, amount: Quantity) -> str:
    typed = amount.span == record.span
    return shown_amount(plain_quantity(amount)) if typed else amount_words(amount)


def period_of(record: Commitment | Statement) -> Period | None:
    """Return the deadline of a commitment, or the period of another statement."""
    return record.period if isinstance(record, Statement) else record.deadline


def deadline_of(record: Commitment | Statement) -> str:
    """Return the deadline of a record in words."""
    return deadline_words(period_of(record))


def title_of(document: StoredDocument) -> str:
    """Return what a document is called."""
    return shown(one_line(document.details.get("title") or short_name(document.details["source"])))


def reasons_of(record: Commitment | Statement, document: Document) -> Any:
    """Return why a record is as it is."""
    if isinstance(record, Statement):
        return explain_statement(record, document)
    return explain_commitment(record, document)


def with_parameters(query: str, **changes: Any) -> str:
    """Return the query part of an address with parameters set anew; None takes one away."""
    kept = [(key, value) for key, value in parse_qsl(query) if key not in changes]
    kept += [(key, str(value)) for key, value in changes.items() if value is not None]
    return urlencode(kept)


def status_words(status: str) -> str:
    """Return a status in the visitor's words."""
    words = {
        "proposed": _("waits for review"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "split": _("split"),
        "merged": _("merged"),
        "withdrawn": _("withdrawn"),
    }
    return words.get(status, status)


def force_words(force: str) -> str:
    """Return a force in the visitor's words."""
    words = {"firm": _("firm"), "planned": _("planned"), "exploratory": _("exploratory")}
    return words.get(str(force), str(force))


def field_words(field: str) -> str:
    """Return the name of a field in the visitor's words."""
    words = {
        "actors": _("who"),
        "recipients": _("for whom"),
        "quantities": _("amount"),
        "deadline": _("deadline"),
        "force": _("force"),
        "theme": _("theme"),
        "verifiable": _("verifiable"),
        "action": _("act"),
        "reporter": _("reported by"),
        "status": _("status"),
        "quote": _("words"),
        "note": _("note"),
        "tag": _("tag"),
        "document": _("document"),
        "due_from": _("due from"),
        "due_to": _("due by"),
        "amount_from": _("at least"),
        "amount_to": _("at most"),
        "unit": _("unit"),
        "parties": _("parties"),
    }
    return words.get(field, field)


def people_of(mentions: Iterable[Any]) -> list[tuple[str, str, str]]:
    """Return code, name and what they were taken from, of parties."""
    return [
        (shown(one.code), shown(party_name(one.code)), briefly_from(one.basis)) for one in mentions
    ]


def chart_of(chart: BarChart, heading: str = "h2") -> Markup:
    """Return the HTML of a chart with its figures, in the visitor's words."""
    words = Words(_("Figures as a table"), _("all"), number_words)
    return figure(chart, words, heading)


FILTERS = {
    "amounts": amounts_of,
    "date": date_words,
    "deadline": deadline_of,
    "field": field_words,
    "force": force_words,
    "is_id": lambda text: bool(_ID.match(text)),
    "moment": moment_words,
    "number": number_words,
    "one_line": one_line,
    "parties": people_of,
    "party": party_name,
    "path": lambda text: quote(str(text), safe=""),
    "printable": shown,
    "sentence": sentence,
    "status": status_words,
    "title_of": title_of,
    "told": told,
}

GLOBALS = {
    "chart": chart_of,
    "is_page": is_page,
    "is_statement": lambda record: isinstance(record, Statement),
    "reasons_of": reasons_of,
    "shown_source": shown_source,
    "with_parameters": with_parameters,
}
