"""Numbers as Chinese writes them: 26, 260亿, 三百五十, 4.78万亿, 五分之一."""

from __future__ import annotations

import re
from functools import cache
from typing import final

from summitry.lexicon.chinese_measures import NumberSigns, half_width, load_number_signs

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_LARGEST = 1e30


@final
class Number:
    """A number in a text: its offsets, its value, and the group word that closes it (1 for none).

    ``written`` tells one in Chinese signs throughout.
    """

    __slots__ = ("end", "magnitude", "start", "value", "written")

    def __init__(self, start: int, end: int, value: float, magnitude: int, written: bool) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.magnitude = magnitude
        self.written = written


class NumberReader:
    """Reads numbers by the signs of the lexicon."""

    def __init__(self, signs: NumberSigns) -> None:
        self._signs = signs
        digits, tens = "".join(signs.digits), "".join(signs.tens)
        groups, point, part = "".join(signs.groups), signs.point, signs.part
        figure = rf"(?:{_ARABIC})"
        run = (
            rf"(?:(?<![\d.A-Za-z]){figure}|[{digits}{tens}])"
            rf"(?:(?:(?<=[{tens}{groups}])\s{{1,3}})?(?:[{digits}{tens}]|(?<!\d){figure})"
            rf"|(?<=[{digits}{tens}])\s[{tens}]|\s{{0,2}}[{groups}](?![瓦赫位])|(?<=[{groups}])\s(?=\d)"
            rf"|\s?[{signs.surplus}](?=\s?[{tens}{groups}])\s?)*"
            rf"(?:\s?[{point}]\s?[{digits}]+[{tens}{groups}]*)?"
        )
        self._formal = frozenset(signs.formal)
        idioms = "|".join(map(re.escape, signs.idioms))
        self._pattern = re.compile(
            rf"(?P<idiom>第\s?{run}|{idioms})"
            rf"|(?P<below>{run})\s{{0,2}}{part[0]}\s{{0,2}}{part[1]}\s{{0,2}}(?P<above>{run})"
            rf"|(?P<run>{run})(?P<suffix>[{''.join(signs.suffixes)}](?![A-Za-z]))?"
        )
        self._atoms = re.compile(rf"{_ARABIC}|\S")

    def find(self, folded: str, start: int, end: int) -> list[Number]:
        """Return the numbers between two offsets of a text in half-width signs."""
        found: list[Number] = []
        for match in self._pattern.finditer(folded, start, end):
            kind = match.lastgroup
            if kind == "idiom":
                continue
            if match["above"] is not None:
                below, above = self.value(match["below"]), self.value(match["above"])
                if below[0]:
                    percent = match["below"] == "百"  # told in hundredths: 百分之五 is five
                    value = above[0] / (1 if percent else below[0])
                    found.append(Number(match.start(), match.end(), value, 1, True))
                continue
            if match["run"] in self._formal:
                continue  # 伍 or 拾 alone belongs to another word
            value, magnitude = self.value(match["run"])
            suffix = match["suffix"]
            if suffix:
                value *= self._signs.suffixes[suffix]
            if value < _LARGEST:
                written = not match["run"][0].isascii()
                found.append(Number(match.start(), match.end(), value, magnitude, written))
        return found

    def value(self, wording: str) -> tuple[float, int]:
        """Return the value of a number as it is written, and the word that closes it, else 1."""
        signs = self._signs
        atoms = self._atoms.findall(wording)
        if len(atoms) > 1 and all(atom in signs.digits for atom in atoms):
            return float(int("".join(str(signs.digits[atom]) for atom in atoms))), 1
        reckoning = _Reckoning()
        for place, atom in enumerate(atoms):
            if atom in signs.digits:
                reckoning.digit(signs.digits[atom])
            elif atom in signs.tens:
                reckoning.ten(signs.tens[atom])
            elif atom in signs.groups:
                reckoning.group(signs.groups[atom])
            elif atom in signs.point:
                rest = "".join(atoms[place + 1 :])
                return self._with_fraction(reckoning.total(), rest)
            elif atom[0].isdigit() or atom[0] == ".":
                reckoning.figure(float(atom.replace(",", "")))
        return reckoning.total(), reckoning.last_group

    def _with_fraction(self, whole: float, rest: str) -> tuple[float, int]:
        signs = self._signs
        decimals, factor, magnitude = "", 1, 1
        for sign in rest:
            if sign in signs.digits:
                decimals += str(signs.digits[sign])
            else:
                times = signs.groups.get(sign) or signs.tens.get(sign, 1)
                factor *= times
                magnitude = factor
        return float(f"{whole:.0f}.{decimals or '0'}") * factor, magnitude


@final
class _Reckoning:
    """Adds up the signs of one number from left to right."""

    def __init__(self) -> None:
        self._before = 0.0  # what groups have closed
        self._last = 0.0  # what the last of them closed
        self._section = 0.0
        self._current = 0.0
        self._open = False  # a digit waits for its power of ten
        self._power = 1  # of the sign before
        self._zero = False
        self.last_group = 1

    def digit(self, value: int) -> None:
        """Take a digit; one after 零 is a plain one ("一万零三" against "一万三")."""
        if self._open and not self._zero:
            self._current = self._current * 10 + value
        else:
            self._current = float(value)
        self._open = True
        self._zero = value == 0
        if self._zero:
            self._open = False
            self._power = 1
        self.last_group = 1

    def figure(self, value: float) -> None:
        """Take a number in figures, which stands for itself."""
        self._current = value
        self._open = True
        if value >= 10:
            self._power = 1
        self.last_group = 1

    def ten(self, power: int) -> None:
        """Take 十, 百 or 千."""
        times = self._current if self._open else 1.0
        self._section += times * power
        self._close(power)
        self.last_group = 1

    def group(self, power: int) -> None:
        """Take 万, 亿 or 兆; one straight after another multiplies it ("万亿", "十万万")."""
        section = self._section + (self._current if self._open else 0.0)
        if section == 0.0:
            if self._last:
                self._before += self._last * (power - 1)
                self._last *= power
            else:
                self._before = self._last = float(power)
            self.last_group *= power
        elif self._last > 0.0 and self._power_of_last < power:
            self._last = (self._before + section) * power  # "四万五千亿"
            self._before = self._last
            self.last_group = power
        else:
            self._last = section * power
            self._before += self._last
            self.last_group = power
        self._power_of_last = power
        self._section = 0.0
        self._close(power)

    _power_of_last = 1

    def total(self) -> float:
        """Return the number; a last digit without a sign stands one power below the one before."""
        rest = 0.0
        if self._open:
            below = self._power // 10 if self._power > 1 and self._current < 10 else 1
            rest = self._current * max(below, 1)
        return self._before + self._section + rest

    def _close(self, power: int) -> None:
        self._current = 0.0
        self._open = False
        self._power = power
        self._zero = False


@cache
def number_reader() -> NumberReader:
    """Return the reader of numbers, built once."""
    return NumberReader(load_number_signs())


def find_numbers(text: str, start: int, end: int) -> list[Number]:
    """Return the numbers between two offsets of a text.

    >>> [one.value for one in find_numbers("总额260亿元，三百五十个名额", 0, 15)]
    [26000000000.0, 350.0]
    """
    return number_reader().find(half_width(text), start, end)
