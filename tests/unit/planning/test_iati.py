"""IATI activities: what goes out is valid, what is wrong is told, what comes in is evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from summitry.errors import ImportRefused, UsageError
from summitry.exchange.iati import activities, check_activities
from summitry.exchange.iati.ruleset import not_checked, rules
from summitry.model import (
    ActionState,
    Indicator,
    Money,
    MoneyKind,
    PlanFacts,
    Publisher,
)
from summitry.planning import set_state
from summitry.planning.bodies import party_name
from summitry.workflow import consulting
from summitry.workflow.evidence import kept
from summitry.workflow.plans import files, looking, running
from summitry.workflow.plans.steps import edited
from summitry.workflow.plans.taking_iati import take_iati
from summitry.workflow.register import Register

from .making import BY, small_plan

AT = "2026-03-01T09:00:00Z"
TODAY = AT[:10]
OWN = Publisher("XM-EX-1", "10", "Joint secretariat", "KAZ")


def written(*money: Money, facts: PlanFacts | None = None, **fields: object) -> bytes:
    plan = small_plan()
    action = replace(plan.actions[0], money=money, recipients=("KAZ",), **fields)
    chosen = facts or replace(plan.facts, publisher=OWN)
    return activities(replace(plan, facts=chosen, actions=(action,)), AT, party_name)


def pledge(kind: MoneyKind = MoneyKind.PLEDGE, **told: object) -> Money:
    line = Money(kind, 5e7, "USD", provider="JPN", receiver="KAZ", date="2025-06-17", document="x")
    return replace(line, **told)


def types(content: bytes) -> list[str]:
    return etree.fromstring(content).xpath("//transaction-type/@code")


def test_what_goes_out_is_valid() -> None:
    full = written(
        pledge(),
        pledge(MoneyKind.COMMITMENT),
        pledge(MoneyKind.DISBURSEMENT),
        indicators=(Indicator("3 pumps", "pump", 3, 1, 2025, 2),),
        state=ActionState.UNDER_WAY,
    )
    assert check_activities(full, TODAY) == ()
    for state in ActionState:
        assert check_activities(written(state=state), TODAY) == ()


def test_announced_money_is_a_pledge_and_only_a_signed_document_makes_a_commitment() -> None:
    assert types(written(pledge())) == ["13"]
    assert types(written(pledge(receiver="UZB"))) == ["12"]
    assert types(written(pledge(MoneyKind.COMMITMENT, receiver="UZB"))) == ["2"]
    assert types(written(pledge(MoneyKind.COMMITMENT, document=""))) == []
    assert types(written(pledge(MoneyKind.DISBURSEMENT, receiver="UZB"))) == ["3"]


@pytest.mark.parametrize("date", [None, "2025", "2025-06", "2027-01-01"])
def test_no_day_is_invented_for_a_transaction(date: str | None) -> None:
    assert types(written(pledge(date=date))) == []


def test_a_plan_of_a_register_is_checked_field_by_field(planned: Register) -> None:
    told = files.plan_file(planned)
    found = files.iati_findings(told, files.iati(told))
    assert [one.field for one in found if one.severity == "error"] == ["publisher"]
    assert "summitry plan publisher" in found[0].remedy
    running.name_publisher(planned, None, OWN, "analyst")
    told = files.plan_file(planned)
    content = files.iati(told)
    assert check_activities(content, told.at[:10]) == ()
    again = files.file_bytes(told, "iati")
    assert content == again


SPOILED = {
    "no start": (r'<activity-date type="1"[^>]*/>\s*', "", "start and end"),
    "end before start": (r'(type="3" iso-date=")2027', r"\g<1>2020", "start and end"),
    "an end that has not come": (r'type="3"', 'type="4"', "start and end"),
    "no sector": (r"<sector[^>]*/>\s*", "", "theme"),
    "two sectors without shares": (r"(<sector[^>]*/>)", r"\1\1", "theme"),
    "two countries without shares": (r"(<recipient-country[^>]*/>)", r"\1\1", "recipients"),
    "no recipient": (r"<recipient-country[^>]*/>\s*", "", "recipients"),
    "a share beyond all": (r"(<recipient-country )", r'\1percentage="140" ', "recipients"),
    "no currency": (r'currency="USD" ', "", "money"),
    "a payment to come": (r'iso-date="2025-06-17"', 'iso-date="2029-06-17"', "money"),
    "an amount in words": (r">50000000<", ">fifty<", "money"),
    "no title": (r"(<title>\s*<narrative>)[^<]*", r"\1", "title"),
    "a slash in the identifier": (r"XM-EX-1-P1-001", "XM-EX-1-P1/001", "publisher"),
    "another identifier": (r">XM-EX-1-P1-001<", ">P1-001<", "publisher"),
    "spaces about the identifier": (r">XM-EX-1-P1-001<", "> XM-EX-1-P1-001 <", "publisher"),
    "an unknown element": (r"(<sector)", r"<colour/>\1", "colour"),
    "the wrong order": (r"(<title>.*?</title>)(.*?)(</description>)", r"\2\3\1", None),
    "a state that is none": (r'activity-status code="."', 'activity-status code="9"', "state"),
    "a transaction that is none": (r'type code="13"', 'type code="99"', "money"),
    "no language": (r' xml:lang="en"', "", None),
    "a target in words": (r'<target value="3"/>', '<target value="three"/>', "target"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_what_is_spoiled_is_found_with_the_field_to_mend(what: str) -> None:
    pattern, instead, field = SPOILED[what]
    content = written(pledge(), indicators=(Indicator("3 pumps", "pump", 3),)).decode()
    spoiled = re.sub(pattern, instead, content, flags=re.DOTALL)
    assert spoiled != content
    found = check_activities(spoiled.encode(), TODAY)
    assert found
    assert all(one.what and one.remedy and one.line for one in found)
    if field:
        assert field in {one.field for one in found}, found


def test_every_kind_of_the_ruleset_is_known_and_what_is_not_checked_is_named() -> None:
    assert len(rules()) > 80
    assert all("agency" in one or "org" in one for one in not_checked())
    assert check_activities(written(), TODAY) == ()


def test_one_identifier_twice() -> None:
    root = etree.fromstring(written())
    root.append(etree.fromstring(etree.tostring(root[0])))
    found = check_activities(etree.tostring(root), TODAY)
    assert any("has the identifier of the activity" in one.what for one in found)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE iati-activities [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<iati-activities version="2.03"><iati-activity><title><narrative>&d;</narrative></title>
</iati-activity></iati-activities>"""
OUTSIDE = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/hostname">')


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, "<iati-activities", "<other/>", ""])
def test_entities_and_what_is_no_file_of_activities_are_refused(
    planned: Register, tmp_path: Path, content: str
) -> None:
    before = looking.whole_plan(planned)
    (tmp_path / "a.xml").write_text(content)
    with pytest.raises(UsageError) as caught:
        take_iati(planned, tmp_path / "a.xml", "analyst", {})
    assert caught.value.where == "a.xml"
    assert caught.value.remedy
    assert looking.whole_plan(planned) == before


