"""Reads outside cases of amounts and time phrases, and tells how many are read right.

    python benchmarks/recognisers.py [--failures]

The cases are the English and the Chinese ones of Microsoft Recognizers-Text in
``bench/recognizers`` of the shared material (``$SUMMITRY_SHARED``, else ``../shared``). They were
made for a voice assistant, so not every case concerns texts of states. A case is relevant by these
criteria, which look at the case alone and never at what is read here:

currency   every expected amount is one number with one currency that ISO 4217 codes (a plain
           dollar is read as USD, pound as GBP, rupee as INR), or no amount is expected. Left
           out: coins (cents, pence), sums of two units ("3 dollars 50"), currencies without
           one code ("francs", bitcoin), a currency without a number.
number     every expected number is a plain positive cardinal or decimal, in digits or words, with
           or without a magnitude, a half, a third or a quarter. Left out: negative numbers,
           powers and scientific notation, ratios ("one in five"), fractions of other parts,
           "nought", addresses and numbering. The grammar of numbers is asked, as our amounts
           leave out a number that counts nothing.
percent    a number before a per cent sign or word, or no number at all.
date       every expected date or stretch has a year of four digits and its months, if any, by
           name. Left out: clock times, weekdays, weeks, and dates in figures, whose order
           differs between countries.
limit      as date, with "before", "by" or "until": the end must agree.
duration   a number, in digits or words, of years, months, weeks or days, and nothing else.
recurrence every stretch of a number of years, quarters, months, weeks or days, and nothing else.

Of the Chinese cases (their names end in "zh") are relevant:

currency   those as in English; coins belong to their sum ("五元三毛"), a bare name of money and a
           currency without a code are left out.
number     every expected number is a plain positive one in figures or signs, with or without
           magnitude. Left out: negative numbers, powers, fractions with a stroke or a whole
           number before them, pairs (双, 打), words of everyday speech that hold a sign (折).
percent    a number before a per cent sign, or behind 百分之; spoken shares (折, 成) are left out.
duration   as in English.

A case passes when all values and units (or all first and last days) are those expected, in order.
"From 2014 to 2018" ends before 2018 in those cases and with it here, so either reading of the
last year, month or day named by a range is taken as the same answer.
The speed is measured on the English development texts, sentence by sentence. The last line is one
line of JSON.
"""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from shared_material import require

from summitry.extraction.amounts import find_amounts
from summitry.extraction.chinese.amounts import find_amounts as find_chinese_amounts
from summitry.extraction.chinese.numbers import find_numbers as find_chinese_numbers
from summitry.extraction.numbers import find_numbers
from summitry.extraction.periods import find_periods
from summitry.model import Period, PeriodRole, QuantityRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Case = dict[str, Any]

PEERS = {"currency": 0.77, "number": 0.75, "currency zh": 0.80, "number zh": 0.92}
CODES = {"Dollar": "USD", "Pound": "GBP", "Rupee": "INR"} | {
    "Finnish markka": "FIM",
    "Peseta": "ESP",
    "Netherlands guilder": "NLG",
}
YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
# Neither clock times and weeks nor dates of figures only concern the grammar.
OTHER_TIME = re.compile(
    r"week|day|tomorrow|\b(?:mon|tue|wed|thur?s?|fri|sat|sun)\b|\d ?/ ?\d|\d\.\d"
    r"|\b\d{1,2} ?- ?\d{4}|\b\d{4} ?- ?\d{1,2}\b|\d:\d|[ap]\.?m\b"
)
CALENDAR = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def cases(name: str) -> list[Case]:
    path = require("bench", "recognizers", *f"{name}.json".split("/"))
    loaded: list[Case] = json.loads(path.read_text(encoding="utf-8-sig"))
    return loaded


def resolutions(case: Case) -> list[tuple[str, dict[str, Any]]]:
    return [(result["Text"], result.get("Resolution") or {}) for result in case["Results"]]


def currency(case: Case) -> bool | None:
    expected = []
    for text, resolution in resolutions(case):
        code = resolution.get("isoCurrency") or CODES.get(resolution.get("unit", ""))
        numbers = re.findall(r"[\d.,]*\d|\band\b", text)
        if not code or resolution.get("value") is None or len(numbers) > 1:
            return None
        if re.search(r"(?:dollars?|usd) .*[a-z]+ty|\bmao\b", text):
            return None
        expected.append((float(resolution["value"]), code))
    text = case["Input"]
    found = [q for q in find_amounts(text, 0, len(text)) if q.role is QuantityRole.MONEY]
    return [(q.value, q.unit) for q in found] == expected


