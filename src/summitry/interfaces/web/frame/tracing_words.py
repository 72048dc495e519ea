"""How tracing reads on pages: links, what evidence says, amounts; in the visitor’s words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from summitry.errors import ExtraMissing
from summitry.exchange.charts import Bar, BarChart, Series, Words, framed, picture
from summitry.exchange.lineage_picture import Node, life_chart
from summitry.exchange.wording import one_line, shown
from summitry.interfaces.web.frame.languages import date_words, number_words
from summitry.interfaces.web.frame.languages import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.workflow.findings import Brought
    from summitry.workflow.tracing import Life

_CHANGED = ("raised", "lowered", "extended", "narrowed", "split", "merged")
_CHARTED = 12


def kind_words(kind: str) -> str:
    """Return what the later of two promises is to the earlier, in the visitor's words."""
    words = {
        "new": _("new"),
        "same": _("another report of the same meeting"),
        "renewed": _("said again"),
        "raised": _("raised"),
        "lowered": _("lowered"),
        "extended": _("more time"),
        "narrowed": _("narrowed"),
        "split": _("split into parts"),
        "merged": _("merged"),
        "fulfilled-by-report": _("reported as done"),
        "silent": _("passed over"),
        "related": _("the same, order unknown"),
    }
    return words.get(str(kind), str(kind))


def standing_words(standing: str) -> str:
    """Return how a link stands."""
    words = {"proposed": _("proposed"), "confirmed": _("confirmed"), "refused": _("refused")}
    return words.get(str(standing), str(standing))


def says_words(says: str) -> str:
    """Return what a passage says of a promise."""
    words = {
        "delivered": _("delivered"),
        "partly": _("partly delivered"),
        "progress": _("progress"),
        "reaffirmed": _("reaffirmed"),
        "amended": _("amended"),
    }
    return words.get(str(says), str(says))


def outcome_words(outcome: str) -> str:
    """Return what became of a proposal."""
    words = {"taken up": _("taken up"), "declined": _("declined"), "silent": _("no answer")}
    return words.get(str(outcome), str(outcome))


def left_out_words(reason: str) -> str:
    """Return briefly why an amount is no part of a total."""
    words = {
        "repeated": _("announced before"),
        "replaced": _("changed by a later record"),
        "part": _("part of a larger amount"),
        "disbursed": _("paid already"),
        "level": _("a level, no money promised"),
        "range end": _("upper end of a range"),
        "conversion": _("the same in another currency"),
        "other currency": _("no rate"),
    }
    return words.get(str(reason), str(reason))


def relation_words(relation: str) -> str:
    """Return how a later pledge repeats an earlier one."""
    words = {
        "announced again": _("announced again"),
        "announced again in another currency": _("announced again in another currency"),
        "part of an earlier total": _("part of an earlier total"),
    }
    return words.get(str(relation), str(relation))


def compared_words(field: str) -> str:
    """Return the name of a compared field."""
    words = {
        "actors": _("who"),
        "recipients": _("for whom"),
        "theme": _("theme"),
        "object": _("what"),
        "action": _("act"),
        "amounts": _("amount"),
        "dates": _("deadline"),
        "deadline": _("deadline"),
        "names": _("names"),
    }
    return words.get(str(field), str(field))


def agreement_words(agreement: str) -> str:
    """Return how a field of two records compares."""
    words = {
        "agrees": _("agrees"),
        "partly": _("agrees in part"),
        "differs": _("differs"),
        "one-sided": _("on one side only"),
        "absent": _("not told"),
    }
    return words.get(str(agreement), str(agreement))


def money_words(value: float, currency: str) -> str:
    """Return an amount in full with its currency."""
    whole = float(value).is_integer()
    return f"{number_words(int(value)) if whole else f'{value:,.2f}'} {currency}"


WORDS: dict[str, Any] = {
    "kind_words": kind_words,
    "standing_words": standing_words,
    "says_words": says_words,
    "outcome_words": outcome_words,
    "left_out_words": left_out_words,
    "relation_words": relation_words,
    "compared_words": compared_words,
    "agreement_words": agreement_words,
    "money_words": money_words,
}
"""What templates of tracing call."""


def brought_chart(found: Sequence[Brought]) -> BarChart | None:
    """Return what the latest documents bring as bars, oldest first; None for none."""
    dated = [one for one in found if one.occasion.date and one.commitments][:_CHARTED][::-1]
    if not dated:
        return None
    bars = tuple(
        Bar(
            f"{one.occasion.date} {shown(one.occasion.dialogue or one.occasion.document)}",
            (
                one.kinds.get("new", 0),
                sum(one.kinds.get(kind, 0) for kind in ("renewed", "same", "related")),
                sum(one.kinds.get(kind, 0) for kind in _CHANGED),
                one.kinds.get("silent", 0),
            ),
            address=f"/documents/{one.key}",
        )
        for one in dated
    )
    new, again, changed, silent = (sum(bar.values[at] for bar in bars) for at in range(4))
    summary = _(
        "In the latest %(count)s documents with a date: %(new)s new, %(again)s said again, "
        "%(changed)s changed, %(silent)s of the meeting before passed over."
    ) % {
        "count": len(bars), "new": new, "again": again, "changed": changed, "silent": silent
    }  # fmt: skip
    series = (
        Series(_("new"), "first"),
        Series(_("said again"), "second"),
        Series(_("changed"), "third"),
        Series(_("passed over"), "fourth"),
    )
    return BarChart(
        _("What the latest documents bring"), summary, _("document"), _("commitments"), series, bars
    )


def life_figure(life: Life) -> Markup:
    """Return the picture of a life with its table; empty for a promise that was said once."""
    said = [*life.steps, *life.undated]
    if len(said) < 2:
        return Markup("")
    nodes = [Node(one.id, one.occasion.date, one.occasion.document, one.quote) for one in said]
    links = [
        (one.link.earlier, one.link.later, kind_words(one.link.kind.value))
        for one in life.links
        if one.link.later
    ]
    title = _("Picture of its life")
    first, last = life.steps[0] if life.steps else said[0], said[-1]
    summary = _("Said %(count)s times, first %(first)s, last %(last)s.") % {
        "count": len(said),
        "first": date_words(first.occasion.date) or _("undated"),
        "last": date_words(last.occasion.date) or _("undated"),
    }
    leading = {link[1]: link[2] for link in links}
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
            date_words(one.occasion.date) or _("undated"), one.id, leading.get(one.id, "")
        )
        for one in said
    )
    table = Markup(
        '<table><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>'
        "</tr></thead><tbody>{}</tbody></table>"
    ).format(_("date"), _("commitment"), _("what it is to the one before"), rows)
    try:
        drawn = picture(life_chart(nodes, links), title=title, summary=summary)
    except ExtraMissing:
        drawn = ""
    words = Words(table=_("Figures as a table"))
    return framed(drawn, title=title, summary=one_line(summary), table=table, words=words)
