"""What one text reports: its mentions of one act, and those of its near-copies, as one claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from news.resolve.events.claims import Claim, claim_of, identity, specificity
from news.resolve.events.evidence import ENOUGH, weigh_in_text
from news.resolve.events.parties import UNKNOWN
from schemas import Entity, EventMention


@dataclass(frozen=True, slots=True)
class Report:
    """Mentions of one text that report one act. The first one knows whatever of parties and days the claim knows."""

    mentions: tuple[EventMention, ...]
    claim: Claim
    text: str
    """The article, or the first of its near-copies."""

    @property
    def core(self) -> EventMention:
        """The most specific mention."""
        return self.mentions[0]


def reports_of(
    mentions: Iterable[EventMention], entities: Mapping[str, Entity], first_of: Mapping[str, str]
) -> list[Report]:
    """The reports of all texts. ``first_of`` maps near-copies to the article that they copy."""
    texts: dict[tuple[str, str], list[EventMention]] = defaultdict(list)
    for mention in mentions:
        texts[first_of.get(mention.article_id, mention.article_id), mention.event_type].append(mention)
    return [
        report for (text, _), found in sorted(texts.items()) for report in _of_text(found, entities, text)
    ]


def sort_key(report: Report) -> tuple[object, ...]:
    """The order in which reports are joined: what tells most comes first, whatever came first."""
    return (specificity(report.claim), identity(report.claim), report.core.event_mention_id)


def clause_form(mention: EventMention) -> tuple[str, int, int]:
    """What a clause and its copy share: the trigger, its place in the clause, and the clause's length."""
    return (
        mention.trigger,
        mention.trigger_start - mention.clause_start,
        mention.clause_end - mention.clause_start,
    )


def _of_text(mentions: Sequence[EventMention], entities: Mapping[str, Entity], text: str) -> Iterator[Report]:
    reports: list[Report] = []
    for unit in sorted((_unit(found, entities, text) for found in _retold(mentions)), key=sort_key):
        fitting = [
            (evidence, number, common)
            for number, report in enumerate(reports)
            if (common := report.claim.together(unit.claim))
            and (evidence := weigh_in_text(report.claim, unit.claim, _apart(report, unit))).points >= ENOUGH
        ]
        most = max((evidence for evidence, _, _ in fitting), default=None)
        best = [(number, common) for evidence, number, common in fitting if evidence == most]
        same = [b for b in best if identity(reports[b[0]].claim) == identity(unit.claim)]
        if not best or (len(best) > 1 and not same and UNKNOWN in (unit.claim.actor, unit.claim.recipient)):
            reports.append(unit)  # with a party left open it may be any of them
        else:
            number, common = (same or best)[0]
            reports[number] = Report((*reports[number].mentions, *unit.mentions), common, text)
    yield from reports


def _retold(mentions: Iterable[EventMention]) -> Iterator[list[EventMention]]:
    """Each mention with its likes in the near-copies; those that an article has twice are left apart."""
    forms: dict[tuple[object, ...], list[EventMention]] = defaultdict(list)
    for mention in mentions:
        parties = (mention.actor_id, mention.actor_country, mention.recipient_id, mention.recipient_country)
        forms[clause_form(mention), parties].append(mention)
    for found in forms.values():
        if len({m.article_id for m in found}) == len(found):
            yield found
        else:
            yield from ([mention] for mention in found)


def _unit(mentions: Sequence[EventMention], entities: Mapping[str, Entity], text: str) -> Report:
    """One clause and its copies. Where their days exclude each other, those of the more exact one are kept."""
    single = sorted((Report((m,), claim_of(m, entities), text) for m in mentions), key=sort_key)
    claim = single[0].claim
    for other in single[1:]:
        claim = claim.together(other.claim) or claim
    return Report(tuple(report.core for report in single), claim, text)


def _apart(report: Report, unit: Report) -> int:
    """Sentences between a unit and the nearest mention of a report in the same article."""
    return min(
        (
            abs(mine.sentence_index - yours.sentence_index)
            for mine in report.mentions
            for yours in unit.mentions
            if mine.article_id == yours.article_id
        ),
        default=10**6,
    )
