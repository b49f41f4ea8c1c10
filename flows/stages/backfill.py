"""Backfill: choose the files of the articles of a span of days, to be read and coded again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from flows.logs import say
from flows.work import Work
from news.plan import Plan
from schemas import SOURCE_FILES

OF_SPAN = """
    SELECT DISTINCT source_file FROM corpus.main.articles
    WHERE published_earliest <= ? AND published_latest >= ?
"""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``earliest`` to ``latest``, both included; ValueError where they are the wrong way round."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} lies after latest {self.latest}; swap them")

    def __str__(self) -> str:
        return f"{self.earliest} to {self.latest}"


def add_span(work: Work, plan: Plan, span: Span) -> Plan:
    """The plan with the files of all stored articles that may have been published in the span.

    Articles whose file is gone from the source cannot be read again; they are counted in the log.
    """
    with work.lake.open() as snapshot:
        wanted = snapshot.column(OF_SPAN, [span.latest, span.earliest])
    listed = plan.listing.columns["source_file"]
    again = plan.listing.where(pc.is_in(listed, value_set=pa.array(wanted, pa.string())))
    names = {file.source_file for file in again}
    say("span", run_id=work.run_id, span=span, files=len(names), files_gone=len(wanted) - len(names))
    # What was staged for a file that holds the bytes that it held, now that it is read all the same.
    work.staging.drop(SOURCE_FILES, "source_file", names)
    to_read = {file.source_file: file for file in (*plan.to_read, *again)}
    return replace(
        plan,
        to_read=tuple(to_read[name] for name in sorted(to_read)),
        restamped=tuple(row for row in plan.restamped if row.source_file not in names),
    )
