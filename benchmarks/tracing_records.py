"""Many promises for timing: those of the example, varied as real texts vary, the same each time."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from summitry.model import (
    Basis,
    Commitment,
    Force,
    Occasion,
    PartyMention,
    Period,
    Promise,
    Quantity,
    QuantityRole,
    Span,
)

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "central-asia" / "expected.csv"
PER_DOCUMENT = 40
PARTIES = {
    "CHN": "China", "IND": "India", "JPN": "Japan", "KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan",
    "KOR": "Korea", "TJK": "Tajikistan", "TKM": "Turkmenistan", "USA": "United States",
    "UZB": "Uzbekistan", "TUR": "Turkey", "BRA": "Brazil", "KEN": "Kenya", "NOR": "Norway",
    "VNM": "Vietnam", "PER": "Peru", "EGY": "Egypt", "POL": "Poland", "NPL": "Nepal",
    "GHA": "Ghana", "CHL": "Chile", "IDN": "Indonesia", "MAR": "Morocco", "MNG": "Mongolia",
}  # fmt: skip
FIELDS = (
    "solar parks", "rail tunnels", "school canteens", "seed banks", "glacier stations",
    "customs portals", "blood laboratories", "wool cooperatives", "harbour cranes",
    "fibre cables", "irrigation canals", "nursing colleges", "flood dykes", "museum archives",
    "cement kilns", "dairy herds", "bus depots", "court registers", "weather radars",
    "vaccine stores", "uranium mines", "pasture fences", "ferry ramps", "teacher exchanges",
    "border scanners", "wind farms", "cotton mills", "language courses", "fish ponds",
    "earthquake drills", "tax registers", "film festivals", "copper smelters",
    "forest patrols", "power lines", "visa centres", "water meters", "grain elevators",
    "youth orchestras", "satellite dishes",
)  # fmt: skip
PLACES = (
    "northern", "southern", "eastern", "western", "upper", "lower", "coastal", "mountain",
    "desert", "lakeside", "border", "island",
)  # fmt: skip
DISTRICTS = 400
SERIES = 60
FIRST_YEAR, YEARS = 1995, 30


def varied_promises(count: int) -> list[Promise]:
    """Return ``count`` promises in documents of forty; some repeat an earlier meeting's."""
    chance = random.Random(20190304)
    with EXAMPLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    documents = max(1, count // PER_DOCUMENT)
    promises: list[Promise] = []
    series_said: dict[int, list[Promise]] = {}
    for number in range(documents + 1):
        series = chance.randrange(SERIES + documents // 20)
        occasion = _occasion(number, documents, series, chance)
        said: list[Promise] = []
        for place in range(PER_DOCUMENT):
            if len(promises) == count:
                return promises
            before = series_said.get(series)
            if before and chance.random() < 0.3:
                made = _again(chance.choice(before), occasion, place, chance)
            else:
                made = _new(chance.choice(rows), occasion, place, chance)
            said.append(made)
            promises.append(made)
        series_said[series] = said
    return promises


def _occasion(number: int, documents: int, series: int, chance: random.Random) -> Occasion:
    year = FIRST_YEAR + number * YEARS // (documents + 1)
    date = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    parties = tuple(sorted(random.Random(series).sample(sorted(PARTIES), 4)))
    return Occasion(f"document {number:06}", date, f"Dialogue {series}", None, parties)


def _new(row: dict[str, str], occasion: Occasion, place: int, chance: random.Random) -> Promise:
    actor = chance.choice(occasion.parties)
    recipient = chance.choice(occasion.parties)
    field = f"{chance.choice(PLACES)} {chance.choice(FIELDS)} of district {_district(chance)}"
    words = row["quote"]
    for code, name in PARTIES.items():
        if code in row["actors"]:
            words = words.replace(name, PARTIES[actor])
    quote = f"{words} for the {field}"
    amounts: tuple[Quantity, ...] = ()
    if row["quantities"]:
        text, _, rest = row["quantities"].split(";")[0].rpartition("=")
        value, _, unit = rest.partition(" ")
        changed = float(value) * chance.randint(1, 90)
        money = unit.isupper()
        role = QuantityRole.MONEY if money else QuantityRole.COUNT
        amounts = (Quantity(Span(0, len(text)), text, changed, unit, role=role),)
    year = int((occasion.date or "2000")[:4]) + chance.randint(1, 9)
    deadline = Period(Span(0, 4), str(year), None, str(year)) if row["deadline_end"] else None
    return _promise(quote, (actor, recipient), row["theme"], (amounts, deadline), (occasion, place))


def _again(earlier: Promise, occasion: Occasion, place: int, chance: random.Random) -> Promise:
    commitment = earlier.commitment
    quote = commitment.quote.replace(" will ", " intends to ").replace("agreed to", "will")
    amounts = commitment.quantities
    if amounts and chance.random() < 0.4:
        one = amounts[0]
        amounts = (Quantity(one.span, one.text, one.value * 1.5, one.unit, role=one.role),)
    actor, recipient = commitment.actors[0].code, commitment.recipients[0].code
    return _promise(
        quote,
        (actor, recipient),
        commitment.theme,
        (amounts, commitment.deadline),
        (occasion, place),
    )


def _promise(
    quote: str,
    parties: tuple[str, str],
    theme: str,
    measured: tuple[tuple[Quantity, ...], Period | None],
    at: tuple[Occasion, int],
) -> Promise:
    occasion, place = at
    commitment = Commitment(
        place + 1,
        f"{occasion.document}#{place}",
        Span(500 * place, 500 * place + len(quote)),
        quote,
        (PartyMention(parties[0], Basis.TEXT),),
        (PartyMention(parties[1], Basis.TEXT),),
        "",
        Force.FIRM,
        True,
        theme,
        measured[0],
        measured[1],
    )
    return Promise(f"{occasion.document}#{place}", commitment, occasion)


def _district(chance: random.Random) -> str:
    consonants, vowels = "bdgklmnrstvz", "aeiou"
    number = chance.randrange(DISTRICTS)
    letters = random.Random(number)
    return "".join(letters.choice(consonants) + letters.choice(vowels) for _ in range(3)).title()
