"""The charts of the pages: which bars they have, in the visitor's words.

A page hands a :class:`~summitry.exchange.charts.BarChart` to its template, which shows it with
``{{ chart(name) }}``: title, a sentence for those who do not see the picture, the picture itself,
and the figures as a table with links. Other pictures go through ``picture`` and ``framed`` of
:mod:`summitry.exchange.charts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from summitry.exchange.charts import Bar, BarChart, Series
from summitry.exchange.wording import shown as printable
from summitry.interfaces.web.frame.languages import date_words, number_words
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.wording import force_words, title_of
from summitry.model import Force, Status

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from summitry.workflow.browsing import Standing
    from summitry.workflow.meetings import MeetingForces

_MOST = 15
_FEW = 12
_COLOURS = ("first", "second", "third")


def address_of(**filters: str) -> str:
    """Return the address of the commitments that meet filters."""
    return f"/commitments?{urlencode(filters)}"


def by_status(
    title: str, what: str, name: str, facets: Iterable[tuple[str, str, Counter[str]]]
) -> BarChart | None:
    """Return commitments by the values of a filter, the most frequent first; None for none.

    ``facets`` are (value, how it is called, commitments by status) of the filter of a name.
    """
    counted = [one for one in facets if one[2].total()]
    ordered = sorted(counted, key=lambda one: (-one[2].total(), one[1]))[:_MOST]
    return _of_statuses(title, what, [(words, {name: one}, told) for one, words, told in ordered])


def by_year(title: str, years: Iterable[tuple[str, Counter[str]]], since: int) -> BarChart | None:
    """Return commitments by the year in which they are due, from a year on; None for none."""
    coming = [(year, told) for year, told in sorted(years) if year.isdecimal()]
    chosen = [(year, told) for year, told in coming if int(year) >= since][:_MOST]
    bars = [(year, {"due_from": year, "due_to": year}, told) for year, told in chosen]
    return _of_statuses(title, _("year"), bars)


def _of_statuses(
    title: str, what: str, bars: Sequence[tuple[str, dict[str, str], Counter[str]]]
) -> BarChart | None:
    if not bars:
        return None
    shown = (Status.ACCEPTED.value, Status.PROPOSED.value)
    return BarChart(
        title,
        _summary([(label, told.total()) for label, _filters, told in bars]),
        what,
        _("commitments"),
        (Series(_("accepted"), "first"), Series(_("waits for review"), "third")),
        tuple(
            Bar(
                label,
                tuple(told[one] for one in shown),
                number_words(told.total()),
                address_of(**filters),
                tuple(address_of(**filters, status=one) for one in shown),
            )
            for label, filters, told in bars
        ),
    )


def of_parties(standings: Iterable[Standing]) -> BarChart | None:
    """Return what the parties with most owe and are owed, side by side; None for none."""
    shown = sorted(standings, key=lambda one: (-one.total, one.name))[:_FEW]
    if not shown:
        return None
    owes = max(shown, key=lambda one: one.owes.total())
    owed = max(shown, key=lambda one: one.owed.total())
    told = {
        "most": owes.name,
        "owes": number_words(owes.owes.total()),
        "other": owed.name,
        "owed": number_words(owed.owed.total()),
    }
    return BarChart(
        _("Who owes, and who is owed"),
        _("Owes most: %(most)s (%(owes)s). Is owed most: %(other)s (%(owed)s).") % told,
        _("party"),
        _("commitments"),
        (Series(_("owes"), "first"), Series(_("is owed"), "third")),
        tuple(
            Bar(
                one.name,
                (one.owes.total(), one.owed.total()),
                address=f"/parties/{quote(one.code, safe='')}",
                addresses=(address_of(actor=one.code), address_of(recipient=one.code)),
            )
            for one in shown
        ),
        beside=True,
    )


def by_force(meetings: Sequence[MeetingForces]) -> BarChart | None:
    """Return the commitments of meetings by their force, the newest first; None for none."""
    shown = [one for one in meetings if one.forces]
    if not shown:
        return None
    forces = [one.value for one in Force]
    return BarChart(
        _("Commitments by meeting and force"),
        _summary([(_meeting_words(one), one.forces.total()) for one in shown]),
        _("meeting"),
        _("commitments"),
        tuple(Series(force_words(one), _COLOURS[n]) for n, one in enumerate(forces)),
        tuple(
            Bar(
                _meeting_words(one),
                tuple(one.forces[force] for force in forces),
                number_words(one.forces.total()),
                f"/documents/{one.documents[0].key}" if len(one.documents) == 1 else "",
                _force_addresses(one, forces),
            )
            for one in shown
        ),
    )


def _force_addresses(one: MeetingForces, forces: Sequence[str]) -> tuple[str, ...]:
    if len(one.documents) != 1:
        return ()
    return tuple(address_of(document=one.documents[0].key, force=force) for force in forces)


def _meeting_words(one: MeetingForces) -> str:
    date = date_words(one.documents[0].details.get("date"))
    place = one.meeting.place if one.meeting else None
    told = ", ".join(part for part in (date, place) if part)
    return printable(told) if told else title_of(one.documents[0])


def _summary(bars: Sequence[tuple[str, int]]) -> str:
    label, most = max(bars, key=lambda one: one[1])
    told = {
        "label": label,
        "count": number_words(most),
        "all": number_words(sum(count for _label, count in bars)),
    }
    return _("Most: %(label)s, %(count)s of %(all)s.") % told
