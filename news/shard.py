"""A shard of raw files becomes rows: read -> parse -> analyse -> extract -> resolve inside each article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from spacy.language import Language
from spacy.tokens import Doc

from news.analyse import analyse
from news.discover import RawFile
from news.extract.events import VERSION, FoundEvent, find_events
from news.extract.mentions import find_mentions
from news.extract.times import Interval, find_times
from news.language import model_version
from news.language_id import identify
from news.lexicon import lexicon_version
from news.parse import parse
from news.plan import FileTask
from news.read import NotAnArticle, decode, read
from news.resolve.names import resolve_names
from schemas import Article, Boilerplate, EventMention, Mention, Reject, SourceFile, TimeExpression


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds for all files of a run."""

    run_id: str
    today: date
    """Day of the run: date headers that lie much later are wrong."""
    max_bytes: int
    future_days: int


@dataclass(slots=True)
class ShardRows:
    """The rows of a shard's files, in the order of the files."""

    source_files: list[SourceFile] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    time_expressions: list[TimeExpression] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    event_mentions: list[EventMention] = field(default_factory=list)


def code_files(tasks: Iterable[FileTask], nlp: Language, reading: Reading) -> ShardRows:
    """Read and code raw files. Every file gives a source_files row and either an article or a reject."""
    rows = ShardRows()
    for task in tasks:
        _read_file(task, reading, rows)
    version = extractor_version(nlp)
    for article, doc in analyse(rows.articles, nlp):
        _extract(article, doc, version, rows)
    return rows


def extractor_version(nlp: Language) -> str:
    """Versions of the rules, of the language engine and of the lexicon, as event mentions record them."""
    return f"{VERSION}+{model_version(nlp)}+{lexicon_version()}"


def _read_file(task: FileTask, reading: Reading, rows: ShardRows) -> None:
    raw, digest = task.raw, None
    try:
        content = read(raw.path, reading.max_bytes)
        digest = sha256(content).hexdigest()
        if task.twin:
            raise NotAnArticle(
                "duplicate_id", f"{task.twin} bears the id {raw.article_id} too and comes first"
            )
        rows.articles.append(_article(raw, content, digest, reading, rows))
        outcome = "article"
    except NotAnArticle as reject:
        rows.rejects.append(Reject(raw.source_file, reject.reason, reject.detail, reading.run_id))
        outcome = "reject"
    rows.source_files.append(
        SourceFile(
            raw.source_file, raw.byte_count, raw.modified_ns, digest, raw.article_id, outcome, reading.run_id
        )
    )


def _article(raw: RawFile, content: bytes, digest: str, reading: Reading, rows: ShardRows) -> Article:
    decoded = decode(content)
    parsed = parse(decoded.text, today=reading.today, tolerance_days=reading.future_days)
    language, language_score = identify(parsed.body)
    rows.boilerplate += [
        Boilerplate(raw.article_id, piece.start, piece.end, piece.kind, decoded.text[piece.start : piece.end])
        for piece in parsed.boilerplate
    ]
    return Article(
        article_id=raw.article_id,
        source_file=raw.source_file,
        content_sha256=digest,
        byte_count=len(content),
        encoding=decoded.encoding,
        repairs=decoded.repairs,
        published_header=parsed.header.written,
        published_earliest=parsed.header.earliest,
        published_latest=parsed.header.latest,
        published_precision=parsed.header.precision,
        header_problem=parsed.header.problem,
        language=language,
        language_score=language_score,
        title=parsed.title,
        body=parsed.body,
        byline=parsed.byline,
        dateline=parsed.dateline,
        agencies=parsed.agencies,
        duplicate_of=None,
        run_id=reading.run_id,
    )


def _extract(article: Article, doc: Doc, version: str, rows: ShardRows) -> None:
    published = Interval(article.published_earliest, article.published_latest)
    times = find_times(article.article_id, article.body, published)
    mentions = find_mentions(article.article_id, doc)
    events = find_events(article.article_id, doc, mentions, times, published)
    parties = {m.mention_id for e in events for m in (e.actor, e.recipient) if m}
    resolved = {m.mention_id: m for m in resolve_names(mentions, parties)}
    rows.time_expressions += times
    rows.mentions += resolved.values()
    rows.event_mentions += [_event_mention(event, resolved, version) for event in events]


def _event_mention(event: FoundEvent, resolved: dict[str, Mention], version: str) -> EventMention:
    """The row of an event, still an event of its own until the corpus is resolved."""
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
        event_type=event.event_type,
        event_mode=event.event_mode,
        actor_id=actor.entity_id if actor else None,
        actor_country=actor.country_code if actor else None,
        recipient_id=recipient.entity_id if recipient else None,
        recipient_country=recipient.country_code if recipient else None,
        status=event.status,
        attributed_to_id=None,
        date_earliest=event.days.earliest,
        date_latest=event.days.latest,
        date_precision=event.date_precision,
        place_id=None,
        score=event.score,
        extractor_version=version,
    )
