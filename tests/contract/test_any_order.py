"""Whatever people do in whatever order: the journal verifies, and what counts is what they set."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import summitry
from summitry.errors import EntryChanged, EntryMissing, UsageError
from summitry.exchange.tables import TableRow
from summitry.model import Fate, Query, Reading, Status, plain_values
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.exporting import export_tables
from summitry.workflow.importing import Arrived, import_tables
from summitry.workflow.register import Register

NOTE = """China will build 3 hospitals in Tajikistan by 2030.

Japan will give Uzbekistan 50 million dollars for water by 2028.

Korea will train 200 officials in 2027 and open a hospital in Osh.
"""
EVERY = Query(kind=None, statuses=tuple(Status))
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "force": st.sampled_from(["firm", "planned", "exploratory"]),
        "theme": st.sampled_from(["trade", "water", "health"]),
        "verifiable": st.booleans(),
        "actors": st.lists(st.sampled_from(["CHN", "JPN", "KAZ"]), max_size=2, unique=True),
        "deadline": st.sampled_from([None, {"start": None, "end": "2031"}]),
        "quantities": st.sampled_from(
            [[], [{"value": 5.0, "unit": "USD", "bound": "at least", "role": "money"}]]
        ),
    },
)


class Work(RuleBasedStateMachine):
    """People at work on one register; ``known`` is what each entry has to be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.register: Register | None = None
        self.known: dict[str, tuple[str, dict[str, Any]]] = {}
        self.past: list[dict[str, tuple[str, dict[str, Any]]]] = []
        self.round = 0

    @initialize()
    def begin(self) -> None:
        note = self.folder / "note.txt"
        note.write_text(NOTE)
        self.reading: Reading = summitry.read(note, date="2025-06-17", dialogue="Example Talks")
        workflow.create(self.folder / "r.db", "Tester")
        self.register = workflow.open_at(self.folder / "r.db")
        self.add()

    @property
    def open(self) -> Register:
        assert self.register is not None
        return self.register

    def now(self) -> dict[str, tuple[str, dict[str, Any]]]:
        found = consulting.find(self.open, EVERY)
        return {one.id: (one.status.value, plain_values(record)) for one, record in found}

    def done(self) -> None:
        self.past.append(self.known)
        self.known = self.now()

    def some(self, number: int, *statuses: str) -> str | None:
        wanted = statuses or ("proposed", "accepted", "rejected")
        ids = [one for one, (status, _) in self.known.items() if status in wanted]
        return ids[number % len(ids)] if ids else None

    @precondition(lambda self: self.round < 3)
    @rule()
    def add(self) -> None:
        self.round += 1
        text = f"{NOTE}\nround {self.round}"
        reading = replace(self.reading, document=replace(self.reading.document, text=text))
        (added,) = workflow.add_readings(self.open, [reading], "analyst")
        assert added.outcome == "new"
        self.done()

    @rule(number=st.integers(0, 99), status=st.sampled_from(["accepted", "rejected", "proposed"]))
    def decide(self, number: int, status: str) -> None:
        chosen = self.some(number)
        if chosen and reviewing.decide(self.open, [chosen], Status(status), "Bo"):
            self.done()
            assert self.known[chosen][0] == status

    @rule(number=st.integers(0, 99), values=VALUES)
    def edit(self, number: int, values: dict[str, Any]) -> None:
        chosen = self.some(number)
        if chosen and values and reviewing.edit(self.open, chosen, values, "analyst"):
            self.done()
            for name, value in values.items():
                assert self.known[chosen][1][name] == value

    @rule(number=st.integers(0, 99))
    def split(self, number: int) -> None:
        chosen = self.some(number)
        if chosen is None:
            return
        start, end = (self.known[chosen][1][name] for name in ("start", "end"))
        if end - start < 20:
            return
        middle = (start + end) // 2
        parts = [{"start": start, "end": middle}, {"start": middle, "end": end}]
        made = reviewing.split(self.open, chosen, parts, "Bo")
        assert not set(made) & set(self.known)
        self.done()
        assert self.known[chosen][0] == "split"

    @rule(first=st.integers(0, 99), second=st.integers(0, 99))
    def merge(self, first: int, second: int) -> None:
        chosen = [one for one in (self.some(first), self.some(second)) if one]
        try:
            made = reviewing.merge(self.open, chosen, "analyst")
        except UsageError:
            return  # the same one twice, or of two documents
        assert made not in self.known
        self.done()
        assert all(self.known[one][0] == "merged" for one in chosen)

    @rule(number=st.integers(0, 99), word=st.sampled_from(["watch", "water"]), on=st.booleans())
    def tag(self, number: int, word: str, on: bool) -> None:
        chosen = self.some(number)
        if chosen and reviewing.tag(self.open, chosen, [word], "Bo", on=on):
            self.done()

    @rule(number=st.integers(0, 99), fate=st.sampled_from([None, *Fate]))
    def fate(self, number: int, fate: Fate | None) -> None:
        chosen = self.some(number)
        if chosen and reviewing.set_fate(self.open, chosen, fate, "Bo"):
            self.done()

    @rule(number=st.integers(0, 99))
    def note(self, number: int) -> None:
        chosen = self.some(number)
        if chosen:
            reviewing.note(self.open, chosen, "A note.", "analyst")
            self.done()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo_the_last(self) -> None:
        reviewing.undo(self.open, "analyst")
        before = self.past.pop()
        now = self.now()
        made = set(now) - set(before)
        assert {one: now[one] for one in before} == before
        assert {now[one][0] for one in made} <= {"withdrawn"}
        self.known = now

    @rule(number=st.integers(1, 60))
    def undo_any(self, number: int) -> None:
        try:
            reviewing.undo(self.open, "Bo", number)
        except (UsageError, EntryChanged, EntryMissing):
            return
        self.past = []  # which is the last to be taken back is another matter now
        self.known = self.now()

    @rule()
    def restart(self) -> None:
        self.open.close()
        self.register = workflow.open_at(self.folder / "r.db")

    @rule()
    def bring_back_what_went_out(self) -> None:
        with export_tables(self.open) as tables:
            found = {
                table.name: [TableRow(row, table.name, place) for place, row in enumerate(rows, 2)]
                for table, rows in tables
            }
        done = import_tables(self.open, Arrived(found), "analyst")
        assert (done.changed, done.added) == ([], [])

    @invariant()
    def all_is_as_the_journal_tells(self) -> None:
        if self.register is not None:
            assert list(consulting.verify(self.open)) == []
            assert self.now() == self.known

    @invariant()
    def the_index_agrees_with_what_is_held(self) -> None:
        if self.register is None:
            return
        for status in Status:
            found = consulting.find(self.open, Query(kind=None, statuses=(status,)))
            held = [one for one, (known, _) in self.known.items() if known == status.value]
            assert [one.id for one, _ in found] == held
        found = consulting.find(self.open, replace(EVERY, actor="JPN"))
        held = [one for one, (_, values) in self.known.items() if "JPN" in values["actors"]]
        assert [one.id for one, _ in found] == held
        found = consulting.find(self.open, replace(EVERY, unit="USD", amount_from=1, amount_to=9))
        held = [
            one
            for one, (_, values) in self.known.items()
            if any(amount["value"] == 5 for amount in values["quantities"])
        ]
        assert [one.id for one, _ in found] == held

    def teardown(self) -> None:
        if self.register is not None:
            self.register.close()
        shutil.rmtree(self.folder)


@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_any_order_of_work() -> None:
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
