"""From a construction to acts: how far a clause runs, and which verbs are coordinated in it.

"will build X and train Y by 2030, which helps Z" holds two acts and an explanation that
belongs to neither. The walk over the words is single and left to right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.connectors import OPENING, Connector, read_connector
from summitry.extraction.endings import EXPLAINING, comma_explains, lists_things, opens_explanation
from summitry.extraction.verbs import FORM_TAGS, base_form, head_verb, takes_object
from summitry.extraction.words import VERB, Tag, Words

if TYPE_CHECKING:
    from summitry.lexicon.grammar import Grammar

_EMBEDDED_OPENERS = frozenset({"by", "through", "via"})
_TRAILING = frozenset(
    {",", ";", ".", ":", "and", "or", "!", "?", "–", "-", "as", "while", "also", "but", "that"}
)
# The words a clause can end before; most others are passed without a closer look.
_ENDING = EXPLAINING | {";", ",", "and", "but"}
_SAME_ACT: Final = -1  # coordinated, but deeper: no act of its own
_SUBJECT_REACH = 8
_INSERTION_MAX = 14
_VALUE_REACH = 5
_OUTER: Final = -2  # a further predicate of the sentence: the clause ends before it


@final
class Act:
    """One act as word indices: the quote runs from ``first`` up to ``after``.

    ``verb`` is the verb that says what is done; ``introducer`` the verb that carries it where
    they differ ("continue" in "continue to support").
    """

    __slots__ = ("after", "first", "form", "introducer", "verb")

    def __init__(self, first: int, verb: int, after: int, introducer: int, form: str) -> None:
        self.first = first
        self.verb = verb
        self.after = after
        self.introducer = introducer
        self.form = form

    def until(self, after: int) -> Act:
        """Return the same act with another end."""
        return Act(self.first, self.verb, after, self.introducer, self.form)


@final
class _Opened:
    """What has opened since the current verb."""

    __slots__ = ("gerund", "has_object", "purpose", "relative")

    def __init__(self, *, has_object: bool = False) -> None:
        self.relative = False
        self.purpose = False
        self.gerund = False
        self.has_object = has_object


def split_acts(
    words: Words, first: int, verb: int, bound: int, form: str, grammar: Grammar
) -> list[Act]:
    """Return the coordinated acts of a clause whose first verb is at ``verb``.

    ``first`` is where the quote of the first act begins, ``bound`` where the next clause does.
    """
    return _Splitter(words, grammar, form).split(first, verb, bound)


@final
class _Splitter:
    """One walk over a verb phrase."""

    def __init__(self, words: Words, grammar: Grammar, form: str) -> None:
        self._words = words
        self._grammar = grammar
        self._form = self._outer_form = form
        self._acts: list[Act] = []
        self._opened = _Opened()
        self._infinitive = False
        self._fronted = False  # "Renewing our commitment to X, we …"

    def split(self, first: int, verb: int, bound: int) -> list[Act]:
        """Walk from the verb to the bound and return the acts."""
        words = self._words
        self._infinitive = verb > 0 and bool(words.tags[verb - 1] & Tag.TO)
        self._fronted = first == 0 and bool(words.tags[0] & Tag.ING)
        head = self._head(verb)
        current = (first, verb, head)
        index = head + 1
        lower = words.lower
        while index < bound:
            inserted = self._after_insertion(index, bound) if index == head + 1 else index
            if inserted > index:
                index = inserted
                continue
            word = lower[index]
            if word in _ENDING and self._ends_here(index, bound):
                resumed = self._resumed(index, bound)
                if resumed is None:
                    break
                self._close(current, index)
                following, start = resumed
                head = self._head(following)
                current = (start, following, head)
                index = head + 1
                self._opened = _Opened()
                continue
            joined = self._coordinate(index, bound) if word in OPENING else None
            if joined is None:
                self._note(index)
                index += 1
                continue
            following, start = joined
            if start == _OUTER or not self._is_act(following):
                break
            if start == _SAME_ACT:
                index = following + 1
                continue
            self._close(current, index)
            head = self._head(following)
            current = (start, following, head)
            index = head + 1
            self._opened = _Opened()
        self._close(current, index)
        return self._acts

    def _after_insertion(self, index: int, bound: int) -> int:
        """Step over what is inserted before the object: "promote, within the law, the …"."""
        lower = self._words.lower
        if lower[index] != "," or index + 3 >= bound:
            return index
        opens = self._words.tags[index + 1] & (Tag.PREPOSITION | Tag.FRONTING)
        if not opens or lower[index + 1 : index + 3] == ["as", "well"]:
            return index
        for closing in range(index + 2, min(bound - 1, index + _INSERTION_MAX)):
            if lower[closing] == ",":
                return closing + 1 if takes_object(self._words, closing + 1) else index
        return index

    def _resumed(self, index: int, bound: int) -> tuple[int, int] | None:
        """Return the act that goes on behind an explanation: "…, which helps; train X"."""
        words = self._words
        for later in range(index + 1, bound):
            added = words.lower[later] == "," and self._adds_infinitive(later, bound)
            if words.lower[later] == ";" or added:
                self._opened = _Opened(has_object=True)
                joined = self._coordinate(later, bound)
                plain = joined is not None and joined[1] >= 0 and self._is_act(joined[0])
                return joined if plain else None
        return None

    def _adds_infinitive(self, index: int, bound: int) -> bool:
        """Tell ", and to meet again" after an inserted explanation."""
        words = self._words
        if not self._infinitive or index + 3 >= bound:
            return False
        joined = words.lower[index + 1] == "and" and bool(words.tags[index + 2] & Tag.TO)
        return joined and bool(words.tags[index + 3] & Tag.BASE)

    def _head(self, verb: int) -> int:
        """Return the verb of the act; after "working with X to build" go on in its form."""
        head = head_verb(self._words, verb, self._grammar)
        if head != verb and self._words.tags[head] & Tag.BASE:
            self._form = "base"
            self._infinitive = True
        return head

    def _close(self, current: tuple[int, int, int], after: int) -> None:
        first, introducer, head = current
        while after > head + 1 and self._words.lower[after - 1] in _TRAILING:
            after -= 1
        self._acts.append(Act(first, head, max(after, head + 1), introducer, self._form))

    def _note(self, index: int) -> None:
        words, opened = self._words, self._opened
        tag = words.tags[index]
        if tag & Tag.RELATIVE:
            opened.relative = not self._closes_at_once(index)
        elif tag & Tag.TO and index + 1 < len(words) and words.tags[index + 1] & Tag.BASE:
            opened.purpose = True
        elif words.lower[index].endswith("ing") and words.lower[index - 1] in _EMBEDDED_OPENERS:
            opened.gerund = True
        elif not tag & (Tag.ADVERB | Tag.PREPOSITION | Tag.MARK | Tag.CONJUNCTION):
            opened.has_object = True

    def _closes_at_once(self, index: int) -> bool:
        """Tell a relative clause that no plain verb can go on: "where needed", "that has"."""
        words = self._words
        following = index + 1
        while following < len(words) and words.tags[following] & Tag.ADVERB:
            following += 1
        if following >= len(words):
            return True
        tag = words.tags[following]
        if words.lower[following] in self._grammar.words["provisos"]:
            return True
        if tag & Tag.AUXILIARY:
            return words.lower[following] in ("is", "was", "has", "does")
        return bool(tag & Tag.THIRD) and not tag & (Tag.NOUN_LIKE | Tag.BASE)

    def _ends_here(self, index: int, bound: int) -> bool:
        words = self._words
        word = words.lower[index]
        if word == ";":
            follows = self._coordinate(index, bound) is not None
            return not follows and not lists_things(words, index + 1, bound)
        if word == "," and index + 1 < bound:
            if self._opens_sentence(index + 1, bound) or self._adds_thing(index + 1, bound):
                return True
            listed = self._form == "ing" and self._lists_gerunds(index + 1, bound)
            if self._form == "ing" and not listed and self._opens_gerund(index + 1):
                return True  # "completing the road, using local labour"
            return comma_explains(words, index, bound, self._grammar, listed=listed)
        spoken = (
            word in ("and", "but") and index + 2 < bound and words.tags[index + 1] & Tag.PRONOUN
        )
        if spoken and words.tags[index + 2] & (VERB | Tag.AUXILIARY):
            return True  # "will host a forum and I invite you all"
        return opens_explanation(words, index, bound)

    def _adds_thing(self, index: int, bound: int) -> bool:
        """Tell "the intent to join, as well as the engagement of others" from an object more."""
        words = self._words
        if self._opened.has_object or words.lower[index : index + 3] != ["as", "well", "as"]:
            return False
        return index + 3 < bound and bool(words.tags[index + 3] & Tag.DETERMINER)

    def _opens_sentence(self, index: int, bound: int) -> bool:
        """Tell ", and we urge …" and ", and those who …", which say something else."""
        words = self._words
        if self._fronted and words.tags[index] & Tag.PRONOUN:
            return True
        if index + 2 >= bound or words.lower[index] not in ("and", "but"):
            return False
        if words.tags[index + 1] & Tag.PRONOUN:
            return True
        if words.lower[index + 1] == "those" and words.tags[index + 2] & Tag.RELATIVE:
            return True
        return self._has_own_verb(index + 1, bound)

    def _has_own_verb(self, index: int, bound: int) -> bool:
        """Tell a subject with its verb ("the others supported it") from one more object."""
        words = self._words
        for later in range(index, min(bound, index + _SUBJECT_REACH - 1)):
            tag = words.tags[later]
            if tag & Tag.AUXILIARY:
                return later > index
            told = tag & Tag.PAST and not tag & (Tag.BASE | Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
            if told and later > index + 1 and later + 1 < bound:
                return takes_object(words, later + 1)
            if tag & (VERB | Tag.MARK | Tag.TO | Tag.RELATIVE) and not tag & Tag.NOUN_LIKE:
                return False
        return False

    def _lists_gerunds(self, index: int, bound: int) -> bool:
        """Tell a member of a list of -ing forms from a participle that explains."""
        words = self._words
        if not self._opens_gerund(index):
            return False
        return bool(self._acts) or any(
            words.lower[later] in ("and", "or") and words.tags[later + 1] & Tag.ING
            for later in range(index + 1, bound - 1)
        )

    def _opens_gerund(self, index: int) -> bool:
        tag = self._words.tags[index]
        return bool(tag & Tag.ING) and not tag & (Tag.NOT_GERUND | Tag.PREPOSITION)

    def _coordinate(self, index: int, bound: int) -> tuple[int, int] | None:
        """Return the verb a connector joins and where its act starts, or None for no verb."""
        form = FORM_TAGS[self._form]
        provisos = self._grammar.words["provisos"]
        connector = read_connector(self._words, index, bound, form, provisos)
        if connector is None or self._shares_object(index) or self._tells_of_object(connector):
            return None
        verb = connector.verb
        if self._is_outer_verb(connector, bound):
            return verb, _OUTER
        if not self._is_coordinate_verb(connector, bound):
            return None
        if self._tells_purpose(connector, bound):
            return verb, _SAME_ACT
        tags = self._words.tags
        bare = tags[index - 1] & Tag.BASE and tags[index - 2] & Tag.TO
        if connector.comma and bare and self._has_object(verb, bound):
            self._opened.purpose = False  # "efforts to de-escalate, deepen ties, and …"
        if self._splits(connector, bound):
            return verb, connector.start
        return (verb, _SAME_ACT) if self._is_act(verb) else None

    def _tells_of_object(self, connector: Connector) -> bool:
        """Tell "a study, to be completed by May" from a further act."""
        return connector.to and self._words.lower[connector.verb] == "be"

    def _shares_object(self, index: int) -> bool:
        """Tell "repair or replace the pumps": two verbs, one act."""
        before = self._words.tags[index - 1]
        after = self._words.tags[index + 1] if index + 1 < len(self._words) else 0
        plain = before & Tag.BASE and not before & (Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        gerunds = before & Tag.ING and after & Tag.ING
        return self._words.lower[index] in ("and", "or") and bool(plain or gerunds)

    def _tells_purpose(self, connector: Connector, bound: int) -> bool:
        """Tell ", to strengthen X" (what for) from a list: ", to hold X", ", to do X, and to …"."""
        if not connector.to or connector.joined or connector.semicolon or connector.enumerated:
            return False
        base = base_form(self._words, connector.verb, self._grammar)
        if self._grammar.verb_class.get(base) == "deliver":
            return False
        return not self._lists_infinitives(connector.verb, bound, Tag.TO | Tag.BASE | Tag.ING)

    def _lists_infinitives(self, verb: int, bound: int, form: int = Tag.TO) -> bool:
        """Tell whether a list goes on behind a verb to its last member: ", and to train Z"."""
        lower, tags = self._words.lower, self._words.tags
        return any(
            lower[later] == "," and lower[later + 1] == "and" and bool(tags[later + 2] & form)
            for later in range(verb + 1, bound - 3)
        )

    def _is_outer_verb(self, connector: Connector, bound: int) -> bool:
        """Tell a further predicate of the sentence: "… and maintains X", "…, and emphasize X"."""
        words, index = self._words, connector.verb
        closes = connector.comma or not self._opened.purpose
        if not connector.joined or connector.enumerated or not closes:
            return False
        if index + 1 >= bound or words.is_capitalised(index):
            return False
        tag = words.tags[index]
        if tag & Tag.AUXILIARY:
            return True
        if tag & Tag.PAST and (self._tells(index, connector) or self._is_told(index)):
            return True
        if tag & Tag.THIRD and not tag & Tag.BASE:
            base = base_form(words, index, self._grammar)
            listed = base in self._grammar.traits["noun_like"]
            return not listed and takes_object(words, index + 1)
        plain = tag & Tag.BASE and not tag & (Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        return self._form == "ing" and bool(plain) and not connector.to

    def _tells(self, index: int, connector: Connector) -> bool:
        """Tell "affirmed their commitment to X and welcomed Y", ", and took note of Z"."""
        words = self._words
        plain = not words.tags[index] & (Tag.BASE | Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        told = plain and connector.comma and takes_object(words, index + 1)
        return told or self._is_speech(index)

    def _is_told(self, index: int) -> bool:
        """Tell "took" of "affirmed their intention to build X and took note of Y"."""
        tag = self._words.tags[index]
        others = Tag.BASE | Tag.PARTICIPLE | Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE
        return not tag & others and takes_object(self._words, index + 1)

    def _is_coordinate_verb(self, connector: Connector, bound: int) -> bool:
        words, index = self._words, connector.verb
        if words.is_capitalised(index):
            return False
        tag = words.tags[index]
        following = words.tags[index + 1] if index + 1 < bound else Tag.MARK
        if not tag:
            # A verb nobody listed: "and dredge the channel".
            known_form = self._form == "base" and words.lower[index].isalpha()
            governs = following & Tag.DETERMINER and not following & Tag.RELATIVE
            return known_form and (connector.to or bool(governs))
        wanted = FORM_TAGS[self._form] | FORM_TAGS[self._outer_form]
        if connector.to or connector.enumerated:
            wanted |= Tag.BASE
        if connector.enumerated:
            wanted |= Tag.ING
        if not tag & wanted:
            return False
        if tag & Tag.ADJECTIVE_LIKE and not connector.to:
            return bool(following & (Tag.DETERMINER | Tag.NUMBER))
        if tag & Tag.BASE:
            # "identify, target and dismantle": verbs in a row that share one object.
            row = connector.comma and not self._opened.has_object and self._goes_on(index, bound)
            plain = row or connector.to or not tag & Tag.NOUN_LIKE
            return plain or self._has_object(index, bound)
        return self._is_gerund(index, bound)

    def _goes_on(self, index: int, bound: int) -> bool:
        """Tell a verb in a row of verbs that share one object."""
        words = self._words
        later = index + 1
        while later < bound and words.lower[later] in (",", "and", "or"):
            later += 1
        return later > index + 1 and later < bound and bool(words.tags[later] & Tag.BASE)

    def _has_object(self, index: int, bound: int) -> bool:
        return index + 1 < bound and takes_object(self._words, index + 1)

    def _is_gerund(self, index: int, bound: int) -> bool:
        """Tell the verb "training teachers" from the noun of "and training of teachers"."""
        words = self._words
        if index + 1 >= bound or words.lower[index + 1] == "of":
            return False
        following = words.tags[index + 1]
        base = base_form(words, index, self._grammar)
        if base not in self._grammar.traits["noun_like"] and following & (Tag.PREPOSITION | Tag.TO):
            return True
        paired = words.lower[index + 1] in ("and", "or") and index + 2 < bound
        return (paired and bool(words.tags[index + 2] & Tag.ING)) or takes_object(words, index + 1)

    def _splits(self, connector: Connector, bound: int) -> bool:
        """Decide whether a coordinated verb is an act beside the first or lies deeper."""
        opened = self._opened
        if connector.semicolon or connector.enumerated or connector.added:
            return not opened.gerund or (connector.semicolon and self._form == "base")
        # ", and to continue X" belongs to the undertaking itself.
        closes = connector.joined or self._lists_infinitives(connector.verb, bound)
        listed = connector.comma and closes and connector.to and self._infinitive
        if not opened.has_object and not listed:
            return False  # "develop and launch a plan"
        if self._words.tags[connector.verb] & Tag.ING:
            row = self._form == "ing" and connector.comma and bool(self._acts)
            return row or not opened.gerund
        if listed and (opened.purpose or self._form == "ing"):
            return not (opened.relative or (opened.purpose and self._form == "ing"))
        if self._form == "ing" or opened.relative or opened.purpose:
            return False
        return self._infinitive if connector.to else connector.comma or connector.joined

    def _is_speech(self, index: int) -> bool:
        base = base_form(self._words, index, self._grammar)
        return self._grammar.verb_class.get(base) == "speak"

    def _is_act(self, index: int) -> bool:
        head = head_verb(self._words, index, self._grammar)
        base = base_form(self._words, head, self._grammar)
        if base in self._grammar.traits["recognition"]:
            near = self._words.lower[head + 1 : head + 1 + _VALUE_REACH]
            return self._grammar.words["esteem"].isdisjoint(near)
        return self._grammar.verb_class.get(base) not in ("speak", "state")
