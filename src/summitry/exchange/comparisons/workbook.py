"""A comparison as a workbook: an overview, all numbers, quotes, texts, methods."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from summitry.exchange.comparisons import methods
from summitry.exchange.comparisons.plain import COLUMNS, rows_of
from summitry.exchange.comparisons.told import interval_words
from summitry.exchange.tables.workbook_looks import DARK, LINE, Looks
from summitry.exchange.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from summitry.exchange.comparisons.told import ToldComparison

# A fixed date, so that the same comparison makes the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SAID = ("id", "text", "actors", "recipients", "force", "verifiable", "amount", "deadline", "theme")
_LONGEST = 32_000


def xlsx_of(told: ToldComparison) -> bytes:
    """Return a comparison as the bytes of a workbook; texts are written as texts, never run."""
    page = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(page, options) as book:
        book.set_properties({"title": "Comparison", "created": _CREATED, "author": "summitry"})
        looks = Looks(book)
        _overview(book.add_worksheet("Overview"), looks, told)
        _table(
            book.add_worksheet("Numbers"),
            looks,
            COLUMNS,
            ([row.get(one) for one in COLUMNS] for row in rows_of(told.comparison)),
        )
        _table(book.add_worksheet("Commitments"), looks, (*_SAID, "quote"), _promises(told))
        heads = ("text", "date", "dialogue", "kind", "language", "words", "sentences")
        _table(book.add_worksheet("Texts"), looks, heads, _texts(told))
        _method(book.add_worksheet("Method"), looks, told)
    return page.getvalue()


def _overview(sheet: Worksheet, looks: Looks, told: ToldComparison) -> None:
    comparison = told.comparison
    head = _head(looks)
    sheet.write_string(0, 0, comparison.by.value, head)
    sheet.write_string(0, 1, "texts", head)
    sheet.write_string(0, 2, "commitments", head)
    plain = {"valign": "top", "border": 1, "border_color": LINE}
    for at, one in enumerate(comparison.measures):
        sheet.write_string(0, 3 + 2 * at, one.title, head)
        sheet.write_string(0, 4 + 2 * at, "interval", head)
        sheet.write_comment(0, 3 + 2 * at, one.plain)
    for row, group in enumerate(comparison.groups, start=1):
        sheet.write_string(row, 0, shown(group.name), looks.of(bold=True, **plain))
        sheet.write_number(row, 1, len(group.texts), looks.of(**plain))
        sheet.write_number(row, 2, len(group.promises), looks.of(**plain))
        for at, one in enumerate(comparison.measures):
            measured = group.measured(one.name)
            form = "0%" if one.scale == "share" else "0.0"
            if measured.value is None:
                sheet.write_string(row, 3 + 2 * at, measured.why, looks.of(text_wrap=True, **plain))
            else:
                look = looks.of(num_format=form, **plain)
                sheet.write_number(row, 3 + 2 * at, measured.value, look)
            words = interval_words(measured, one.scale)
            sheet.write_string(row, 4 + 2 * at, words, looks.of(**plain))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2 + 2 * len(comparison.measures), 13)
    sheet.freeze_panes(1, 1)


def _head(looks: Looks) -> Any:
    return looks.of(
        bold=True, font_color="#FFFFFF", bg_color=DARK, border=1, border_color=LINE, text_wrap=True
    )


def _table(
    sheet: Worksheet, looks: Looks, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    last = 0
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head.replace("_", " "), _head(looks))
    plain = looks.of(valign="top", text_wrap=True, border=1, border_color=LINE)
    for number, row in enumerate(rows, start=1):
        last = number
        for at, value in enumerate(row):
            if value is None:
                sheet.write_blank(number, at, None, plain)
            elif isinstance(value, bool):
                sheet.write_boolean(number, at, value, plain)
            elif isinstance(value, int | float):
                sheet.write_number(number, at, value, plain)
            else:
                sheet.write_string(number, at, shown(str(value))[:_LONGEST], plain)
    for at, head in enumerate(heads):
        sheet.set_column(at, at, {"quote": 80, "text": 34, "group": 28}.get(head, 14))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)


def _promises(told: ToldComparison) -> Iterable[Sequence[Any]]:
    for one in told.material.promises:
        yield (
            one.id,
            one.text,
            ", ".join(one.actors),
            ", ".join(one.recipients),
            one.force,
            one.verifiable,
            one.amount,
            one.deadline,
            one.theme,
            " ".join(one.quote.split()),
        )


def _texts(told: ToldComparison) -> Iterable[Sequence[Any]]:
    for one in told.material.texts:
        told_of = (one.name, one.date, one.dialogue, one.genre, one.language, one.words)
        yield (*told_of, one.sentences or None)


def _method(sheet: Worksheet, looks: Looks, told: ToldComparison) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    wrapped = looks.of(text_wrap=True, valign="top")
    measures = [(one.title, one.plain) for one in told.comparison.measures]
    again = [("To make it again", told.command)]
    said = [*methods.remarks(told), *measures, *methods.told(told), *again]
    for row, (head, words) in enumerate(said):
        sheet.write_string(row, 0, head, looks.of(bold=True, valign="top"))
        sheet.write_string(row, 1, shown(words)[:_LONGEST], wrapped)
