"""Score coded rows against gold rows; README.md beside it states the counting rule."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from gold_set import GoldEntity, GoldEvent, squashed

from schemas.codebook import EVENT_TYPES

WINDOW = 300
"""How many characters a trigger may stand from the anchor."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who a mention says acts or is acted upon: all folded names, and the state; both empty where it says nobody."""

    names: frozenset[str] = frozenset()
    country_code: str | None = None

    def is_one_of(self, answers: Sequence[str]) -> bool:
        """Whether this party is among the answers that are right."""
        if not self.names and not self.country_code:
            return "" in answers
        return any(a and (folded(a) in self.names or a == self.country_code) for a in answers)


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event mention of a system."""

    doc: str
    at: int
    """Offset of the trigger in the squashed body."""
    event_type: str
    actor: Party
    recipient: Party
    status: str
    date_earliest: date | None
    date_latest: date | None
    event_id: str
    score: float


@dataclass(frozen=True, slots=True)
class CodedEntity:
    """An entity that the mentions of a document stand for."""

    doc: str
    entity_id: str
    entity_type: str
    names: frozenset[str]
    country_code: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """Hits among what a system says and among what the gold says."""

    hits: int
    said: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / max(self.said, 1)

    @property
    def recall(self) -> float:
        return self.hits / max(self.gold, 1)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(self.said + self.gold, 1)


@dataclass(slots=True)
class Match:
    """Which mention a gold row took, and whether with its parties."""

    coded: dict[int, int] = field(default_factory=dict)
    detected: dict[int, int] = field(default_factory=dict)
    """Index of the gold row -> index of the mention; ``coded`` rows are ``detected``, too."""


def folded(text: str) -> str:
    """A name without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", letters.replace("ß", "ss")).strip()


def match(gold: Sequence[GoldEvent], said: Sequence[CodedEvent], bodies: Mapping[str, str]) -> Match:
    """Give each gold row the nearest mention that is free; first those that can be coded, required rows first.

    ``bodies`` holds the squashed text of each document.
    """
    found = Match()
    free = set(range(len(said)))
    in_order = sorted(range(len(gold)), key=lambda i: not gold[i].is_required)
    for is_coded in (True, False):
        for i in in_order:
            at = bodies.get(gold[i].doc, "").find(squashed(gold[i].anchor))
            if i in found.detected or at < 0:
                continue
            near = [j for j in free if _is_near(gold[i], said[j], at)]
            if is_coded:
                near = [j for j in near if _has_its_parties(gold[i], said[j])]
            if near:
                best = min(near, key=lambda j: (abs(said[j].at - at), j))
                free.remove(best)
                found.detected[i] = best
                if is_coded:
                    found.coded[i] = best
    return found


def event_shares(
    gold: Sequence[GoldEvent], said: Sequence[CodedEvent], found: Match
) -> dict[str, tuple[Share, Share]]:
    """Detected and coded, by event type in the order of the codebook, and under "all"."""
    shares = {name: _shares_of(gold, said, found, {name}) for name in EVENT_TYPES}
    return shares | {"all": _shares_of(gold, said, found, set(EVENT_TYPES))}


def right_statuses(gold: Sequence[GoldEvent], said: Sequence[CodedEvent], found: Match) -> float:
    """Share of the coded rows whose status is right."""
    return _mean(said[j].status == gold[i].status for i, j in found.coded.items())


def right_dates(gold: Sequence[GoldEvent], said: Sequence[CodedEvent], found: Match) -> float:
    """Share of the coded rows whose interval lies in that of the gold."""
    return _mean(_lies_in(said[j], gold[i]) for i, j in found.coded.items())


def calibration(said: Sequence[CodedEvent], found: Match) -> list[tuple[float, float, int]]:
    """For each score that mentions have, from the least: the share of right codings among those, and their number.

    Right is what a gold row agrees with in type and parties, required or not.
    """
    right = set(found.coded.values())
    by_score: dict[float, list[bool]] = defaultdict(list)
    for number, event in enumerate(said):
        by_score[event.score].append(number in right)
    return [(score, _mean(hits), len(hits)) for score, hits in sorted(by_score.items())]


def calibration_error(counted: Sequence[tuple[float, float, int]]) -> float:
    """The expected calibration error: how far score and share of right codings are apart, a mean over codings."""
    total = sum(count for _, _, count in counted)
    return sum(abs(score - right) * count for score, right, count in counted) / max(total, 1)


def story_share(gold: Sequence[GoldEvent], said: Sequence[CodedEvent], found: Match) -> Share:
    """Pairs of documents that are said to tell of one event, against those that do."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for i, row in enumerate(gold):
        if row.story:
            told[row.doc, row.story] |= {said[found.coded[i]].event_id} if i in found.coded else set()
    hits = linked = same = 0
    for (doc, story), (other_doc, other_story) in combinations(sorted(told), 2):
        if doc != other_doc:
            is_linked = bool(told[doc, story] & told[other_doc, other_story])
            linked += is_linked
            same += story == other_story
            hits += is_linked and story == other_story
    return Share(hits, linked, same)


def entity_share(gold: Sequence[GoldEntity], said: Iterable[CodedEntity]) -> tuple[Share, float]:
    """Entities by document, type and name; and the share of those found whose state is right, where they have one."""
    free: dict[str, list[CodedEntity]] = defaultdict(list)
    for entity in said:
        free[entity.doc].append(entity)
    count = sum(map(len, free.values()))
    countries = []
    hits = 0
    for row in gold:
        fits = [e for e in free[row.doc] if e.entity_type == row.entity_type and folded(row.name) in e.names]
        if fits:
            # Of several, the one with the fewest names leaves the others for the rows behind.
            hit = min(fits, key=lambda e: (len(e.names), e.entity_id))
            free[row.doc].remove(hit)
            hits += 1
            if row.country_code:
                countries.append(hit.country_code == row.country_code)
    return Share(hits, count, len(gold)), _mean(countries)


def _is_near(gold: GoldEvent, said: CodedEvent, at: int) -> bool:
    return said.doc == gold.doc and said.event_type == gold.event_type and abs(said.at - at) <= WINDOW


def _has_its_parties(gold: GoldEvent, said: CodedEvent) -> bool:
    if said.actor.is_one_of(gold.actors) and said.recipient.is_one_of(gold.recipients):
        return True
    is_turned = said.actor.is_one_of(gold.recipients) and said.recipient.is_one_of(gold.actors)
    return EVENT_TYPES[gold.event_type].is_reciprocal and is_turned


def _shares_of(
    gold: Sequence[GoldEvent], said: Sequence[CodedEvent], found: Match, types: set[str]
) -> tuple[Share, Share]:
    rows = [i for i, row in enumerate(gold) if row.event_type in types]
    required = [i for i in rows if gold[i].is_required]
    pardoned = sum(1 for i in rows if i in found.detected and not gold[i].is_required)
    count = sum(1 for event in said if event.event_type in types) - pardoned
    return (
        Share(sum(i in found.detected for i in required), count, len(required)),
        Share(sum(i in found.coded for i in required), count, len(required)),
    )


def _lies_in(said: CodedEvent, gold: GoldEvent) -> bool:
    if said.date_earliest is None or said.date_latest is None:
        return gold.date_earliest is None
    if gold.date_earliest is None or gold.date_latest is None:
        return False
    return gold.date_earliest <= said.date_earliest and said.date_latest <= gold.date_latest


def _mean(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / max(len(found), 1)
