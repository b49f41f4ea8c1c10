"""Code texts: parse -> analyse -> extract -> resolve inside each article. The costly part of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc

from news.analyse import CODED_LANGUAGES, analyse
from news.duplicates.signature import signature
from news.extract.events import VERSION, FoundEvent, find_events
from news.extract.mentions import find_mentions
from news.extract.times import UNBOUNDED, Interval, find_times, infer_publication
from news.language import model_version
from news.language_id import identify
from news.lexicon import lexicon_version
from news.parse import parse
from news.reading import Terms
from news.resolve.names import resolve_names
from schemas import Article, Boilerplate, EventMention, Mention, Signature, StoredText, TimeExpression


@dataclass(slots=True)
class ArticleRows:
    """The rows of articles, in the order of their texts."""

    articles: list[Article] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    time_expressions: list[TimeExpression] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    event_mentions: list[EventMention] = field(default_factory=list)


def code_texts(
    texts: Iterable[StoredText], nlp: Language, terms: Terms, recurring: AbstractSet[str]
) -> ArticleRows:
    """Code the texts of articles. ``recurring`` holds the digests of lines that are boilerplate by evidence.

    ``duplicate_of`` and ``source_files`` are not known yet, and each event mention is still an event of its
    own: what depends on other articles is found afterwards.
    """
    rows = ArticleRows()
    for text in texts:
        _parse(text, terms, recurring, rows)
    rows.articles = [_infer_publication(article) for article in rows.articles]
    version = extractor_version(nlp)
    for article, doc in analyse(rows.articles, nlp):
        _extract(article, doc, version, rows)
    return rows


def extractor_version(nlp: Language) -> str:
    """Versions of the rules, of the language engine and of the lexicon, as event mentions record them."""
    return f"{VERSION}+{model_version(nlp)}+{lexicon_version()}"


def _parse(text: StoredText, terms: Terms, recurring: AbstractSet[str], rows: ArticleRows) -> None:
    parsed = parse(text.text, today=terms.today, tolerance_days=terms.future_days, recurring=recurring)
    language, language_score = identify(parsed.body)
    header = parsed.header
    rows.boilerplate += [
        Boilerplate(text.article_id, cut.start, cut.end, cut.kind, text.text[cut.start : cut.end])
        for cut in parsed.boilerplate
    ]
    rows.signatures.append(signature(text.article_id, header.earliest, parsed.body))
    rows.articles.append(
        Article(
            article_id=text.article_id,
            source_file=text.source_file,
            source_files=(text.source_file,),
            content_sha256=text.content_sha256,
            byte_count=text.byte_count,
            encoding=text.encoding,
            repairs=text.repairs,
            published_header=header.written,
            published_earliest=header.earliest,
            published_latest=header.latest,
            published_precision=header.precision,
            header_problem=header.problem,
            inferred_earliest=None,
            inferred_latest=None,
            inferred_rule=None,
            language=language,
            language_score=language_score,
            title=parsed.title,
            body=parsed.body,
            byline=parsed.byline,
            dateline=parsed.dateline,
            agencies=parsed.agencies,
            duplicate_of=None,
            run_id=terms.run_id,
        )
    )


def _infer_publication(article: Article) -> Article:
    """An article without a date header, with the days that the dates in its text leave for its publication."""
    if article.published_header is not None or article.language not in CODED_LANGUAGES:
        return article
    found = infer_publication(article.body, find_times(article.article_id, article.body, UNBOUNDED))
    if found is None:
        return article
    days, rule = found
    return replace(article, inferred_earliest=days.earliest, inferred_latest=days.latest, inferred_rule=rule)


def _extract(article: Article, doc: Doc, version: str, rows: ArticleRows) -> None:
    published = Interval(article.published_earliest, article.published_latest)
    times = find_times(article.article_id, article.body, published)
    mentions = find_mentions(article.article_id, doc)
    events = find_events(article.article_id, doc, mentions, times, published)
    parties = {m.mention_id for e in events for m in (e.actor, e.recipient) if m}
    resolved = {m.mention_id: m for m in resolve_names(mentions, parties)}
    rows.time_expressions += times
    rows.mentions += resolved.values()
    rows.event_mentions += [_event_mention(event, resolved, version) for event in events]


def _event_mention(event: FoundEvent, resolved: Mapping[str, Mention], version: str) -> EventMention:
    actor = resolved.get(event.actor.mention_id) if event.actor else None
    recipient = resolved.get(event.recipient.mention_id) if event.recipient else None
    return EventMention(
        event_mention_id=event.event_mention_id,
        event_id=event.event_mention_id,
        article_id=event.article_id,
        sentence_index=event.sentence_index,
        trigger_start=event.trigger_start,
        trigger_end=event.trigger_end,
        trigger=event.trigger,
        clause_start=event.clause_start,
        clause_end=event.clause_end,
        rule=event.rule,
        event_type=event.event_type,
        event_mode=event.event_mode,
        actor_id=actor.entity_id if actor else None,
        actor_mention_id=actor.mention_id if actor else None,
        actor_country=actor.country_code if actor else None,
        recipient_id=recipient.entity_id if recipient else None,
        recipient_mention_id=recipient.mention_id if recipient else None,
        recipient_country=recipient.country_code if recipient else None,
        status=event.status,
        attributed_to_id=None,
        attributed_to_mention_id=None,
        date_earliest=event.days.earliest,
        date_latest=event.days.latest,
        date_precision=event.date_precision,
        place_id=None,
        place_mention_id=None,
        killed_low=None,
        killed_high=None,
        wounded_low=None,
        wounded_high=None,
        soldiers_low=None,
        soldiers_high=None,
        score=event.score,
        extractor_version=version,
    )
