"""What goes wrong around a register is told plainly, and leaves it as it was."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from summitry.errors import (
    EntryChanged,
    RegisterBusy,
    RegisterError,
    RegisterForeign,
    RegisterFull,
    RegisterMissing,
    RegisterOutdated,
    RegisterReadOnly,
    RegisterTooNew,
    RegisterUnreachable,
    UsageError,
)
from summitry.model import Query, Reading, Status
from summitry.storage import address_of, create_register, open_register
from summitry.storage.migrating import HEAD, OWN_STEPS
from summitry.workflow import browsing, consulting, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.register import Register

WHO = "Aisha"
NOBODY = 65534
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def sql(address: str, *statements: str) -> None:
    """Reach behind the register, as somebody with the password can."""
    url = address_of(address).url or f"sqlite:///{address}"
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_a_register_of_a_newer_version_is_refused_with_what_it_needs(address: str) -> None:
    workflow.create(address, WHO)
    sql(
        address,
        "UPDATE alembic_version SET version_num = '0099'",
        "UPDATE setting SET value = '7.3.0' WHERE name = 'needs'",
    )
    for attempt in (workflow.open_at, lambda told: workflow.create(told, WHO)):
        with pytest.raises(RegisterTooNew, match=r"needs summitry 7\.3\.0") as caught:
            attempt(address)
        assert "Install summitry 7.3.0" in caught.value.remedy


STEP = '''
"""A step to come."""
import time
from alembic import op

revision = "NEXT"
down_revision = "HEAD"

def upgrade():
    op.execute("CREATE TABLE coming (id integer)")
    op.execute("INSERT INTO coming VALUES (1)")
    print("half", flush=True)
    time.sleep({seconds})
'''.replace("HEAD", HEAD).replace("NEXT", f"{int(HEAD) + 1:04}")


def test_an_interrupted_upgrade_is_resumed(
    address: str, tmp_path: Path, checkout: Path, reading: Reading
) -> None:
    workflow.create(address, WHO)
    with workflow.open_at(address) as register:
        list(workflow.add_readings(register, [reading], WHO))
        before = list(consulting.records(register, Query()))
    steps = tmp_path / "steps"
    steps.mkdir()
    step = steps / "step_to_come.py"
    step.write_text(STEP.format(seconds=60))
    code = (
        "import sys; from pathlib import Path\n"
        "from summitry.storage import address_of, create_register\n"
        "from summitry.storage.migrating import HEAD, OWN_STEPS\n"
        "create_register(address_of(sys.argv[1]), 'T', steps=(OWN_STEPS, Path(sys.argv[2])))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, address, str(steps)],
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    process.kill()
    process.wait(10)
    with workflow.open_at(address) as register:
        assert list(consulting.records(register, Query())) == before
        assert list(consulting.verify(register)) == []
    step.write_text(STEP.format(seconds=0, head=HEAD))
    assert create_register(address_of(address), WHO, steps=(OWN_STEPS, steps))
    with pytest.raises(RegisterTooNew):
        workflow.open_at(address)
    sql(address, "DROP TABLE coming", f"UPDATE alembic_version SET version_num = '{HEAD}'")
    with workflow.open_at(address) as register:
        assert list(consulting.records(register, Query())) == before


def test_an_older_register_is_counted_when_it_is_brought_up_to_date(
    address: str, reading: Reading
) -> None:
    workflow.create(address, WHO)
    with workflow.open_at(address) as register:
        list(workflow.add_readings(register, [reading], WHO))
        before = browsing.parties(register), browsing.facets(register, "t")
        assert before[0]
    gone = (
        *("assessment", "data_source", "outcome", "binding", "factor", "observation", "origin"),
        *("statistic", "snapshot"),
        "plan_version",
        "plan_action",
        "plan",
        "access_token",
        *("evidence", "tally", "saved_view", "attempt", "invitation", "session", "account"),
    )
    indexes = ("document_dialogue", "extraction_status", "entry_due", "journal_act")
    sql(
        address,
        *(f"DROP TABLE {name}" for name in gone),
        *(f"DROP INDEX {name}" for name in indexes),
        "UPDATE alembic_version SET version_num = '0001'",
    )
    with pytest.raises(RegisterOutdated):
        workflow.open_at(address)
    assert workflow.create(address, WHO)
    with workflow.open_at(address) as register:
        assert (browsing.parties(register), browsing.facets(register, "t")) == before
        assert list(consulting.verify(register)) == []


def test_a_register_of_an_older_version_asks_to_be_brought_up_to_date(address: str) -> None:
    workflow.create(address, WHO)
    sql(address, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(RegisterOutdated) as caught:
        workflow.open_at(address)
    assert "summitry init" in caught.value.remedy


def test_what_is_no_register_is_left_alone(tmp_path: Path) -> None:
    picture = tmp_path / "picture.db"
    picture.write_bytes(b"\x89PNG" * 999)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE things (id)").connection.close()
    for path in (picture, other):
        before = path.read_bytes()
        for attempt in (workflow.open_at, lambda told: workflow.create(told, WHO)):
            with pytest.raises(RegisterForeign):
                attempt(path)
        assert path.read_bytes() == before
    with pytest.raises(UsageError, match="no address"):
        workflow.open_at("mysql://somewhere/else")


def test_a_server_that_is_not_there_is_told_without_the_password(postgresql: str) -> None:
    secret = "postgresql://me:secret@127.0.0.1:9/register"
    with pytest.raises(RegisterUnreachable) as caught:
        workflow.open_at(secret)
    assert "secret" not in str(caught.value)
    with pytest.raises(RegisterMissing, match="no such database"):
        workflow.open_at(postgresql.format(database="nowhere"))


def test_a_register_somebody_else_writes_to_says_so(address: str, filled: Register) -> None:
    first = next(consulting.find(filled, Query()))[0].id
    with open_register(address_of(address), wait=0.3) as other:
        with filled.changing(WHO):
            with pytest.raises(RegisterBusy, match="somebody else is writing"):
                reviewing.decide(other, [first], Status.ACCEPTED, "Bo")
            assert consulting.show(other, first).entry.version == 1
        reviewing.decide(other, [first], Status.ACCEPTED, "Bo")
    assert consulting.show(filled, first).entry.version == 2


def test_of_many_who_edit_one_entry_at_once_one_succeeds(address: str, filled: Register) -> None:
    first = next(consulting.find(filled, Query()))[0].id
    outcomes: list[object] = []

    def edit(number: int) -> None:
        with workflow.open_at(address) as own:
            try:
                values = {"deadline": {"end": str(2040 + number)}}
                reviewing.edit(own, first, values, f"Editor {number}", expected=1)
                outcomes.append(number)
            except EntryChanged as error:
                outcomes.append(error)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [one for one in outcomes if isinstance(one, int)]
    losers = [one for one in outcomes if isinstance(one, EntryChanged)]
    assert len(losers) == 5
    assert all(f"by Editor {winner} " in str(one) for one in losers)
    shown = consulting.show(filled, first)
    assert shown.entry.changes["deadline"]["end"] == str(2040 + winner)
    assert list(consulting.verify(filled)) == []


@pytest.fixture
def limited() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond a size, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_register_as_it_was(
    tmp_path: Path, reading: Reading, limited: Callable[[int], None]
) -> None:
    path = tmp_path / "summitry.db"
    workflow.create(path, WHO)
    with workflow.open_at(path) as register:
        list(workflow.add_readings(register, [reading], WHO))
    before = path.read_bytes()
    big = replace(reading.document, text=reading.document.text + "x" * 3_000_000)
    with workflow.open_at(path) as register:
        limited(path.stat().st_size + 400_000)
        with pytest.raises(RegisterFull) as caught:
            list(workflow.add_readings(register, [replace(reading, document=big)], WHO))
        assert caught.value.remedy
        limited(resource.RLIM_INFINITY)
        assert len(list(consulting.documents(register))) == 1
        assert list(consulting.verify(register)) == []
    assert path.read_bytes() == before


def test_a_full_disk_leaves_no_half_of_a_backup(
    tmp_path: Path, filled: Register, limited: Callable[[int], None]
) -> None:
    limited(100_000)
    with pytest.raises(RegisterFull):
        workflow.backup(filled, tmp_path / "backup.db")
    limited(resource.RLIM_INFINITY)
    assert not [one for one in tmp_path.iterdir() if "backup" in one.name]
    assert list(consulting.verify(filled)) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_folder_one_may_not_write_to_is_read_and_not_changed(reading: Reading) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "summitry.db"
        workflow.create(path, WHO)
        with workflow.open_at(path) as register:
            list(workflow.add_readings(register, [reading], WHO))
            list(consulting.find(register, Query(words="hospitals")))
        path.chmod(0o444)
        folder.chmod(0o555)
        before = sorted(one.name for one in folder.iterdir())
        # Root may write anywhere, so that a child becomes nobody, with everything loaded.
        child = os.fork()
        if not child:
            code = 1
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(NOBODY)
                    os.setuid(NOBODY)
                _only_read(path)
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert sorted(one.name for one in folder.iterdir()) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def _only_read(path: Path) -> None:
    with workflow.open_at(path) as register:
        (found,) = [one.id for one, _ in consulting.find(register, Query(words="hospitals"))]
        assert not list(consulting.verify(register))
        with pytest.raises(RegisterReadOnly):
            reviewing.decide(register, [found], Status.ACCEPTED, "Bo")
    with pytest.raises(RegisterReadOnly):
        workflow.create(path.with_name("other.db"), "Bo")


TAMPERING = {
    "a decision rewritten": "UPDATE entry SET status = 'rejected' WHERE version = 2",
    "a proposal changed": 'UPDATE entry SET changes = \'{"force":"firm"}\' WHERE version = 1',
    "a version set back": "UPDATE entry SET version = 1 WHERE version = 2",
    "an entry moved to another record": "UPDATE entry SET record_id = record_id + 1"
    " WHERE version = 2",
    "a commitment made a proposal": "UPDATE entry SET kind = 'proposal' WHERE version = 1",
    "a note rewritten": "UPDATE note SET text = 'Another.'",
    "a note deleted": "DELETE FROM note",
    "a tag added": "INSERT INTO tag SELECT min(id), 'added' FROM entry",
    "a tag deleted": "DELETE FROM tag",
    "a dialogue renamed": "UPDATE dialogue SET name = 'Another'",
    "a meeting moved": "UPDATE meeting SET place = 'Elsewhere'",
    "details of a document changed": "UPDATE document SET details = '{}'",
    "a reading relabelled": "UPDATE extraction SET engine = 'better'",
    "ids relabelled": "UPDATE series SET code = 'XX-2025'",
    "the head set back": "UPDATE setting SET value = '1 ' || value WHERE name = 'head'",
}
FORBIDDEN = {
    "an entry of the journal rewritten": "UPDATE journal SET who = 'Nobody' WHERE id = 4",
    "an entry of the journal deleted": "DELETE FROM journal WHERE id = 4",
    "the end of the journal cut off": "DELETE FROM journal WHERE id > 6",
    "a machine record changed": "UPDATE record SET body = replace(body, 'China', 'Japan')",
    "a machine record relabelled": "UPDATE record SET kind = 'proposal' WHERE kind = 'commitment'",
    "a machine record deleted": "DELETE FROM record WHERE kind = 'proposal'",
    "a text changed": "UPDATE document SET text = 'abc'",
    "an entry slipped in": "INSERT INTO journal SELECT 999, at, who, act, subject, body, hash"
    " FROM journal WHERE id = 4",
}


def _worked_on(filled: Register) -> None:
    first, second = [one.id for one, _ in consulting.find(filled, Query())][:2]
    reviewing.decide(filled, [second], Status.ACCEPTED, WHO)
    reviewing.note(filled, first, "A note.", WHO)
    reviewing.tag(filled, first, ["watch"], WHO)
    assert list(consulting.verify(filled)) == []


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(address: str, filled: Register, what: str) -> None:
    _worked_on(filled)
    sql(address, TAMPERING[what])
    assert list(consulting.verify(filled))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_is_kept_for_good_cannot_be_changed_and_is_checked_all_the_same(
    address: str, filled: Register, what: str
) -> None:
    _worked_on(filled)
    if "slipped" not in what:
        with pytest.raises(Exception, match="append-only"):
            sql(address, FORBIDDEN[what])
        assert list(consulting.verify(filled)) == []
    table = "journal" if "journal" in FORBIDDEN[what] else "record"
    table = "document" if "text" in what else table
    # Who owns the database can take the guard away; the chain still tells.
    if address_of(address).url:
        guards = [f"DROP TRIGGER {table}_kept ON {table}", "SET session_replication_role = replica"]
    else:
        guards = [f"DROP TRIGGER {table}_no_{one}" for one in ("update", "delete")]
    forbidden = FORBIDDEN[what]
    if address_of(address).url:
        forbidden = forbidden.replace("'abc'", "CAST('abc' AS bytea)")
    sql(address, *guards, forbidden)
    assert list(consulting.verify(filled))


def test_a_cut_off_end_shows_by_a_hash_noted_before(filled: Register, address: str) -> None:
    _worked_on(filled)
    _, noted = consulting.head(filled)
    assert list(consulting.verify(filled, noted)) == []
    reviewing.note(filled, "CC5-2025-01", "Another.", WHO)
    assert list(consulting.verify(filled, noted)) == []
    assert list(consulting.verify(filled, "0" * 64))


def test_an_error_of_the_database_is_one_of_ours(address: str, filled: Register) -> None:
    sql(address, "DROP TABLE note")
    with pytest.raises(RegisterError, match="the database refused"):
        reviewing.note(filled, "CC5-2025-01", "Lost?", WHO)
