"""What an expression is read against: its clause, what the text named before it, and the publication."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from news.extract.times.direction import (
    AHEAD,
    CUES,
    PAST,
    UNKNOWN,
    WORD,
    bounds_around,
    clause_around,
    direction,
    direction_of_attribute,
    direction_of_preposition,
    is_postponed,
    is_timeless,
    is_until,
)
from news.extract.times.interval import Interval
from news.extract.times.lexicon import BREAK, SPACE, Lexicon
from news.extract.times.memory import Memory
from news.extract.times.pieces import Pieces

REACH = 60
"""Pieces to each side of an expression in which its clause is looked for."""
THROUGH, THAN = "through", "als"
ATTRIBUTE = 60
"""Characters behind an expression in which the participle is looked for of which it is a part."""
LONGEST_LEAD = 4
"""Words between a length of time and the one that leads it at most: vor nur etwas mehr als."""
NO_VALUES: Mapping[str, str] = {}
Hint = Callable[[int], int | None]
"""Direction at an offset, from someone who knows better; null where it does not."""
Answer = TypeVar("Answer", bound=Hashable)


class Scene:
    """One expression and what is around it; worked out only as far as its reading asks."""

    __slots__ = (
        "_direction", "_first", "_hint", "_is_range", "_last", "_lexicon", "_memory", "_text", "asked", "end",
        "start",
    )  # fmt: skip

    def __init__(
        self,
        text: Pieces,
        lexicon: Lexicon,
        memory: Memory,
        pieces: tuple[int, int],
        offsets: tuple[int, int],
        hint: Hint | None,
        *,
        is_range: bool = False,
    ) -> None:
        """``pieces`` and ``offsets`` are those of the expression, or of all that a rule gives together.

        Of these (``is_range``: vom 3. bis 5. Mai) each is told what the first one stands behind, and vom says nothing
        of the past.
        """
        self._text = text
        self._lexicon = lexicon
        self._memory = memory
        self._first, self._last = pieces
        self.start, self.end = offsets
        self._hint = hint
        self._is_range = is_range
        self._direction: int | None = None
        self.asked: dict[Question, Hashable] = {}
        """What a reading asked so far beyond the publication, in its order, and what it was told."""

    @property
    def published(self) -> Interval:
        """Days on which the article can have appeared."""
        return self._memory.published

    @property
    def anchor(self) -> Interval | None:
        """Days of the expression before it, if near; of any length."""
        return self._told(_anchor, self._memory.anchor(self._first))

    @property
    def anchor_day(self) -> Interval | None:
        """The same, of the last one that named a day."""
        return self._told(_anchor_day, self._memory.day(self._first))

    @property
    def near_day(self) -> Interval | None:
        """``anchor_day`` if it is so near that a clock time can be of it."""
        return self._told(_near_day, self._memory.near_day(self._first))

    @property
    def anchor_year(self) -> int | None:
        """A year that the text named just before."""
        return self._told(_anchor_year, self._memory.year(self._first))

    @property
    def anchors_are_several(self) -> bool:
        """Whether the text spoke of several days last: "am 5. und 6. Mai, jeweils 20 Uhr"."""
        return self._told(_anchors_are_several, self._memory.is_several(self._first))

    def lead(self) -> str:
        """What the word in front makes of a length of time: ago, since, in, within, or "".

        "innerhalb von" is what innerhalb is, "vor mehr als" what vor is.
        """
        lead, at = THROUGH, self._first
        for _ in range(LONGEST_LEAD):
            at = piece_before(self._text.codes, at)
            lead = self._lead_of(at)
            if lead != THROUGH:
                break
        return self._told(Scene.lead, "" if lead == THROUGH else lead)

    def comparison(self) -> int:
        """1 where a length of time is longer than it says (vor mehr als), -1 where it is shorter, else 0."""
        at = piece_before(self._text.codes, self._first)
        word = self._word(at)
        if word == THAN:
            word = self._word(piece_before(self._text.codes, at))
        found = self._lexicon.values.get(word, NO_VALUES).get("COMPARISON", "0")
        return self._told(Scene.comparison, int(found))

    def direction(self) -> int:
        """PAST, AHEAD or UNKNOWN, by the clause, then by the sentence."""
        if self._direction is None:
            known = self._direction_beside()
            if not known and self._hint:
                known = self._hint(self.start)
            if known is None or (not known and not self._hint):
                known = direction(self.clause()) or direction(self.clause(whole_sentence=True))
            self._direction = known
        return self._told(Scene.direction, self._direction or UNKNOWN)

    def _direction_beside(self) -> int | None:
        """What the preposition in front tells, or the participle of which the expression is a part.

        "die am Montag begonnene Messe läuft" is past whatever the verb says.
        """
        codes, members = self._text.codes, self._lexicon.members
        before = piece_before(codes, self._first)
        if before < 0:
            return UNKNOWN
        word = self._word(before).lower()
        told = UNKNOWN if self._is_range else direction_of_preposition(word)
        if told:
            return told
        if codes[before] in members["ARTICLE"]:  # auf den 3. April
            word = self._word(piece_before(codes, before))
        if is_until(word) and is_postponed(self.clause()):
            return AHEAD
        at = piece_before(codes, before)
        article = codes[at] if at >= 0 else BREAK
        if article not in members["ARTICLE"] and article not in members["INDEFINITE"]:
            return UNKNOWN
        return direction_of_attribute(WORD.findall(self._text.text, self.end, self.end + ATTRIBUTE))

    def clause(self, *, whole_sentence: bool = False) -> list[str]:
        """The words around the expression in its clause, or in its sentence."""
        text = self._text
        first = text.offset(max(0, self._first - REACH))
        last = text.offset(min(len(text.codes), self._last + REACH))
        return clause_around(text.text, self.start, self.end, first, last, whole_sentence=whole_sentence)

    def is_timeless(self) -> bool:
        """Whether the clause tells a state of these days."""
        words = self.clause()
        return self._told(Scene.is_timeless, is_timeless(words) and direction(words) != PAST)

    def is_apart(self) -> bool:
        """Whether its sentence has no verb and not the day that was named last: an entry of a list of dates."""
        return self._told(Scene.is_apart, self._is_apart())

    def _is_apart(self) -> bool:
        named = self._memory.last_named
        if named is None or any(map(CUES.__getitem__, self.clause(whole_sentence=True))):
            return False
        text = self._text
        first = text.offset(max(0, self._first - REACH))
        left, _ = bounds_around(text.text, self.start, self.end, first, self.end, whole_sentence=True)
        return text.offset(named) <= left

    def _told(self, question: Question, answer: Answer) -> Answer:
        self.asked[question] = answer
        return answer

    def _lead_of(self, piece: int) -> str:
        return self._lexicon.values.get(self._word(piece), NO_VALUES).get("LEAD", "")

    def _word(self, piece: int) -> str:
        return self._text.written(piece) if piece >= 0 else ""


Question = Callable[[Scene], Hashable]


def _anchor(scene: Scene) -> Interval | None:
    return scene.anchor


def _anchor_day(scene: Scene) -> Interval | None:
    return scene.anchor_day


def _near_day(scene: Scene) -> Interval | None:
    return scene.near_day


def _anchor_year(scene: Scene) -> int | None:
    return scene.anchor_year


def _anchors_are_several(scene: Scene) -> bool:
    return scene.anchors_are_several


def piece_before(codes: str, start: int) -> int:
    """The piece in front of one, white space left out; -1 at the beginning of a paragraph."""
    before = start - 1
    if before >= 0 and codes[before] == SPACE:
        before -= 1
    return -1 if before < 0 or codes[before] == BREAK else before
