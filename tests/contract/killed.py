"""Works on a register without end and tells each change once it is acknowledged; gets killed.

Run as: killed.py ADDRESS NOTE SEED
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from itertools import count, islice

import summitry
from summitry.exchange.tables import TableRow
from summitry.model import Query, Status, content_key
from summitry.workflow import consulting, reviewing
from summitry.workflow.exporting import export_tables
from summitry.workflow.importing import Arrived, import_tables
from summitry.workflow.register import add_readings, open_at
from summitry.workflow.register_tables import COMMITMENTS


def main(address: str, note: str, seed: int, rounds: int | None = None) -> None:
    chance = random.Random(seed)
    base = summitry.read(note, date="2025-06-17", dialogue="China–Central Asia")
    with open_at(address) as register:
        for round_number in count() if rounds is None else range(rounds):
            text = f"{base.document.text}\nround {seed} {round_number}"
            found = tuple(
                replace(one, key=content_key("round", one.key, text)) for one in base.commitments
            )
            reading = replace(base, document=replace(base.document, text=text), commitments=found)
            for added in add_readings(register, [reading], "Killed"):
                tell("added", added.document, added.first, added.entries)
            ids = [one.id for one, _ in consulting.find(register, Query(limit=20))]
            one, other = chance.sample(ids, 2)
            reviewing.edit(register, one, {"deadline": {"end": str(2030 + round_number)}}, "Killed")
            tell("edited", one, 2030 + round_number)
            status = chance.choice([Status.ACCEPTED, Status.PROPOSED])
            reviewing.decide(register, [other], status, "Killed")
            tell("decided", other, status.value)
            with export_tables(register) as tables:
                rows = dict(tables)[COMMITMENTS]
                kept = [dict(row) for row in islice(rows, 20)]
            tag = f"t{seed}-{round_number}"
            for row in kept[:5]:
                row["tags"] = (*row["tags"], tag)
            placed = [TableRow(row, "commitments", place) for place, row in enumerate(kept, 2)]
            import_tables(register, Arrived({COMMITMENTS.name: placed}), "Killed")
            tell("tagged", tag, len(kept[:5]))


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