OTHER = """<iati-activities version="2.03">
<iati-activity default-currency="USD">
  <iati-identifier>XM-JP-77</iati-identifier>
  <reporting-org ref="XM-JP" type="10"><narrative>Aid agency</narrative></reporting-org>
  <title><narrative>Water for towns</narrative></title>
  <transaction><transaction-type code="2"/><transaction-date iso-date="2025-09-01"/>
    <value value-date="2025-09-01">30000000</value>
    <description><narrative>Loan agreement signed</narrative></description></transaction>
  <transaction><transaction-type code="3"/><transaction-date iso-date="2025-12-01"/>
    <value currency="JPY" value-date="2025-12-01">1000000</value></transaction>
  <transaction><transaction-type code="7"/><transaction-date iso-date="2025-12-01"/>
    <value value-date="2025-12-01">5</value></transaction>
</iati-activity>
<iati-activity><iati-identifier>XM-JP-78</iati-identifier>
  <title><narrative>Something else</narrative></title></iati-activity>
</iati-activities>"""


def test_an_activity_of_somebody_else_is_evidence(planned: Register, tmp_path: Path) -> None:
    path = tmp_path / "others.xml"
    path.write_text(OTHER)
    nothing = take_iati(planned, path, "analyst", {})
    assert [one.id for one in nothing.unmatched] == ["XM-JP-77", "XM-JP-78"]
    done = take_iati(planned, path, "analyst", {"XM-JP-77": "P1-002"})
    assert (done.recorded, done.evidence) == ({"P1-002": 2}, 2)
    action = looking.one_action(planned, "P1-002")
    assert [(one.kind, one.amount, one.currency) for one in action.money[1:]] == [
        (MoneyKind.COMMITMENT, 3e7, "USD"),
        (MoneyKind.DISBURSEMENT, 1e6, "JPY"),
    ]
    assert "XM-JP-77" in action.money[1].document
    told = kept(planned, action.promised[0].entry)
    assert [one.date for one in told] == ["2025-09-01", "2025-12-01"]
    assert "Loan agreement signed" in told[0].quote
    again = take_iati(planned, path, "analyst", {"XM-JP-77": "P1-002"})
    assert again.evidence == 0
    assert looking.one_action(planned, "P1-002") == action
    assert list(consulting.verify(planned)) == []


def test_an_action_can_name_the_activity_itself(planned: Register, tmp_path: Path) -> None:
    path = tmp_path / "others.xml"
    path.write_text(OTHER)
    naming = edited({"other_ids": "XM-JP-77"})
    running.change_action(planned, "P1-002", naming, "analyst", rewriting=True)
    assert take_iati(planned, path, "analyst", {}).recorded == {"P1-002": 2}


def test_wrong_links_and_faults_change_nothing(planned: Register, tmp_path: Path) -> None:
    path = tmp_path / "others.xml"
    path.write_text(OTHER)
    before = looking.whole_plan(planned)
    for links in ({"XM-JP-77": "P1-099"}, {"XM-JP-99": "P1-002"}):
        with pytest.raises(UsageError):
            take_iati(planned, path, "analyst", links)
    path.write_text(
        OTHER.replace("30000000", "much").replace('iso-date="2025-12-01"', 'iso-date="soon"')
    )
    with pytest.raises(ImportRefused) as caught:
        take_iati(planned, path, "analyst", {"XM-JP-77": "P1-002"})
    assert {one.column for one in caught.value.faults} == {"value", "transaction-date"}
    assert looking.whole_plan(planned) == before


def test_a_state_is_told_by_its_code() -> None:
    plan = small_plan()
    stopped = set_state(plan.actions[0], ActionState.SUSPENDED, BY)
    content = activities(replace(plan, actions=(stopped,)), AT, party_name)
    assert etree.fromstring(content).xpath("//activity-status/@code") == ["6"]
