"""Backfill: the files of the articles of a span are read again, and no others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import corpus
import pytest

from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.stages.backfill import Span, add_span
from flows.stages.discover import discover_files
from flows.work import begin


@pytest.mark.parametrize(
    ("span", "chosen"),
    [
        (Span(date(2022, 3, 5), date(2022, 3, 6)), [1]),
        (Span(date(2022, 3, 31), date(2022, 4, 1)), [1, 2]),
        (Span(date(2022, 5, 1), date(2022, 5, 31)), []),
        (Span(date(2000, 1, 1), date(2030, 1, 1)), [1, 2]),
    ],
    ids=str,
)
def test_the_files_of_a_span_are_read_again_with_what_is_new(
    tmp_path: Path, span: Span, chosen: list[int]
) -> None:
    months = {1: "2022-03", 2: "2022-04"}
    texts = {corpus.name_of(n): corpus.text_of(n).replace("2023-05", month) for n, month in months.items()}
    texts[corpus.name_of(3)] = corpus.text_of(3).replace(" date 2023-05 ", "")
    source = corpus.write(tmp_path / "in", texts)
    settings = Settings(home=tmp_path / "home")
    ingest_plainly(source, settings, is_validated=False)
    corpus.write(source, {corpus.name_of(4): corpus.text_of(4)})
    with begin(settings, source, "command", full=False) as work:
        plan = add_span(work, discover_files(work), span)
    assert [f.source_file for f in plan.to_read] == [corpus.name_of(n) for n in [*chosen, 4]]


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="earliest 2022-02-01 lies after latest 2022-01-01"):
        Span(date(2022, 2, 1), date(2022, 1, 1))
