"""Reading, cleaning and the search for duplicates, against a bare loop that reads and tokenises the same files.

Times are processor seconds of one core, which other work on the machine disturbs less than the clock does. The
figures are medians over the repeats; what counts is the ratio.
"""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.measuring import Scale, Section
from news.discover import RawFile
from news.duplicates import update
from news.duplicates.signature import signature
from news.language_id import identify
from news.parse import parse
from news.reading import Terms, read_files
from news.sources.folder import Folder
from schemas import NearCopy, Signature, StoredText

TOKEN = re.compile(r"\w+|[^\w\s]")
TERMS = Terms("bench", date(2100, 1, 1), 10_000_000, 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's median processor seconds over all files."""

    name: str
    seconds: float


def section(scale: Scale, source: Path) -> Section:
    """The table of stages."""
    count, stages, ratio = measure(source, "*.txt", scale.repeats)
    files = Folder(source).list("*.txt").files
    part = max(1, count // 10)
    few, all_of_them = peak_megabytes(files[:part]), peak_megabytes(files)
    total = sum(stage.seconds for stage in stages[1:])
    return Section(
        "Reading, cleaning, duplicates",
        f"{count:,} texts; processor seconds, medians of {scale.repeats}. Python's memory peaks at {few:.1f}"
        f" MB over {part:,} files and at {all_of_them:.1f} MB over all ({all_of_them / few:.2f} times).",
        ("stage", "seconds", "articles per second", "times the bare loop"),
        [
            *(
                (
                    s.name,
                    f"{s.seconds:.2f}",
                    f"{count / s.seconds:,.0f}",
                    f"{s.seconds / stages[0].seconds:.1f}",
                )
                for s in stages
            ),
            ("**all stages of Depesche**", f"{total:.2f}", f"{count / total:,.0f}", f"{ratio:.1f}"),
        ],
        "splitting into words for the bare loop; ours is the patterns of boilerplate and credits, which look at every"
        " line, and the language's statistics over all bytes.",
    )


def measure(source: Path, pattern: str, repeats: int) -> tuple[int, list[Stage], float]:
    """Files read, the stages with the bare loop first, and the ratio of all stages to the bare loop."""
    files = Folder(source).list(pattern).files
    texts = read_files(files, TERMS).raw_texts
    bodies = {t.article_id: _body(t) for t in texts}
    signatures = [signature(i, None, body) for i, body in bodies.items()]
    stages = [
        Stage("bare loop: read, split into words", _seconds(lambda: _bare(source, files), repeats)),
        Stage("read, decode, first parse", _seconds(lambda: read_files(files, TERMS), repeats)),
        Stage("parse with all evidence", _seconds(lambda: _parse(texts), repeats)),
        Stage("language", _seconds(lambda: [identify(body) for body in bodies.values()], repeats)),
        Stage("signatures", _seconds(lambda: [signature(i, None, b) for i, b in bodies.items()], repeats)),
        Stage("near-copies", _seconds(lambda: update(signatures, [], Nothing(bodies)), repeats)),
    ]
    bare, *ours = stages
    return len(files), stages, sum(stage.seconds for stage in ours) / bare.seconds


def bodies_of(files: Iterable[RawFile]) -> list[str]:
    """The articles of files, without header and boilerplate."""
    return [_body(text) for text in read_files(list(files), TERMS).raw_texts]


def peak_megabytes(files: Iterable[RawFile]) -> float:
    """Peak of Python's memory while files are read one shard after the other."""
    shard: list[RawFile] = []
    tracemalloc.start()
    for file in files:
        shard.append(file)
        if len(shard) == 200:  # noqa: PLR2004 - the default of DEPESCHE_SHARD_FILES
            read_files(shard, TERMS)
            shard = []
    read_files(shard, TERMS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def _bare(source: Path, files: Iterable[RawFile]) -> int:
    return sum(len(TOKEN.findall((source / file.key).read_text("utf-8", "replace"))) for file in files)


def _body(text: StoredText) -> str:
    return parse(text.text, today=TERMS.today, tolerance_days=0).body


def _parse(texts: Iterable[StoredText]) -> None:
    for text in texts:
        parse(text.text, today=TERMS.today, tolerance_days=0)


def _seconds(work: Callable[[], object], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        began = process_time()
        work()
        taken.append(process_time() - began)
    return median(taken)


@dataclass(frozen=True, slots=True)
class Nothing:
    """An archive in which nothing is stored yet."""

    by_id: Mapping[str, str]

    def sharing(self, band_keys: Collection[int]) -> Iterable[tuple[int, str]]:  # noqa: D102 - as in Archive
        return ()

    def signatures(self, article_ids: Collection[str]) -> Iterable[Signature]:  # noqa: D102 - as in Archive
        return ()

    def near_copies(self, article_ids: Collection[str]) -> Iterable[NearCopy]:  # noqa: D102 - as in Archive
        return ()

    def bodies(self, article_ids: Collection[str]) -> Mapping[str, str]:  # noqa: D102 - as in Archive
        return {article_id: self.by_id[article_id] for article_id in article_ids}
