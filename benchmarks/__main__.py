"""``python -m benchmarks [--source DIR] [--repeats N] [--only times] [--most N]``: measure, write docs/benchmarks.md.

Without a source the sample is measured, each article many times over with other numbers in it, so that nothing
is a copy of anything; name a folder of real news for figures that mean something.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.reading import bodies_of, measure, peak_megabytes
from benchmarks.times import FEW, measure_times
from news.discover import RawFile, discover

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
SAMPLE = ROOT / "data" / "sample"
TIMES_OVER = 20
TIMES_HEADING = "## Time expressions"
"""The last section of the page."""


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help="folder of news texts")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", choices=["times"], help="measure one section; the others of the page stay")
    parser.add_argument(
        "--most", type=int, help="with --only: at most so many texts, taken from all parts of the source"
    )
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = options.source or _many(Path(folder))
        if options.only == "times":
            section = time_expressions(
                bodies_of(_some(discover(source, "*.txt").files, options.most)), options.repeats
            )
            page = options.out.read_text(encoding="utf-8").partition(TIMES_HEADING)[0] + section
        else:
            page = describe(source, options.source is not None, options.repeats)
    options.out.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def describe(source: Path, is_real: bool, repeats: int) -> str:
    """The page."""
    count, stages, ratio = measure(source, "*.txt", repeats)
    files = discover(source, "*.txt").files
    few, all_of_them = peak_megabytes(files[: max(500, count // 10)]), peak_megabytes(files)
    total = sum(stage.seconds for stage in stages[1:])
    kind = "real news texts" if is_real else f"texts: data/sample, {TIMES_OVER} times over with other numbers"
    rows = "\n".join(
        f"| {s.name} | {s.seconds:.2f} | {count / s.seconds:,.0f} | {s.seconds / stages[0].seconds:.1f} |"
        for s in stages
    )
    return f"""# Benchmarks

Written by `make bench`. Ratios are what counts: all figures of a table come from one run on one machine.

Python {platform.python_version()}, Depesche {version("depesche")}, {platform.machine()}, {platform.system()}.

## Reading, cleaning, duplicates

{count:,} {kind}; processor seconds of one core, medians of {repeats}.

| stage | seconds | articles per second | times the bare loop |
| --- | ---: | ---: | ---: |
{rows}
| **all stages of Depesche** | {total:.2f} | {count / total:,.0f} | {ratio:.1f} |

Memory: the peak over {max(500, count // 10):,} files is {few:.1f} MB, over all {count:,} {all_of_them:.1f} MB
({all_of_them / few:.2f} times). The bare loop's limit is splitting into words; ours is the patterns of boilerplate and
credits, which look at every line, and the language's statistics over all bytes.

{time_expressions(bodies_of(files), repeats)}"""


def time_expressions(bodies: Sequence[str], repeats: int) -> str:
    """The section about the temporal tagger."""
    rate, taggers = measure_times(bodies, repeats)
    rows = "\n".join(
        f"| {t.name} | {t.articles_per_second:,.1f} | {taggers[0].articles_per_second / t.articles_per_second:,.0f}"
        f" | {t.expressions} |"
        for t in taggers
    )
    return f"""{TIMES_HEADING}

The temporal tagger reads {rate:,.0f} articles per second, over {len(bodies):,} of them in memory. Beside dateparser, on
{FEW} taken from all parts of the source:

| tagger | articles per second | Depesche is so many times as fast | expressions |
| --- | ---: | ---: | ---: |
{rows}
"""


def _some(files: Sequence[RawFile], most: int | None) -> Sequence[RawFile]:
    return files[:: max(1, -(-len(files) // most))] if most else files


def _many(folder: Path) -> Path:
    for path in sorted(SAMPLE.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        header = re.match(r" date \S+ ", text)
        head, body = (header.group(), text[header.end() :]) if header else ("", text)
        for number in range(TIMES_OVER):
            other = re.sub(r"\b(\w{5,})\b", rf"\1{number}", body)
            (folder / f"{path.stem}-{number}.txt").write_text(head + other, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
