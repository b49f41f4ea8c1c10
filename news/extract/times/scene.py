"""What an expression is read against: its clause, what the text named before it, and the publication."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from news.extract.times.direction import (
    PAST,
    UNKNOWN,
    clause_around,
    direction,
    direction_of_preposition,
    is_timeless,
)
from news.extract.times.interval import Interval
from news.extract.times.lexicon import BREAK, SPACE, Lexicon
from news.extract.times.memory import Memory
from news.extract.times.pieces import Pieces

REACH = 60
"""Pieces to each side of an expression in which its clause is looked for."""
THROUGH = "through"
NO_VALUES: Mapping[str, str] = {}
Hint = Callable[[int], int | None]
"""Direction at an offset, from someone who knows better; null where it does not."""
Answer = TypeVar("Answer", bound=Hashable)


class Scene:
    """One expression and what is around it; worked out only as far as its reading asks."""

    __slots__ = (
        "_direction", "_first", "_hint", "_last", "_lexicon", "_memory", "_text", "asked", "end", "start",
    )  # fmt: skip

    def __init__(
        self,
        text: Pieces,
        lexicon: Lexicon,
        memory: Memory,
        pieces: tuple[int, int],
        offsets: tuple[int, int],
        hint: Hint | None,
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._memory = memory
        self._first, self._last = pieces
        self.start, self.end = offsets
        self._hint = hint
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

        "innerhalb von" is what innerhalb is.
        """
        at = piece_before(self._text.codes, self._first)
        lead = self._lead_of(at)
        if lead == THROUGH:
            lead = self._lead_of(piece_before(self._text.codes, at))
        return self._told(Scene.lead, lead)

    def direction(self) -> int:
        """PAST, AHEAD or UNKNOWN, by the clause, then by the sentence."""
        if self._direction is None:
            known = self._hint(self.start) if self._hint else None
            if known is None:
                before = self._word(piece_before(self._text.codes, self._first)).lower()
                known = (
                    direction_of_preposition(before)
                    or direction(self.clause())
                    or direction(self.clause(whole_sentence=True))
                )
            self._direction = known
        return self._told(Scene.direction, self._direction or UNKNOWN)

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
