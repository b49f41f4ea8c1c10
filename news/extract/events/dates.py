"""When an event was, is or will be: by the time expression that belongs to its word, else by the publication."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from spacy.tokens import Doc

from news.extract.events.clauses import clause_verb, is_passive
from news.extract.events.status import ACTUAL, HYPOTHETICAL, PLANNED
from news.extract.events.tree import VERBAL, Tree, tree_of
from news.extract.text import Text, text_of
from news.extract.times import UNBOUNDED, Interval
from news.extract.times.direction import is_past, is_report
from news.extract.times.event_anchors import SHORTLY, is_anchored
from news.extract.times.lexicon import names_event
from news.lexicon import contractions, cues
from schemas import TimeExpression

MAX_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
SHARED = {"conj", "xcomp"}
"""Relations of a clause that the time of the clause above it holds for, too."""
AT_TIME_OF = {"als", "während", "wobei", "indem", "wo"}
"""Words that open such a clause behind the one above it."""
POINTS = {"DATE", "TIME"}
BESIDE_EVENT = {"nach", "vor", "bis", "ab"}
"""Prepositions of times that only bound an event on one side."""
SIDES = {"vor": -1, "nach": 1}
"""Prepositions of events beside which something is told to be."""
IN_PHRASE = {"ADJ", "ADP", "CCONJ", "DET", "NOUN", "NUM", "PROPN", "X"}
LONGEST_ANCHOR = 8
"""Words of such a phrase in front of its date at most."""


def precision_of(days: Interval) -> str:
    """The precision that the length of an interval allows."""
    if days.earliest is None or days.latest is None:
        return "unknown"
    length = (days.latest - days.earliest).days + 1
    return next((name for name, longest in MAX_DAYS.items() if length <= longest), "unknown")


class Anchor(NamedTuple):
    """An event beside which another one is told to be: vor der Feier am Freitag."""

    first: int
    """Its preposition."""
    last: int
    """The word before its date."""
    side: int
    """-1 for what is told to be before it, 1 for what is after it."""


class Clock:
    """The time expressions of a text by the words on which they stand."""

    def __init__(self, tree: Tree, times: Sequence[TimeExpression], published: Interval) -> None:
        self.tree = tree
        self.published = published
        self._at: dict[int, list[tuple[int, TimeExpression]]] = {}
        self._anchors: dict[int, Anchor] = {}
        for time in times:
            word = bisect_right(tree.starts, time.text_start) - 1
            last = bisect_right(tree.starts, time.text_end - 1) - 1
            # The head of the expression is the word that hangs on one outside of it.
            head = next((w for w in range(word, last + 1) if not word <= tree.heads[w] <= last), word)
            if time.timex_type in POINTS and (anchor := anchor_before(tree, word)):
                self._anchors[time.text_start] = anchor
            above = [head, *tree.ancestors(head)]
            verb = clause_verb(tree, head)
            for holder in above[: above.index(verb) + 1] if verb in above else above:
                self._at.setdefault(holder, []).append((head, time))

    def time_of(self, index: int) -> TimeExpression | None:
        """The expression that belongs to a word: under it, in its clause, or in a clause that shares its time."""
        tree = self.tree
        found = self._best(index, index)
        if found or tree.is_root(index) or tree.preposition(index) in {"nach", "vor", "seit"}:
            return found
        word: int | None = index if tree.classes[index] in VERBAL else clause_verb(tree, index)
        for _ in range(3):
            if word is None:
                return None
            found = self._best(word, index)
            if found or not (tree.relations[word] in SHARED or self._is_at_time_of(word)):
                return found
            above = tree.heads[word]
            word = above if tree.classes[above] in VERBAL else clause_verb(tree, above)
        return None

    def _is_at_time_of(self, verb: int) -> bool:
        """Whether a clause tells what was at the time of the one above it: als sich A und B trafen; wo er redet."""
        tree = self.tree
        return tree.relations[verb] in {"acl", "advcl", "ccomp"} and any(
            tree.relations[c] in {"mark", "advmod"} and tree.lower[c] in AT_TIME_OF
            for c in tree.children[verb]
        )

    def _best(self, holder: int, near: int) -> TimeExpression | None:
        points = []
        for head, time in self._at.get(holder, ()):
            anchor = self._anchor_of_other(time, near)
            told = self._after(time) if anchor and anchor.side > 0 else None if anchor else time
            if told is None or not (told.date_earliest or told.date_latest) or not self._tells(head, told):
                continue
            is_vague = not (told.date_earliest and told.date_latest)
            points.append(
                (is_vague, anchor is not None, self._is_elsewhere(head, near), abs(head - near), told)
            )
        return min(points, key=lambda p: p[:4])[4] if points else None

    def _tells(self, head: int, time: TimeExpression) -> bool:
        """Whether an expression tells when something is, not only that it is before or after it."""
        if is_anchored(time) or self._counts_back(head, time):
            return True
        return time.timex_type in POINTS and self.tree.preposition(head) not in BESIDE_EVENT

    def _anchor_of_other(self, time: TimeExpression, near: int) -> Anchor | None:
        """The event whose date an expression is, if a word is not part of it but told to be beside it."""
        anchor = self._anchors.get(time.text_start)
        return anchor if anchor and not anchor.first <= near <= anchor.last else None

    def _after(self, time: TimeExpression) -> TimeExpression:
        """The days on which something is that is told to be after an event: soon, and before it was reported."""
        if time.date_latest is None or self.published.latest is None:
            return time
        latest = max(time.date_latest, min(time.date_latest + SHORTLY, self.published.latest))
        return replace(time, date_latest=latest)

    def _is_elsewhere(self, head: int, near: int) -> bool:
        """Whether an expression hangs on another noun than the word itself: die Gespräche am Montag."""
        above = self.tree.heads[head]
        return above != near and self.tree.classes[above] == "NOUN" and above not in self.tree.ancestors(near)

    def _counts_back(self, head: int, time: TimeExpression) -> bool:
        tree = self.tree
        if time.timex_type != "DURATION" or tree.preposition(head) not in {"seit", "vor", "in"}:
            return False
        if tree.preposition(head) != "seit":
            return True
        first = min(tree.subtree(head))
        above = [noun for noun in tree.ancestors(head) if tree.classes[noun] not in VERBAL]
        beside = {tree.lower[child] for noun in above for child in tree.children[noun]}
        return not (beside | set(tree.lower[max(0, first - 2) : first])) & cues()["comparing"]

    def days_of(self, time: TimeExpression | None, status: str) -> Interval:
        """The days of an event with a status; an event ahead without a date ends with the month after publication."""
        published = self.published
        if time is not None and time.date_earliest and time.date_latest:
            return Interval(time.date_earliest, time.date_latest)
        if published.earliest is None or published.latest is None:
            return UNBOUNDED if time is None else Interval(time.date_earliest, time.date_latest)
        if status in {PLANNED, HYPOTHETICAL}:
            return Interval(published.earliest, end_of_next_month(published.latest))
        return published

    def fitting(self, time: TimeExpression | None, status: str) -> TimeExpression | None:
        """An expression, unless an event with a status cannot be at it: what is feared is not since weeks."""
        is_ahead = status in {PLANNED, HYPOTHETICAL} and self.published.latest is not None
        is_over = time is not None and time.date_latest is not None and time.timex_type == "DURATION"
        if time and is_ahead and is_over and not self.is_ahead(time) and not is_anchored(time):
            return None
        return time

    def dated_by(self, time: TimeExpression | None) -> str:
        """What ``days_of`` takes the days from: a key of ``schemas.codebook.DATED_BY``."""
        if time is not None and time.date_earliest and time.date_latest:
            return "text"
        if self.published.earliest is None or self.published.latest is None:
            return "nothing" if time is None else "text"
        return "publication"

    def precision_of(self, days: Interval, time: TimeExpression | None) -> str:
        """How exactly days are known; not at all where all that bounds them is that they lie ahead."""
        is_open = self.dated_by(time) == "publication" and days != self.published
        return "unknown" if is_open else precision_of(days)

    def is_ahead(self, time: TimeExpression | None) -> bool:
        """Whether an expression can only mean days behind the first day of the publication."""
        if time is None or time.date_earliest is None or self.published.earliest is None:
            return False
        return time.date_earliest > self.published.earliest


def anchor_before(tree: Tree, word: int) -> Anchor | None:
    """The event beside which something is told to be, if a date is that of the event: [vor der Feier am] Freitag.

    It is read from the words in front of the date, since parsers often hang the date on the verb.
    """
    last = word - 1
    if last < 0 or contractions().get(tree.lower[last], tree.lower[last]) not in {"an", "von", "in"}:
        return None
    is_event = False
    for at in range(last - 1, max(-1, last - 1 - LONGEST_ANCHOR), -1):
        side = SIDES.get(tree.lower[at]) if tree.classes[at] == "ADP" else None
        if side:
            return Anchor(at, last, side) if is_event else None
        if tree.classes[at] not in IN_PHRASE:
            return None
        is_event = is_event or (tree.classes[at] == "NOUN" and names_event(tree.words[at]))
    return None


def end_of_next_month(day: date) -> date:
    """Last day of the month after that of a day."""
    first = (day.replace(day=1) + timedelta(days=62)).replace(day=1)
    return first - timedelta(days=1)


def direction_at(read: Doc | Text) -> Callable[[int], int | None] | None:
    """For the time tagger: whether the clause at an offset tells the past (-1) or what is ahead (1).

    Null for a text without a parse.
    """
    text = text_of(read)
    if not text.has_parse:
        return None
    tree = tree_of(text)

    def direction(offset: int) -> int | None:
        word = bisect_right(tree.starts, offset) - 1
        verb = word if tree.classes[word] in VERBAL else clause_verb(tree, word)
        if verb is None or tree.classes[verb] not in VERBAL:
            return None
        return tense(tree, verb)

    return direction


def tense(tree: Tree, verb: int) -> int | None:
    """-1 for past and perfect, 1 for present, future and modals, null where no finite verb shows it."""
    helpers = [c for c in tree.children[verb] if tree.relations[c] in {"aux", "cop"}]
    for word in (*helpers, verb):
        if is_past(tree.lower[word]):
            return -1
        if tree.feature(word, "VerbForm") != "Fin":
            continue
        if word == verb and is_report(tree.lower[word]):
            return -1
        if tree.feature(word, "Tense") == "Past" and tree.feature(word, "Mood") != "Sub":
            return -1
        if word in helpers and tree.lemmas[word] in {"haben", "sein"} and tree.is_participle(verb):
            return None if is_passive(tree, verb) else -1
        return 1
    return None


def is_present(tree: Tree, verb: int) -> bool:
    """Whether a finite verb stands in the present tense: no perfect, no modal."""
    if is_past(tree.lower[verb]):
        return False
    if tree.feature(verb, "VerbForm") == "Fin" or tree.feature(verb, "Tense"):
        return tree.feature(verb, "Tense") == "Pres" and tree.feature(verb, "VerbForm") != "Part"
    return False


def with_time(status: str, tree: Tree, verb: int | None, time: TimeExpression | None, clock: Clock) -> str:
    """The present tense with a day ahead tells a plan."""
    is_ahead = clock.is_ahead(time) or (time is not None and time.timex_type == "TIME")
    if status == ACTUAL and is_ahead and verb is not None and is_present(tree, verb):
        return PLANNED
    return status
