"""Code texts: parse -> analyse -> extract -> resolve inside each article. The costly part of a run."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from spacy.language import Language

from news.analyse import CODED_LANGUAGES, analyse
from news.duplicates.signature import signature
from news.extract.events import VERSION, FoundEvent, direction_at, find_events
from news.extract.mentions import find_mentions
from news.extract.text import Text
from news.extract.times import UNBOUNDED, Interval, find_times, infer_publication, read_date_lines
from news.language import model_version
from news.language.analyses import Analyses
from news.language_id import identify
from news.lexicon import lexicon_version
from news.parse import ParsedText, parse
from news.reading import Terms
from news.resolve.names import resolve_names
from news.versions import Versions, versions
from schemas import Article, Boilerplate, Coding, EventMention, Mention, Signature, StoredText, TimeExpression

DATED_KINDS = {"byline", "credit", "dateline", "timestamp"}
"""Kinds of boilerplate whose dates are those of the publication."""


@dataclass(slots=True)
class ArticleRows:
    """The rows of articles, in the order of their texts."""

    articles: list[Article] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    time_expressions: list[TimeExpression] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    event_mentions: list[EventMention] = field(default_factory=list)


def code_texts(
    texts: Iterable[StoredText],
    nlp: Language,
    terms: Terms,
    recurring: AbstractSet[str],
    analyses: Analyses | None = None,
) -> ArticleRows:
    """Code the texts of articles. ``recurring`` holds the digests of lines that are boilerplate by evidence.

    What ``analyses`` holds of the model's readings is not read again; the rows are the same.

    ``duplicate_of`` and ``source_files`` are not known yet, and each event mention is still an event of its
    own: what depends on other articles is found afterwards.
    """
    rows = ArticleRows()
    for text in texts:
        _parse(text, terms, recurring, rows)
    now = versions(model_version(nlp))
    rows.codings += [_coding(article, now, terms.run_id) for article in rows.articles]
    version = extractor_version(nlp)
    for article, read in analyse(rows.articles, nlp, analyses=analyses):
        _extract(article, read, version, rows)
    return rows


def extractor_version(nlp: Language) -> str:
    """Versions of the rules, of the language engine and of the lexicon, as event mentions record them."""
    return f"{VERSION}+{model_version(nlp)}+{lexicon_version()}"


def _coding(article: Article, now: Versions, run_id: str) -> Coding:
    model = now.model if article.language in CODED_LANGUAGES else None
    return Coding(article.article_id, now.code, model, now.lexicon, now.knowledge, run_id)


def _parse(text: StoredText, terms: Terms, recurring: AbstractSet[str], rows: ArticleRows) -> None:
    parsed = parse(text.text, today=terms.today, tolerance_days=terms.future_days, recurring=recurring)
    language, language_score = identify(parsed.body)
    header = parsed.header
    inferred, rule = _infer_publication(parsed, text.text, language, terms) or (UNBOUNDED, None)
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
            inferred_earliest=inferred.earliest,
            inferred_latest=inferred.latest,
            inferred_rule=rule,
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


def _infer_publication(
    parsed: ParsedText, text: str, language: str, terms: Terms
) -> tuple[Interval, str] | None:
    """The days of publication that the file tells beside its header, and the rule; null where it tells none.

    Printed dates narrow a header, as far as they agree with it. Dates that the article speaks of are asked only
    where there is neither a header nor a printed date.
    """
    header = Interval(parsed.header.earliest, parsed.header.latest)
    above, below = parsed.lines_around(text, DATED_KINDS)
    printed = read_date_lines(above, below)
    if printed and printed.latest and (printed.latest - terms.today).days <= terms.future_days:
        days = header.intersection(printed)
        if days and days != header:
            return days, "date_line"
    if parsed.header.written or language not in CODED_LANGUAGES:
        return None
    return infer_publication(parsed.body, find_times("", parsed.body, UNBOUNDED))


def publication_of(article: Article) -> Interval:
    """The days on which an article can have appeared, by its header or by what the file tells beside it.

    What bounds it on one side only bounds no day that the text speaks of.
    """
    inferred = Interval(article.inferred_earliest, article.inferred_latest)
    if inferred.earliest and inferred.latest:
        return inferred
    return Interval(article.published_earliest, article.published_latest)


def _extract(article: Article, text: Text, version: str, rows: ArticleRows) -> None:
    published = publication_of(article)
    tell_direction = direction_at(text)
    times = find_times(article.article_id, article.body, published, direction_at=tell_direction)
    mentions = resolve_names(find_mentions(article.article_id, text), text, published)
    events = find_events(article.article_id, text, mentions, times, published)
    rows.time_expressions += times
    rows.mentions += mentions
    rows.event_mentions += [_event_mention(event, version) for event in events]


def _event_mention(event: FoundEvent, version: str) -> EventMention:
    actor, recipient = event.actor, event.recipient
    return EventMention(
        event_mention_id=event.event_mention_id,
        event_id=event.event_mention_id,
        join_rule="alone",
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
        attributed_to_id=event.attributed_to.entity_id if event.attributed_to else None,
        attributed_to_mention_id=event.attributed_to.mention_id if event.attributed_to else None,
        date_earliest=event.days.earliest,
        date_latest=event.days.latest,
        date_precision=event.date_precision,
        dated_by=event.dated_by,
        place_id=event.place.entity_id if event.place else None,
        place_mention_id=event.place.mention_id if event.place else None,
        killed_low=event.numbers.killed.low,
        killed_high=event.numbers.killed.high,
        wounded_low=event.numbers.wounded.low,
        wounded_high=event.numbers.wounded.high,
        soldiers_low=event.numbers.soldiers.low,
        soldiers_high=event.numbers.soldiers.high,
        score=event.score,
        extractor_version=version,
    )
