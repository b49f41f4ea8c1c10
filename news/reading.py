"""Read a raw file whole: its text and the evidence that it adds, or the reason why it gives no article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from news.discover import RawFile
from news.parse import parse
from news.read import NotAnArticle, decode
from news.recurring import short_lines
from news.rejection import NotNow
from schemas import Reject, ShortLine, SourceFile, StoredText


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all files of a run."""

    run_id: str
    today: date
    """Day of the run: date headers that lie much later are wrong."""
    max_bytes: int
    future_days: int


@dataclass(slots=True)
class FileRows:
    """The rows that files give before anything is known of other files, in the order of the files."""

    source_files: list[SourceFile] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    raw_texts: list[StoredText] = field(default_factory=list)
    short_lines: list[ShortLine] = field(default_factory=list)
    deferred: list[str] = field(default_factory=list)
    """Paths of the files that vanished or changed while they were read; they have no row."""


def read_files(files: Iterable[RawFile], terms: Terms) -> FileRows:
    """Read raw files. Each gives a source_files row and either a text or a reject, or is deferred."""
    rows = FileRows()
    for file in files:
        digest = None
        try:
            content = file.read(terms.max_bytes)
            digest = sha256(content).hexdigest()
            decoded = decode(content)
            body = parse(decoded.text, today=terms.today, tolerance_days=terms.future_days).body
            rows.raw_texts.append(
                StoredText(
                    file.article_id,
                    file.source_file,
                    digest,
                    len(content),
                    decoded.encoding,
                    decoded.repairs,
                    decoded.text,
                )
            )
            rows.short_lines += short_lines(file.article_id, file.source_file, body)
            outcome = "article"
        except NotNow:
            rows.deferred.append(file.source_file)
            continue
        except NotAnArticle as reject:
            rows.rejects.append(Reject(file.source_file, reject.reason, reject.detail, terms.run_id))
            outcome = "reject"
        rows.source_files.append(
            SourceFile(
                file.source_file,
                file.byte_count,
                file.modified_ns,
                digest,
                file.article_id,
                outcome,
                terms.run_id,
                file.etag,
            )
        )
    return rows