def number(case: Case) -> bool | None:
    text = case["Input"]
    wordings = [wording for wording, _ in resolutions(case)]
    # What the criteria leave out, by the expected wording or by the input's own shape.
    out = r"[-−]|[\^]|\de\d|negative|minus|\bover\b|\bin\b|out of|n[oa]ught|\d/\d|ths?\b|firsts?\b"
    parts = r"half|halves|(?:one|two|three|a) (?:third|quarter)s?"
    for wording in wordings:
        plain = re.sub(r"(?<=[a-z]) ?- ?(?=[a-z])", " ", wording)
        if re.search(out, plain) or (
            re.search(r"(?:third|quarter|fourth|fifth|seventh|eighth|ninth)s?\b", plain)
            and not re.search(parts, plain)
        ):
            return None
    if re.search(r"\d[./-]\d+[./-]\d|\bnrs?\.|SCP|\+\d|[\^]", text):
        return None
    if not wordings:
        return not find_amounts(text, 0, len(text)) if not re.search(r"\d", text) else None
    expected = [float(resolution["value"]) for _, resolution in resolutions(case)]
    found = [number.value for number in find_numbers(text, 0, len(text))]
    return len(found) == len(expected) and all(
        abs(a - b) <= 1e-6 * max(1, abs(b)) for a, b in zip(found, expected, strict=True)
    )


def percent(case: Case) -> bool | None:
    expected = []
    for wording, resolution in resolutions(case):
        value = resolution.get("value") or "null"
        if value == "null" or value.startswith("-") or re.match(r"per ?cents?\b", wording):
            return None
        expected.append(float(value.rstrip("%")))
    text = case["Input"]
    found = [q.value for q in find_amounts(text, 0, len(text)) if q.unit == "percent"]
    return found == expected


def first_day(partial: str) -> date:
    return date.fromisoformat(
        f"{partial}-01-01"[:10] if len(partial) == 4 else f"{partial}-01"[:10]
    )


