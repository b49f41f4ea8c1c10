"""Join the reports of all texts into events, in an order that depends on what they say and on nothing else.

The most specific reports found events, the others join the one that fits best. An event holds together as a whole:
there is a day, a pair of parties and a place that all its reports allow, so no chain of vague reports makes one.
A report that fits two events equally well is left alone, and one without a day joins only on strong evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product

from news.resolve.events.claims import Claim, identity
from news.resolve.events.days import WEEK
from news.resolve.events.evidence import (
    ENOUGH,
    MOST_NEAR,
    SAME_CLAUSE,
    Evidence,
    points_at_least,
    suffices,
    weigh,
)
from news.resolve.events.reports import Report, clause_form, reports_of, sort_key
from schemas import Entity, EventMention, content_id
from schemas.codebook import EVENT_TYPES

LONG_CLAUSE = 40
"""Characters from which on a clause of the same form is taken for the same words."""
Feature = tuple[object, ...]


@dataclass(slots=True)
class Cluster:
    """An event in the making: its reports, the first of which founded it, and what they say together."""

    reports: list[Report]
    rules: list[str]
    """Why each report is here."""
    claim: Claim
    clauses: set[Feature] = field(default_factory=set)
    """The forms of their long clauses."""
    texts: set[str] = field(default_factory=set)


def cluster_events(
    mentions: Iterable[EventMention],
    entities: Mapping[str, Entity],
    first_of: Mapping[str, str],
    complete: Container[str] | None = None,
) -> list[EventMention]:
    """The mentions with the ``event_id`` of the event that they report and the ``join_rule``; any order does.

    ``entities`` holds the parties and places of the mentions, ``first_of`` maps near-copies to the article that
    they copy. A caller who knows only some groups of mentions as a whole (a group being the mentions of a type and
    a pair of parties whose days hang together) names the mentions of those in ``complete``; other events are
    left out. The texts that they stand in have to be there with all their mentions of the type.

    An event keeps its id as long as no report that tells more founds it; see ``_event_id``.
    """
    blocks: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for report in reports_of(mentions, entities, first_of):
        if complete is None or report.core.event_mention_id in complete:
            blocks[_block(report.claim)].append(report)
    return [
        mention
        for key in sorted(blocks)
        for cluster in _clusters(blocks[key])
        for mention in _as_one(cluster)
    ]


def _block(claim: Claim) -> tuple[str, ...]:
    parties = [claim.actor.key, claim.recipient.key]
    if EVENT_TYPES[claim.event_type].is_reciprocal:
        parties.sort()
    return (claim.event_type, *parties)


def _clusters(reports: Iterable[Report]) -> list[Cluster]:
    clusters: list[Cluster] = []
    with_feature: dict[Feature, set[int]] = defaultdict(set)
    for report in sorted(reports, key=sort_key):
        marks, times = list(_marks(report)), list(_times(report.claim))
        months: list[int | None] = [*report.claim.days.months()] or [None]
        looked_for = chain(times, product(marks, months))
        near = {number for feature in looked_for for number in with_feature.get(feature, ())}
        number = _best(report, clusters, near)
        if number is None:
            number = len(clusters)
            clusters.append(Cluster([], [], report.claim))
            _add(clusters[number], report, "seed", report.claim)
        if (days := clusters[number].claim.days).is_known:  # without days it is joined by nobody
            for feature in chain(times, product(marks, [*days.months(), None])):
                with_feature[feature].add(number)
    return clusters


def _best(report: Report, clusters: Sequence[Cluster], near: Iterable[int]) -> int | None:
    """Join a report to the one event for which most speaks, and return its number; null if there is not one."""
    fitting: dict[int, tuple[Evidence, Claim]] = {}
    for number in near:
        cluster = clusters[number]
        if not cluster.claim.days.is_known or report.text in cluster.texts:
            continue  # two reports without a day may be years apart; a text that tells two acts apart knows best
        common = cluster.claim.together(report.claim)
        if common is None:
            continue
        evidence = weigh(cluster.claim, report.claim)
        if not cluster.clauses.isdisjoint(_long_clauses(report)):
            evidence = replace(evidence, points=evidence.points + SAME_CLAUSE, rule="same_clause")
        if evidence.points >= ENOUGH:
            fitting[number] = (evidence, common)
    most = max((evidence for evidence, _ in fitting.values()), default=None)
    best = [number for number in fitting if fitting[number][0] == most]
    if len(best) > 1:
        # What many texts tell is more likely told once more.
        widest = max(len(clusters[number].texts) for number in best)
        best = [number for number in best if len(clusters[number].texts) == widest]
    if len(best) > 1:
        # The same claim as one that was left alone before it is the same event.
        same = identity(report.claim)
        best = [n for n in sorted(fitting) if identity(clusters[n].reports[0].claim) == same][:1]
    if not best:
        return None
    evidence, common = fitting[best[0]]
    _add(clusters[best[0]], report, evidence.rule, common)
    return best[0]


def _add(cluster: Cluster, report: Report, rule: str, common: Claim) -> None:
    cluster.reports.append(report)
    cluster.rules.append(rule)
    cluster.claim = common
    cluster.texts.add(report.text)
    cluster.clauses.update(_long_clauses(report))


def _long_clauses(report: Report) -> Iterator[Feature]:
    return (clause_form(m) for m in report.mentions if m.clause_end - m.clause_start >= LONG_CLAUSE)


def _marks(report: Report) -> Iterator[Feature]:
    """What tells an event on any day: a report shares one of these with it, or its time, for enough to speak for it."""
    claim = report.claim
    yield from (("person", p.particular) for p in (claim.actor, claim.recipient) if p.is_person)
    if claim.place and not claim.place.is_state:
        yield ("place", claim.place.entity_id)
    yield from (("clause", form) for form in _long_clauses(report))


def _times(claim: Claim) -> Iterator[Feature]:
    """The times by which reports are one event where nothing else tells it: none, where parties are unknown and so
    the nearest days are not enough (``weigh``).
    """
    missing = ENOUGH - points_at_least(claim)
    if missing <= MOST_NEAR and (claim.days.weekday or claim.days.width <= WEEK.days):
        yield from (("week", week) for week in claim.days.weeks())
    if missing <= 0:
        yield from (("month", month) for month in claim.days.months())


def _event_id(founder: Report) -> str:
    """The id of an event, from what its founding report claims.

    So it stays when others claim the same or less. A report that would not be told from others of its kind gives
    its own id: the event of such a one is that of its text.
    """
    if suffices(founder.claim):
        return content_id("event", *identity(founder.claim))
    return content_id("event", founder.core.event_mention_id)


def _as_one(cluster: Cluster) -> Iterator[EventMention]:
    event_id = _event_id(cluster.reports[0])
    is_alone = len(cluster.reports) == 1 == len(cluster.reports[0].mentions)
    for report, rule in zip(cluster.reports, cluster.rules, strict=True):
        articles = set()
        for mention in report.mentions:
            own = "same_article" if mention.article_id in articles else "near_copy"
            articles.add(mention.article_id)
            why = "alone" if is_alone else rule if mention is report.core else own
            yield replace(mention, event_id=event_id, join_rule=why)
