"""From a construction to acts: its verb, how far its clause runs, and what is coordinated.

"will build X and train Y by 2030, which helps Z" holds two acts and an explanation that
belongs to neither. The walk over the words is single and left to right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summitry.extraction.words import VERB, Tag, Words

if TYPE_CHECKING:
    from summitry.lexicon.grammar import Grammar

FORM_TAGS = {"base": Tag.BASE, "ing": Tag.ING}
_CHAINED = frozenset(
    {"continue", "seek", "strive", "endeavor", "endeavour", "aim", "help", "try", "move", "go"}
    | {"plan", "agree", "remain", "stand", "be", "look"}
)
_CLAUSE_OPENERS = frozenset({"because", "although", "though", "whereas"})
_EMBEDDED_OPENERS = frozenset({"by", "through", "via"})
_PURPOSE_REACH = 24
_CORRELATIVES = frozenset({"both", "either", "only"})
_OUTER = -2


class Act(NamedTuple):
    """One act as word indices: the quote runs from ``first`` up to ``after``.

    ``verb`` is the verb that says what is done; ``introducer`` the verb that carries it where
    they differ ("continue" in "continue to support").
    """

    first: int
    verb: int
    after: int
    introducer: int
    form: str


def skip_enumerator(words: Words, index: int) -> int:
    """Return the index after "(i)" or "(a)", or the index itself."""
    marks = words.lower[index : index + 3]
    if len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and len(marks[1]) <= 4:
        return index + 3
    return index


def find_verb(words: Words, index: int, form: str) -> int | None:
    """Return the verb of a form that stands at ``index``, adverbs left out, or None."""
    count = len(words)
    index = skip_enumerator(words, index)
    skipped = Tag.ADVERB | Tag.NEGATION
    while index < count and (
        (words.tags[index] & skipped and not words.tags[index] & VERB)
        or words.lower[index] in _CORRELATIVES
    ):
        index += 1
    if index >= count:
        return None
    tag, word = words.tags[index], words.lower[index]
    if form == "ing":
        if tag & Tag.NOT_GERUND:
            return None
        if tag & Tag.ING or (word.endswith("ing") and len(word) > 5 and not tag):
            return index
        return None
    if tag & Tag.BASE:
        return index
    # An unknown word after "will" or "to" is a verb nobody listed.
    closed = Tag.DETERMINER | Tag.PREPOSITION | Tag.PRONOUN | Tag.MARK | Tag.NUMBER | Tag.RELATIVE
    if word == "be" or (not tag & (closed | VERB | Tag.CONJUNCTION) and word.isalpha()):
        return None if words.is_capitalised(index) else index
    return None


def head_verb(words: Words, verb: int, grammar: Grammar) -> int:
    """Follow a verb that only introduces another: "continue to support", "help build"."""
    current = verb
    for _ in range(4):
        base = base_form(words, current, grammar)
        if base in grammar.traits["cooperative"]:
            return _shared_purpose(words, current) or current
        if base not in _CHAINED:
            return current
        index = current + 1
        while index < len(words) and words.tags[index] & Tag.ADVERB:
            index += 1
        if index < len(words) and words.tags[index] & Tag.TO:
            following = find_verb(words, index + 1, "base")
        elif base == "help" and index < len(words) and words.tags[index] & Tag.BASE:
            following = index if not words.tags[index] & Tag.NOUN_LIKE else None
        else:
            following = None
        if following is None:
            return current
        current = following
    return current


def _shared_purpose(words: Words, verb: int) -> int | None:
    """Return the verb that says what working together is for: "work with X to build"."""
    for index in range(verb + 1, min(verb + _PURPOSE_REACH, len(words) - 1)):
        tag = words.tags[index]
        if tag & Tag.TO and words.tags[index + 1] & Tag.BASE:
            return index + 1
        finite = tag & Tag.BASE and not tag & (Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        if words.lower[index] in (";", ":") or tag & Tag.RELATIVE or finite:
            return None
    return None


def base_form(words: Words, index: int, grammar: Grammar) -> str:
    """Return the base form of the verb at a word; an unlisted verb is taken as it stands."""
    word = words.lower[index]
    verb = grammar.verbs.get(word) or grammar.verbs.get(word.rpartition("-")[2])
    if verb is not None:
        return verb.base
    if words.tags[index] & Tag.ING or word.endswith("ing"):
        return word[:-3]
    return word


def split_acts(
    words: Words, first: int, verb: int, bound: int, form: str, grammar: Grammar
) -> list[Act]:
    """Return the coordinated acts of a clause whose first verb is at ``verb``.

    ``first`` is where the quote of the first act begins, ``bound`` where the next clause does.
    """
    return _Splitter(words, grammar, form).split(first, verb, bound)


class _Splitter:
    """One walk over a verb phrase."""

    def __init__(self, words: Words, grammar: Grammar, form: str) -> None:
        self._words = words
        self._grammar = grammar
        self._form = self._outer_form = form
        self._acts: list[Act] = []
        # What has opened since the current verb: a relative clause, a purpose, a gerund phrase.
        self._relative = self._purpose = self._gerund = self._object = False
        self._infinitive = False

    def split(self, first: int, verb: int, bound: int) -> list[Act]:
        """Walk from the verb to the bound and return the acts."""
        words = self._words
        self._infinitive = verb > 0 and bool(words.tags[verb - 1] & Tag.TO)
        head = self._head(verb)
        current = (first, verb, head)
        index = head + 1
        while index < bound:
            if self._ends_here(index, bound):
                break
            if words.lower[index] in (",", ";", "and", "or", "as", "but"):
                joined = self._coordinate(index, bound)
                if joined is not None:
                    following, start = joined
                    if start == _OUTER or not self._is_act(following):
                        bound = index
                        break
                    if start >= 0:
                        self._close(current, index)
                        head = self._head(following)
                        current = (start, following, head)
                        index = head + 1
                        self._relative = self._purpose = self._gerund = self._object = False
                        continue
                    index = following + 1
                    continue
            self._note(index)
            index += 1
        self._close(current, index)
        return self._acts

    def _head(self, verb: int) -> int:
        """Return the verb of the act; after "working with X to build" go on in its form."""
        head = head_verb(self._words, verb, self._grammar)
        if head != verb and self._words.tags[head] & Tag.BASE:
            self._form = "base"
            self._infinitive = True
        return head

    def _close(self, current: tuple[int, int, int], after: int) -> None:
        first, introducer, head = current
        words = self._words
        while after > head + 1 and (
            words.lower[after - 1] in (",", ";", ".", ":", "and", "or", "!", "?", "–", "-")
            or (words.lower[after - 1] in ("as", "while", "also"))
        ):
            after -= 1
        self._acts.append(Act(first, head, max(after, head + 1), introducer, self._form))

    def _note(self, index: int) -> None:
        words = self._words
        tag, word = words.tags[index], words.lower[index]
        if tag & Tag.RELATIVE:
            self._relative = True
        elif tag & Tag.TO and index + 1 < len(words) and words.tags[index + 1] & Tag.BASE:
            self._purpose = True
        elif tag & Tag.ING and index and words.lower[index - 1] in _EMBEDDED_OPENERS:
            self._gerund = True
        elif not tag & (Tag.ADVERB | Tag.PREPOSITION | Tag.MARK | Tag.CONJUNCTION):
            self._object = True

    def _ends_here(self, index: int, bound: int) -> bool:
        """Tell whether what follows explains the act and belongs to no quote."""
        words, grammar = self._words, self._grammar
        word = words.lower[index]
        if word in _CLAUSE_OPENERS or word == ":":
            return True
        if word == ";":
            return self._coordinate(index, bound) is None and not self._lists(index + 1, bound)
        if word in ("–", "—") and index + 1 < bound and words.lower[index + 1] in ("a", "an"):
            return True
        if word == "while" and index + 1 < bound:
            return True
        if word == "including" and self._opens_gerund(index + 1, bound):
            return True
        if word != "," or index + 1 >= bound:
            return False
        following = index + 1
        while following < bound and words.tags[following] & Tag.ADVERB:
            following += 1
        if following >= bound:
            return True
        word = words.lower[following]
        if words.tags[following] & Tag.RELATIVE and word != "that":
            return True
        if word in grammar.words["participles"] and not (
            self._form == "ing"
            and base_form(words, following, grammar) != "recognize"
            and self._is_listed(following, bound)
        ):
            return True
        return any(
            words.lower[following : following + len(phrase)] == list(phrase)
            for phrase in grammar.phrases
        )

    def _lists(self, index: int, bound: int) -> bool:
        """Tell a list of things held apart by semicolons from a new clause."""
        words = self._words
        while index < bound and words.lower[index] != ";":
            tag = words.tags[index]
            if tag & (Tag.AUXILIARY | Tag.PRONOUN | Tag.TO) or words.lower[index] == ":":
                return False
            index += 1
        return True

    def _is_listed(self, index: int, bound: int) -> bool:
        """Tell a member of a list of -ing forms from a participle that explains."""
        words = self._words
        return bool(self._acts) or any(
            words.lower[later] in ("and", "or")
            and later + 1 < bound
            and words.tags[later + 1] & Tag.ING
            for later in range(index + 1, bound)
        )

    def _opens_gerund(self, index: int, bound: int) -> bool:
        return index < bound and bool(self._words.tags[index] & Tag.ING)

    def _coordinate(self, index: int, bound: int) -> tuple[int, int] | None:
        """Return the verb a connector joins and where its act starts, -1 where it starts none."""
        words = self._words
        comma = words.lower[index] == ","
        strong = words.lower[index] == ";"
        position, explicit_to, conjunction, added = index, False, False, False
        enumerated = False
        start = -1
        while position < bound:
            word, tag = words.lower[position], words.tags[position]
            if word in (",", ";"):
                comma = comma or word == ","
            elif word == "as" and words.lower[position : position + 3] == ["as", "well", "as"]:
                conjunction, added, position = True, True, position + 2
            elif word in ("and", "or", "then") or (word == "but" and position + 1 < bound):
                conjunction = True
            elif word == "(" and skip_enumerator(words, position) > position:
                position = skip_enumerator(words, position)
                strong = enumerated = True
                continue
            elif word == "to" and not explicit_to:
                explicit_to, start = True, position
            elif not tag & Tag.ADVERB or (tag & VERB and not self._modifies(position, bound)):
                break
            elif start < 0:
                start = position
            position += 1
        if position >= bound or position == index:
            return None
        if start < 0:
            start = position
        if self._shares_object(index):
            return None  # "suspend or remove the measures"
        outer = conjunction and not enumerated and (comma or not self._purpose)
        if outer and self._is_outer_verb(position, bound):
            return position, _OUTER
        if not self._is_coordinate_verb(
            position, bound, explicit_to=explicit_to, strong=enumerated
        ):
            return None
        if explicit_to and not conjunction and not strong and self._tells_purpose(position, bound):
            return position, -1
        if not self._splits(
            position, comma=comma, strong=strong or added, to=explicit_to, joined=conjunction
        ):
            return (position, -1) if self._is_act(position) else None
        return position, start

    def _shares_object(self, index: int) -> bool:
        tag = self._words.tags[index - 1]
        return bool(
            self._words.lower[index] in ("and", "or")
            and tag & Tag.BASE
            and not tag & (Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        )

    def _modifies(self, index: int, bound: int) -> bool:
        """Tell the adverb of "and further advance X" from the verb of "and further X"."""
        return index + 1 < bound and bool(self._words.tags[index + 1] & FORM_TAGS[self._form])

    def _tells_purpose(self, index: int, bound: int) -> bool:
        """Tell ", to strengthen X" (what for) from a list: ", to hold X", ", to do X, and to …"."""
        base = base_form(self._words, index, self._grammar)
        if self._grammar.verb_class.get(base) == "deliver":
            return False
        lower, tags = self._words.lower, self._words.tags
        return not any(
            lower[later] == ","
            and lower[later + 1] == "and"
            and tags[later + 2] & (Tag.TO | Tag.BASE | Tag.ING)
            for later in range(index + 1, bound - 3)
        )

    def _is_outer_verb(self, index: int, bound: int) -> bool:
        """Tell a further predicate of the sentence: "… and maintains X", "…, and emphasize X"."""
        words = self._words
        tag = words.tags[index]
        if index + 1 >= bound or words.is_capitalised(index):
            return False
        if tag & Tag.THIRD and not tag & Tag.BASE:
            base = base_form(words, index, self._grammar)
            listed = base in self._grammar.traits["noun_like"]
            return not listed and _takes_object(words, index + 1)
        plain = tag & Tag.BASE and not tag & (Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        return bool(self._form == "ing" and plain)

    def _is_coordinate_verb(
        self, index: int, bound: int, *, explicit_to: bool, strong: bool
    ) -> bool:
        words = self._words
        tag = words.tags[index]
        wanted = FORM_TAGS[self._form] | FORM_TAGS[self._outer_form]
        if explicit_to or strong:
            wanted |= Tag.BASE
        if strong:
            wanted |= Tag.ING
        form = "base" if tag & Tag.BASE else "ing"
        if words.is_capitalised(index):
            return False
        if not tag and self._form == "base" and words.lower[index].isalpha():
            # A verb nobody listed: "and dredge the channel".
            return index + 1 < bound and bool(words.tags[index + 1] & Tag.DETERMINER)
        if not tag & wanted:
            return False
        if tag & Tag.ADJECTIVE_LIKE and not explicit_to:
            definite = Tag.DETERMINER | Tag.NUMBER
            return index + 1 < bound and bool(words.tags[index + 1] & definite)
        if form == "base" and not tag & Tag.NOUN_LIKE:
            return True
        if index + 1 >= bound:
            return form == "base" and explicit_to
        if tag & Tag.ING:
            base = base_form(words, index, self._grammar)
            following, after = words.lower[index + 1], words.tags[index + 1]
            if following == "of":
                return False
            if base not in self._grammar.traits["noun_like"] and after & (Tag.PREPOSITION | Tag.TO):
                return True
            if following in ("and", "or") and index + 2 < bound and words.tags[index + 2] & Tag.ING:
                return True
        return _takes_object(words, index + 1) or (explicit_to and form == "base")

    def _splits(self, index: int, *, comma: bool, strong: bool, to: bool, joined: bool) -> bool:
        """Decide whether a coordinated verb is an act beside the first or lies deeper."""
        if strong:
            return not self._gerund
        if not self._object:
            return False  # "develop and launch a plan"
        if self._words.tags[index] & Tag.ING:
            return not self._gerund
        if self._form == "ing":
            return False
        if self._relative:
            return False
        if to:
            return self._infinitive and not self._purpose
        return not self._purpose and (comma or joined)

    def _is_act(self, index: int) -> bool:
        base = base_form(self._words, head_verb(self._words, index, self._grammar), self._grammar)
        return self._grammar.verb_class.get(base) not in ("speak", "state")


def _takes_object(words: Words, index: int) -> bool:
    """Tell whether what stands after a word can be its object: then the word is a verb."""
    tag, word = words.tags[index], words.lower[index]
    if tag & (Tag.DETERMINER | Tag.NUMBER):
        return True
    if tag & (Tag.MARK | Tag.CONJUNCTION | Tag.RELATIVE | Tag.AUXILIARY | Tag.TO):
        return word in ("“", '"', "‘")
    if tag & Tag.PREPOSITION:
        return word in ("on", "with", "towards", "toward") and not tag & Tag.ADVERB
    return True
