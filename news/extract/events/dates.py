"""When an event was, is or will be: by the time expression that belongs to its word, else by the publication."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from spacy.tokens import Doc

from news.extract.events.clauses import clause_verb, is_passive
from news.extract.events.status import ACTUAL, HYPOTHETICAL, PLANNED
from news.extract.events.tree import VERBAL, Tree, tree_of
from news.extract.times import UNBOUNDED, Interval
from news.extract.times.lexicon import verb_cues
from news.lexicon import cues
from schemas import TimeExpression

MAX_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
SHARED = {"conj", "xcomp"}
"""Relations of a clause that the time of the clause above it holds for, too."""
POINTS = {"DATE", "TIME"}
BESIDE_EVENT = {"nach", "bis", "ab"}
"""Prepositions of times that only bound an event on one side."""


def precision_of(days: Interval) -> str:
    """The precision that the length of an interval allows."""
    if days.earliest is None or days.latest is None:
        return "unknown"
    length = (days.latest - days.earliest).days + 1
    return next((name for name, longest in MAX_DAYS.items() if length <= longest), "unknown")


class Clock:
    """The time expressions of a text by the words on which they stand."""

    def __init__(self, tree: Tree, times: Sequence[TimeExpression], published: Interval) -> None:
        self.tree = tree
        self.published = published
        self._at: dict[int, list[tuple[int, TimeExpression]]] = {}
        for time in times:
            word = bisect_right(tree.starts, time.text_start) - 1
            last = bisect_right(tree.starts, time.text_end - 1) - 1
            # The head of the expression is the word that hangs on one outside of it.
            head = next((w for w in range(word, last + 1) if not word <= tree.heads[w] <= last), word)
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
            word = tree.heads[word]
        return None

    def _is_at_time_of(self, verb: int) -> bool:
        """Whether a clause tells what was at the time of the clause above it: …, als sich A und B trafen."""
        tree = self.tree
        return tree.relations[verb] == "advcl" and any(
            tree.relations[c] == "mark" and tree.lower[c] in {"als", "während", "wobei", "indem"}
            for c in tree.children[verb]
        )

    def _best(self, holder: int, near: int) -> TimeExpression | None:
        points = [
            (not (t.date_earliest and t.date_latest), self._is_elsewhere(head, near), abs(head - near), t)
            for head, t in self._at.get(holder, ())
            if (t.timex_type in POINTS and self.tree.preposition(head) not in BESIDE_EVENT)
            or self._counts_back(head, t)
        ]
        bounded = [p for p in points if p[3].date_earliest or p[3].date_latest]
        return min(bounded, key=lambda p: p[:3])[3] if bounded else None

    def _is_elsewhere(self, head: int, near: int) -> bool:
        """Whether an expression hangs on another noun than the word itself: die Gespräche am Montag."""
        above = self.tree.heads[head]
        return above != near and self.tree.classes[above] == "NOUN" and above not in self.tree.ancestors(near)

    def _counts_back(self, head: int, time: TimeExpression) -> bool:
        tree = self.tree
        if time.timex_type != "DURATION" or tree.preposition(head) not in {"seit", "vor", "in"}:
            return False
        first = min(tree.subtree(head))
        before = set(tree.lower[max(0, first - 2) : first])
        return not (tree.preposition(head) == "seit" and before & cues()["comparing"])

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


def end_of_next_month(day: date) -> date:
    """Last day of the month after that of a day."""
    first = (day.replace(day=1) + timedelta(days=62)).replace(day=1)
    return first - timedelta(days=1)


def direction_at(doc: Doc) -> Callable[[int], int | None] | None:
    """For the time tagger: whether the clause at an offset tells the past (-1) or what is ahead (1).

    Null for a text without a parse.
    """
    if not doc.has_annotation("DEP"):
        return None
    tree = tree_of(doc)

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
        if tree.lower[word] in verb_cues()["PAST"]:
            return -1
        if tree.feature(word, "VerbForm") != "Fin":
            continue
        if tree.feature(word, "Tense") == "Past" and tree.feature(word, "Mood") != "Sub":
            return -1
        if word in helpers and tree.lemmas[word] in {"haben", "sein"} and tree.is_participle(verb):
            return None if is_passive(tree, verb) else -1
        return 1
    return None


def is_present(tree: Tree, verb: int) -> bool:
    """Whether a finite verb stands in the present tense: no perfect, no modal."""
    if tree.lower[verb] in verb_cues()["PAST"]:
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
