"""What every register owes, on whichever database: one suite for SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import summitry
from summitry.errors import EntryChanged, EntryMissing, RegisterExists, RegisterMissing, UsageError
from summitry.model import (
    COMMITMENT,
    Fate,
    Level,
    Query,
    Reading,
    Status,
    content_key,
)
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.register import Keeping, Register

WHO = "Aisha"


def ids(register: Register, **query: object) -> list[str]:
    return [one.id for one, _ in consulting.find(register, Query(**query))]  # type: ignore[arg-type]


def faults(register: Register) -> list[str]:
    return [f"{one.where} {one.what}" for one in consulting.verify(register)]


def test_a_register_is_made_once(address: str) -> None:
    with pytest.raises(summitry.SummitryError):
        workflow.open_at(address)
    assert workflow.create(address, WHO)
    assert not workflow.create(address, WHO)
    with workflow.open_at(address) as register:
        assert faults(register) == []
        assert [one.act for one in consulting.log(register)] == ["begin"]


def test_what_was_read_is_kept_to_the_letter(filled: Register, reading: Reading) -> None:
    for entry, record in consulting.find(filled, Query(kind=None)):
        assert record in (*reading.commitments, *reading.statements)
        assert entry.machine == record
        shown = consulting.show(filled, entry.id)
        assert shown.document == reading.document
        assert shown.record == record
    assert ids(filled)[0] == "CC5-2025-01"
    found = consulting.names(filled)
    assert [(one.name, one.series) for one in found.dialogues] == [("China–Central Asia", "CC5")]
    assert [(one.place, one.level) for one in found.meetings] == [("Astana", Level.LEADERS)]
    assert faults(filled) == []


def test_russian_words_are_found_in_every_form_on_every_database(
    register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "заявление.txt"
    path.write_text(
        "Стороны подпишут договор о дружбе.\n\n"
        "Казахстан ратифицирует пять договоров с соседями.\n\n"
        "Китай построит две больницы.",
        encoding="utf-8",
    )
    read = summitry.read(path, date="2024-05-20", dialogue="China–Central Asia 2025")
    list(workflow.add_readings(register, [read], WHO, Keeping("Astana")))
    first, second, third = ids(register)
    assert ids(register, words="договор") == ids(register, words="Договорами") == [first, second]
    assert ids(register, words="договоров") == [first, second]
    assert ids(register, words="больница") == [third]
    assert ids(register, words="построить больницу") == [third]
    assert ids(register, words="догов*") == [first, second]
    assert ids(register, words="договорённость") == []


def test_adding_again_changes_nothing(filled: Register, reading: Reading) -> None:
    before = list(consulting.log(filled))
    keeping = Keeping(all_statements=True)
    (added,) = workflow.add_readings(filled, [reading], "Bo", keeping)
    assert added.outcome == "unchanged"
    assert list(consulting.log(filled)) == before
    (added,) = workflow.add_readings(filled, [reading], "Bo")
    assert added.outcome == "unchanged"


def test_texts_that_no_database_takes_as_text_are_kept(
    register: Register, reading: Reading
) -> None:
    text = reading.document.text + "nul \0 and a lone surrogate \ud800 and emoji 🏔"
    odd = replace(reading, document=replace(reading.document, text=text, title="\0 \ud800"))
    list(workflow.add_readings(register, [odd], WHO))
    shown = consulting.show(register, "CC5-2025-01")
    assert shown.document == odd.document
    assert faults(register) == []


def test_the_same_hits_on_every_database(filled: Register) -> None:
    everything = ids(filled, kind=None)
    assert ids(filled, words="hospitals") == [everything[0]]
    assert ids(filled, words="hospit*") == [everything[0], everything[3]]
    assert ids(filled, words="HOSPITALS build") == [everything[0]]
    assert ids(filled, words="hospital") == [everything[3]]
    assert ids(filled, party="JPN", unit="USD", amount_from=1e6, amount_to=1e8) == [everything[1]]
    assert ids(filled, unit="USD", amount_from=6e7) == []
    assert ids(filled, recipient="TJK") == [everything[0]]
    assert everything[0] in ids(filled, due_from="2030", due_to="2030-12")
    assert ids(filled, due_to="2026", actor="KAZ") == ids(filled, actor="KAZ")
    assert ids(filled, due_from="2031") == []
    assert ids(filled, dialogue="CC5") == ids(filled, dialogue="China–Central Asia") == ids(filled)
    assert ids(filled, force="planned") == ids(filled, words="railway")
    assert ids(filled, kind="proposal") == [one for one in everything if one not in ids(filled)]
    assert ids(filled, theme="water") == [everything[1]]
    assert ids(filled, verifiable=False) == []
    first = ids(filled, limit=2)
    assert first + ids(filled, after=first[-1]) == ids(filled)
    with pytest.raises(EntryMissing):
        ids(filled, dialogue="Nowhere")
    with pytest.raises(UsageError):
        ids(filled, amount_from=5.0)


def test_decisions_are_layered_and_undone(filled: Register) -> None:
    first, second = ids(filled)[:2]
    reviewing.decide(filled, [first, second], Status.ACCEPTED, WHO, expected=1)
    assert ids(filled, statuses=(Status.ACCEPTED,)) == [first, second]
    assert reviewing.decide(filled, [first], Status.ACCEPTED, WHO) == []
    values = {
        "actors": ["Kazakhstan", "CHN"],
        "force": "planned",
        "deadline": {"start": None, "end": "2031-06"},
        "quantities": [{"value": 4, "unit": "hospital"}],
    }
    reviewing.edit(filled, first, values, "Bo", expected=2)
    shown = consulting.show(filled, first)
    assert [one.code for one in shown.record.actors] == ["KAZ", "CHN"]  # type: ignore[union-attr]
    assert shown.record.quantities[0].value == 4
    assert shown.entry.machine != shown.record
    assert ids(filled, actor="KAZ", due_from="2031-06", due_to="2031-06") == [first]
    assert ids(filled, unit="hospital", amount_from=4, amount_to=4) == [first]
    assert [(one.who, one.act) for one in shown.remarks.history] == [
        (WHO, "accept"),
        ("Bo", "edit"),
    ]
    machine = shown.entry.machine
    reviewing.undo(filled, WHO)
    assert consulting.show(filled, first).record == machine
    assert ids(filled, actor="KAZ", recipient="TJK") == []
    with pytest.raises(UsageError, match="taken back already"):
        reviewing.undo(filled, WHO, shown.remarks.history[-1].number)
    for _ in range(2):
        reviewing.undo(filled, WHO)
    assert ids(filled, statuses=(Status.ACCEPTED,)) == []
    assert faults(filled) == []


def test_setting_what_the_machine_says_is_no_change(filled: Register) -> None:
    first = ids(filled)[0]
    reviewing.edit(filled, first, {"theme": "trade"}, WHO)
    theme = consulting.show(filled, first).entry.machine.theme  # type: ignore[union-attr]
    reviewing.edit(filled, first, {"theme": theme}, WHO)
    assert consulting.show(filled, first).entry.changes == {}
    assert reviewing.edit(filled, first, {"theme": theme}, WHO) is None


def test_all_faults_of_an_edit_are_told_at_once(filled: Register) -> None:
    first = ids(filled)[0]
    wrong = {"force": "iron", "actors": ["Atlantis"], "theme": "gossip", "start": 5, "end": 5}
    with pytest.raises(ExceptionGroup) as caught:
        reviewing.edit(filled, first, {**wrong, "deadline": {"end": "2030-13"}}, WHO)
    assert len(caught.value.exceptions) == 5
    assert consulting.show(filled, first).entry.version == 1


def test_the_second_of_two_editors_is_told(filled: Register) -> None:
    first = ids(filled)[0]
    reviewing.edit(filled, first, {"force": "exploratory"}, "Bo", expected=1)
    with pytest.raises(EntryChanged, match="by Bo"):
        reviewing.edit(filled, first, {"force": "planned"}, WHO, expected=1)
    assert consulting.show(filled, first).entry.changes == {"force": "exploratory"}


def test_split_and_merge_keep_what_they_came_from(filled: Register) -> None:
    first, second = ids(filled)[:2]
    record = consulting.show(filled, second).record
    head, _, tail = record.quote.partition(" for ")
    parts = reviewing.split(
        filled, second, [{"quote": head}, {"quote": tail, "quantities": []}], WHO
    )
    shown = [consulting.show(filled, one) for one in parts]
    assert [one.record.quote for one in shown] == [head, tail]
    assert shown[1].record.quantities == ()
    assert second not in ids(filled)
    assert set(parts) < set(ids(filled))
    with pytest.raises(UsageError, match="split"):
        reviewing.decide(filled, [second], Status.ACCEPTED, WHO)
    merged = reviewing.merge(filled, parts, WHO)
    assert consulting.show(filled, merged).record.quote == record.quote
    assert ids(filled, statuses=(Status.MERGED,)) == parts
    assert {one.kind for one in consulting.show(filled, merged).remarks.links} == {"merged from"}
    reviewing.undo(filled, WHO)
    reviewing.undo(filled, WHO)
    assert second in ids(filled)
    assert ids(filled, statuses=(Status.WITHDRAWN,)) == [*parts, merged]
    with pytest.raises(UsageError):
        reviewing.split(filled, first, [{"quote": "nowhere"}, {"quote": "to be found"}], WHO)
    assert faults(filled) == []


def test_what_the_machine_missed_is_added_by_hand(filled: Register) -> None:
    key = consulting.show(filled, "CC5-2025-01").entry.document
    added = reviewing.add_by_hand(
        filled, key[:10], {"quote": "a joint fund", "actors": ["EU"], "action": "set up"}, WHO
    )
    shown = consulting.show(filled, added)
    assert (shown.record.quote, shown.entry.machine) == ("a joint fund", None)
    assert shown.entry.status is Status.ACCEPTED
    assert ids(filled, words="fund", actor="EU") == [added]
    with pytest.raises(UsageError, match="word for word"):
        reviewing.add_by_hand(filled, key, {"quote": "a giant fund"}, WHO)
    reviewing.undo(filled, WHO)
    again = reviewing.add_by_hand(filled, key, {"quote": "a joint fund"}, WHO)
    assert again > added  # ids never come again
    assert faults(filled) == []


def test_notes_tags_links_and_fates(filled: Register) -> None:
    first, second = ids(filled)[:2]
    (proposal,) = ids(filled, kind="proposal")
    reviewing.note(filled, first, "See the annex.", WHO)
    reviewing.tag(filled, first, ["health", "watch"], WHO)
    reviewing.tag(filled, first, ["health"], WHO, on=False)
    reviewing.link(filled, (second, first), "repeats", WHO)
    reviewing.set_fate(filled, proposal, Fate.DECLINED, WHO)
    shown = consulting.show(filled, first)
    assert [one.text for one in shown.remarks.notes] == ["See the annex."]
    assert shown.entry.tags == ("watch",)
    assert ids(filled, tag="watch") == [first]
    assert ids(filled, tag="health") == []
    assert [(one.source, one.kind, one.target) for one in shown.remarks.links] == [
        (second, "repeats", first)
    ]
    assert ids(filled, kind=None, fate="declined") == [proposal]
    for _ in range(6):
        reviewing.undo(filled, WHO)
    shown = consulting.show(filled, first)
    assert (shown.remarks.notes, shown.remarks.links, shown.entry.tags) == ((), (), ())
    assert faults(filled) == []


def test_a_later_change_has_to_be_taken_back_first(filled: Register) -> None:
    first = ids(filled)[0]
    reviewing.decide(filled, [first], Status.ACCEPTED, WHO)
    number = consulting.head(filled)[0]
    reviewing.edit(filled, first, {"force": "exploratory"}, "Bo")
    with pytest.raises(EntryChanged, match="Bo"):
        reviewing.undo(filled, WHO, number)
    reviewing.undo(filled, WHO, number + 1)
    reviewing.undo(filled, WHO, number)
    reviewing.undo(filled, WHO, number + 3)  # taking back what took back
    assert consulting.show(filled, first).entry.status is Status.ACCEPTED
    assert faults(filled) == []


def test_a_document_is_withdrawn_and_comes_back(filled: Register, reading: Reading) -> None:
    before = ids(filled, kind=None)
    reviewing.undo(filled, WHO)
    assert ids(filled, kind=None) == []
    assert [one.withdrawn for one in consulting.documents(filled)] == [True]
    (added,) = workflow.add_readings(filled, [reading], WHO, Keeping(all_statements=True))
    assert added.outcome == "restored"
    assert ids(filled, kind=None) == before
    assert faults(filled) == []


def newer(reading: Reading) -> Reading:
    """The same text as a newer engine reads it: one gone, one new, one different."""
    _gone, changed, *rest = reading.commitments
    text = reading.document.text
    start = text.index("The European Union")
    end = text.index(".", start)
    new = replace(
        rest[-1],
        number=9,
        key=content_key("commitment", "new"),
        span=replace(rest[-1].span, start=start, end=end),
        quote=text[start:end],
    )
    changed = replace(changed, theme="health", key=content_key("commitment", "changed"))
    return replace(reading, commitments=(changed, *rest, new), engine="grammar 9", statements=())


def test_a_newer_engine_keeps_every_decision(filled: Register, reading: Reading) -> None:
    first, second, third, *_ = ids(filled)
    reviewing.edit(filled, second, {"force": "exploratory"}, WHO)
    reviewing.decide(filled, [third], Status.REJECTED, WHO)
    (added,) = workflow.add_readings(filled, [newer(reading)], WHO)
    assert (added.outcome, added.differences) == ("differs", 3)
    (again,) = workflow.add_readings(filled, [newer(reading)], WHO)
    assert (again.outcome, again.differences) == ("differs", 3)
    told = {one.change: one for one in consulting.pending_differences(filled)}
    assert set(told) == {"new", "gone", "different"}
    assert told["gone"].entry == first
    assert (told["different"].entry, told["different"].fields) == (second, ("theme",))
    reviewing.settle_all_differences(filled, WHO, take=True)
    assert list(consulting.pending_differences(filled)) == []
    shown = consulting.show(filled, second)
    assert (shown.record.theme, shown.record.force) == ("health", "exploratory")  # type: ignore[union-attr]
    assert consulting.show(filled, first).entry.status is Status.WITHDRAWN
    assert consulting.show(filled, third).entry.status is Status.REJECTED
    assert ids(filled, words="proposed")
    assert faults(filled) == []
    reviewing.undo(filled, WHO)
    assert consulting.show(filled, first).entry.status is Status.PROPOSED
    assert len(list(consulting.pending_differences(filled))) == 3
    assert faults(filled) == []


def test_what_was_decided_on_stays_though_a_newer_engine_misses_it(
    filled: Register, reading: Reading
) -> None:
    first = ids(filled)[0]
    reviewing.note(filled, first, "Keep this.", WHO)
    list(workflow.add_readings(filled, [newer(reading)], WHO))
    reviewing.settle_all_differences(filled, WHO, take=True)
    assert consulting.show(filled, first).entry.status is Status.PROPOSED


def test_declined_differences_are_not_told_again(filled: Register, reading: Reading) -> None:
    list(workflow.add_readings(filled, [newer(reading)], WHO))
    reviewing.settle_all_differences(filled, WHO, take=False)
    (again,) = workflow.add_readings(filled, [newer(reading)], WHO)
    assert again.outcome == "unchanged"
    assert faults(filled) == []


def test_statements_asked_for_later_are_differences_to_accept(
    register: Register, reading: Reading
) -> None:
    list(workflow.add_readings(register, [reading], WHO))
    assert len(ids(register, kind=None)) == len(reading.commitments)
    (added,) = workflow.add_readings(register, [reading], WHO, Keeping(all_statements=True))
    assert (added.outcome, added.differences) == ("differs", len(reading.statements))
    reviewing.settle_all_differences(register, WHO, take=True)
    found = consulting.find(register, Query(kind=None))
    assert sum(one.kind != COMMITMENT for one, _ in found) == len(reading.statements)
    assert faults(register) == []


def test_records_have_the_fields_of_a_reading(filled: Register, reading: Reading) -> None:
    records = list(consulting.records(filled, Query()))
    for record, found in zip(records, reading.commitments, strict=True):
        assert record["quote"] == found.quote
        assert reading.document.text[record["start"] : record["end"]] == record["quote"]
        assert record["status"] == "proposed"
        assert record["grounds"]["actors"]


def test_ids_are_typed_loosely_and_missing_ones_told(filled: Register) -> None:
    assert consulting.show(filled, " cc5-2025-1 ").entry.id == "CC5-2025-01"
    with pytest.raises(EntryMissing):
        consulting.show(filled, "CC5-2025-99")
    with pytest.raises(EntryMissing):
        consulting.show(filled, "XX-2025-01")
    with pytest.raises(UsageError):
        consulting.show(filled, "the first one")


def everything(register: Register) -> list[object]:
    return [
        list(consulting.records(register, Query(kind=None, statuses=tuple(Status)))),
        list(consulting.documents(register)),
        list(consulting.log(register)),
        consulting.names(register),
    ]


def test_a_backup_is_restored_on_either_database(
    filled: Register, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    first, second = ids(filled)[:2]
    reviewing.edit(filled, first, {"force": "exploratory"}, WHO)
    reviewing.note(filled, second, "A note.", WHO)
    reviewing.tag(filled, second, ["watch"], WHO)
    kept = tmp_path / "backup.db"
    workflow.backup(filled, kept)
    with pytest.raises(RegisterExists):
        workflow.backup(filled, kept)
    assert not list(tmp_path.glob(".*"))
    for target in (str(tmp_path / "again.db"), request.getfixturevalue("new_database")()):
        workflow.restore(kept, target)
        with workflow.open_at(target) as restored:
            assert everything(restored) == everything(filled)
            assert ids(restored, tag="watch") == [second]
            reviewing.decide(restored, [first], Status.ACCEPTED, WHO)
            assert ids(restored, statuses=(Status.ACCEPTED,)) == [first]
            assert faults(restored) == []
        with pytest.raises(RegisterExists):
            workflow.restore(kept, target)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterMissing, match="no register") as caught:
        workflow.open_at(tmp_path / "gone.db")
    assert "summitry init" in caught.value.remedy
    assert not (tmp_path / "gone.db").exists()