def day_after(partial: str) -> date:
    if len(partial) == 4:
        return date(int(partial) + 1, 1, 1)
    if len(partial) == 7:
        year, month = int(partial[:4]), int(partial[5:])
        return date(year + month // 12, month % 12 + 1, 1)
    return date.fromisoformat(partial) + timedelta(days=1)


def agrees(period: Period, first: date | None, last: date) -> bool:
    if period.end is None or (first_day(period.start) if period.start else None) != first:
        return False
    ends = {day_after(period.end)}
    if first is not None and period.start != period.end:
        ends.add(first_day(period.end))
    return last in ends


def agree(periods: list[Period], expected: list[tuple[date | None, date]]) -> bool:
    return len(periods) == len(expected) and all(
        agrees(period, *wanted) for period, wanted in zip(periods, expected, strict=True)
    )


def read_periods(case: Case) -> list[Period]:
    text = case["Input"]
    anchor = str((case.get("Context") or {}).get("ReferenceDateTime", ""))[:10] or None
    return [
        period
        for period in find_periods(text, 0, len(text), anchor)
        if period.role is not PeriodRole.RECURRENCE
    ]


def dated(case: Case) -> bool | None:
    expected: list[tuple[date | None, date]] = []
    for result in case["Results"]:
        wording = result["Text"].lower()
        known = (result.get("Value") or {}).get("FutureResolution") or {}
        if not YEAR.search(wording) or OTHER_TIME.search(wording):
            return None
        start, end = known.get("startDate") or known.get("date"), known.get("endDate")
        if not start or start.startswith("0001"):
            return None
        first = date.fromisoformat(start)
        expected.append((first, date.fromisoformat(end) if end else first + timedelta(days=1)))
    return agree(read_periods(case), expected) if expected else None


def limit(case: Case) -> bool | None:
    expected: list[tuple[date | None, date]] = []
    for result in case["Results"]:
        wording = result["Text"].lower()
        values = (result.get("Resolution") or {}).get("values") or [{}]
        led = re.match(r"(?:before|by|until|till|prior to|no later than)\b", wording)
        single = len(values) == 1 and values[0].get("type") == "daterange"
        if not (led and single and YEAR.search(wording)) or OTHER_TIME.search(wording):
            return None
        if not values[0].get("end") or values[0].get("start"):
            return None
        expected.append((None, date.fromisoformat(values[0]["end"])))
    return agree(read_periods(case), expected) if expected else None


def timex(case: Case) -> list[tuple[float, str]] | None:
    expected = []
    for result in case["Results"]:
        match = CALENDAR.fullmatch((result.get("Value") or {}).get("Timex", ""))
        if match is None or "business" in result["Text"]:
            return None
        expected.append((float(match[1]), UNITS[match[2]]))
    return expected or None


def duration(case: Case) -> bool | None:
    expected = timex(case)
    wordings = [result["Text"] for result in case["Results"]]
    if expected is None or not all(find_numbers(text, 0, len(text)) for text in wordings):
        return None
    text = case["Input"]
    found = [q for q in find_amounts(text, 0, len(text)) if q.role is QuantityRole.DURATION]
    longer = {"decade": (10, "year"), "fortnight": (2, "week")}
    plain = [(longer.get(q.unit, (1, q.unit)), q.value) for q in found]
    return [(count * value, unit) for (count, unit), value in plain] == expected


def recurrence(case: Case) -> bool | None:
    if timex(case) is None:
        return None
    text = case["Input"]
    found = find_periods(text, 0, len(text), None)
    return [period.role for period in found] == [PeriodRole.RECURRENCE]


def chinese_currency(case: Case) -> bool | None:
    expected = []
    for _, resolution in resolutions(case):
        code = resolution.get("isoCurrency") or CODES.get(resolution.get("unit", ""))
        if not code or resolution.get("value") is None:
            return None
        expected.append((round(float(resolution["value"]), 6), code))
    text = case["Input"]
    found = [q for q in find_chinese_amounts(text, 0, len(text)) if q.role is QuantityRole.MONEY]
    return [(round(q.value, 6), q.unit) for q in found] == expected


def chinese_number(case: Case) -> bool | None:
    text = case["Input"]
    wordings = " ".join(wording for wording, _ in resolutions(case))
    if re.search(r"[-－^]|负|負|\de\+?\d|[/／]|又|[打双雙對对折刀]|百分之", wordings + text):
        return None
    expected = [float(resolution["value"]) for _, resolution in resolutions(case)]
    found = [number.value for number in find_chinese_numbers(text, 0, len(text))]
    return len(found) == len(expected) and all(
        abs(a - b) <= 1e-6 * max(1, abs(b)) for a, b in zip(found, expected, strict=True)
    )


def chinese_percent(case: Case) -> bool | None:
    expected = []
    for wording, resolution in resolutions(case):
        value = str(resolution.get("value") or "null")
        if not re.search("[%％]|百分之", wording) or not re.fullmatch(r"[\d.]+%", value):
            return None
        expected.append(round(float(value.rstrip("%")), 6))
    text = case["Input"]
    found = [q.value for q in find_chinese_amounts(text, 0, len(text)) if q.unit == "percent"]
    return [round(value, 6) for value in found] == expected


def chinese_duration(case: Case) -> bool | None:
    expected = timex(case)
    if expected is None:
        return None
    text = case["Input"]
    units = {"年": "year", "个月": "month", "周": "week", "天": "day", "日": "day"}
    found = [
        (number.value, units[unit[0]])
        for number in find_chinese_numbers(text, 0, len(text))
        if (unit := re.match("年|个月|周|天|日", text[number.end :]))
    ]
    return found == expected


SUITES: tuple[tuple[str, str, Callable[[Case], bool | None]], ...] = (
    ("currency", "NumberWithUnit/English/CurrencyModel", currency),
    ("number", "Number/English/NumberModel", number),
    ("percent", "Number/English/PercentModel", percent),
    ("date", "DateTime/English/DateParser", dated),
    ("stretch", "DateTime/English/DatePeriodParser", dated),
    ("limit", "DateTime/English/DateTimeModel", limit),
    ("duration", "DateTime/English/DurationParser", duration),
    ("recurrence", "DateTime/English/SetParser", recurrence),
    ("currency zh", "NumberWithUnit/Chinese/CurrencyModel", chinese_currency),
    ("number zh", "Number/Chinese/NumberModel", chinese_number),
    ("percent zh", "Number/Chinese/PercentModel", chinese_percent),
    ("duration zh", "DateTime/Chinese/DurationParser", chinese_duration),
)


def sentences() -> Iterator[tuple[str, int, int]]:
    for path in sorted(require("gold", "dev").glob("*.gold.json")):
        if json.loads(path.read_text(encoding="utf-8")).get("language", "en") != "en":
            continue
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        for match in re.finditer(r"[^.\n]+(?:\.(?!\s)[^.\n]*)*\.?", text):
            yield text, match.start(), match.end()


def speed() -> dict[str, float]:
    found = list(sentences())
    total = sum(end - start for _, start, end in found)
    readers: dict[str, Callable[[str, int, int], object]] = {
        "amounts": find_amounts,
        "periods": lambda text, start, end: find_periods(text, start, end, "2023-01-10"),
    }
    result = {}
    for name, reader in readers.items():
        seconds = []
        for _ in range(4):  # the first round compiles the patterns
            began = time.perf_counter()
            for text, start, end in found:
                reader(text, start, end)
            seconds.append(time.perf_counter() - began)
        result[f"{name}_chars_s"] = round(total / min(seconds[1:]))
        rate = f"{result[f'{name}_chars_s']:,}"
        print(f"{name:11} {rate:>10} characters a second, {len(found)} sentences")
    return result


def main(arguments: list[str]) -> int:
    result: dict[str, float] = {}
    print(f"{'':11} {'cases':>6} {'relevant':>9} {'passed':>7} {'share':>6}  peer")
    for name, path, judge in SUITES:
        every = cases(path)
        verdicts = [(case, judge(case)) for case in every]
        relevant = [(case, verdict) for case, verdict in verdicts if verdict is not None]
        passed = sum(bool(verdict) for _, verdict in relevant)
        result[name] = round(passed / len(relevant), 3) if relevant else 0.0
        peer = f"{PEERS[name]:.2f}" if name in PEERS else ""
        shown = f"{len(relevant):>9} {passed:>7} {result[name]:>6.3f}"
        print(f"{name:11} {len(every):>6} {shown}  {peer}")
        if "--failures" in arguments:
            for case, verdict in relevant:
                if not verdict:
                    print("   ", repr(case["Input"][:110]), [text for text, _ in resolutions(case)])
    result |= speed()
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
