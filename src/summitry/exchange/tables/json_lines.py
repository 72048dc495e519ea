"""JSON lines: a header that describes the tables, then one row a line with its table's name."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.exchange.tables.checking import Found, Keys, RowReader, missing_columns, present
from summitry.exchange.tables.encoding import encoded
from summitry.exchange.tables.faults import Fault, Wrong, shown
from summitry.exchange.tables.schemas import FORMAT, VERSION, described
from summitry.exchange.tables.values import check_of, json_text
from summitry.exchange.tables.whole import whole_file
from summitry.model import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from summitry.model import Column, Table

_LONGEST_LINE = 64 * 2**20
_MOST_SHAPES = 100  # a line may leave out columns, and no honest file does so in more ways
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCODER = msgspec.json.Encoder()
_BOM = b"\xef\xbb\xbf"


def write(path: Path, contents: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]]) -> None:
    """Write tables to one file; UTF-8, a newline after every line."""
    pairs = list(contents)
    header = {"format": FORMAT, "version": VERSION, "tables": [described(one) for one, _ in pairs]}
    with whole_file(path) as temporary, temporary.open("wb") as file:
        file.write(_bytes(json_text(header)) + b"\n")
        for table, rows in pairs:
            names = [column.name for column in table.columns]
            for values in encoded(table, rows, _encoder):
                file.write(_line(table.name, dict(zip(names, values, strict=True))))


def read(path: Path, tables: Iterable[Table]) -> Iterator[tuple[Table | None, Found]]:
    """Yield every row and every fault of a file, with the table where it is known."""
    lines = _Lines(path.name, tables)
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE + 1):
            number += 1
            if len(line) > _LONGEST_LINE:
                what = f"is longer than {_LONGEST_LINE >> 20} MiB"
                yield None, Fault(path.name, what, "It is no export; nothing more is read.", number)
                return
            bare = (line.removeprefix(_BOM) if number == 1 else line).strip()
            if bare:
                yield from lines.read(number, bare)
            if lines.newer:
                return
    if not lines.begun:
        yield None, Fault(path.name, "is empty", "Export it again.")


class _Lines:
    def __init__(self, where: str, tables: Iterable[Table]) -> None:
        self._where = where
        self._tables = {table.name: table for table in tables}
        self._readers: dict[tuple[str, frozenset[str]], RowReader] = {}
        self._keys = {name: Keys(table) for name, table in self._tables.items()}
        self._names = {
            name: frozenset(column.name for column in table.columns)
            for name, table in self._tables.items()
        }
        self.begun = False
        self.newer = False

    def read(self, number: int, line: bytes) -> Iterator[tuple[Table | None, Found]]:
        first, self.begun = not self.begun, True
        try:
            record = _parsed(line)
            if first:
                self.newer = _version(record) > VERSION
                if self.newer:
                    raise _too_new(record["version"])
                return
            name, row = self._parts(record)
        except Wrong as wrong:
            value = shown(line[:200].decode("utf-8", "replace"))
            yield None, Fault(self._where, wrong.what, wrong.remedy, number, "", value)
            return
        table = self._tables[name]
        faults = list(self._misnamed(table, row, number))
        for found in faults or self._reader(table, row).read(number, row):
            yield table, found

    def _reader(self, table: Table, row: dict[str, Any]) -> RowReader:
        named = table.name, frozenset(row)
        if named not in self._readers:
            if len(self._readers) > _MOST_SHAPES:
                self._readers.clear()
            known = present(table, row)
            keys = self._keys[table.name] if known.key == table.key else Keys(known)
            self._readers[named] = RowReader(known, self._where, check_of, keys)
        return self._readers[named]

    def _parts(self, record: Any) -> tuple[str, dict[str, Any]]:
        if not isinstance(record, dict) or record.keys() != {"table", "row"}:
            raise Wrong("is no row", 'Write it as {"table": "…", "row": {…}}.')
        name, row = record["table"], record["row"]
        if not isinstance(name, str) or name not in self._tables:
            known = ", ".join(self._tables)
            raise Wrong(f"names no table: {shown(name)}", f"The tables are {known}.")
        if not isinstance(row, dict):
            raise Wrong("has no row", 'Write it as {"table": "…", "row": {…}}.')
        return name, row

    def _misnamed(self, table: Table, row: dict[str, Any], number: int) -> Iterator[Fault]:
        if row.keys() == self._names[table.name]:
            return
        yield from missing_columns(row, table, self._where, number)
        for name in row.keys() - self._names[table.name]:
            remedy = f"The columns are {', '.join(sorted(self._names[table.name]))}."
            yield Fault(self._where, "is no column", remedy, number, shown(name))


def _version(record: Any) -> int:
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise Wrong(
            "is not the first line of an export", f'It begins {{"format":"{FORMAT}"; put it back.'
        )
    version = record.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Wrong("names no version", f'It has "version":{VERSION}; put it back.')
    return version


def _too_new(version: int) -> Wrong:
    return Wrong(
        f"was written by a newer summitry (version {version} of the format)",
        f"This one reads up to version {VERSION}; install the newest summitry.",
    )


def _parsed(line: bytes) -> Any:
    try:
        return _DECODER.decode(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Wrong(f"is not UTF-8 at its byte {error.start + 1}", "Save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(": line")[0] or "too deep"
        raise Wrong(f"is not JSON ({reason})", "Put the line back as it was exported.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Wrong(f"has {shown(twice)} twice", "Delete one of the two.")
    return held


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


# Made once: json.loads makes a new one for every call that is not the usual.
_DECODER = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_object)


def _encoder(column: Column) -> Callable[[Any], Any]:
    check = check_of(column)
    if column.type is ColumnType.JSON:  # which is written at once, because not all has a form
        return lambda value: None if value is None else msgspec.Raw(_bytes(json_text(check(value))))
    return lambda value: None if value is None else check(value)


def _line(table: str, row: dict[str, Any]) -> bytes:
    try:
        return _ENCODER.encode({"table": table, "row": row}) + b"\n"
    except UnicodeEncodeError:
        members = (f"{json_text(name)}:{_json(value)}" for name, value in row.items())
        return _bytes(f'{{"table":{json_text(table)},"row":{{{",".join(members)}}}}}') + b"\n"


def _json(value: Any) -> str:
    return bytes(value).decode() if isinstance(value, msgspec.Raw) else json_text(value)


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair has no UTF-8 form; JSON can still carry it as an escape.
        return _SURROGATE.sub(_escaped, text).encode()


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
